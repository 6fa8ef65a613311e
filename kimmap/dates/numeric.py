"""Rules for dates in figures (2023-09-17, 17/09/2023, 14/08 in a log) or with the month of another language."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import MONTHS_ABROAD, one_of
from kimmap.dates.rules import DAY, YEAR, Rule, rule
from kimmap.dates.zones import named_zone

Fields = dict[str, Any]


def _numeric(match: re.Match[str]) -> Fields | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += (2000 if year < 70 else 1900) if len(match["y"]) == 2 else 0
    day, month = (a, b) if b <= 12 and (a > 12 or match["sep"] == ".") else (b, a)
    if month > 12 or day > 31 or not day or not month or match["sep"] != match["sep2"]:
        return None
    return {"day": day, "month": month, "year": year, "value": _order(a, b, match["sep"])}


def _iso(match: re.Match[str]) -> Fields | None:
    month, day = int(match["mo"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31) or match["sep"] != match["sep2"]:
        return None
    fields: Fields = {"year": int(match["y"]), "month": month, "day": day}
    if match["h"]:
        fields |= {"part": f"T{match['h']}:{match['mi']}", "zone": named_zone(match["z"]) if match["z"] else None}
    return fields


_AFTER_ITEM = re.compile(r"[.!?;][\"'”’)]*\s+\Z")


def _opens_item(text: str, start: int) -> bool:
    """Whether a line, or a sentence of a list, begins at ``start``."""
    return text[:start].rpartition("\n")[2].strip() == "" or bool(_AFTER_ITEM.search(text, max(0, start - 6), start))


def _numeric_days(match: re.Match[str]) -> Fields | None:
    """ "14-16/06" opens the line of a log, or an item of a list."""
    first, last, month = int(match["a"]), int(match["b"]), int(match["mo"])
    if not _opens_item(match.string, match.start()) or not (0 < first < last <= 31 and 1 <= month <= 12):
        return None
    until = Expression(match.start("b"), match.end(), "date", "numeric day", day=last, month=month)
    return {"day": first, "month": month, "until": until, "value": "day first"}


_DATED_BEFORE = re.compile(r"(?:\b(?:on|until|till|from|since|by|to|and)|day|[–-])\s?\Z")


_CLOCK_BEFORE = re.compile(r"\b(?:[01]?\d|2[0-3])\.(?:1[3-9]|[2-5]\d|00)\s?(?:to|until|till|and|[–-])\s?\Z")
""" "From 10.40 to | 14.05.": an hour, as the one before it can be nothing else."""


_NOUN_BEFORE = re.compile(r"[a-z]{2} \Z")
""" "Speed 14.5. Gale": a number that ends a sentence."""
_LISTED = re.compile(r"(?<![^\n])(?:1[3-9]|2\d|3[01])\.(?:1[0-2]|0?[1-9])\.(?:\t| {2,})")


def _is_in_list(match: re.Match[str]) -> bool:
    """Whether a line begins with it, and another line with a day that no chapter's number can be."""
    text, start = match.string, match.start()
    own_line = (start == 0 or text[start - 1] == "\n") and re.match(r"\t| {2,}", text[match.end() : match.end() + 2])
    return bool(own_line and _LISTED.search(text))


def _with_dots(match: re.Match[str]) -> Fields | None:
    """ "17.5." of a list of dates; a lower number may be that of a chapter."""
    day, month = int(match["a"]), int(match["b"])
    before = match.string[max(0, match.start() - 8) : match.start()]
    listed = 0 < day <= 12 and (_DATED_BEFORE.search(before) or _is_in_list(match))
    if not (12 < day <= 31 or listed):
        return None
    if _NOUN_BEFORE.search(before) and not _DATED_BEFORE.search(before):
        return None
    if _CLOCK_BEFORE.search(match.string, max(0, match.start() - 20), match.start()):
        return None
    return {"day": day, "month": month}


def _abroad(match: re.Match[str]) -> Fields | None:
    """ "12.–14. Mai", "3 de mayo", "1er mai 1874"."""
    day, month, year = int(match["d"]), MONTHS_ABROAD[match["m"]], int(match["y"]) if match["y"] else None
    first = int(match["a"]) if match["a"] else None
    if first is None:
        return {"day": day, "month": month, "year": year}
    if first >= day:
        return None
    rule_name = "day and month abroad"
    until = Expression(match.start("d"), match.end(), "date", rule_name, day=day, month=month, year=year)
    return {"day": first, "month": month, "year": year, "until": until}


_OTHER_TIME = re.compile(r"(?<![^\n])(?:[01]\d|2[0-3])\.(?:00|1[3-9]|[2-5]\d)(?=[\s:])(?!\t| {2,})")
"""A line that begins with an hour whose minutes are no month: the lines of its text begin with hours."""


def _numeric_day(match: re.Match[str]) -> Fields | None:
    """ "14/08" opens the line of a log."""
    text, start = match.string, match.start()
    goes_on = re.match(
        r"\s+(?:[-–—:|]\s+)?(?:[012]?\d[:.h][0-5]\d|[A-Z])|\t| {2,}", text[match.end() : match.end() + 8]
    )
    if not _opens_item(text, start) or not goes_on:
        return None
    a, b = int(match["a"]), int(match["b"])
    if match[0][len(match["a"])] == "." and _OTHER_TIME.search(text):
        return None  # "09.10 Landed in Lima", beside a "06.55"
    day, month = (a, b) if a > 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return {"day": day, "month": month, "value": _order(a, b, "/")}


def _order(a: int, b: int, separator: str) -> str:
    if a == b or separator == ".":
        return ""
    return "ambiguous" if a <= 12 and b <= 12 else "day first" if a > 12 else "month first"


RULES: tuple[Rule, ...] = (
    rule(
        "iso",
        "date",
        {"#"},
        r"(?P<y>(?:1\d|20)\d\d)(?P<sep>[-/.])(?P<mo>\d\d)(?P<sep2>[-/.])(?P<d>\d\d)(?![\d]|/(?!\d{4}-)|[-.]\d)"
        r"(?:(?:T| +|, )(?P<h>[012]\d):?(?P<mi>[0-5]\d)(?!\d)(?::\d\d(?:\.\d+)?)?(?: ?(?P<z>Z|UTC|GMT"
        r"|[+-]\d\d:?\d\d)(?!\w))?)?",
        _iso,
    ),
    rule(
        "numeric",
        "date",
        {"#"},
        r"(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P<sep2>[./-])\s?(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\d./-]\d|\d)",
        _numeric,
    ),
    rule("numeric days", "date", {"#"}, r"(?P<a>\d{1,2})[–-](?P<b>\d{1,2})[/.](?P<mo>\d\d)\.?(?=\s)", _numeric_days),
    rule(
        "day and month abroad",
        "date",
        {"#"},
        rf"(?:(?P<a>{DAY})\.? ?(?:[–/-]|al|au|bis) ?)?(?P<d>{DAY})(?:er|\.|º)? (?:de )?"
        rf"(?P<m>{one_of(MONTHS_ABROAD)})(?!\w)"
        rf"(?:,? (?:de )?(?P<y>{YEAR}))?",
        _abroad,
    ),
    rule(
        "numeric day of a list",
        "date",
        {"#"},
        r"(?P<a>\d{1,2})\.(?P<b>1[0-2]|0?[1-9])\.(?=[\s,;:)–-]|$)(?!\s?\d)",
        _with_dots,
    ),
    rule("numeric day", "date", {"#"}, r"(?P<a>\d{1,2})[/.](?P<b>\d\d)\.?(?=\s)", _numeric_day),
)
