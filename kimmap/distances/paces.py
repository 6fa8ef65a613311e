"""How fast people get on by each means of travel, and how long they say that it takes."""

from __future__ import annotations

import math

from kimmap.distances.times import Duration
from kimmap.model import Mode

FASTEST_KM_H: dict[Mode, float] = {
    "foot": 8, "bicycle": 45, "ship": 90, "road": 130, "train": 320, "plane": 1_000, "unknown": 1_000,
}  # fmt: skip
"""What the fastest of each means of travel keeps up from town to town."""
SLOWEST_KM_H: dict[Mode, float] = {
    "foot": 0.5, "bicycle": 2, "ship": 1.5, "road": 5, "train": 10, "plane": 60, "unknown": 0.5,
}  # fmt: skip
"""What even the slowest gets on by in a straight line, halts and bends included."""
_AWAKE: dict[Mode, float] = {"foot": 14, "bicycle": 18}
"""Hours of a day that somebody can go on by their own strength."""
SLACK = 1.25
"""Stated durations are rounded, and mean the journey itself."""


def moving_hours(duration: Duration) -> float:
    """The hours of a time that somebody can be on the way: nobody walks day and night."""
    share = _AWAKE.get(duration.mode, 24) / 24
    return duration.hours * (share if duration.hours >= 24 else 1)


def fastest_km_h(mode: Mode) -> float:
    """What the fastest of a means of travel keeps up from town to town."""
    return FASTEST_KM_H[mode]


def say_by(mode: Mode) -> str:
    """ "by train", "on foot"."""
    return {"unknown": "by any means", "foot": "on foot"}.get(mode, f"by {mode}")


def say_hours(hours: float) -> str:
    """A length of time for readers: "40 minutes", "2 h 20 min", "3 days"."""
    minutes = round(hours * 60)
    if minutes < 60:
        return f"{minutes} minute{'s' * (minutes != 1)}"
    if minutes % 60 and hours < 48:
        return f"{minutes // 60} h {minutes % 60} min"
    if hours < 48:
        return f"{minutes // 60} hour{'s' * (minutes != 60)}"
    days = round(hours / 24, 0 if hours >= _ROUND_DAYS * 24 else 2)
    return f"{days:g} days"


_ROUND_DAYS = 14
"""From so many days on nobody wants to know the hours."""
_USUAL_KM_H: dict[Mode, tuple[float, float]] = {
    "foot": (1.2, 7), "bicycle": (6, 38), "ship": (3.5, 75), "road": (7, 115), "train": (14, 250),
    "plane": (70, 950), "unknown": (2.5, 130),
}  # fmt: skip
"""What is got on by in an hour, in a straight line."""
_USUAL_KM_A_DAY: dict[Mode, tuple[float, float]] = {
    "foot": (4, 70), "bicycle": (25, 250), "ship": (12, 1_000), "road": (15, 1_200), "train": (200, 3_000),
    "plane": (500, 20_000), "unknown": (6, 900),
}  # fmt: skip
"""The same for a day, where the time is told in days."""
_COMMON_KM_H: dict[Mode, tuple[float, float]] = {
    "foot": (1.8, 6), "bicycle": (8, 30), "ship": (7, 50), "road": (14, 95), "train": (25, 200),
    "plane": (120, 900), "unknown": (4, 100),
}  # fmt: skip
"""What most get on by in an hour."""


def is_common(km: float, hours: float, mode: Mode) -> bool:
    """Whether a straight line is one that most people get on by in so many hours; of days nobody can tell."""
    slowest, fastest = _COMMON_KM_H[mode]
    return hours >= 24 or slowest <= km / hours <= fastest


def is_usual(km: float, hours: float, mode: Mode, slack: float = 1.0) -> bool:
    """Whether a straight line is one that people get on by in so many hours, by their means or any."""
    in_days = hours >= 24 and hours % 24 == 0  # "eighty hours" are counted through, "three days" with their nights
    slowest, fastest = (_USUAL_KM_A_DAY if in_days else _USUAL_KM_H)[mode]
    pace = km / (hours / 24 if in_days else hours)
    return slowest / slack <= pace <= fastest * slack


def middling_km_h(mode: Mode) -> float:
    """What a means of travel usually makes in an hour, of all that is usual the middle."""
    least, most = _USUAL_KM_H[mode]
    return math.sqrt(least * most)


def say_range(least_hours: float | None, hours: float) -> str:
    """A length of time for readers, or a range of them: "2 to 3 hours"."""
    most, least = say_hours(hours), "" if least_hours is None else f"{say_hours(least_hours)} to "
    unit = most.rpartition(" ")[2]
    return f"{least.replace(f' {unit} to ', ' to ')}{most}"
