"""Trains the trees that tell which names in a text are those of places: names.npz, from texts.jsonl.

    python data/mentions/train_names.py            writes names.npz
    python data/mentions/train_names.py --check    trains without some of the parts in turn: what it finds there

It needs scikit-learn, and kimmap itself, which computes the signs.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from boosted import Boosting, Trained, train  # noqa: E402
from marked import GROUPS, without_marks  # noqa: E402

from kimmap.gazetteer import open_gazetteer  # noqa: E402
from kimmap.language import analyse_documents  # noqa: E402
from kimmap.places.candidates import finder_for  # noqa: E402
from kimmap.places.context_signs import context_signs  # noqa: E402
from kimmap.places.likelihood import likely_places, mixed, weighed  # noqa: E402
from kimmap.places.recognition import spans_of  # noqa: E402
from kimmap.places.signs import Signs  # noqa: E402
from kimmap.reading import read  # noqa: E402

HOW = Boosting(depth=4, count=300, rate=0.06, smallest_leaf=20)
OPEN = re.compile(r"(under|case|[+-]\d) ")
"""Signs that are named for words of the text: only those are kept that enough names have."""
ENOUGH = 10


@dataclass(frozen=True)
class Text:
    """The names of a text that may be places', with what speaks for each, which are, and how many more there are."""

    part: str
    names: list[str]
    own: list[Signs]
    by_hand: list[float]
    signs: list[dict[str, float]]
    is_place: list[bool]
    missed: int


def main() -> None:
    lines = (HERE / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    with ProcessPoolExecutor() as pool:
        texts = list(pool.map(names_of, lines, chunksize=20))
    if "--check" in sys.argv:
        check(texts)
        return
    np.savez_compressed(HERE / "names.npz", **{f"names_{k}": v for k, v in fit(texts).as_arrays().items()})
    names, places = sum(len(t.names) for t in texts), sum(sum(t.is_place) for t in texts)
    print(f"{len(texts)} texts, {names} names, {places} of places")


def names_of(line: str) -> Text:
    """Every name of a text that may be that of a place, and whether it is marked as one."""
    marked = json.loads(line)
    plain, marks = without_marks(marked["text"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(plain, encoding="utf-8")
        documents = list(read(file))
    shift = documents[0].text.index(plain[:40])
    places = [(start + shift, end + shift) for start, end, _ in marks]
    (analysis,) = analyse_documents(documents)
    finder = finder_for(open_gazetteer())
    told = spans_of(analysis, finder)
    spans = [(span.start, span.end) for _, span, _, _ in told]
    by_hand = [weighed(signs) for *_, signs in told]
    return Text(
        marked["part"],
        [words for _, _, words, _ in told],
        [signs for *_, signs in told],
        by_hand,
        context_signs(told, by_hand, finder),
        [any(a < end and start < b for a, b in places) for start, end in spans],
        sum(not any(a < end and start < b for start, end in spans) for a, b in places),
    )


def fit(texts: Sequence[Text]) -> Trained:
    count = Counter(sign for t in texts for signs in t.signs for sign in signs if OPEN.match(sign))
    rows = [
        {sign: value for sign, value in signs.items() if not OPEN.match(sign) or count[sign] >= ENOUGH}
        for t in texts
        for signs in t.signs
    ]
    return train(rows, [is_place for t in texts for is_place in t.is_place], HOW)


def check(texts: Sequence[Text]) -> None:
    """What is found in texts that the trees have not seen: by the weights, by the trees, and by both."""
    group = {part: i % GROUPS for i, part in enumerate(sorted({t.part for t in texts}))}
    odds: dict[int, np.ndarray] = {}
    for own in range(GROUPS):
        trained = fit([t for t in texts if group[t.part] != own])
        for i, text in enumerate(texts):
            if group[text.part] == own:
                chances = np.array(trained.chances(text.signs))
                odds[i] = np.log(chances / (1 - chances))
    for name, share in (("weights", 0.0), ("trees", 1.0), ("both", None)):
        told = []
        for i, text in enumerate(texts):
            own = [
                mixed(by_hand, by_trees, signs) if share is None else share * by_trees + (1 - share) * by_hand
                for by_hand, by_trees, signs in zip(text.by_hand, odds[i].tolist(), text.own, strict=True)
            ]
            (is_likely,) = likely_places([list(zip(text.names, own, strict=True))])
            told += list(zip(is_likely, text.is_place, strict=True))
        print(f"{name}: {say(told, sum(t.missed for t in texts))}")


def say(told: Iterable[tuple[bool, bool]], missed: int) -> str:
    count = Counter(told)
    right, wrong, lost = count[True, True], count[True, False], count[False, True] + missed
    return f"{right} right, {wrong} wrong, {lost} not found ({missed} of them never looked at)"


if __name__ == "__main__":
    main()
