"""Trains the trees that tell whether a text puts the traveller at one of its places: statuses.npz, from texts.jsonl.

    python data/mentions/train.py            writes statuses.npz
    python data/mentions/train.py --check    trains without some of the parts in turn, and says what it finds there

It needs scikit-learn, and kimmap itself, which computes the signs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from boosted import Boosting, Trained, train  # noqa: E402
from marked import GROUPS, without_marks  # noqa: E402

from kimmap import claims  # noqa: E402
from kimmap.claims import identify_traveller, read_claims  # noqa: E402
from kimmap.claims.likely import DOUBTED, SILENT, STATUSES, Likely, is_wide  # noqa: E402
from kimmap.claims.mention_signs import signs_of  # noqa: E402
from kimmap.claims.scene import Scene  # noqa: E402
from kimmap.claims.told_state import told_of  # noqa: E402
from kimmap.dates import find_dates, settle_local_days  # noqa: E402
from kimmap.gazetteer import open_gazetteer  # noqa: E402
from kimmap.language import analyse_documents  # noqa: E402
from kimmap.model import Resolution  # noqa: E402
from kimmap.places import find_places, resolve_places  # noqa: E402
from kimmap.reading import read  # noqa: E402

GAZETTEER = open_gazetteer()
HOW = Boosting(depth=5, count=300, rate=0.06, sample=0.7, smallest_leaf=8)
ENOUGH = 8
"""Signs that fewer mentions have are left out."""
CHANCES = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Mention:
    """A marked mention with its signs, what it is marked as, and what the rules make of it."""

    part: str
    text: str
    place: str
    is_wide: bool
    """Whether it is a region or a country."""
    signs: dict[str, float]
    label: str
    rule: str
    why: str


def main() -> None:
    lines = (HERE / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    mentions = [m for line in lines for m in mentions_of(json.loads(line))]
    if "--check" in sys.argv:
        check(mentions)
        return
    trained = fit(mentions)
    arrays = {f"{status}_{k}": v for status, trees in trained.items() for k, v in trees.as_arrays().items()}
    np.savez_compressed(HERE / "statuses.npz", **arrays)
    print(f"{len(lines)} texts, {len(mentions)} mentions, {Counter(m.label for m in mentions)}")


def mentions_of(text: dict[str, Any]) -> Iterator[Mention]:
    """The marked mentions of a text that kimmap finds and places, as the rules alone read it."""
    plain, marks = without_marks(text["text"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        head = {k: text[k] for k in ("title", "date") if text.get(k)}
        front = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in head.items())
        file.write_text(f"---\n{front}---\n\n{plain}", encoding="utf-8")
        documents = list(read(file))
    analyses = analyse_documents(documents)
    resolutions = resolve_places(find_places(analyses, GAZETTEER), analyses, GAZETTEER)
    dates = settle_local_days(find_dates(documents), resolutions)
    seen: list[tuple[Scene, Any]] = []

    def catch(scene: Scene, found: Any) -> Likely:
        seen.append((scene, found))
        return Likely()

    claims.likely_readings = catch  # type: ignore[attr-defined]
    read_claims(analyses, resolutions, dates, identify_traveller(analyses, text["traveller"], resolutions))
    shift = documents[0].text.index(plain[:40])
    marks = [(start + shift, end + shift, label) for start, end, label in marks]
    for scene, found in seen:
        told = told_of(scene, found)
        for start, end, label in marks:
            here = next((r for line in scene.lines for r in line.resolutions if _is_at(r, start, end)
                         and r.mention.quote.start in told.outcomes), None)  # fmt: skip
            line = scene.line_at(here.mention.quote.start) if here else None
            signs = signs_of(line, here, scene, told) if line and here else {}
            if signs and here:
                outcome = told.outcomes[here.mention.quote.start]
                place = outcome.place
                yield Mention(
                    text["part"], text["id"], place.id, is_wide(place), signs, label, outcome.status, outcome.why
                )


def _is_at(resolution: Resolution, start: int, end: int) -> bool:
    return resolution.mention.quote.start < end and start < resolution.mention.quote.end


def fit(mentions: Sequence[Mention]) -> dict[str, Trained]:
    """The trees of each status for some mentions."""
    count = Counter(name for m in mentions for name in m.signs)
    rows = [{k: v for k, v in m.signs.items() if count[k] >= ENOUGH} for m in mentions]
    with ProcessPoolExecutor() as workers:
        answers = [[m.label == status for m in mentions] for status in STATUSES]
        fitted = workers.map(train, [rows] * len(STATUSES), answers, [HOW] * len(STATUSES))
        return dict(zip(STATUSES, fitted, strict=True))


def check(mentions: Sequence[Mention]) -> None:
    """What the trees say of parts that they have not seen, where the rules find nothing."""
    told: list[tuple[Mention, dict[str, float]]] = []
    parts = sorted({m.part for m in mentions})
    for group in range(GROUPS):
        left_out = parts[group::GROUPS]
        trained = fit([m for m in mentions if m.part not in left_out])
        own = [m for m in mentions if m.part in left_out]
        chances = {status: trees.chances([m.signs for m in own]) for status, trees in trained.items()}
        told += [(m, {status: chances[status][i] for status in STATUSES}) for i, m in enumerate(own)]
    for part in parts:
        _say(part, [(m, c["visited"]) for m, c in told if m.part == part])
    _say("all", [(m, c["visited"]) for m, c in told])
    _say_of_places(told)


def _say_of_places(told: Sequence[tuple[Mention, dict[str, float]]]) -> None:
    """How often the likeliest reading of a place, of which the rules say nothing in its text, is right."""
    places = defaultdict(list)
    for mention, chances in told:
        places[mention.text, mention.place].append((mention, chances))
    silent = [own for own in places.values() if not own[0][0].is_wide and all(m.rule == "none" for m, _ in own)]
    print(f"{len(places)} places, {len(silent)} of which the rules say nothing")
    for least in CHANCES:
        right: Counter[tuple[str, bool]] = Counter()
        for own in silent:
            chance, status = max((c[s], s) for _, c in own for s in STATUSES)
            if chance >= least:
                right[status, status == _status_of([m.label for m, _ in own])] += 1
        found = ", ".join(f"{status} {right[status, True]} and {right[status, False]}" for status in STATUSES)
        print(f"    from {least}, right and wrong: {found}")


def _status_of(labels: Sequence[str]) -> str:
    """What a text makes of a place in all: been there, or else what is said last."""
    said = [label for label in labels if label != "none"]
    return "visited" if "visited" in said else said[-1] if said else "none"


def _say(part: str, told: Sequence[tuple[Mention, float]]) -> None:
    visits = sum(m.label == "visited" for m, _ in told)
    rules = Counter(m.label == "visited" for m, _ in told if m.rule == "visited")
    print(f"{part}: {visits} visits; the rules find {rules[True]} and take {rules[False]} wrongly")
    doubted = Counter(m.label == "visited" for m, chance in told if m.rule == "visited" and chance < DOUBTED)
    print(f"    below {DOUBTED}: the trees take {doubted[False]} of these back, and {doubted[True]} of the others")
    for least in CHANCES:
        alone = Counter(m.label == "visited" for m, chance in told if chance >= least)
        added = Counter(
            m.label == "visited" for m, chance in told
            if chance >= least and m.rule == "none" and m.why in SILENT
        )  # fmt: skip
        print(f"    from {least}: alone {alone[True]} and {alone[False]}; besides {added[True]} and {added[False]}")


if __name__ == "__main__":
    main()
