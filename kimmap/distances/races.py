"""Races: the way that was raced is as long as those who laid it out made it, and its time is the winner's."""

from __future__ import annotations

import re

_RACE = re.compile(
    r"\b(?:(?:stage|race|rally|prologue|time\s+trial)\b[^.;]{0,80}\b(?:won|winner|winning|victory|rac\w+)"
    r"|(?:was|is|were)\s+won\s+by|peloton|grand\s+prix|rac(?:e|ed|ing)\s+from"
    r"|\d[- ]k(?:m|ilomet(?:re|er))s?\s+(?:race|rally)"
    r"|won\s+(?:the|this\s+year[’\']s)\s+(?:[\w’\'-]+\s+){0,3}(?:stage|race|rally|classic))\b",
    re.IGNORECASE,
)


def tells_of_race(sentence: str) -> bool:
    """Whether a sentence tells of a race, so that no length in it is a claim of how far places lie apart."""
    return _RACE.search(sentence) is not None
