"""Trains the trees that tell the article of a page from what is around it: parts.npz, from pages.jsonl.

    python data/pages/train.py            writes parts.npz
    python data/pages/train.py --check    trains without each set of pages in turn, and says what it finds there

It needs scikit-learn, and kimmap itself, which computes the signs.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from boosted import Boosting, Trained, train  # noqa: E402

from kimmap.reading import webpage  # noqa: E402
from kimmap.reading.pagesigns import signs_of  # noqa: E402
from kimmap.reading.roles import assign_roles  # noqa: E402

HOW = Boosting(depth=5, count=300, rate=0.06, sample=0.7, smallest_leaf=4)
UNMARKED = 0.3
"""What a line weighs that nobody marked: it is what the rules take it for."""
ENOUGH = 6
"""Names of boxes that fewer pages have are left out."""
CHANCES = (0.03, 0.5, 0.8, 0.9)


@dataclass(frozen=True)
class Line:
    """A line of a page, its signs, whether it is furniture, and whether somebody said so."""

    group: str
    page: str
    signs: dict[str, float]
    is_furniture: bool
    is_marked: bool


def main() -> None:
    pages = [json.loads(line) for line in (HERE / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = [line for page in pages for line in lines_of(page)]
    if "--check" in sys.argv:
        check(lines)
        return
    trained = fit(lines)
    np.savez_compressed(HERE / "parts.npz", **{f"furniture_{k}": v for k, v in trained.as_arrays().items()})
    print(f"{len(pages)} pages, {len(lines)} lines, {sum(line.is_marked for line in lines)} of them marked")


def lines_of(page: dict[str, Any]) -> Iterator[Line]:
    """The lines of a page as the rules alone read it, without those of which parts are marked differently."""
    seen: list[Any] = []

    def catch(root: Any, pieces: Any, segments: Any) -> Any:
        seen.append((signs_of(root, pieces, segments), segments))
        return segments

    webpage.told_by_shape = catch
    _, segments, _ = webpage.parse_page(page["html"])
    roles = assign_roles(segments)
    ((signs, laid_out),) = seen
    for own, line, role in zip(signs, laid_out, roles, strict=True):
        kept = any(_spaced(part) in line.text for part in page["keep"])
        dropped = any(_spaced(part) in line.text for part in page["drop"])
        if own and not (kept and dropped):
            is_noise = role == "noise"
            yield Line(page["set"], page["name"], own, dropped or (is_noise and not kept), kept or dropped)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def fit(lines: Sequence[Line]) -> Trained:
    """The trees for some lines."""
    bearers: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in lines:
        for name in line.signs:
            bearers[name].add((line.group, line.page))
    rows = [{k: v for k, v in line.signs.items() if len(bearers[k]) >= ENOUGH} for line in lines]
    weights = [1.0 if line.is_marked else UNMARKED for line in lines]
    return train(rows, [line.is_furniture for line in lines], HOW, weights)


def check(lines: Sequence[Line]) -> None:
    """What the trees say of the marked lines of each set of pages that they have not seen."""
    told: list[tuple[Line, float]] = []
    for group in sorted({line.group for line in lines}):
        trained = fit([line for line in lines if line.group != group])
        own = [line for line in lines if line.group == group and line.is_marked]
        told += zip(own, trained.chances([line.signs for line in own]), strict=True)
        _say(group, [(line, chance) for line, chance in told if line.group == group])
    _say("all", told)


def _say(group: str, told: Sequence[tuple[Line, float]]) -> None:
    for least in CHANCES:
        found = [chance > least for line, chance in told if line.is_furniture]
        lost = [chance > least for line, chance in told if not line.is_furniture]
        print(
            f"{group}: above {least} {sum(found)} of {len(found)} of furniture, {sum(lost)} of {len(lost)} of articles"
        )


if __name__ == "__main__":
    main()
