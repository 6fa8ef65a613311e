"""What stands around a time that tells, in whatever words, that somebody was on the way in it."""

from __future__ import annotations

import re
from functools import cache

from kimmap.distances.measures import alternatives, lexicon
from kimmap.distances.spent_times import is_since_departure
from kimmap.distances.times import ABOUT, VEHICLES, Duration, mode_in
from kimmap.distances.told_ways import Line
from kimmap.model import Mode

CARRIERS = (
    r"tongas?|carriages?|wagons?|pirogues?|pinasses?|rickshaws?|marshrutkas?|furgons?"
    r"|matatus?|colectivos?|jeepneys?|palanquins?|horses?|pon(?:y|ies)|donkeys?|litters?|sleds?|carts?|dray|mail|diligence|stage"
)
"""What carries people besides the common vehicles."""
_TRAVEL = (
    r"driv(?:e|es|en|ing|er)|drove|rid(?:e|es|den|ing)|rode|walk(?:s|ed|ing)?|march(?:ed|es|ing)?|sail(?:s|ed|ing)?|steam(?:ed|ing|s)"
    r"|fl(?:ies|ew|own|ying)|travel\w*|go(?:es|ing)|went|reach\w*(?!\s+(?:an?|agreement|consensus|for)\b)|arriv\w*|cross(?:ed|es|ing)|cycl(?:ed|es|ing)|pedal\w*|trek\w*|hik\w+"
    r"|journeys?|drift\w*|paddl\w+|row(?:ed|ing)|return(?:ed|ing)|climbs?|left|leav(?:e|es|ing)|set\s+(?:out|off)|brought|brings?"
    r"|voyages?|flights?|passage|door\s+to\s+door|at\s+sea|of\s+(?:hairpins|bends|curves|potholes)"
    rf"|{CARRIERS}|carr(?:y|ied|ies)|ferr(?:ied|ies)|helicopters?|boarded|under\s?way|on\s+the\s+(?:road|way|water)|in\s+the\s+saddle|moved|from\s+one\s+\w+\s+to\s+the\s+other"
)
_NO_JOURNEY = re.compile(
    r"\b(?:every|last|next|first|past|another|ago|than|intervals?\s+of|shifts?\s+of|rosters?\s+of|limit\s+of|lasted|until|since|each|open"
    r"|(?<!at\ssea\s)(?<!in\sthe\ssaddle\s)(?<!on\sthe\sroad\s)(?<!on\sthe\sway\s)for|into|within|after|during|(?:stood|stuck|stranded|parked|waited|queued|sat|slept)\b[^.;]{0,40}\bfor|held\s+(?:us|him|her|them)|queued[^.;]{0,20}|line[^.;]{0,20}\bwas|adds?|leaving|departing|closes|rain[^.;]{0,20}|in\s+\d{4})"
    rf"\s+(?:the\s+(?:first|last|next)\s+)?{ABOUT}$",
    re.IGNORECASE,
)
"""Before a time around which no word speaks of travel: it is none."""
_WENT_FOR = re.compile(
    r"\b(?:(?:bus|train|road|track)\s+climbs?|drives?|drove|rides?|rode|walk(?:ed|s)?|sail(?:ed|s)?|travel\w*|bus|train|boat|on\s+our\s+way|marched)\s+for\s+$"
)
_LATER = re.compile(r"[\w-]+\s(?:day|week|month|night)s?\s(?:later|after(?:wards)?)\b", re.IGNORECASE)
"""A time that tells when: days later somebody sets out more often than they arrive."""
_APPOSED = 30
"""Characters between a place with its part and a time that is said of its way."""
_WHOM = re.compile(r"\b(?:me|us|him|her|them|our|my|his|their|ourselves)\b", re.IGNORECASE)
_LASTS = re.compile(r"last", re.IGNORECASE)
_BESIDE = 50
"""Characters before "lasted" in which it has to be said that a way did."""
_ON_THE_WAY = re.compile(
    r"\s+(?:on\s+(?:our|his|her|their|my)\s+(?:way|road|voyage|passage)|under\s*way)\b", re.IGNORECASE
)
_STAYS = re.compile(
    r"[’']\s+[a-z]|[\s-]+(?:(?:in|at)\s+(?-i:[A-Z])|of\s+(?!(?:hairpins|bends|curves|potholes|desert|road|mud|windows|driving|it\b))"
    r"|(?:in|at)\s+(?:the\s+(?:queue|sun|rain|cold|dark)|talks|jail|prison|hospital|bed)|ago\b|old\b|late\b|after\b|before\b|behind\b"
    r"|apart\b|on\s+hold|a\s+(?:day|week)|of\s+each)",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:from|to)\s*$", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[,.;:!?)”’'\"–—]|$|(?:and|but|with|if|when|because|on|by|in|from|to|through|over|along|of|before|later|for|each\s+way|one\s+way|or\s+so"
    r"|longer|incl|including|against|without|past|door|normally|at\s+(?:most|least|sea)|off|out|away|being)\b|-minute)",
    re.IGNORECASE,
)


@cache
def _cue() -> re.Pattern[str]:
    ways = alternatives(
        [w for w in lexicon()["ways"]["nouns"] if w not in ("way", "stretch", "run", "distance", "stage", "leg")]
    )
    return re.compile(rf"\b(?:{_TRAVEL}|{VEHICLES}|(?:{ways})s?)\b", re.IGNORECASE)


_OVER_IT = re.compile(r"\s+over\s+it\b", re.IGNORECASE)
_LENGTH_BESIDE = re.compile(
    rf"\b(?:km|kilomet\w+|miles|leagues|versts)(?:,?\s+(?:which|that)\s+(?:is|was|makes|means|meant)|\s+(?:or|and)|,)\s+{ABOUT}$",
    re.IGNORECASE,
)
"""A length of the same way right before a time: "32 km, which is"."""
_TO_DO = re.compile(r"(?:\s+[\w’'-]+){0,8}?\s+to\s+(?!the\b)(?-i:[a-z])", re.IGNORECASE)


_ASIDE = re.compile(r",\s+(?:where|which|whose|who)\s[^,;.]*,", re.IGNORECASE)
"""What is only said of a place by the way."""


def nearest_mode(line: Line, at: tuple[int, int]) -> Mode:
    """The means of travel that the words nearest to a time tell."""
    left, right = _ASIDE.sub(" ", line.text(line.start, at[0])), line.text(at[1], line.end)
    spans = (line.text(*at), left[-25:], right[:15], left[-70:], right[:50], _ASIDE.sub(" ", clause_of(line, at)))
    return next((mode for mode in map(mode_in, spans) if mode != "unknown"), "unknown")


def clause_of(line: Line, at: tuple[int, int]) -> str:
    left = re.split(r"[.;]\s", line.text(line.start, at[0]))[-1]
    right = re.split(r"[.;]\s", line.text(at[1], line.end))[0]
    return left + line.text(*at) + right


def stays(line: Line, at: tuple[int, int]) -> bool:
    """Whether the words at a time say that somebody stayed, how often something is, or when."""
    right = line.text(at[1], line.end)
    is_when = _LATER.match(line.text(at[0], at[1] + 12)) is not None
    return is_when or _STAYS.match(right) is not None or _is_rate(line, at)


def cue_cost(line: Line, at: tuple[int, int], duration: Duration) -> float | None:
    """What speaks against a time's being one of travel, None where too much does."""
    left, right = line.text(line.start, at[0]), line.text(at[1], line.end)
    if is_since_departure(left, right):
        return 0.05
    if (
        _STAYS.match(right)
        or _is_rate(line, at)
        or (duration.is_loose and _ENDS.match(right) is None and not _LEADS.search(line.text(*at)))
    ):
        return None
    if _LATER.match(line.text(at[0], at[1] + 12)):
        return None
    if _LASTS.match(line.text(*at)) and _cue().search(left[-_BESIDE:]) is None:
        return None
    if not (duration.is_loose or duration.is_vague):
        return 0.0
    if _NO_JOURNEY.search(left) and not (_WENT_FOR.search(left) or _ON_THE_WAY.match(right)):
        return None
    is_beside = any(s.part in ("from", "to") and 0 <= at[0] - s.end <= _APPOSED for s in line.stands)
    has_cue = _cue().search(clause_of(line, at)) is not None
    if (duration.is_vague or duration.is_bare) and not has_cue and _TO_DO.match(right):
        return None
    has_cue = has_cue or is_beside or _OVER_IT.match(right) is not None or _LENGTH_BESIDE.search(left) is not None
    if duration.is_bare or duration.is_vague:
        if has_cue or not duration.is_vague:
            return 0.15 if has_cue else 0.45
        return 0.35 if _WHOM.search(line.text(*at)) else 0.65
    return 0.05 if has_cue else 0.3


def _is_rate(line: Line, at: tuple[int, int]) -> bool:
    """Whether "a day" is how often: "three pounds a day", "drives a day"."""
    is_one = re.fullmatch(r"(?:an?|one|some)\s\w+", line.text(*at), re.IGNORECASE) is not None
    return is_one and _BEFORE_ONE.search(line.text(line.start, at[0])) is None


_BEFORE_ONE = re.compile(
    r"(?:^|[,;:–—(-]|\b(?:in|within|about|takes?|took|taken|needs?|needed|than|is|[’']s|was|only|just|allowed?|allows|for|after|another|of))\W*$",
    re.IGNORECASE,
)
