"""Lines of a programme that open with a time of day: "10:30 Boat to the island"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .segments import Roles, Segment

_CLOCKED = re.compile(
    r"(?:(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?|(?:0?\d|1[0-2])\s?[ap]\.?m\.?)"
    r"(?:\s?[–—-]\s?\d{1,2}[:.h]\d\d)?(?:\s?(?:hrs|h|Uhr|GMT|local))?[\s:–—-]+(?=[^\W\d])",
    re.IGNORECASE,
)
_LONGEST_APPOINTMENT = 14


def is_appointment(segments: Sequence[Segment], roles: Roles, i: int) -> bool:
    """A line of a programme that opens with a time of day, under the heading of its day or beside another."""
    segment = segments[i]
    if segment.words > _LONGEST_APPOINTMENT or segment.ended or not _CLOCKED.match(segment.text):
        return False
    beside = (segments[k].text for k in (i - 1, i + 1) if 0 <= k < len(segments))
    return (i > 0 and roles[i - 1] == "heading") or any(map(_CLOCKED.match, beside))
