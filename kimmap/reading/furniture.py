"""Which lines of a page are its article's and which are furniture, told by how pages are built.

Trees that were trained on pages of many makes (``data/pages``) weigh the signs of each line.  Names of boxes and
wordings tell most of it before; the trees find what has names that nobody knew, and give back what was taken for
furniture wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from statistics import median
from typing import Any

from kimmap.boosted_trees import stored_trees
from kimmap.datafiles import data_path

from .pagelines import Piece
from .pagesigns import signs_of
from .segments import Segment

_IS_FURNITURE = 0.8
"""From this chance on: 85 in a hundred of the furniture of unseen pages, and one or two of the lines of articles."""
_IS_ARTICLE = 0.03
"""Below it: six in ten of the lines of articles, and hardly any furniture."""
_AROUND = ("a", "nav", "header", "footer", "aside", "form", "button", "input")
_LEAST_AROUND = 4
"""Elements of these kinds: what has fewer has no furniture, and is nothing that the trees have seen."""
_SEVERAL, _MOST_ARE = 3, 0.2
"""So many lines in boxes of one kind, most of them with less than that chance, are all of the article: the last of a
thread's posts is what the others are, however short it is."""
_LEVELS = 4
"""Boxes by which a kind is told, from the innermost out."""
_LONGEST_PAGE = 20_000
"""Lines: what has more is no page of an article."""


def told_by_shape(root: Any, pieces: Sequence[Piece], segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments of a page: what is likely furniture is marked so, what is surely none is no noise."""
    around = sum(1 for _ in islice(root.iter(*_AROUND), _LEAST_AROUND))
    is_strange = len(segments) > _LONGEST_PAGE or any(piece.element is None for piece in pieces)
    if around < _LEAST_AROUND or is_strange:
        yield from segments
        return
    path = data_path("reading/models/parts.npz", "pages/parts.npz", "the model of pages")
    chances = stored_trees(path, "furniture").chances(signs_of(root, pieces, segments)).tolist()
    kinds = [_kind(pieces[segment.run].element) for segment in segments]
    of_kind: dict[tuple[tuple[str, str], ...], list[float]] = defaultdict(list)
    for kind, chance in zip(kinds, chances, strict=True):
        of_kind[kind].append(chance)
    for segment, kind, own in zip(segments, kinds, chances, strict=True):
        is_one_of_many = len(of_kind[kind]) >= _SEVERAL and median(of_kind[kind]) < _MOST_ARE
        # The rows of a table are of the article, or not, together.
        chance = median(of_kind[kind]) if segment.hint == "table" else own
        if segment.hint == "noise" and chance < _IS_ARTICLE and pieces[segment.run].inside_article:
            yield replace(segment, hint="")
        elif chance > _IS_FURNITURE and not is_one_of_many:
            yield replace(segment, furniture=True)
        else:
            yield segment


def _kind(element: Any) -> tuple[tuple[str, str], ...]:
    """What a box is and is called, with the boxes around it: what stands in boxes of one kind is of one kind."""
    boxes = islice((element, *element.iterancestors()), _LEVELS)
    return tuple((box.tag, box.get("class") or box.get("data-testid") or "") for box in boxes)
