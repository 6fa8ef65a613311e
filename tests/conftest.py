"""What all tests share."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("outputs_browser")

from outputs_browser import browser, visit  # noqa: E402, F401  fixtures

import kimmap  # noqa: E402

# The commands import what they need when they need it.  A module first imported while a test has put a
# stand-in in place would keep the stand-in, and fail whichever test comes next in that process.
for module in pkgutil.walk_packages(kimmap.__path__, "kimmap."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

# The first example of a test pays for what is loaded at first use, and other processes may run beside it.
settings.register_profile("kimmap", deadline=None)
settings.load_profile("kimmap")
