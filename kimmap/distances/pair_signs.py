"""Two places of a length's or a time's context, and what speaks for and against its lying between them, as numbers.

Trees weigh them (``likely_ends``) that were trained on these signs: a sign that changes here wants them trained again
(``data/distances/train.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kimmap.distances.antecedents import LONG_KINDS, Scene, mentions_before, mentions_in
from kimmap.distances.measures import Measure
from kimmap.distances.paces import middling_km_h
from kimmap.distances.times import Duration
from kimmap.distances.verdicts import is_unsharp
from kimmap.geodesy import geodesic_km
from kimmap.language import Sentence, Token
from kimmap.model import Place, PlaceKind, Resolution

_BACK, _AHEAD, _WITHIN = 6, 3, 12
"""How many places before a sentence, behind it, and of itself, the nearest to the length, are looked at."""
_AHEAD_CHARS = 250
_BESIDE, _WORDS = 40, 3
"""Characters beside a length, and how many words of them count."""
_FAR = 20
"""Words from which on more make no difference."""
_DEEP = 10
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*|[^\w\s]")
_CROSSES = re.compile(r"[;:.]|\b(?:but|while|when|where|who|which|because|although)\b", re.IGNORECASE)
_BEFORE_PLACE = re.compile(
    r"\b(from|to|between|out\s+of|of|into|for|and|reach\w*|left|leaving|at|in|via|through|past|near|by|on|off|towards?|beyond|behind)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MEASURED_FROM = re.compile(r"[\s,)-]*(?:[\w-]+\s+){0,4}(?:of|from|off|to)\s+(?:the\s+)?", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:[-–—→/]|,?\s*to|and|,)\s*(?:the\s+)?", re.IGNORECASE)
_SETTLED: frozenset[PlaceKind] = frozenset({"city", "airport", "station", "port"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a length may be measured from or to, with its own signs."""

    resolution: Resolution
    place: Place
    where: str
    """ "in" its sentence, before it ("prev"), behind it ("next"), or the text's "first"."""
    signs: dict[str, float]


def pairs(
    scene: Scene, resolutions: Sequence[Resolution], measure: Measure, stop: int, others: Sequence[Measure]
) -> Iterator[tuple[Candidate, Candidate, dict[str, float]]]:
    """Every two places of a length's context, each with all signs by name.

    ``resolutions`` are the document's in text order, ``stop`` is where the sentence ends, and ``others`` are its
    other lengths.
    """
    span = scene.offset + measure.start, scene.offset + measure.end
    found = list(_candidates(scene, resolutions, span, stop))
    for candidate in found:
        candidate.signs["of another"] = float(_is_of_another(scene, candidate.resolution, others))
    common = _of_length(scene, measure, len(others), sum(c.where == "in" for c in found))
    common["unknown"] = min(sum(r.place is None for r in mentions_in(resolutions, scene.offset, stop)), 3)
    told = [(a, b, _of_pair(measure.km, a, b)) for a, b in combinations(found, 2)]
    told = [(a, b, signs) for a, b, signs in told if signs]
    fits = sorted(abs(signs["fit"]) for _, _, signs in told)
    for a, b, signs in told:
        signs["better fits"] = min(fits.index(abs(signs["fit"])), 5)
        for name, end in (("a", a), ("b", b)):
            signs.update((f"{name} {sign}", value) for sign, value in end.signs.items())
        yield a, b, common | signs


# ---------------------------------------------------------------------------------------------- places


def pairs_of_time(
    scene: Scene, resolutions: Sequence[Resolution], duration: Duration, stop: int, others: Sequence[Measure]
) -> Iterator[tuple[Candidate, Candidate, dict[str, float]]]:
    """The same for a time of travel, which stands for as long a way as its means of travel usually make in it."""
    km = duration.hours * middling_km_h(duration.mode)
    own = {f"by {duration.mode}": 1.0, "loose": float(duration.is_loose), "bare": float(duration.is_bare)}
    for a, b, signs in pairs(scene, resolutions, Measure(duration.start, duration.end, km, km, km), stop, others):
        yield a, b, signs | own


def _candidates(
    scene: Scene, resolutions: Sequence[Resolution], span: tuple[int, int], stop: int
) -> Iterator[Candidate]:
    """The places of the context, the nearest to the length first."""
    named = mentions_in(resolutions, scene.offset, stop)
    inside = [r for r in named if _is_point(r)]
    before = [r for r in mentions_before(resolutions, scene.offset) if _is_point(r)]
    behind = [r for r in mentions_in(resolutions, stop, stop + _AHEAD_CHARS) if _is_point(r)]
    head = scene.head.place if scene.head else None
    seen: set[str] = set()
    near = [
        (len(_WORD.findall(r.mention.quote.document.text, *_between(r, span))), r)
        for r in inside
        if not _overlaps(r, span)
    ]
    for rank, (where, r) in enumerate(
        (
            *(("in", r) for _, r in sorted(near, key=lambda pair: pair[0])[:_WITHIN]),
            *(("prev", r) for r in _last_ones(before)),
            *(("next", r) for r in behind[:_AHEAD]),
            *(("first", r) for r in before[:1]),
        )
    ):
        place = r.place
        if place is None or place.id in seen:
            continue
        seen.add(place.id)
        signs = _of_place(scene, r, place, where, span, named)
        signs["rank"] = rank
        signs["is head"] = head is not None and head.id == place.id
        yield Candidate(r, place, where, {name: float(value) for name, value in signs.items()})


def _last_ones(before: Sequence[Resolution]) -> list[Resolution]:
    """The last different places named before, the last first."""
    found: dict[str, Resolution] = {}
    for r in reversed(before):
        if r.place is not None:
            found.setdefault(r.place.id, r)
        if len(found) == _BACK:
            break
    return list(found.values())


def _is_point(resolution: Resolution) -> bool:
    place = resolution.place
    return place is not None and not place.is_area and place.kind not in LONG_KINDS


def _overlaps(resolution: Resolution, span: tuple[int, int]) -> bool:
    quote = resolution.mention.quote
    return quote.start < span[1] and span[0] < quote.end


def _between(resolution: Resolution, span: tuple[int, int]) -> tuple[int, int]:
    quote = resolution.mention.quote
    return (quote.end, span[0]) if quote.end <= span[0] else (span[1], quote.start)


def _of_place(
    scene: Scene, resolution: Resolution, place: Place, where: str, span: tuple[int, int], named: Sequence[Resolution]
) -> dict[str, float]:
    quote = resolution.mention.quote
    signs: dict[str, float] = {
        where: 1,
        "described": resolution.mention.reference != "name",
        "settled": place.kind in _SETTLED,
        "sure": resolution.score,
    }
    text = quote.document.text
    before = _BEFORE_PLACE.search(text, max(0, quote.start - 16), quote.start)
    if before is not None:
        signs[f"behind {before[1].split()[0].lower()}"] = 1
    if where != "in":
        signs["far"] = min(abs(span[0] - quote.start) // 40, _FAR)
        signs["same block"] = quote.start >= scene.block_start
        return signs
    start, end = _between(resolution, span)
    gap = text[start:end]
    signs["before"] = quote.end <= span[0]
    signs["gap"] = min(len(_WORD.findall(gap)), _FAR)
    signs["crosses"] = _CROSSES.search(gap) is not None
    signs["commas"] = min(gap.count(","), 3)
    signs["others between"] = min(sum(start <= r.mention.quote.start < end for r in named), 3)
    signs["bracket"] = gap.strip() in ("(", ")", ") (")
    signs.update(_by_grammar(scene.grammar, resolution, span))
    return signs


def _by_grammar(sentence: Sentence | None, resolution: Resolution, span: tuple[int, int]) -> dict[str, float]:
    """How a place stands to the length in the tree of their sentence."""
    tokens = sentence.tokens if sentence else ()
    quote = resolution.mention.quote
    own = next((t for t in reversed(tokens) if quote.start <= t.start < quote.end), None)
    measured = next((t for t in reversed(tokens) if span[0] <= t.start < span[1]), None)
    if own is None or measured is None:
        return {"depth": _DEEP}
    up, down = _path(tokens, own), _path(tokens, measured)
    joint = next((i for i in up if i in down), None)
    tops = [tokens[i] for i in up if quote.start <= tokens[i].start < quote.end]
    return {
        "depth": _DEEP if joint is None else min(up.index(joint) + down.index(joint), _DEEP),
        "subject": any(t.dep.startswith("nsubj") and t.head in down for t in tops),
        "below length": joint is not None and span[0] <= tokens[joint].start < span[1],
    }


def _path(tokens: Sequence[Token], token: Token) -> list[int]:
    """The indices from a word to its root."""
    path = [token.i]
    while token.head != token.i and token.head < len(tokens) and token.head not in path:
        token = tokens[token.head]
        path.append(token.i)
    return path


def _is_of_another(scene: Scene, resolution: Resolution, others: Sequence[Measure]) -> bool:
    """Whether a place is what another length is measured from: "55 km south of ⟦place⟧"."""
    at = resolution.mention.quote.start - scene.offset
    return any(other.end <= at and _MEASURED_FROM.fullmatch(scene.text, other.end, at) for other in others)


# ---------------------------------------------------------------------------------------------- pairs


def _of_pair(length_km: float, a: Candidate, b: Candidate) -> dict[str, float]:
    """The signs of two places together; empty where they are one."""
    km = geodesic_km(a.place.point, b.place.point)
    if km <= 0:
        return {}
    one, other = sorted((a.resolution.mention.quote, b.resolution.mention.quote), key=lambda q: q.start)
    signs: dict[str, float] = {
        "km": math.log10(km),
        "fit": math.log(length_km / km),
        "unsharp": is_unsharp(a.place, length_km) + is_unsharp(b.place, length_km),
        "both in": a.where == b.where == "in",
        "around": a.signs.get("before") != b.signs.get("before"),
        "linked": _LINK.fullmatch(one.document.text, one.end, other.start) is not None,
        "same country": a.place.country == b.place.country,
    }
    return {name: float(value) for name, value in signs.items()}


# ---------------------------------------------------------------------------------------------- the length


def _of_length(scene: Scene, measure: Measure, others: int, places: int) -> dict[str, float]:
    """What stands around a length: its words, what follows it, and by which verb it is governed."""
    signs: dict[str, float] = {
        "others": min(others, 3),
        "places": min(places, 5),
        "begins": measure.start < 3,
        "length": math.log10(measure.km),
    }
    before = _WORD.findall(scene.text[max(0, measure.start - _BESIDE) : measure.start])
    behind = _WORD.findall(scene.text[measure.end : measure.end + _BESIDE])
    signs.update((f"word -{i + 1} {_kind(word)}", 1) for i, word in enumerate(before[: -_WORDS - 1 : -1]))
    signs.update((f"word +{i + 1} {_kind(word)}", 1) for i, word in enumerate(behind[:_WORDS]))
    tokens = scene.grammar.tokens if scene.grammar else ()
    start, end = scene.offset + measure.start, scene.offset + measure.end
    follows = next((t for t in tokens if t.start >= end), None)
    signs[f"next {follows.pos if follows else 'nothing'}"] = 1
    measured = next((t for t in reversed(tokens) if start <= t.start < end), None)
    if measured is None:
        return signs
    signs[f"as {measured.dep}"] = 1
    governing = [tokens[i] for i in _path(tokens, measured) if not start <= tokens[i].start < end]
    signs.update((f"under {t.lemma.lower()}", 1) for t in governing[:1])
    verb = next((t for t in governing if t.pos in ("VERB", "AUX")), None)
    if verb is not None:
        signs[f"verb {verb.lemma.lower()}"] = 1
        signs.update(_of_subject(scene, tokens, verb))
    return signs


def _of_subject(scene: Scene, tokens: Sequence[Token], verb: Token) -> dict[str, float]:
    """What the clause of a length is about: a place, somebody or a thing."""
    subject = next((t for t in tokens if t.head == verb.i and t.dep.startswith("nsubj")), None)
    if subject is None:
        return {"subject none": 1}
    if any(r.mention.quote.start <= subject.start < r.mention.quote.end for r in scene.mentions):
        return {"subject place": 1}
    return {f"subject {subject.pos}": 1, f"under {subject.lemma.lower()} as subject": 1}


def _kind(word: str) -> str:
    """A word, or of what kind it is where it can be any."""
    if word[0].isdigit():
        return "number"
    return "name" if word[0].isupper() else word.lower()
