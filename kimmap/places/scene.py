"""What one document names, weighed together: what is known of each name alone and how its names stand to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from kimmap.model import Place
from kimmap.places.candidates import SMALL, CandidateFinder
from kimmap.places.coherence import WEIGHTS, Weighing, weigh
from kimmap.places.evidence import NEW_WORLD
from kimmap.places.wording import Group

_LITTLE_COMPANY = 1.0
"""What each power of ten costs, in log-odds, that a place has fewer than 40,000 inhabitants, where a text has one
other name; a quarter of it with two others.  Most names are those of villages somewhere, too, and some two villages
are always neighbours: two names alone prove little, Dresden and Hanover are no hamlets in Ohio."""


@dataclass(slots=True)
class Scene:
    """What one document names, and which names are said to lie in which, as indices (inner, outer)."""

    groups: list[Group]
    inside: list[tuple[int, int]]
    unknown: list[Group]
    plain: list[tuple[int, int]] = field(default_factory=list)
    """Those of ``inside`` that are not parted by the commas of a list."""
    stated: list[tuple[int, int]] = field(default_factory=list)
    """Those of ``inside`` that stand in the text themselves, not in another line of the same name."""
    apart: list[tuple[int, int, float]] = field(default_factory=list)
    """Which names are said to be how many kilometres from one another."""


def respell(groups: Collection[Group], codes: Collection[str], finder: CandidateFinder) -> None:
    """Give names that the gazetteer does not know the place that they are another spelling of, if there is one.

    Only in the countries that the text is sure to tell of: by their people, or by names that no other country has.
    """
    unknown = [g for g in groups if not g.candidates.places]
    if not unknown:
        return
    homes = ({p.country for p in g.candidates.places} for g in groups if g.candidates.places)
    named = (g.candidates.places[0] for g in groups if g.candidates.places and not _is_region_too(g.candidates.places))
    sure = {*codes, *(code for home in homes if len(home) == 1 for code in home if code)}
    sure |= {place.country for place in named if place.kind == "country" and place.country}
    for group in unknown:
        group.candidates = finder.respelt(group.name, sure)


def _is_region_too(places: Sequence[Place]) -> bool:
    """Whether a name may be that of a region: "Georgia"."""
    return any(p.kind == "region" for p in places)


def weigh_scene(scene: Scene) -> Weighing | None:
    """Weigh all names of a document that have candidates; None where there is none."""
    groups = [g for g in scene.groups if g.candidates.places]
    if not groups:
        return None
    features = np.concatenate([g.candidates.features for g in groups])
    doubt = _doubt_of_small(scene, groups) * features[:, SMALL] + _doubt_abroad(groups)
    return weigh(
        features,
        [len(g.candidates.places) for g in groups],
        np.concatenate([_own_evidence(g) for g in groups]) - doubt,
        scene.inside,
        _nearness(groups, scene.stated),
        WEIGHTS,
        scene.plain,
        scene.apart,
    )


_SAID, _BEYOND_DOUBT = 0.6, 0.9


Placed = tuple[str, str, bool]
"""A name, the id of the place that one text takes it for, and whether the text itself says where that is."""


def surely_placed(scene: Scene, weighing: Weighing | None) -> list[Placed]:
    """The names of which a text leaves no doubt: it puts them in an area ("Durham, Ontario"), or all else speaks so."""
    placed: list[Placed] = []
    if weighing is None:
        return placed
    said = {inner for inner, _ in set(scene.stated) & set(scene.plain)}
    for k, group in enumerate(scene.groups):
        best, chance = weighing.best[k], weighing.by_name[k][weighing.best[k]]
        if group.members and chance >= (_SAID if k in said else _BEYOND_DOUBT):
            placed.append((group.name.casefold(), group.candidates.places[best].id, k in said))
    return placed


def heed_placed(scenes: Sequence[Scene], placed: Sequence[Sequence[Placed]]) -> None:
    """Where one text of a collection says "Durham, Ontario", the "Durham" of the others is likely the same.

    Only where it is the only one that the collection places: who tells of two of a name tells them apart anew.
    ``placed`` is what each text surely places.
    """
    by_name: dict[bool, dict[str, dict[str, list[Scene]]]] = {True: {}, False: {}}
    for scene, own in zip(scenes, placed, strict=True):
        for name, place_id, is_said in own:
            for kind in {False, is_said}:
                by_name[kind].setdefault(name, {}).setdefault(place_id, []).append(scene)
    for scene in scenes:
        held = {inner for inner, _ in scene.inside}
        for k, group in enumerate(scene.groups):
            if k in held or not group.members or group.is_another:
                continue
            for is_said in (True, False):
                told = by_name[is_said].get(group.name.casefold(), {})
                if len(told) == 1:
                    ids = frozenset(id_ for id_, where in told.items() if any(s is not scene for s in where))
                    group.placed, group.sure_elsewhere = (ids, group.sure_elsewhere) if is_said else (group.placed, ids)


def _doubt_of_small(scene: Scene, groups: Sequence[Group]) -> float:
    """What a candidate loses for each power of ten that it is small by, where the text has few other names.

    Nothing where a county or the like is named, which only a local text does.
    """
    others = sum(bool(g.members) for g in groups) + len(scene.unknown) - 1
    local = any(g.members and all(p.kind == "district" for p in g.candidates.places) for g in groups)
    return 0.0 if local or others < 1 else _LITTLE_COMPANY / others**2


def _doubt_abroad(groups: Sequence[Group]) -> npt.NDArray[np.float64]:
    """What each candidate loses for being smaller than the largest of its name, in a text that goes round the world.

    Who names many countries names of their towns those that the world knows: Lisbon, and none in Maine.  Hamlets of
    many such names stand close to one another somewhere in the Middle West, and would vouch for each other.
    """
    countries = {
        place.country
        for g in groups
        if g.members and (place := g.candidates.places[0]).kind == "country" and g.candidates.how != "nationality"
    }
    weight = _ABROAD * min(1.0, max(0, len(countries) - _FEW_COUNTRIES) / _FEW_COUNTRIES)
    return np.concatenate([weight * _smaller(g) for g in groups])


_ABROAD, _FEW_COUNTRIES = 1.2, 3


def _smaller(group: Group) -> npt.NDArray[np.float64]:
    """How many powers of ten each town of a name is smaller than the largest one, if that is of some size."""
    people = np.array([max(p.population, _HAMLET) if p.kind == "city" else 0 for p in group.candidates.places], float)
    largest = float(people.max(initial=0.0))
    if not group.members or largest < _SIZEABLE:
        return np.zeros(len(people))
    return np.where(people > 0, np.log10(largest / np.maximum(people, 1.0)), 0.0)


_HAMLET, _SIZEABLE = 500, 50_000


def _nearness(groups: Sequence[Group], stated: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
    """How much each name listens to each other one: its strength, and more where they stand close in the text.

    The two of "Paris, Texas" listen to one another in full, in however many lines of a programme "Texas" stands.
    """
    strengths = np.array([g.strength for g in groups])
    heard = np.repeat(strengths[None, :], len(groups), axis=0)
    names = np.array([g.name for g in groups])
    if (strengths < 1.0).any():  # lines of a programme that say the same name listen to one another in full
        heard[(names[:, None] == names[None, :]) & (names != "")[:, None]] = 1.0
        for inner, outer in stated:
            heard[inner, outer] = heard[outer, inner] = 1.0
    mentioned = [k for k, g in enumerate(groups) if g.offsets]
    if len(mentioned) > 1:
        offsets = np.array([offset for k in mentioned for offset in groups[k].offsets], float)
        starts = list(accumulate((len(groups[k].offsets) for k in mentioned[:-1]), initial=0))
        gaps = np.abs(offsets[:, None] - offsets[None, :])
        nearest = np.minimum.reduceat(np.minimum.reduceat(gaps, starts, axis=0), starts, axis=1)
        louder = 1.0 + WEIGHTS.beside * np.exp(nearest * (-1 / WEIGHTS.beside_characters))
        if len(mentioned) == len(groups):
            heard *= louder
        else:
            heard[np.ix_(mentioned, mentioned)] *= louder
    return heard


def _own_evidence(group: Group) -> npt.NDArray[np.float64]:
    own = np.zeros(len(group.candidates.places))
    if group.kinds:
        own += [WEIGHTS.kind * (p.kind in group.kinds) for p in group.candidates.places]
    if group.doings:
        own += [WEIGHTS.doing * (p.kind in group.doings) for p in group.candidates.places]
    if group.placed:
        own += [WEIGHTS.placed * (p.id in group.placed) for p in group.candidates.places]
    if group.sure_elsewhere:
        own += [WEIGHTS.sure_elsewhere * (p.id in group.sure_elsewhere) for p in group.candidates.places]
    if group.country:
        own += [WEIGHTS.nationality * (group.country in (p.country, *p.countries)) for p in group.candidates.places]
    if group.is_old and group.candidates.older is not None:
        own += WEIGHTS.prior * group.candidates.older
    if group.is_before_namesakes:
        own -= WEIGHTS.too_early * _is_namesake(group.candidates.places)
    return own


def _is_namesake(places: Sequence[Place]) -> npt.NDArray[np.float64]:
    """1 for each town of the new world where the old one has one of the name, else 0."""
    is_new = np.array([p.country in NEW_WORLD and p.kind in ("city", "district") for p in places], float)
    is_old = any(p.country and p.country not in NEW_WORLD for p in places)
    return is_new * is_old
