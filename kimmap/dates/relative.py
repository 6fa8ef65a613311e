"""Rules for expressions that count from some day: today, last week, two days later, Day 5."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import MONTH_WORD, PARTS, month_number, unit_code
from kimmap.dates.rules import (
    NUMBER,
    NUMBER_STARTS,
    PART,
    Rule,
    no_case,
    rule,
)
from kimmap.language.numbers import number

Fields = dict[str, Any]


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "to-day": 0, "to-morrow": 1, "to-night": 0}


WHICH = {
    "last": -1, "past": -1, "next": 1, "this": 0, "coming": 1, "current": 0, "present": 0, "previous": -1,
    "preceding": -1, "following": 1, "same": 0, "that": 0, "prior": -1, "ensuing": 1, "succeeding": 1,
    "subsequent": 1, "upcoming": 1,
}  # fmt: skip


TOLD = frozenset({"previous", "preceding", "following", "same", "that", "prior", "ensuing", "succeeding", "subsequent"})


_PERIOD = "week|weekend|month|year|decade|century|fortnight"


def part_code(word: str | None) -> str:
    return PARTS.get(word.lower(), "") if word else ""


def _deictic(match: re.Match[str]) -> Fields:
    word = match["w"].lower()
    part = "TNI" if word in ("tonight", "to-night") else part_code(match["p"])
    if match["week"]:
        return {"count": _DEICTIC[word] + (-7 if _DEICTIC[word] < 0 else 7), "part": part}
    return {"count": _DEICTIC[word], "part": part}


def _weeks_from_today(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    days = 14 if match["u"].lower() == "fortnight" else 7
    return {"count": days * count + _DEICTIC[match["w"].lower()]} if count else None


def _this_part(match: re.Match[str]) -> Fields:
    return {"count": 0, "part": part_code(match["p"]), "third": (match["third"] or "").lower() or None}


def _last_night(match: re.Match[str]) -> Fields:
    return {"count": -1, "part": "TNI" if match["p"].lower() == "night" else "TEV"}


_ONE_MORE = re.compile(r"\b(?:an?|one|my|our|his|her|its|their) \Z", re.IGNORECASE)
""" "One last weekend in Lima": the final one, not that before the writing."""


def _which_unit(match: re.Match[str]) -> Fields | None:
    which = match["which"].lower()
    unit = unit_code(match["u"])
    spans = match.string[max(0, match.start() - 4) : match.start()] == "for "
    if match["the"] and (which in ("last", "past") or (which == "next" and spans)):
        return {"kind": "duration", "value": f"P1{unit}" if unit != "F" else "P2W"}
    if which == "last" and _ONE_MORE.search(match.string[max(0, match.start() - 6) : match.start()]):
        return {"kind": "duration", "value": f"P1{unit}" if unit != "F" else "P2W"}
    fields: Fields = {"unit": unit, "toward": WHICH[which]}
    return fields | ({"base": "told"} if which in TOLD or (which == "next" and match["the"]) else {})


def _which_month(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    toward = WHICH[which]
    base = "told" if which in TOLD else "written"
    return {"kind": "date", "month": month_number(match["m"]), "toward": toward, "unit": "which", "base": base}


_MOD = no_case("earlier|later|late|early")


def _within(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    third = {"later": "late", "late": "late"}.get(match["third"].lower(), "early")
    if match["third"].lower() in ("earlier", "later"):
        third = ""
    fields: Fields = {"unit": unit_code(match["u"]), "toward": WHICH.get(which, 0), "third": third or None}
    return fields | ({"base": "told"} if which in TOLD or which in ("the", "in the") else {})


def _feast_weekend(match: re.Match[str]) -> Fields:
    feast = Expression(match.start("h"), match.end("h"), "holiday", "feast", value=match["h"].lower())
    return {"unit": "WE", "stated": feast}


RULES: tuple[Rule, ...] = (
    rule(
        "today",
        "deictic",
        {"today", "tonight", "yesterday", "tomorrow", "to"},
        rf"(?P<w>{no_case('|'.join(_DEICTIC))})(?![a-z-])(?:['’]s)?(?: (?P<p>{PART})\b)?"
        r"(?P<week> (?:week|se['’]?n+ight)\b)?",
        _deictic,
    ),
    rule(
        "weeks from today",
        "deictic",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)}) (?P<u>weeks?|fortnight) (?:from )?(?P<w>{no_case('today|tomorrow')})(?![a-z-])",
        _weeks_from_today,
    ),
    rule(
        "last but one",
        "deictic",
        {"the"},
        r"(?i:the (?P<p>night|evening) before last)\b",
        lambda m: {"count": -2, "part": "TNI" if m["p"].lower() == "night" else "TEV"},
    ),
    rule(
        "last but one",
        "unit",
        {"the"},
        rf"(?i:the (?P<u>{_PERIOD}) (?P<dir>before last|after next))\b",
        lambda m: {"unit": unit_code(m["u"]), "toward": -2 if m["dir"].lower().startswith("b") else 2},
    ),
    rule(
        "day before yesterday",
        "deictic",
        {"the", "day"},
        r"(?i:(?:the )?day (?P<d>before yesterday|after tomorrow))",
        lambda m: {"count": -2 if m["d"].lower().startswith("b") else 2},
    ),
    rule(
        "this morning",
        "deictic",
        {"this", "earlier", "early", "late", "later"},
        r"(?i:(?:(?P<third>early|late|later|earlier) )?this (?:very )?(?P<p>morning|afternoon|evening|noon"
        r"|lunchtime))\b",
        _this_part,
    ),
    rule(
        "last night",
        "deictic",
        {"last"},
        r"(?i:last (?P<p>night|evening))\b(?! of\b)",
        lambda m: _last_night(m) if m.string[max(0, m.start() - 4) : m.start()].lower() != "the " else None,
    ),
    rule("this day", "deictic", {"this"}, r"(?i:this (?:very )?day)\b", lambda _m: {"count": 0}),
    rule(
        "which week",
        "unit",
        {
            "last",
            "next",
            "this",
            "coming",
            "the",
            "that",
            "past",
            "current",
            "previous",
            "following",
            "same",
            "preceding",
            "present",
            "upcoming",
        },
        rf"(?P<the>[Tt]he )?(?P<which>{no_case('|'.join(WHICH))}) (?:very )?(?P<u>{no_case(_PERIOD)})(?![a-z-])"
        r"(?:['’]s)?",
        _which_unit,
    ),
    rule(
        "weekend of a feast",
        "unit",
        {"the", "easter", "christmas", "whitsun", "pentecost", "thanksgiving"},
        r"(?:[Tt]he )?(?P<h>Easter|Christmas|Whitsun|Pentecost|Thanksgiving) weekend(?![a-z-])",
        _feast_weekend,
    ),
    rule(
        "midweek",
        "unit",
        {"midweek", "mid"},
        r"(?i:mid-?week)(?![a-z-])",
        lambda _m: {"unit": "W", "toward": 0, "third": "mid"},
    ),
    rule(
        "the weekend", "unit", {"the", "weekend"}, r"(?i:the weekend)(?![a-z-])", lambda _m: {"unit": "WE", "count": -1}
    ),
    rule(
        "weekend alone",
        "unit",
        {"weekend"},
        r"(?i:weekend)(?![a-z-])",
        lambda m: (
            {"unit": "WE", "count": -1}
            if re.search(r"\b(?:at|over|bank holiday|[a-z]+)\s$", m.string[max(0, m.start() - 12) : m.start()])
            else None
        ),
    ),
    rule(
        "which month by name",
        "date",
        {"last", "next", "this", "past", "that", "coming", "the", "previous", "following"},
        rf"(?:[Tt]he )?(?P<which>{no_case('last|next|this|past|coming|that|previous|following')}) (?P<m>{MONTH_WORD})",
        _which_month,
    ),
    rule(
        "within",
        "unit",
        {"earlier", "later", "late", "early"},
        rf"(?P<third>{_MOD})(?: on)?(?: in)? "
        rf"(?P<which>{no_case('this|that|last|next|the|the same|the following|the next')}) "
        rf"(?P<u>{no_case(_PERIOD)})(?![a-z-])",
        lambda m: _within(m),
    ),
)
