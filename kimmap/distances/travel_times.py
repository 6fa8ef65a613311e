"""Lengths of time that somebody was on the way, by what stands around them: what is measured, and by which verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kimmap.distances.measures import alternatives, lexicon, number_pattern, read_number
from kimmap.distances.spent_times import is_of_a_round, is_of_the_clock, is_spent, tells_of_clocks
from kimmap.distances.times import ABOUT, VEHICLES, Duration, find_durations, mode_of, read_hours, time_pattern

_MOTION = (
    r"(?:driv(?:e|es|en|ing)|drove|rid(?:e|es|den|ing)|rode|walk\w*|march\w*|sail\w*|steam(?:ed|ing|s)?|fl(?:y|ies|ew|own|ying)"
    r"|travel\w*|go(?:es|ing|ne)?|went|get(?:s|ting)?|got|com(?:e|es|ing)|came|reach\w*|arriv\w*|cross(?:ed|es|ing)?|cover\w*"
    r"|ma(?:ke|kes|king|de)|travers\w*|perform\w*|cycl\w+|pedal\w*|trek\w*|hik(?:e|es|ed|ing)|tramp\w*|journey\w*"
    r"|drift\w*|paddl\w+|row(?:ed|ing)|return\w*|accomplish\w*|proceed\w*|link\w*|connect\w*|airborne|pass(?:ed|es|ing)?|r[au]n(?:s|ning)?"
    r"|gallop\w*|descend\w*|climb\w*|brought|tak(?:e|es|ing)|took|did|do)"
)
"""What moves: in this or that form."""
_AROUND = 400
"""Characters on either side of a time that can say what it is."""


def find_times_of_travel(text: str) -> list[Duration]:
    """Every length of time in a sentence that can be a journey's, in text order.

    Those that only the ends of a journey make one are loose; bare among them are those around which no word speaks of
    travel.
    """
    if _UNITS.search(text) is None or tells_of_clocks(text):
        return []
    sure = [d for d in find_durations(text) if not ((d.is_vague and _is_spent(text, d)) or _is_round(text, d))]
    found = sorted((*sure, *_other_times(text, sure)), key=lambda d: d.start)
    return sorted((*found, *_gapped(text, found)), key=lambda d: d.start)


def _gapped(text: str, found: Sequence[Duration]) -> Iterator[Duration]:
    """Numbers that go on without their unit: "three hours from Arden and two from Brunn", "thence to Kestel two"."""
    for pattern, alike in _without_unit():
        for match in pattern.finditer(text):
            first = next((d for d in reversed(found) if d.end <= match.start("number")), None)
            unit = _UNIT_OF.search(text[first.start : first.end]) if first is not None else None
            number = _read_with_quarters(match["number"])
            if first is None or unit is None or not number or not alike.match(text[first.start : match.start()]):
                continue
            hours = read_hours(f"{number:g} {unit[0]}")
            if hours and not any(d.start < match.end() and match.start("number") < d.end for d in found):
                is_listed = alike in (_WITHIN_IT, _AWAY_THERE, _BY_ANOTHER)
                mode = mode_of(text, *match.span("number"))
                yield Duration(*match.span("number"), hours, mode, is_loose=True, is_listed=is_listed)


def _read_with_quarters(written: str) -> float | None:
    """ "Three and a quarter" → 3.25."""
    whole, joint, part = written.partition(" and ")
    share = {"a quarter": 0.25, "three quarters": 0.75}.get(" ".join(part.casefold().split()), 0.0)
    number = read_number(whole if share else written)
    return number + share if number and joint else number


@cache
def _without_unit() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """How a number goes on without its unit, and what has to stand between it and the time before."""
    number, stop = (
        rf"{ABOUT}(?P<number>{number_pattern()}(?:\s+and\s+(?:a|three)\s+quarters?)?)",
        r"(?=\s*(?:[.,;:)]|$))",
    )
    more = r"(?=\s*(?:[.,;:)]|$|(?:and|but|or|while)\b))"
    name = r"(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})"
    sources = (
        (
            rf"(?:,|\band|\bbut|\bor)\s+{number}(?=\s+(?:more\s+|further\s+|on\s+)?(?:from|to)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ]))",
            _GOES_ALIKE,
        ),
        (
            rf"\b(?:thence|from\s+there)\s+(?:on\s+)?to\s+{name},?\s+(?:(?:it\s+is|is|another|they\s+count)\s+)*{number}{stop}",
            _ANYTHING,
        ),
        (rf"(?:,|\band|\bbut)\s+(?:in\s+)?{name}\s+in\s+{number}{more}", _WITHIN_IT),
        (rf"(?:[,;]|\band|\bbut|\bwhile)\s+{name}\s+{number}{more}", _AWAY_THERE),
        (
            rf"(?:[,;]|\band|\bbut)\s+(?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{VEHICLES})\s+(?:(?:takes?|needs?|took|needed)\s+)?{number}{more}",
            _BY_ANOTHER,
        ),
    )
    return tuple((re.compile(source, re.IGNORECASE), alike) for source, alike in sources)


_GOES_ALIKE = re.compile(r"[^.;,]{0,60}\b(?:from|to)\s[^.;]*$", re.IGNORECASE)
"""Between a time with its unit and the number that goes on: the first is measured from or to a place, too."""
_WITHIN_IT = re.compile(r"[^.;,]{0,30}(?:[,;][^.;:]{0,80})?$")
_AWAY_THERE = re.compile(
    r"[^.;,]{0,25}\b(?:away|from|off|distant|by\s+\w+|drive|ride|flight|walk)\b[^.;:]*$", re.IGNORECASE
)
_BY_ANOTHER = re.compile(r"[^.]{0,90}$")
_ANYTHING = re.compile(r"[^.]*$")
_UNIT_OF = re.compile(r"\b(?:minutes?|hours?|days?|weeks?)\b", re.IGNORECASE)


_UNITS = re.compile(
    r"(?:min|minute|hour|hr|day|night|week|fortnight|month|marche|stage)s?\b|march\b|\d\s?h(?![a-z])", re.IGNORECASE
)
"""Without any of these there is no length of time; it is what most sentences are asked first."""


def _other_times(text: str, known: Sequence[Duration]) -> Iterator[Duration]:
    """The other lengths of time, less those that are spent otherwise; bare where no word around speaks of travel."""
    for match in _times().finditer(text):
        hours = read_hours(match["time"])
        start, end = match.span("time")
        if not hours or any(d.start < end and start < d.end for d in known) or _is_spent_between(text, start, end):
            continue
        if is_of_the_clock(text, start, end):
            continue
        left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        behind = _behind().match(right)
        stop = end + (behind.end() if behind else 0)
        is_bare = behind is None and not _is_measured_before(left, right)
        yield Duration(start, stop, hours, mode_of(text, start, stop), is_loose=True, is_bare=is_bare)


def _is_spent(text: str, duration: Duration) -> bool:
    match = _times().search(text, duration.start, duration.end)
    return match is not None and _is_spent_between(text, *match.span("time"))


def _is_round(text: str, duration: Duration) -> bool:
    match = _times().search(text, duration.start, duration.end)
    return match is not None and is_of_a_round(text, match.start("time"))


def _is_spent_between(text: str, start: int, end: int) -> bool:
    return is_spent(text, start, end, _behind().match(text, end) is not None)


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,$£€/]){time_pattern()}", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """What stands behind a time of travel: what it measures, or from where."""
    compass, ways = alternatives(list(lexicon()["compass"])), alternatives(lexicon()["ways"]["nouns"])
    adjectives = (
        r"(?:(?!(?:and|or|to|for|in|on|by|from|at|of|with|before|after|not|the|an?|this|that|our|his|her|their)\b)"
        r"[\w’'-]+\s+){0,2}?"
    )
    sources = (
        rf"[’']?s?[\s-]+{adjectives}(?:{ways})\b",
        rf"[’']?s?[\s-]+{adjectives}(?:{VEHICLES})\b(?=\s*(?:from|to|away|ride|between|across|or|and|at|in|on|for|towards?|over|[,.;)]|$))",
        r"\s+(?:away|distant|off|apart)\b",
        rf"[’']?\s+(?:due\s+|further\s+|to\s+the\s+|\w+\s+)?(?:{compass})(?:wards?)?\s+of\b",
        rf"\s+for\s+the\s+(?:[\w’'-]+\s+)?(?:{ways})\b",
        r"[’']s?\s+(?:(?:hard|steady|good|easy)\s+)?(?:steam|sail|driv|rid|walk|march|fly|travel|cycl|paddl|row)\w*ing\b",
        r"\s+after\s+(?:take-?off|leaving|departure|departing|setting\s+out|starting"
        r"|(?:it|she|he|we|they|i)\s+(?:had\s+)?(?:cast|left|set|started|departed|sailed))\b",
        rf"\s+of\s+(?:\w+\s+)?(?:{VEHICLES})\b(?=\s)",
        rf"\s+with\s+(?:the|an?|our)\s+(?:[\w-]+\s+)?(?:{VEHICLES}|horses)\b",
        r"\s+(?:out\s+of|outside(?:\s+of)?|inland|upriver|downriver|upstream|downstream|up\s+the|down\s+the|beyond|short\s+of)\b",
        rf"\s+(?:away\s+)?(?:by|on|in|aboard)\s+(?:(?:the|a|an)\s+)?(?:[\w-]+\s+)?(?:{VEHICLES})\b"
        r"(?<!the\sroad)(?<!the\sair)|\s+on\s+(?:foot|horseback)\b",
        r"\s+(?:\w+\s+)?(?:from|to)\s+(?:the\s+)?(?-i:(?=[A-ZÀ-Þ]))",
        r"\s+(?:en\s+route|under\s?way|of\s+(?:\w+\s+)?(?:travel\w*|driv\w+|rid\w+|walk\w+|march\w+|sail\w+|steam\w+"
        r"|fly\w+|cycl\w+|transit|journey\w*|going))\b",
        rf"\s+(?:in\s+|in\s+which\s+)?(?:to\s+)(?:{_MOTION})\b(?!\s+(?:sure|a\s+decision|up\b))",
        r"\s+(?:in\s+)?(?:going|passing|travelling|traveling|crossing|reaching|coming|getting|across)\b",
        r"\s+(?:are|were|is|was)\s+(?:\w+\s+)?(?:employed|needed|required|spent|consumed|allowed|enough|sufficient)\b",
        rf"\s+(?:later|after(?:wards)?)\b[^.;]{{0,40}}\b(?:{_MOTION}|landed|anchored|stepped|rolled|pulled|stood"
        r"|(?:was|were)\s+(?:in|at|driven|flown|taken|brought))\b",
        r"\s+(?:up)?on\s+(?:a|the|their|his|her|our)\s+(?:\w+\s+)?(?:journey|voyage|passage|trip|march)\b",
    )
    return re.compile("|".join(f"(?:{source})" for source in sources), re.IGNORECASE)


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    ways = alternatives(lexicon()["ways"]["nouns"])
    whom = r"(?:(?:me|us|him|her|them|it|up|(?:the|his|her|our|their)\s+(?:\w+\s+)?\w+)\s+)?"
    ways = rf"{ways}|commute|transfer|sailing|transit|connection|slog|dash|link|service"
    is_now = (
        r"(?:is|was|are|were|be|been|remains?|to|of|takes?|took|taken|last(?:s|ed)?|occup\w+|(?:made|done)\s+in"
        r"|(?:given|reckoned|put|estimated|counted)(?:\s+(?:at|as))?|itself|:)"
    )
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"\b(?:took|takes?|taken|taking|last\w*|needs?|needed|requires?|required|occup\w+)\s+{whom}{ABOUT}$",
            rf"\b(?:{ways}|time)\b[^.;]{{0,80}}\b{is_now}\s*(?:\w+ly\s+)?{ABOUT}$",
            rf"\b{_MOTION}\b[^.;:]{{0,90}}\b(?:in|within|for|after)\s+(?:the\s+space\s+of\s+)?{ABOUT}$",
            rf"\b{_MOTION}\s+(?:from\s+)?{ABOUT}$",
            rf"\b{_MOTION}\b[^.;:]{{0,90}}\b(?:means?|meant|involv\w+)\s+{whom}{ABOUT}$",
            rf"\b(?:{ways})\b[^.;]{{0,80}},\s+at\s+{ABOUT}$",
            rf"(?:(?:^|[.;:,(–—]\s*|\b(?:and|to|should|must|you|please|but|or)\s+)allow|\b(?:count|reckon|figure|bank|plan)\s+on|budget|reckon)\s+{ABOUT}$",
            rf"\b(?:on|in|aboard)\s+(?:the|an?|our|that)\s+(?:\w+\s+)?(?:{VEHICLES})\s+(?:\w+\s+)?for\s+{ABOUT}$",
            rf"\b(?:{ways})\b[^.;]{{0,160}}\b(?:hours?|minutes?|days?|weeks?)\s+to\s+{ABOUT}$",
            rf"\b(?:in|within)\s+{ABOUT}$",
            rf"\b(?:is|are|was|were|been|be)\s+{ABOUT}$",
            rf"\b(?:{ways})\b[^.;]{{0,160}}\bfrom\s+{ABOUT}$",
        )
    )


_WANTS_MORE = 9
"""The first of the patterns that want some words behind the time, too: "in two days" a verb that moves."""
_MORE = (
    re.compile(rf"[^.;:]{{0,60}}\b{_MOTION}\b", re.IGNORECASE),
    re.compile(r"\s+on\s+the\s+(?:way|road)\b", re.IGNORECASE),
    re.compile(r"\s+to\s", re.IGNORECASE),
)


_WHERE = re.compile(r",\s+(?:where|who|whose|when|while)\b", re.IGNORECASE)


def _is_measured_before(left: str, right: str) -> bool:
    """Whether the words before a time say that it is one of travel; "in two days" wants a verb that moves."""
    left = _WHERE.split(left)[-1]
    matching = [n for n, pattern in enumerate(_before()) if pattern.search(left)]
    if any(n < _WANTS_MORE for n in matching):
        return True
    return any(_MORE[n - _WANTS_MORE].match(right) is not None for n in matching)
