"""Stated durations of journeys ("the 20-hour train journey from A to B"), and whether any such journey is that fast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kimmap.distances.antecedents import Binding, Scene
from kimmap.distances.frames import bind
from kimmap.distances.measures import Measure, find_measures, lexicon, number_pattern, read_number
from kimmap.distances.verdicts import extent_km, is_unsharp, say_km
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence
from kimmap.model import Mode, Quote, Resolution

_FASTEST_KM_H: dict[Mode, float] = {
    "foot": 8, "bicycle": 45, "ship": 90, "road": 130, "train": 320, "plane": 1_000, "unknown": 1_000,
}  # fmt: skip
"""What the fastest of each means of travel keeps up from town to town."""
_HOURS = {"minute": 1 / 60, "hour": 1.0, "hr": 1.0, "day": 24.0, "week": 168.0}
_SLACK = 1.25
"""Stated durations are rounded, and mean the journey itself."""


@dataclass(frozen=True, slots=True)
class DurationClaim:
    """How long a journey is said to take; ``speed_km_h`` is the least that it would need, along the geodesic or the
    length stated beside it; ``is_possible`` is None where the ends are not known."""

    quote: Quote
    from_name: str
    to_name: str
    hours: float
    mode: Mode
    explanation: str
    speed_km_h: float | None = None
    is_possible: bool | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time and its offsets in the sentence."""

    start: int
    end: int
    hours: float
    mode: Mode


def check_durations(analyses: Sequence[Analysis], resolutions: Sequence[Resolution]) -> tuple[DurationClaim, ...]:
    """Every journey between two places for which the texts state how long it takes, in document and text order."""
    found: list[DurationClaim] = []
    for analysis in analyses:
        own = [r for r in resolutions if r.mention.quote.document is analysis.document]
        own.sort(key=lambda r: (r.mention.quote.start, r.mention.quote.end))
        for sentence in analysis.sentences:
            found += _in_sentence(analysis, sentence, own)
    return tuple(found)


def _in_sentence(analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution]) -> Iterator[DurationClaim]:
    text = analysis.document.text[sentence.start : sentence.end]
    durations = find_durations(text)
    if not durations:
        return
    inside = tuple(r for r in resolutions if sentence.start <= r.mention.quote.start < sentence.end)
    earlier = tuple(r for r in resolutions if r.mention.quote.end <= sentence.start)
    scene = Scene(text, sentence.start, inside, earlier)
    lengths = find_measures(text)
    for duration in durations:
        masked = Measure(duration.start, duration.end, 1.0, 1.0, 1.0, is_way=True)
        others = [m for m in lengths if m.end <= duration.start or m.start >= duration.end]
        bounds = [b for b in bind(scene, masked, others, None) if not b.is_implied and not b.origin.is_guessed]
        bound = next((b for b in bounds if b.origin.place and b.goal.place), None)
        beside = next((m for m in lengths if _is_beside(text, duration, m)), None)
        if bound is not None or beside is not None:
            yield _judge(analysis, sentence, duration, bound, beside)


def _is_beside(text: str, duration: Duration, length: Measure) -> bool:
    """Whether a length is of the same journey: "a 20-hour, 1,180-km train ride"."""
    if duration.start <= length.start and length.end <= duration.end:
        return True
    gap = text[duration.end : length.start] if length.start >= duration.end else text[length.end : duration.start]
    return re.fullmatch(r"\s*(?:,|and|in|of|\()\s*(?:about\s+|some\s+|a\s+)?", gap) is not None


def _judge(
    analysis: Analysis, sentence: Sentence, duration: Duration, bound: Binding | None, length: Measure | None
) -> DurationClaim:
    start = sentence.start + duration.start
    end = sentence.start + duration.end
    if bound is not None:
        start, end = min(start, bound.start), max(end, bound.end)
    quote = analysis.document.quote(start, end, (sentence.start, sentence.end))
    names = (bound.origin.name, bound.goal.name) if bound else ("", "")
    least_km, what = _least_km(bound, length)
    if least_km is None:
        explanation = f"not judged: {what}"
        return DurationClaim(quote, *names, duration.hours, duration.mode, explanation)
    speed = least_km / duration.hours
    limit = _FASTEST_KM_H[duration.mode]
    possible = speed <= limit * _SLACK
    by = say_by(duration.mode)
    worth = f"possible {by}" if possible else f"too fast {by} (at most about {limit:,.0f} km/h)"
    explanation = f"{what} in {_say_hours(duration.hours)} needs at least {speed:,.0f} km/h: {worth}"
    return DurationClaim(quote, *names, duration.hours, duration.mode, explanation, speed, possible)


def _least_km(bound: Binding | None, length: Measure | None) -> tuple[float | None, str]:
    """The least way that has to be covered, and what it is; None where nobody can tell."""
    if length is not None:
        return length.least_km or length.km, f"the stated {say_km(length.km)}"
    if bound is None or bound.origin.place is None or bound.goal.place is None:
        return None, "nothing tells between which places"
    origin, goal = bound.origin.place, bound.goal.place
    blurred = next((p for p in (origin, goal) if is_unsharp(p, 0.0)), None)
    if blurred is not None:
        return None, f"{blurred.name} is too large to measure from one point"
    km = geodesic_km(origin.point, goal.point)
    least = max(0.0, km - extent_km(origin) - extent_km(goal))
    return least, f"the straight line ({say_km(km)})"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    number, unit = rf"(?:{number_pattern()}|half(?=[\s-]))", "(?P<unit>minute|hour|hr|day|week)s?"
    ways = "|".join(sorted((w.replace(" ", r"\s+") for w in lexicon()["ways"]["nouns"]), key=lambda w: (-len(w), w)))
    vehicles = r"train|rail|road|car|bus|coach|air|plane|jet|boat|ferry|sea|ship|steamer|bicycle|bike|jeep|lorry|sledge"
    means = rf"by\s+(?:{vehicles})|on\s+foot|(?:on|in)\s+the\s+(?:{vehicles})"
    about = r"(?:about\s+|some\s+|nearly\s+|over\s+)?"
    qualifier = r"(?:[\w’',-]+\s+){0,3}?"
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"(?<![\w.,])(?P<n>{number})[\s-]+{unit}(?:[\s-]+long)?[\s,]+{qualifier}(?:{ways})\b",
            rf"\b(?:took|takes|taking|lasts|lasted)\s+(?:(?:me|us|him|her|them)\s+)?{about}(?P<n>{number})\s+{unit}\b",
            rf"(?<![\w.,])(?P<n>{number})[\s-]+{unit}[’']?\s+(?:away\s+)?(?:{means})\b",
            rf"\b(?:{ways})\s+(?:of|takes|took|taking|lasts|lasted|lasting|is|was)\s+{about}(?P<n>{number})\s+{unit}\b",
        )
    )


_MODES: tuple[tuple[Mode, str], ...] = (
    ("train", r"\b(?:trains?|rail|railway|express|sleeper)\b"),
    ("plane", r"\b(?:flights?|flew|fly|flying|flown|air|plane|aircraft|jet|hop)\b"),
    ("ship", r"\b(?:boat|ferry|sea|ship|steamer|steamed|vessel|yacht|voyage|crossing|sail(?:s|ed|ing)?|passage)\b"),
    ("road", r"\b(?:road|car|bus|coach|dr(?:ive|ove|iving|iven)|jeep|lorry|truck|highway|motorcade)\b"),
    ("bicycle", r"\b(?:bicycle|bike|cycl(?:e|ed|ing)|pedall?(?:ed|ing))\b"),
    ("foot", r"\b(?:foot|walk(?:s|ed|ing)?|hik(?:e|ed|ing)|march(?:ed|ing)?|trek(?:ked|king)?)\b"),
)


def mode_in(words: str) -> Mode:
    """The means of travel that words tell of."""
    return next((name for name, cue in _MODES if re.search(cue, words, re.IGNORECASE)), "unknown")


def fastest_km_h(mode: Mode) -> float:
    """What the fastest of a means of travel keeps up from town to town."""
    return _FASTEST_KM_H[mode]


def say_by(mode: Mode) -> str:
    """ "by train", "on foot"."""
    return {"unknown": "by any means", "foot": "on foot"}.get(mode, f"by {mode}")


def find_durations(text: str) -> list[Duration]:
    """The lengths of time that journeys are said to take, in text order."""
    found: list[Duration] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            number = read_number(match["n"])
            if number and not any(d.start < match.end() and match.start() < d.end for d in found):
                mode = mode_in(match[0])
                hours = number * _HOURS[match["unit"].casefold()]
                found.append(Duration(match.start(), match.end(), hours, mode))
    return sorted(found, key=lambda d: d.start)


def _say_hours(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:.0f} minutes"
    return f"{hours:.10g} hour{'s' * (hours != 1)}" if hours < 48 else f"{hours / 24:.10g} days"
