"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("outputs_browser")

from outputs_browser import browser, visit  # noqa: E402, F401  fixtures

# The first example of a test pays for what is loaded at first use, and other processes may run beside it.
settings.register_profile("kimmap", deadline=None)
settings.load_profile("kimmap")
