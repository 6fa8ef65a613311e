"""Stated speeds ("at 12 knots", "averaging 60 km/h"): whether anything of the kind is that fast.

Where the sentence tells the way and the hours too, all three have to agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kimmap.distances.measures import (
    APPROXIMATE,
    Measure,
    alternatives,
    find_measures,
    lexicon,
    number_pattern,
    read_number,
)
from kimmap.distances.paces import fastest_km_h, say_by
from kimmap.distances.times import Duration, mode_in
from kimmap.distances.travel_times import find_times_of_travel
from kimmap.distances.verdicts import say_km
from kimmap.language import Analysis, Sentence
from kimmap.model import Mode, Quote

_ODD = 0.25
"""How far off speed times hours may be from the way, as a share: all three are rounded."""
_UNITS = {"knot": 1.852, "kt": 1.852, "kn": 1.852, "mph": 1.609344, "kph": 1.0, "kmh": 1.0, "kmph": 1.0}
_WEATHER = (
    r"(?:wind|winds|gusts?|gusting|squalls?|gales?|breeze|current|tide|blow\w*|storm|hurricane|typhoon|light|waves?)"
)
_NOBODYS = re.compile(
    rf"\b(?:{_WEATHER}|(?:speed\s+)?limit(?!\s+of\s+(?:their|his|her|its|our)\b))\b[^,;:]*$", re.IGNORECASE
)
"""Before a speed: what has it is nobody on the way."""
_IN_IT = re.compile(rf"\s+(?:of\s+|[\w-]+\s+)?{_WEATHER}\b|\s+(?:speed\s+)?limit\b|\s+zone\b", re.IGNORECASE)
"""Behind a speed: it is that of the wind or the current."""


@dataclass(frozen=True, slots=True)
class SpeedClaim:
    """How fast somebody is said to travel; ``is_possible`` is None where nothing tells by what means.

    ``needed_km_h`` is the speed that the sentence's own way and hours give, None where it has not both.
    """

    quote: Quote
    km_h: float
    mode: Mode
    explanation: str
    is_possible: bool | None = None
    needed_km_h: float | None = None


@dataclass(frozen=True, slots=True)
class _Speed:
    start: int
    end: int
    km_h: float
    is_knots: bool


def check_speeds(analyses: Sequence[Analysis]) -> tuple[SpeedClaim, ...]:
    """Every speed at which somebody or something is said to travel, in document and text order.

    A speed of the wind or a current, and a limit, is none.
    """
    return tuple(claim for a in analyses for sentence in a.sentences for claim in _in_sentence(a, sentence))


def _in_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[SpeedClaim]:
    text = analysis.document.text[sentence.start : sentence.end]
    speeds = [
        s
        for s in _find(text)
        if not _NOBODYS.search(text[max(0, s.start - 40) : s.start]) and not _IN_IT.match(text, s.end)
    ]
    if not speeds:
        return
    lengths = [m for m in find_measures(text) if not any(m.start < s.end and s.start < m.end for s in speeds)]
    durations = [d for d in find_times_of_travel(text) if not d.is_bare]
    for speed in speeds:
        quote = analysis.document.quote(
            sentence.start + speed.start, sentence.start + speed.end, (sentence.start, sentence.end)
        )
        mode = mode_in(text) if not speed.is_knots or mode_in(text) != "unknown" else "ship"
        length = lengths[0] if len(lengths) == 1 and len(speeds) == 1 else None
        duration = durations[0] if len(durations) == 1 and len(speeds) == 1 else None
        yield _judge(quote, speed, mode, length, duration)


def _judge(quote: Quote, speed: _Speed, mode: Mode, length: Measure | None, duration: Duration | None) -> SpeedClaim:
    said = f"{speed.km_h:,.0f} km/h"
    if length is not None and duration is not None:
        needed = length.km / duration.hours
        agrees = abs(needed - speed.km_h) <= _ODD * max(needed, speed.km_h)
        way = f"{say_km(length.km)} in {duration.hours:.10g} hours are {needed:,.0f} km/h"
        explanation = f"{way}, as stated" if agrees else f"{way}, not {said}"
        return SpeedClaim(quote, speed.km_h, mode, explanation, agrees, needed)
    if mode == "unknown":
        return SpeedClaim(quote, speed.km_h, mode, f"not judged: nothing tells by what means somebody made {said}")
    limit = fastest_km_h(mode)
    possible = speed.km_h <= limit * (1 + APPROXIMATE)
    worth = f"possible {say_by(mode)}" if possible else f"too fast {say_by(mode)} (at most about {limit:,.0f} km/h)"
    return SpeedClaim(quote, speed.km_h, mode, f"{said}: {worth}", possible)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lengths = alternatives([unit for unit in lexicon()["units"] if unit not in ("li", "nm", "nmi")])
    per_hour = r"\s*(?:/\s*h(?:r|our)?\b|per\s+hour\b|an\s+hour\b|[hH]\b)"
    own = r"(?P<own>knots?|kts?|kn|mph|kph|kmph|kmh)\b"
    return re.compile(
        rf"(?<![\w.,/$£€])(?P<n>{number_pattern()})(?:\s*(?:[-–—]|to|or)\s*(?P<high>{number_pattern()}))?"
        rf"[\s-]*(?:{own}|(?P<unit>{lengths}){per_hour})",
        re.IGNORECASE,
    )


def _find(text: str) -> Iterator[_Speed]:
    for match in _pattern().finditer(text):
        value, high = read_number(match["n"]), read_number(match["high"] or match["n"])
        if not value or not high:
            continue
        own = (match["own"] or "").casefold().rstrip("s")
        factor = _UNITS[own] if own else float(lexicon()["units"][" ".join(match["unit"].casefold().split())])
        yield _Speed(match.start(), match.end(), (value + high) / 2 * factor, own in ("knot", "kt", "kn"))
