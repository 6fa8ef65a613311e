"""Rules for weekdays that count from some day: last Sunday, Sunday week, Friday of last week, the Sunday after."""

from __future__ import annotations

import re

from kimmap.dates.lexicon import LONG_WEEKDAY, MONTH_WORD, WEEKDAY_NAMES, WEEKDAY_WORD, weekday_number
from kimmap.dates.relative import TOLD, WHICH, Fields
from kimmap.dates.rules import NUMBER, NUMBER_STARTS, WEEKDAY_STARTS, Rule, no_case, rule
from kimmap.language.numbers import number


def _weekdays_ago(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    return {"weekday": weekday_number(match["w"]), "unit": "back", "count": count} if count else None


_IS_SAID = re.compile(
    r"(?:\s(?:evening|morning|night|afternoon))?\s(?:was|is|would|will|could|might|may|can|had|has)\b"
)
_LED = re.compile(r"\b(?:on|by|until|till|from|since|before|after|for|and)\s\Z", re.IGNORECASE)


def _which_weekday(match: re.Match[str]) -> Fields | None:
    which = match["which"].lower()
    led = _LED.search(match.string, max(0, match.start() - 8), match.start())
    if match["which"] == "that" and not match["the"] and not led and _IS_SAID.match(match.string, match.end()):
        return None  # "they let it be known that Friday was out of the question"
    unit = {"past": "last", "coming": "next"}.get(which, which)
    fields: Fields = {"weekday": weekday_number(match["w"]), "toward": WHICH[which], "unit": unit}
    return fields | ({"base": "told"} if which in TOLD or (which == "next" and match["the"]) else {})


def _weekday_after(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    if which == "week" or which.startswith("se"):
        return {"weekday": weekday_number(match["w"]), "unit": "week", "toward": 1}
    fields: Fields = {"weekday": weekday_number(match["w"]), "toward": WHICH[which], "unit": which}
    return fields | ({"base": "told"} if which in TOLD else {})


def _weekday_of_week(match: re.Match[str]) -> Fields:
    toward = {"last": -1, "next": 1, "this": 0, "the following": 1, "the previous": -1}[
        " ".join(match["which"].lower().split())
    ]
    base = "told" if match["which"].lower().startswith("the") else "written"
    return {"kind": "weekday", "weekday": weekday_number(match["w"]), "unit": "of week", "toward": toward, "base": base}


RULES: tuple[Rule, ...] = (
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
        "a week before last",
        "weekday",
        {"last"},
        rf"[Ll]ast (?P<w>{LONG_WEEKDAY}) week\b",
        lambda m: {"weekday": weekday_number(m["w"]), "unit": "back", "count": 2},
    ),
    rule(
        "weekday of a week ago",
        "weekday",
        {"a"},
        rf"[Aa] week ago (?:on |last )?(?P<w>{LONG_WEEKDAY})",
        lambda m: {"weekday": weekday_number(m["w"]), "unit": "of week", "toward": -1},
    ),
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
        rf"[Tt]he (?P<w>{LONG_WEEKDAY}) (?P<dir>after|before|following)"
        r"(?! (?!(?:in|at|to|for|from|with|and)\b)\w|['’])",
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
        rf"(?P<w>{LONG_WEEKDAY}) (?P<which>next|last|following|week|se['’]?n+ight)"
        rf"(?! (?:week|month|year|night|{MONTH_WORD})\b)",
        _weekday_after,
    ),
)
