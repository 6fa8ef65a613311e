"""Rules for expressions that count from some day: today, last week, two days later, Day 5."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.lexicon import (
    LONG_WEEKDAY,
    MONTH_WORD,
    PARTS,
    WEEKDAY_NAMES,
    WEEKDAY_WORD,
    month_number,
    number,
    unit_code,
    weekday_number,
)
from kimmap.dates.rules import (
    NUMBER,
    NUMBER_STARTS,
    PART,
    WEEKDAY_STARTS,
    Rule,
    no_case,
    rule,
)

Fields = dict[str, Any]


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "to-day": 0, "to-morrow": 1, "to-night": 0}


_WHICH = {
    "last": -1, "past": -1, "next": 1, "this": 0, "coming": 1, "current": 0, "present": 0, "previous": -1,
    "preceding": -1, "following": 1, "same": 0, "that": 0, "prior": -1, "ensuing": 1, "succeeding": 1,
    "subsequent": 1, "upcoming": 1,
}  # fmt: skip


_TOLD = frozenset(
    {"previous", "preceding", "following", "same", "that", "prior", "ensuing", "succeeding", "subsequent"}
)


_PERIOD = "week|weekend|month|year|decade|century|fortnight"


def part_code(word: str | None) -> str:
    return PARTS.get(word.lower(), "") if word else ""


def _deictic(match: re.Match[str]) -> Fields:
    word = match["w"].lower()
    part = "TNI" if word in ("tonight", "to-night") else part_code(match["p"])
    if match["week"]:
        return {"count": _DEICTIC[word] + (-7 if _DEICTIC[word] < 0 else 7), "part": part}
    return {"count": _DEICTIC[word], "part": part}


def _weekdays_ago(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    return {"weekday": weekday_number(match["w"]), "unit": "back", "count": count} if count else None


def _this_part(match: re.Match[str]) -> Fields:
    return {"count": 0, "part": part_code(match["p"]), "third": (match["third"] or "").lower() or None}


def _last_night(match: re.Match[str]) -> Fields:
    return {"count": -1, "part": "TNI" if match["p"].lower() == "night" else "TEV"}


def _which_weekday(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    unit = {"past": "last", "coming": "next"}.get(which, which)
    fields: Fields = {"weekday": weekday_number(match["w"]), "toward": _WHICH[which], "unit": unit}
    return fields | ({"base": "told"} if which in _TOLD or (which == "next" and match["the"]) else {})


def _weekday_after(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    if which == "week":
        return {"weekday": weekday_number(match["w"]), "unit": "week", "toward": 1}
    fields: Fields = {"weekday": weekday_number(match["w"]), "toward": _WHICH[which], "unit": which}
    return fields | ({"base": "told"} if which in _TOLD else {})


def _weekday_of_week(match: re.Match[str]) -> Fields:
    toward = {"last": -1, "next": 1, "this": 0, "the following": 1, "the previous": -1}[
        " ".join(match["which"].lower().split())
    ]
    base = "told" if match["which"].lower().startswith("the") else "written"
    return {"kind": "weekday", "weekday": weekday_number(match["w"]), "unit": "of week", "toward": toward, "base": base}


def _which_unit(match: re.Match[str]) -> Fields | None:
    which = match["which"].lower()
    unit = unit_code(match["u"])
    spans = match.string[max(0, match.start() - 4) : match.start()] == "for "
    if match["the"] and (which in ("last", "past") or (which == "next" and spans)):
        return {"kind": "duration", "value": f"P1{unit}" if unit != "F" else "P2W"}
    fields: Fields = {"unit": unit, "toward": _WHICH[which]}
    return fields | ({"base": "told"} if which in _TOLD or (which == "next" and match["the"]) else {})


def _which_month(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    toward = _WHICH[which]
    base = "told" if which in _TOLD else "written"
    return {"kind": "date", "month": month_number(match["m"]), "toward": toward, "unit": "which", "base": base}


_MOD = no_case("earlier|later|late|early")


def _within(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    third = {"later": "late", "late": "late"}.get(match["third"].lower(), "early")
    if match["third"].lower() in ("earlier", "later"):
        third = ""
    fields: Fields = {"unit": unit_code(match["u"]), "toward": _WHICH.get(which, 0), "third": third or None}
    return fields | ({"base": "told"} if which in _TOLD or which in ("the", "in the") else {})


RULES: tuple[Rule, ...] = (
    rule(
        "today",
        "deictic",
        {"today", "tonight", "yesterday", "tomorrow", "to"},
        rf"(?P<w>{no_case('|'.join(_DEICTIC))})(?![a-z-])(?:['’]s)?(?: (?P<p>{PART})\b)?(?P<week> week\b)?",
        _deictic,
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
        "last but one",
        "weekday",
        WEEKDAY_STARTS,
        rf"(?P<w>{LONG_WEEKDAY}) before last\b",
        lambda m: {"weekday": weekday_number(m["w"]), "unit": "back", "count": 2},
    ),
    rule(
        "weekdays ago",
        "weekday",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)}) (?P<w>{'|'.join(WEEKDAY_NAMES)})s ago\b",
        _weekdays_ago,
    ),
    rule(
        "a week on",
        "weekday",
        {"a"},
        rf"[Aa] week (?P<dir>on|last) (?P<w>{LONG_WEEKDAY})",
        lambda m: {
            "weekday": weekday_number(m["w"]),
            "unit": "week" if m["dir"] == "on" else "back",
            "toward": 1,
            "count": 2,
        },
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
        "which weekday",
        "weekday",
        {"last", "next", "this", "coming", "the", "that", "past", "following", "previous", "same"},
        r"(?:[Tt]his (?=past|coming|next|last))?(?P<the>[Tt]he )?"
        rf"(?P<which>{no_case('last|past|next|this|coming|that|same|following|previous|preceding')}) (?:very )?"
        rf"(?P<w>{WEEKDAY_WORD})(?!s\b)",
        _which_weekday,
    ),
    rule(
        "weekday of which week",
        "weekday",
        WEEKDAY_STARTS,
        rf"(?P<w>{LONG_WEEKDAY}),? (?:of )?(?P<which>{no_case('last|next|this|the following|the previous')}) week\b",
        _weekday_of_week,
    ),
    rule(
        "weekday of which week",
        "weekday",
        {"last", "next", "this"},
        rf"(?P<which>{no_case('last|next|this')}) week,? (?:on )?(?P<w>{LONG_WEEKDAY})",
        _weekday_of_week,
    ),
    rule(
        "weekday after",
        "weekday",
        {"the"},
        rf"[Tt]he (?P<w>{LONG_WEEKDAY}) (?P<dir>after|before|following)(?! \w|['’])",
        lambda m: {
            "weekday": weekday_number(m["w"]),
            "unit": m["dir"],
            "toward": -1 if m["dir"] == "before" else 1,
            "base": "told",
        },
    ),
    rule(
        "weekday next",
        "weekday",
        WEEKDAY_STARTS,
        rf"(?P<w>{LONG_WEEKDAY}) (?P<which>next|last|following|week)(?! (?:week|month|year|night|{MONTH_WORD})\b)",
        _weekday_after,
    ),
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
        rf"(?P<the>[Tt]he )?(?P<which>{no_case('|'.join(_WHICH))}) (?:very )?(?P<u>{no_case(_PERIOD)})(?![a-z-])"
        r"(?:['’]s)?",
        _which_unit,
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
