"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# The first example of a test pays for what is loaded at first use, and other processes may run beside it.
settings.register_profile("kimmap", deadline=None)
settings.load_profile("kimmap")
