"""Trains the trees that tell between which two places a length or a time lies: ends.npz, from passages.jsonl.

    python data/distances/train.py            writes ends.npz
    python data/distances/train.py --check    trains without each part in turn, and says what it finds there

It needs scikit-learn, and kimmap itself, which computes the signs.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from boosted import Boosting, Trained, train  # noqa: E402

from kimmap.claims import identify_traveller, read_claims  # noqa: E402
from kimmap.dates import find_dates, settle_local_days  # noqa: E402
from kimmap.distances import DurationClaim, check_distances, check_durations, durations, stated  # noqa: E402
from kimmap.distances.antecedents import Scene, mentions_before, mentions_in  # noqa: E402
from kimmap.distances.measures import Measure, find_measures  # noqa: E402
from kimmap.distances.pair_signs import Candidate, pairs, pairs_of_time  # noqa: E402
from kimmap.distances.sentences import whole_sentences  # noqa: E402
from kimmap.distances.travel_times import find_times_of_travel  # noqa: E402
from kimmap.gazetteer import open_gazetteer  # noqa: E402
from kimmap.itinerary import merge_claims  # noqa: E402
from kimmap.language import Analysis, Sentence, analyse_documents  # noqa: E402
from kimmap.model import DistanceClaim, Resolution  # noqa: E402
from kimmap.places import find_places, resolve_places  # noqa: E402
from kimmap.reading import read  # noqa: E402

Claimed = TypeVar("Claimed", DistanceClaim, DurationClaim)
# What known wordings tell, and not the trees that are to be made:
stated.likely_ends = lambda *_: None
durations.are_unlikely = lambda *_: False
GAZETTEER = open_gazetteer()
HOW = Boosting(depth=4, count=400, rate=0.05)
OPEN = re.compile(r"(word|under|verb|as|next|[ab] behind)\b")
"""Signs that are named for words of the text: only those are kept that enough lengths have."""
ENOUGH = 8
ABOUT = 0.15
"""So far a claim's figure may be from that of the text and be the same."""
DOUBTS = (0.1, 0.15, 0.2)
CHANCES = (0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Example:
    """A length or time, its pairs by their signs, which are right, and what the known wordings make of it."""

    part: str
    signs: list[dict[str, float]]
    is_right: list[bool]
    is_worded: list[bool]
    """Which pair the known wordings tell."""
    is_claim: bool
    told: bool | None
    """Whether the ends that known wordings tell are right, None where they tell none."""


def main() -> None:
    lines = (HERE / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[Example]] = {"lengths": [], "times": []}
    for line in lines:
        for kind, example in examples(json.loads(line)):
            found[kind].append(example)
    if "--check" in sys.argv:
        for kind, told in found.items():
            check(kind, told)
        return
    stored: dict[str, np.ndarray] = {}
    for kind, told in found.items():
        trained = fit(told)
        stored |= {f"{kind}_{name}": value for name, value in trained.as_arrays().items()}
        print(f"{len(told)} {kind}, {sum(len(e.signs) for e in told)} pairs, {len(trained.names)} signs")
    np.savez_compressed(HERE / "ends.npz", **stored)


# ---------------------------------------------------------------------------------------------- examples


def examples(passage: dict[str, Any]) -> Iterator[tuple[str, Example]]:
    """The lengths and times of a passage, as kimmap reads it, without lengths that have an end nobody can place."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passage.md"
        date = f"date: {passage['date']}\n" if passage.get("date") else ""
        file.write_text(f"---\ntitle: A passage\n{date}---\n\n{passage['text']}", encoding="utf-8")
        documents = list(read(file))
    analyses = analyse_documents(documents, None)
    resolutions = resolve_places(find_places(analyses, GAZETTEER), analyses, GAZETTEER)
    dates = settle_local_days(find_dates(documents), resolutions)
    who = identify_traveller(analyses, passage.get("traveller"), resolutions)
    stops = merge_claims(*read_claims(analyses, resolutions, dates, who)) if who else ()
    own = sorted(resolutions, key=lambda r: (r.mention.quote.start, r.mention.quote.end))
    lengths = check_distances(analyses, resolutions, GAZETTEER, dates, stops)
    times = check_durations(analyses, resolutions)
    for analysis in analyses:
        for sentence, scene in _scenes(analysis, own):
            yield from (("lengths", e) for e in _of_lengths(passage, analysis, sentence, scene, own, lengths))
            yield from (("times", e) for e in _of_times(passage, analysis, sentence, scene, own, times))


def _scenes(analysis: Analysis, own: Sequence[Resolution]) -> Iterator[tuple[Sentence, Scene]]:
    text = analysis.document.text
    for sentence in whole_sentences(analysis):
        line = text[sentence.start : sentence.end]
        inside, earlier = mentions_in(own, sentence.start, sentence.end), mentions_before(own, sentence.start)
        block = analysis.document.block_at(sentence.start)
        scene = Scene(line, sentence.start, inside, earlier, block.start if block else 0, analysis=analysis)
        yield sentence, scene


def _of_lengths(
    passage: dict[str, Any],
    analysis: Analysis,
    sentence: Sentence,
    scene: Scene,
    own: Sequence[Resolution],
    claims: Sequence[DistanceClaim],
) -> Iterator[Example]:
    measures = find_measures(scene.text)
    for measure in measures:
        start, end = sentence.start + measure.start, sentence.start + measure.end
        of_it = [c for c in _at((start, end), claims) if abs(c.claimed_km - measure.km) <= ABOUT * measure.km]
        known = next((c for c in of_it if c.from_place and c.to_place), None)
        if of_it and known is None:
            continue
        here = replace(scene, grammar=analysis.sentence_at(start))
        others = [m for m in measures if m is not measure]
        told = list(pairs(here, own, measure, sentence.end, others))
        yield _example(passage, "distances", analysis, (start, end), told, known)


def _of_times(
    passage: dict[str, Any],
    analysis: Analysis,
    sentence: Sentence,
    scene: Scene,
    own: Sequence[Resolution],
    claims: Sequence[DurationClaim],
) -> Iterator[Example]:
    times = find_times_of_travel(scene.text)
    for time in times:
        start, end = sentence.start + time.start, sentence.start + time.end
        known = next((c for c in _at((start, end), claims) if abs(c.hours - time.hours) <= ABOUT * time.hours), None)
        here = replace(scene, grammar=analysis.sentence_at(start))
        others = [Measure(t.start, t.end, 1.0, 1.0, 1.0) for t in times if t is not time]
        told = list(pairs_of_time(here, own, time, sentence.end, others))
        yield _example(passage, "durations", analysis, (start, end), told, known)


def _at(span: tuple[int, int], claims: Sequence[Claimed]) -> list[Claimed]:
    return [c for c in claims if c.quote.start < span[1] and span[0] < c.quote.end]


def _example(
    passage: dict[str, Any],
    kind: str,
    analysis: Analysis,
    span: tuple[int, int],
    told: list[tuple[Candidate, Candidate, dict[str, float]]],
    known: DistanceClaim | DurationClaim | None,
) -> Example:
    """A figure with what the passage marks at its place."""
    marked = [(gold, *_span_of(analysis.document.text, gold["figure"])) for gold in passage[kind]]
    gold = next((g for g, first, last in marked if first < span[1] and span[0] < last), None)
    ends = gold["ends"] if gold and None not in gold["ends"] else None
    return Example(
        passage["id"].rstrip("0123456789"),
        [signs for _, _, signs in told],
        [ends is not None and _are_ends(a, b, ends) for a, b, _ in told],
        [known is not None and {a.place.name, b.place.name} == {known.from_name, known.to_name} for a, b, _ in told],
        ends is not None,
        None if known is None else ends is not None and _is_told(known, ends),
    )


def _span_of(text: str, figure: str) -> tuple[int, int]:
    start = max(text.find(figure), text.find(re.sub(r"\s+", " ", figure)))
    return (start, start + len(figure)) if start >= 0 else (0, 0)


def _are_ends(a: Candidate, b: Candidate, ends: list[list[str]]) -> bool:
    here = [[c.resolution.mention.name, c.place.name] for c in (a, b)]
    return any(_is_one(one, ends[0]) and _is_one(other, ends[1]) for one, other in (here, here[::-1]))


def _is_told(claim: DistanceClaim | DurationClaim, ends: list[list[str]]) -> bool:
    here = [[claim.from_name], [claim.to_name]]
    return any(_is_one(one, ends[0]) and _is_one(other, ends[1]) for one, other in (here, here[::-1]))


def _is_one(names: list[str], accepted: list[str]) -> bool:
    return any(_alike(_folded(a), _folded(b)) for a in names for b in accepted)


def _alike(a: str, b: str) -> bool:
    return a == b or a in b.split() or b in a.split() or SequenceMatcher(None, a, b).ratio() >= 0.75


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(
        r"^(?:the|lake|mount|mt|port of|cape|city of)\s+", "", re.sub(r"[^\w\s]", " ", plain.casefold()).strip()
    )


# ---------------------------------------------------------------------------------------------- trees


def fit(told: Sequence[Example]) -> Trained:
    """The trees; figures of which the right pair is not there are left out."""
    told = [e for e in told if e.signs and (any(e.is_right) or not e.is_claim)]
    count = Counter(name for e in told for name in e.signs[0] if OPEN.match(name))
    rows = [
        {name: value for name, value in signs.items() if not OPEN.match(name) or count[name] >= ENOUGH}
        for e in told
        for signs in e.signs
    ]
    return train(rows, [is_right for e in told for is_right in e.is_right], HOW)


# ---------------------------------------------------------------------------------------------- figures


def check(kind: str, told: Sequence[Example]) -> None:
    """What the trees find in each part of the passages that they have not seen, beside what known wordings tell."""
    for part in sorted({e.part for e in told}):
        trained = fit([e for e in told if e.part != part])
        own = [(e, trained.chances(e.signs)) for e in told if e.part == part]
        claims, reach = sum(e.is_claim for e, _ in own), sum(any(e.is_right) for e, _ in own)
        print(f"{kind} {part}: {claims} claims, {reach} within reach; known wordings {_say(e.told for e, _ in own)}")
        for least in CHANCES:
            likely = [(e, e.is_right[c.index(max(c))]) for e, c in own if max(c, default=0.0) >= least]
            print(f"    from {least}: alone {_say(right for _, right in likely)}; "
                  f"beside known wordings {_say(right for e, right in likely if e.told is None)}")  # fmt: skip
        for most in DOUBTS:
            worded = [(e, [x for x, is_so in zip(c, e.is_worded, strict=True) if is_so]) for e, c in own]
            print(f"    known wordings below {most}: {_say(e.told for e, c in worded if max(c, default=1.0) < most)}")


def _say(found: Iterable[bool | None]) -> str:
    count = Counter(found)
    return f"{count[True]} right, {count[False]} wrong"


if __name__ == "__main__":
    main()
