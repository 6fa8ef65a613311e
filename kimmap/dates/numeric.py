"""Rules for dates in figures: 2023-09-17, 17/09/2023, 14/08 in a log."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.rules import Rule, rule
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


def _numeric_day(match: re.Match[str]) -> Fields | None:
    """ "14/08" opens the line of a log."""
    text, start = match.string, match.start()
    opens = text[:start].rpartition("\n")[2].strip() == ""
    if not opens or not re.match(r"\s+(?:[012]?\d[:.h][0-5]\d|[A-Z])|\t| {2,}", text[match.end() : match.end() + 8]):
        return None
    a, b = int(match["a"]), int(match["b"])
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
    rule("numeric day", "date", {"#"}, r"(?P<a>\d{1,2})[/.](?P<b>\d\d)\.?(?=\s)", _numeric_day),
)
