"""The two places that a length most likely lies between, where no known wording tells; which are none of a time's.

Trees weigh every two places of the context by many signs (``pair_signs``): where they stand, what stands before them,
how they hang together with the length in the grammar, and whether the length is a way between them.  They were
trained on passages in which every claim is marked (``data/distances``).
"""

from __future__ import annotations

from collections.abc import Sequence

from kimmap.boosted_trees import Trees, stored_trees
from kimmap.datafiles import data_path
from kimmap.distances.antecedents import Binding, Scene, as_end
from kimmap.distances.measures import Measure
from kimmap.distances.pair_signs import pairs, pairs_of_time
from kimmap.distances.times import Duration
from kimmap.model import Resolution

_LIKELY = 0.6
"""From this chance on two places are taken for the ends of a length: three in four are then right."""

_UNLIKELY = 0.1
"""Below this chance two places are not believed to be the ends of a time: nine in eleven were none, in texts that no
wording had been written for."""


def likely_ends(
    scene: Scene, resolutions: Sequence[Resolution], measure: Measure, stop: int, others: Sequence[Measure]
) -> Binding | None:
    """The two places that a length most likely lies between; None where no two are likely enough.

    See ``pairs`` for what it is given.
    """
    found = list(pairs(scene, resolutions, measure, stop, others))
    if not found:
        return None
    chances = _trees("lengths").chances([signs for _, _, signs in found])
    best = int(chances.argmax())
    if chances[best] < _LIKELY:
        return None
    a, b, _ = found[best]
    ends = as_end(a.resolution), as_end(b.resolution)
    spans = [end.span for end in ends if end.span is not None and scene.offset <= end.span[0] < stop]
    start = min([scene.offset + measure.start, *(s for s, _ in spans)])
    end = max([scene.offset + measure.end, *(e for _, e in spans)])
    return Binding(*ends, start, end, is_implied=len(spans) < len(ends), sentence=(scene.offset, stop))


def are_unlikely(
    scene: Scene,
    resolutions: Sequence[Resolution],
    duration: Duration,
    stop: int,
    others: Sequence[Measure],
    bound: Binding,
) -> bool:
    """Whether the two places that a wording gives a time of travel are hardly its ends; ``others`` are other times.

    Where there is no grammar nothing is doubted.
    """
    if scene.grammar is None or not scene.grammar.tokens:
        return False
    ends = {end.place.id for end in (bound.origin, bound.goal) if end.place is not None}
    found = [
        signs
        for a, b, signs in pairs_of_time(scene, resolutions, duration, stop, others)
        if {a.place.id, b.place.id} == ends
    ]
    return bool(found) and float(_trees("times").chances(found).max()) < _UNLIKELY


def _trees(kind: str) -> Trees:
    return stored_trees(data_path("distances/models/ends.npz", "distances/ends.npz", "the model of distances"), kind)
