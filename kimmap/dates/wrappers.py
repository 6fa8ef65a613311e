"""Words before an expression that change what it says: "early", "the end of", "the night of", "the day before"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import LONG_WEEKDAY, PARTS, WEEKDAYS, one_of, unit_code, weekday_number
from kimmap.dates.rules import NUMBER, NUMBER_STARTS, PART, PART_STARTS, SPACE, UNIT, no_case
from kimmap.language.numbers import number

Apply = Callable[[re.Match[str], Expression], Expression | None]


@dataclass(frozen=True, slots=True)
class Wrapper:
    starts: frozenset[str]
    pattern: str
    apply: Apply


def _wrapper(starts: set[str] | frozenset[str], pattern: str, apply: Apply) -> Wrapper:
    return Wrapper(frozenset(starts), pattern.replace(" ", SPACE), apply)


_THIRDS = {
    "early": "early", "beginning": "early", "start": "early", "opening": "early", "outset": "early",
    "first days": "early", "first part": "early",
    "early part": "early", "mid": "mid", "middle": "mid", "midst": "mid", "height": "mid",
    "late": "late", "end": "late", "close": "late", "rest": "late", "remainder": "late", "last days": "late",
    "latter part": "late", "later part": "late", "first half": "first half", "second half": "second half",
    "latter half": "second half",
}  # fmt: skip
_LONG = frozenset({"date", "unit", "season", "quarter", "decade", "century"})


def _third(match: re.Match[str], inner: Expression) -> Expression | None:
    third = _THIRDS[" ".join(match["third"].lower().split())]
    if inner.kind in ("duration", "set", "reference", "journey_day", "step"):
        return None
    if inner.kind == "clock" and third != "mid":
        return None
    return replace(
        inner,
        start=match.start(),
        third=third if not inner.is_day else inner.third,
        part=inner.part or _early_part(inner, third),
    )


def _early_part(inner: Expression, third: str) -> str:
    """ "Late Thursday" is a time of the day."""
    if not inner.is_day or inner.kind not in ("weekday", "deictic", "date") or third == "mid":
        return ""
    return "TMO" if third == "early" else "TNI"


def _end_of(match: re.Match[str], inner: Expression) -> Expression | None:
    if inner.kind not in _LONG or inner.is_day:
        return None
    return replace(inner, start=match.start(), third=_THIRDS[" ".join(match["third"].lower().split())])


def _part_of(match: re.Match[str], inner: Expression) -> Expression | None:
    if not inner.is_day or inner.part:
        return None
    word = match["p"].lower()
    return replace(inner, start=match.start(), part="TMO" if "hours" in word else PARTS[word])


def _shifted(match: re.Match[str], inner: Expression) -> Expression | None:
    """ "The day before 12 May", "two days after Christmas"."""
    if not inner.is_day or inner.kind == "journey_day":
        return None
    back = match["dir"].lower() in ("before", "preceding")
    count = number(match["n"]) if match["n"] else 1
    unit = unit_code(match["u"]) if match["u"].lower() not in PARTS or match["u"].lower() == "night" else "D"
    if count is None or unit not in ("D", "W", "F", "M", "Y"):
        return None
    part = "" if match["u"].lower() in ("day", "days", "nights") else PARTS.get(match["u"].lower(), "")
    return Expression(
        match.start(),
        inner.end,
        "step",
        "day beside a day",
        count=count,
        unit=unit,
        toward=-1 if back else 1,
        part=part,
        stated=inner,
    )


def _week_around(match: re.Match[str], inner: Expression) -> Expression | None:
    """ "The week of 5 May", "week ending 11 May"."""
    if not inner.is_day or inner.until:
        return None
    toward = {"of": 0, "ending": -1}.get(match["how"], 1)
    return Expression(match.start(), inner.end, "unit", "week around a day", unit="W", toward=toward, stated=inner)


def _weekend_of(match: re.Match[str], inner: Expression) -> Expression | None:
    """ "The weekend of 17–18 May", "the weekend of 17 May"."""
    if not inner.is_day:
        return None
    if inner.until:
        return replace(inner, start=match.start())
    return Expression(match.start(), inner.end, "unit", "weekend around a day", unit="WE", stated=inner)


def _weekday_beside(match: re.Match[str], inner: Expression) -> Expression | None:
    """ "The Tuesday after Easter"."""
    if not inner.is_day or inner.until:
        return None
    toward, weekday = -1 if match["dir"] == "before" else 1, weekday_number(match["w"])
    return Expression(
        match.start(), inner.end, "weekday", "weekday beside a day", weekday=weekday, toward=toward, stated=inner
    )


def _eve(match: re.Match[str], inner: Expression) -> Expression | None:
    if not inner.is_day:
        return None
    return Expression(match.start(), inner.end, "step", "day beside a day", count=1, unit="D", toward=-1, stated=inner)


_NTH = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1, "closing": -1}


def _week_of(match: re.Match[str], inner: Expression) -> Expression | None:
    """ "The last week of October", "the first two weeks of May"."""
    if inner.kind != "date" or inner.month is None or inner.day is not None:
        return None
    size = 3 if match["u"].lower() == "days" else 7
    count = (number(match["n"]) or 1) * size if match["n"] else size
    nth = _NTH[match["nth"].lower()]
    kind = "weekend" if match["u"].lower() == "weekend" else "days"
    return replace(inner, start=match.start(), third=f"{nth * size}+{count}+{kind}")


WRAPPERS: tuple[Wrapper, ...] = (
    _wrapper(
        {"early", "late", "mid", "very", "middle"},
        rf"(?:[Vv]ery )?(?P<third>{no_case('early|late|mid')})(?:(?: on| in)?(?: the)? |-| ?- ?)",
        _third,
    ),
    _wrapper(
        {
            "the",
            "end",
            "beginning",
            "start",
            "middle",
            "close",
            "first",
            "second",
            "latter",
            "early",
            "rest",
            "height",
            "midst",
        },
        r"(?:[Tt]he )?(?:very )?"
        rf"(?P<third>{no_case(one_of(_THIRDS))}) of (?=\w)",
        _end_of,
    ),
    _wrapper(
        {"the", "early", "late", "small", *PART_STARTS},
        r"(?:[Tt]he )?(?:(?:very )?(?:[Ee]arly|[Ll]ate) (?:in the )?)?"
        rf"(?P<p>{no_case('early hours|small hours|morning hours|hours')}|{no_case(PART)})(?: hours)?(?: of| on|,) "
        r"(?:the (?!\d))?(?=\w)",
        _part_of,
    ),
    _wrapper(
        {"the", *NUMBER_STARTS},
        rf"(?:[Tt]he |(?P<n>{no_case(NUMBER)}) )(?P<u>{no_case(UNIT)}|{no_case(PART)}) (?P<dir>before|after"
        r"|following|preceding) (?=\w)",
        _shifted,
    ),
    _wrapper({"first", "second"}, rf"(?P<third>{no_case('first half|second half')}) (?=[A-Z])", _end_of),
    _wrapper(
        {"the", *_NTH},
        rf"(?:[Tt]he )?(?P<nth>{no_case('|'.join(_NTH))}) (?:(?P<n>two|three|few) )?(?P<u>weeks?|days|weekend) "
        r"(?:of|in) (?=\w)",
        _week_of,
    ),
    _wrapper(
        {"the", "week", "in"},
        r"(?:[Tt]he )?[Ww]eek (?P<how>of|beginning|commencing|starting|ending)(?: on)? (?=\w)",
        _week_around,
    ),
    _wrapper({"the", "weekend"}, r"(?:[Tt]he )?[Ww]eekend of (?=\w)", _weekend_of),
    _wrapper({"the", *WEEKDAYS}, rf"(?:[Tt]he )?(?P<w>{LONG_WEEKDAY}) (?P<dir>after|before) (?=\w)", _weekday_beside),
    _wrapper({"the", "eve"}, r"(?:[Tt]he |on )?[Ee]ve of (?=\w)", _eve),
)
