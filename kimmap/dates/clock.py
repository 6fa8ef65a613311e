"""Rules for times of day, durations and sets."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.lexicon import LONG_WEEKDAY, MONTH_WORD, PARTS, ZONES, month_number, unit_code, weekday_number
from kimmap.dates.rules import NUMBER, NUMBER_STARTS, PART, PART_STARTS, UNIT, Rule, no_case, rule
from kimmap.dates.zones import named_zone
from kimmap.language.numbers import number

Fields = dict[str, Any]

_LETTERS = "|".join(sorted((z.upper() for z in ZONES if len(z) <= 4 and z.isalpha()), key=lambda z: (-len(z), z)))
_ZONE = (
    rf"(?:(?P<z>(?:{_LETTERS})(?:[+-]\d{{1,2}}(?::?\d\d)?)?(?![A-Za-z])|[+-]\d\d:?\d\d(?!\d))|"
    r"(?P<zn>[A-Z][a-z]+(?: [A-Z]?[a-z]+)?) [Tt]ime\b|(?P<local>local) time\b)"
)


def _zone(match: re.Match[str]) -> str | None:
    """The zone that is told with a time, None where it tells none or is local time."""
    g = match.groupdict()
    if g.get("z"):
        return named_zone(g["z"])
    return (
        named_zone(re.sub(r"(?:daylight|standard|summer|winter)$", "", g["zn"], flags=re.IGNORECASE).strip())
        if g.get("zn")
        else None
    )


def _clock(match: re.Match[str]) -> Fields | None:
    g = match.groupdict()
    hour, minute = int(g["h"]), int(g.get("mi") or 0)
    half = (g.get("ap") or "").lower()
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return {"part": f"T{hour:02d}:{minute:02d}", "zone": _zone(match)}


_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOURS = {word: hour for hour, word in enumerate(_TWELVE, 1)}
_MINUTES = {"five": 5, "ten": 10, "a quarter": 15, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}


def _date_time_group(match: re.Match[str]) -> Fields | None:
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    day = {"day": int(match["d"]), "month": month_number(match["m"]), "year": year}
    return (
        {**day, "part": f"T{match['h']}:{match['mi']}", "zone": "+00:00"}
        if int(match["h"]) < 24 and 0 < day["day"] < 32
        else None
    )


def _o_clock(match: re.Match[str]) -> Fields | None:
    hour = int(match["hw"]) if match["hw"].isdigit() else _HOURS[match["hw"].lower()]
    return {"part": f"T{hour:02d}:00"} if hour <= 24 else None


def _clock_in_words(match: re.Match[str]) -> Fields | None:
    minutes = _MINUTES[" ".join(match["mw"].lower().split())]
    to = match["to"].lower() == "to"
    if to and minutes == 30:
        return None
    total = _HOURS[match["hw"].lower()] * 60 + (-minutes if to else minutes)
    return {"part": f"T{total // 60:02d}:{total % 60:02d}"}


_PART_CUES = re.compile(
    r"\b(?:in|at|by|until|till|before|after|during|of|toward|towards|from|on|since|around|about)\s(?:the\s)?$",
    re.IGNORECASE,
)
_PART_GOES_ON = re.compile(
    r"\s(?:[a-z]+s?\b\s)?(?:train|tide|boat|light|watch|news|air|mist|fog|sun|papers?|session|flight|bus|ferry"
    r"|express|raid|shift|robbery|sky|market|school|club|prayers?|mass|service)\b"
)


def _part(match: re.Match[str]) -> Fields | None:
    """A part of a day is a time only where a preposition says so: "at dawn", not "a dawn raid"."""
    text = match.string
    before = text[max(0, match.start() - 12) : match.start()]
    if match["p"].lower().endswith("s"):
        return None
    if not _PART_CUES.search(before + ("the " if match[0][:4].lower() == "the " else "")) or _PART_GOES_ON.match(
        text, match.end()
    ):
        return None
    return {"part": PARTS[match["p"].lower()]}


def _duration(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    unit = unit_code(match["u"])
    if (
        unit == "TS"
        and match["n"].lower() in ("a", "one")
        and not re.search(
            r"\b(?:for|in|within|every|than|about|by|of)\s\Z", match.string[max(0, match.start() - 8) : match.start()]
        )
    ):
        return None  # "a second post"
    amount = str(count) if count else "X"
    if unit in ("WE", "S"):
        return {"value": f"P{amount}{unit}"}
    if unit == "F":
        return {"value": f"P{2 * count}W" if count else "PXW"}
    return {"value": f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"}


def _vague_duration(match: re.Match[str]) -> Fields:
    unit = unit_code(match["u"])
    return {"value": f"PTX{unit[1]}" if unit.startswith("T") else f"PX{unit}"}


_HALVES = {
    "hour": "PT30M", "day": "PT12H", "minute": "PT30S", "year": "P6M", "month": "P15D", "century": "P50Y",
    "decade": "P5Y",
}  # fmt: skip
_SETS = {
    "daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX", "monthly": "XXXX-XX",
    "yearly": "XXXX", "annually": "XXXX", "annual": "XXXX", "hourly": "XXXX-XX-XXTXX",
}  # fmt: skip
_SET_UNITS = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XXTNI",
    "morning": "XXXX-XX-XXTMO",
    "evening": "XXXX-XX-XXTEV",
    "afternoon": "XXXX-XX-XXTAF",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "year": "XXXX",
    "hour": "XXXX-XX-XXTXX",
}


def _every(match: re.Match[str]) -> Fields:
    word = match["w"].lower()
    return {"value": _SET_UNITS.get(word) or f"XXXX-WXX-{weekday_number(word)}"}


RULES: tuple[Rule, ...] = (
    rule(
        "clock",
        "clock",
        {"#"},
        rf"(?P<h>\d{{1,2}})(?: ?[:.] ?(?P<mi>\d\d))?(?::\d\d)? ?(?:(?P<ap>[aApP])\.? ?[mM]\b\.?)(?: ?\(?{_ZONE}\)?)?",
        _clock,
    ),
    rule(
        "clock",
        "clock",
        {"#"},
        rf"(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::\d\d)?(?! ?[ap]\.? ?m)(?!\d|:\d)(?: ?(?:hrs?|hours|uhr|h)\b)?"
        rf"(?: ?\(?{_ZONE}\)?)?",
        _clock,
    ),
    rule("clock", "clock", {"#"}, r"(?P<h>[012]?\d)\.(?P<mi>[0-5]\d) ?(?:hrs?|uhr|h)\b", _clock),
    rule("clock", "clock", {"#"}, r"(?P<h>[012]?\d) ?h ?(?P<mi>[0-5]\d)\b", _clock),
    rule(
        "clock of a timetable",
        "clock",
        {"#"},
        r"(?P<h>[012]\d)(?P<mi>[0-5]\d)(?: ?hrs)?\b",
        lambda m: (
            _clock(m)
            if re.search(r"\b(?:dep|arr|etd|eta)\.?:? ?\Z", m.string[max(0, m.start() - 6) : m.start()], re.IGNORECASE)
            else None
        ),
    ),
    rule(
        "date-time group",
        "date",
        {"#"},
        rf"(?P<d>[0-3]\d)(?P<h>[012]\d)(?P<mi>[0-5]\d)Z ?(?P<m>{MONTH_WORD}) ?(?P<y>\d\d(?:\d\d)?)\b",
        _date_time_group,
    ),
    rule(
        "o'clock", "clock", {"#", *_HOURS}, rf"(?P<hw>\d{{1,2}}|{no_case('|'.join(_HOURS))}) o['’] ?clock\b", _o_clock
    ),
    rule("clock", "clock", {"#"}, rf"(?P<h>[012]\d)[.:]?(?P<mi>[0-5]\d) ?(?:(?:hrs|hours)\b ?)?{_ZONE}", _clock),
    rule(
        "clock",
        "clock",
        {"#"},
        r"(?P<h>[012]?\d)\.(?P<mi>[0-5]\d)(?= (?:on|in the|departure|arrival|train)\b|[),;])(?!\d)",
        lambda m: (
            _clock(m)
            if re.search(
                r"\b(?:at|by|until|from|about|around|dep\.|arr\.|departed|arrived)\s$",
                m.string[max(0, m.start() - 8) : m.start()],
            )
            or m.string[m.end() : m.end() + 5] == " depa"
            else None
        ),
    ),
    rule(
        "clock in words",
        "clock",
        {"five", "ten", "a", "quarter", "twenty", "half"},
        rf"(?P<mw>{no_case('five|ten|a quarter|quarter|twenty-five|twenty|half')}) (?P<to>past|to) "
        rf"(?P<hw>{'|'.join(_HOURS)})\b(?! (?:{UNIT}|per)\b)",
        _clock_in_words,
    ),
    rule(
        "clock twice",
        "clock",
        {"#"},
        rf"(?P<h>[012]\d)[.:]?(?P<mi>[0-5]\d)(?= ?\([012]\d[.:]?[0-5]\d {_ZONE}\))",
        lambda m: {"part": f"T{m['h']}:{m['mi']}"} if int(m["h"]) < 24 else None,
    ),
    rule(
        "noon",
        "clock",
        {"noon", "midday", "midnight"},
        r"(?i:(?P<p>noon|midday|midnight))(?![a-z-])",
        lambda m: {"part": PARTS[m["p"].lower()]},
    ),
    rule(
        "part of a day",
        "part",
        {"the", *PART_STARTS},
        rf"(?i:(?:the )?(?:early |late |same )?(?P<p>{PART})(?: hours)?)(?![a-z-])",
        _part,
    ),
    rule(
        "small hours",
        "part",
        {"the", "early", "small"},
        r"(?i:(?:the )?(?:early|small) hours(?: of the morning)?)(?![a-z-])",
        lambda _m: {"part": "TMO"},
    ),
    rule(
        "duration",
        "duration",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)})(?: ?- ?| )(?:(?:and a half|more|full|whole|straight|consecutive|long"
        rf"|short|further) )?(?P<u>{no_case(UNIT)})(?![a-z])(?: ?- ?(?:long|old|olds)\b| old\b)?",
        _duration,
    ),
    rule(
        "half a unit",
        "duration",
        {"half"},
        rf"[Hh]alf(?:-| )(?:an?(?:-| ))?(?P<u>{no_case('hour|day|minute|year|month|century|decade')})\b",
        lambda m: {"value": _HALVES[m["u"].lower()]},
    ),
    rule(
        "vague duration",
        "duration",
        {"days", "weeks", "months", "years", "hours", "minutes", "decades", "centuries", "nights"},
        rf"(?P<u>{no_case(UNIT)})(?<=s)(?![a-z-])",
        _vague_duration,
    ),
    rule("set", "set", set(_SETS), rf"(?P<w>{'|'.join(_SETS)})(?![a-z-])", lambda m: {"value": _SETS[m["w"].lower()]}),
    rule(
        "every",
        "set",
        {"every", "each"},
        rf"(?i:(?:every|each) (?:other |second )?(?P<w>{'|'.join(_SET_UNITS)}|{LONG_WEEKDAY}))\b",
        _every,
    ),
    rule(
        "so many times",
        "set",
        {"once", "twice", *NUMBER_STARTS},
        rf"(?i:once|twice|{NUMBER} times) (?:a|an|every|each|per) (?P<w>{'|'.join(_SET_UNITS)})\b",
        _every,
    ),
    rule(
        "every so many",
        "set",
        {"every"},
        rf"(?i:every (?P<n>{NUMBER}) (?P<u>{UNIT}))\b",
        _duration,
    ),
    rule(
        "per",
        "set",
        {"per"},
        r"(?i:per (?P<w>day|week|month|year|night|hour))\b",
        lambda m: {
            "value": {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "night": "P1D", "hour": "PT1H"}[
                m["w"].lower()
            ]
        },
    ),
)
