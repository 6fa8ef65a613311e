"""Says which place each mention means, and why.

Names that are spelt alike are taken together, weighed with all other names of their document, and then once
more with what the other documents of the collection were found to tell of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kimmap.gazetteer import Gazetteer
from kimmap.language import Analysis
from kimmap.model import Place, PlaceMention, Resolution
from kimmap.places.belied import belied_by_distance, heed_belied
from kimmap.places.candidates import COUNTRY, DISTRICT, LEVEL, MOST, REGION, CandidateFinder, finder_for
from kimmap.places.coherence import Weighing
from kimmap.places.cues import (
    beside,
    containments,
    country_told,
    distances_apart,
    is_another,
    is_listed,
    is_of_nature,
    is_reached,
    kinds_by_article,
    kinds_by_doings,
    kinds_told,
)  # fmt: skip
from kimmap.places.described import resolve_descriptions
from kimmap.places.evidence import is_before_namesakes, is_of_old, nationalities_in
from kimmap.places.positions import find_positions
from kimmap.places.rows import near_its_row, positions_of_rows
from kimmap.places.scene import Scene, heed_placed, respell, surely_placed, weigh_scene
from kimmap.places.short_forms import heed_long_forms
from kimmap.places.strays import heed_strays, is_facility, is_stray
from kimmap.places.wording import Group, explain

_UNSURE = 0.08
"""Below this chance kimmap abstains."""
_MOST_FROM_OTHERS = 12
_OTHERS_STRENGTH, _NATIONALITY_STRENGTH, _NEAR_STRENGTH = 0.5, 0.6, 4.0
_SURE = 0.8
_FEW = 3
"""A name of no more places than this tells which countries a text is about."""
_TOGETHER = 2_000
"""So many candidates are weighed together, each with each other."""


def resolve_places(
    mentions: Sequence[PlaceMention], analyses: Sequence[Analysis], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """One resolution for each mention, in the same order; None as place where the texts do not tell.

    All documents of ``analyses`` are taken to tell of one journey; the order of documents does not matter.
    """
    finder = finder_for(gazetteer)
    listed = {(id(a.document), s.start) for a in analyses for s in a.sentences if s.role in ("list", "table")}
    by_document: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_document.setdefault(id(mention.quote.document), []).append(i)
    stretches = [part for own in by_document.values() for part in _stretches(mentions, own, listed, finder)]
    scenes = [_read_scene(mentions, indices, listed, finder) for indices in stretches]
    if len(scenes) > 1:
        looks = ((scene, weigh_scene(scene)) for scene in scenes)  # one at a time: weighings are large
        told, placed = zip(*((_told(*look), surely_placed(*look)) for look in looks), strict=True)
        heed_placed(scenes, placed)
        others = _by_others(told)
        for scene, places in zip(scenes, others, strict=True):
            if places:
                scene.groups.append(Group("", finder.of_places(places), strength=_OTHERS_STRENGTH))
    results: dict[int, Resolution] = {}
    belied, strays = list[int](), list[int]()
    for scene in scenes:  # one after the other: what is weighed of a book takes ten megabytes a stretch
        belied += _answer_scene(scene, weigh_scene(scene), mentions, results, strays)
    for i, mention in enumerate(mentions):
        if mention.reference == "coordinates":
            results[i] = _position(mention)
    heed_strays(results, strays)
    heed_long_forms(results, finder)
    heed_belied(results, belied, finder)
    resolve_descriptions(mentions, gazetteer, results)
    return tuple(results[i] for i in range(len(mentions)))


def _stretches(
    mentions: Sequence[PlaceMention], indices: list[int], listed: Collection[tuple[int, int]], finder: CandidateFinder
) -> Iterator[list[int]]:
    """The mentions of a document, those of a book in stretches: weighing all of many names together takes gigabytes."""
    stretch: list[int] = []
    seen: set[tuple[str, int]] = set()
    candidates = 0
    for i in indices:
        mention = mentions[i]
        key = _key(mention, listed, finder)
        if mention.reference == "name" and key not in seen:
            own = min(MOST, len(finder.candidates(mention.name).places))
            if candidates + own > _TOGETHER:
                yield stretch
                stretch, seen, candidates = [], set(), 0
            seen.add(key)
            candidates += own
        stretch.append(i)
    yield stretch


def _key(mention: PlaceMention, listed: Collection[tuple[int, int]], finder: CandidateFinder) -> tuple[str, int]:
    """What is the same for mentions that mean one place: in a programme the same name may come twice and mean two."""
    quote = mention.quote
    line = (id(quote.document), quote.sentence_start)
    return finder.key(mention.name), quote.sentence_start if line in listed else -1


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a name may mean, its chance (0 … 1), and for the likeliest why."""

    place: Place
    score: float
    why: str = ""


def rank_places(name: str, gazetteer: Gazetteer, near: Sequence[Place] = ()) -> tuple[Choice, ...]:
    """What a name may mean in a text that also tells of the places ``near``, likeliest first; empty when unknown."""
    finder = finder_for(gazetteer)
    group = Group(name, finder.candidates(name), members=[0])
    if not group.candidates.places:
        return ()
    witnesses = [Group(p.name, finder.of_places((p,)), members=[1], strength=_NEAR_STRENGTH) for p in near]
    scene = Scene([group, *witnesses], [], [])
    weighing = weigh_scene(scene)
    assert weighing is not None
    chances, places = weighing.by_name[0], group.candidates.places
    order = sorted(range(len(places)), key=lambda c: (-chances[c], c))
    return tuple(
        Choice(
            places[c],
            round(float(chances[c]), 3),
            explain(0, [c, *order[:rank], *order[rank + 1 :]], scene.groups, [], weighing),
        )
        for rank, c in enumerate(order)
    )


# ------------------------------------------------------------------------------------ one document


def _read_scene(
    mentions: Sequence[PlaceMention],
    indices: list[int],
    listed: Collection[tuple[int, int]],
    finder: CandidateFinder,
) -> Scene:
    named = [i for i in indices if mentions[i].reference == "name"]
    document = mentions[indices[0]].quote.document
    is_old, is_early = is_of_old(document), is_before_namesakes(document)
    groups: dict[tuple[str, int], Group] = {}
    of: dict[int, Group] = {}
    for i in named:
        mention = mentions[i]
        quote = mention.quote
        another = is_another(beside(mention)[0])
        name, line = _key(mention, listed, finder)
        key = (f"another {mention.name}" if another else name, line)
        if key not in groups:
            found = finder.candidates(mention.name)
            groups[key] = Group(mention.name, found, is_old=is_old, is_another=another, is_before_namesakes=is_early)
        group = groups[key]
        group.members.append(i)
        group.offsets.append(quote.start)
        of[i] = group
        if len(group.candidates.places) > 1:
            before, after = beside(mention)
            group.kinds = group.kinds or kinds_told(before, after)
            group.doings = group.doings or kinds_by_doings(before, after)
            group.doings = group.doings or kinds_by_article(mention.name, before, after)
            group.country = group.country or country_told(before, finder)
        if group.is_of_nature or len(group.members) == 1:
            group.is_of_nature = is_of_nature(beside(mention)[1])
        group.is_reached = group.is_reached or is_reached(beside(mention)[0])
        if group.is_facility or len(group.members) == 1:
            group.is_facility = is_facility(*beside(mention))
    fixes = positions_of_rows([mentions[i] for i in indices])
    for group in groups.values():
        group.candidates = near_its_row(group.candidates, [mentions[i] for i in group.members], fixes)
    lines = Counter(name for name, _ in groups)
    for (name, _), group in groups.items():
        group.strength = 1 / lines[name]  # a programme that says a name ten times is no ten witnesses
    codes = nationalities_in(document.text, finder)
    respell(groups.values(), codes, finder)
    known = [g for g in groups.values() if g.candidates.places]
    place_in = {id(g): k for k, g in enumerate(known)}
    here = [mentions[i] for i in named]
    inside: dict[tuple[int, int], bool] = {}
    for pair in containments(here):
        inner, outer = (of[named[k]] for k in pair)
        if inner is not outer and id(inner) in place_in and id(outer) in place_in:
            numbers = place_in[id(inner)], place_in[id(outer)]
            levels = outer.candidates.features[:, LEVEL]
            is_area = levels[0] in (REGION, COUNTRY) or bool((levels == DISTRICT).all())
            inside[numbers] = inside.get(numbers, False) or (is_area and not is_listed(here, pair))
    stated = list(inside)
    _say_once(groups, place_in, inside)
    apart = [
        (place_in[id(of[named[a]])], place_in[id(of[named[b]])], km)
        for a, b, km in distances_apart(here)
        if of[named[a]] is not of[named[b]] and id(of[named[a]]) in place_in and id(of[named[b]]) in place_in
    ]
    countries = {
        *codes,
        *(p.country for g in known if len(g.candidates.places) <= _FEW for p in g.candidates.places if p.country),
    }
    for group in known:
        group.candidates = group.candidates.narrowed(countries)
    known += [Group(code, finder.of_country(code), strength=_NATIONALITY_STRENGTH) for code in codes]
    unknown = [g for g in groups.values() if not g.candidates.places]
    plain = [pair for pair, is_plain in inside.items() if is_plain]
    return Scene(known, list(inside), unknown, plain=plain, stated=stated, apart=apart)


def _say_once(
    groups: dict[tuple[str, int], Group], place_in: dict[int, int], inside: dict[tuple[int, int], bool]
) -> None:
    """What one line of a programme says of a name, "Birmingham (Alabama)", holds for those with "Birmingham" alone."""
    of_name: dict[str, list[int]] = {}
    for (name, _), group in groups.items():
        if id(group) in place_in:
            of_name.setdefault(name, []).append(place_in[id(group)])
    for numbers in of_name.values():
        if len(numbers) < 2:
            continue
        held = {inner for inner, _ in inside if inner in numbers}
        outer = {o for inner, o in inside if inner in numbers and inside[inner, o]}
        if len(outer) == 1:
            inside |= {(number, min(outer)): True for number in numbers if number not in held}


# -------------------------------------------------------------------------------- the collection


def _told(scene: Scene, weighing: Weighing | None) -> dict[str, Place]:
    """The places, by id, that a document surely tells of, countries left out."""
    told: dict[str, Place] = {}
    if weighing:
        for group, chances, best in zip(scene.groups, weighing.by_name, weighing.best, strict=True):
            place = group.candidates.places[best]
            if group.members and chances[best] >= _SURE and place.kind not in ("country", "continent", "ocean"):
                told[place.id] = place
    return told


def _by_others(told: Sequence[dict[str, Place]]) -> list[list[Place]]:
    """For each document the places that most other ones tell of."""
    count = Counter(id_ for places in told for id_ in places)
    found = {id_: place for places in told for id_, place in places.items()}
    order = sorted(count, key=lambda id_: (-count[id_], id_))
    chosen = []
    for own in told:
        # Its own places move down by one, and each lets one more of the others come into the first ones.
        first = {*order[: _MOST_FROM_OTHERS + len(own)], *own}
        counted = ((count[id_] - (id_ in own), id_) for id_ in first)
        best = sorted((-elsewhere, id_) for elsewhere, id_ in counted if elsewhere)
        chosen.append([found[id_] for _, id_ in best[:_MOST_FROM_OTHERS]])
    return chosen


# ---------------------------------------------------------------------------------------- answers


def _answer_scene(
    scene: Scene, weighing: Weighing | None, mentions: Sequence[PlaceMention], results: dict[int, Resolution],
    strays: list[int],
) -> list[int]:  # fmt: skip
    """Put a resolution of each mention into ``results``; those of a place that a stated distance belies come back.

    Those whose only place is far from all else are put into ``strays``.
    """
    belied: list[int] = []
    for group in scene.unknown:
        for i in group.members:
            results[i] = Resolution(mentions[i], None, f"the gazetteer has no place called “{group.name}”")
    if weighing is None:
        return belied
    chances = weighing.by_name
    taken = _taken_by_namesakes(scene, weighing)
    for k, group in enumerate(scene.groups):
        if not group.members:
            continue
        against = (-chances[k]).tolist()
        order = sorted(range(len(against)), key=lambda c: (c == taken.get(k), against[c]))
        places, score = group.candidates.places, -against[order[0]]
        best: Place | None = places[order[0]]
        if score < _UNSURE and len(places) > 1 / _UNSURE:
            best, why = None, f"{len(places)} places are called “{group.name}” and nothing tells which is meant"
            others = tuple(places[c] for c in order[:3])
        elif group.is_another and k in taken:
            best, why = None, f"the text speaks of another {group.name}, and nothing tells which is meant"
            others, score = tuple(places[c] for c in order[:3]), 0.0
        elif elsewhere := belied_by_distance(k, places[order[0]], scene, weighing):
            best, why, score = None, elsewhere, 0.0
            others = tuple(places[c] for c in order[:3])
            belied += group.members
        elif is_stray(k, places[order[0]], scene, weighing):
            best, why = None, f"the {places[order[0]].name} that is known is far from all that the text tells of"
            others, score = tuple(places[c] for c in order[:3]), 0.0
            strays += group.members
        else:
            why = explain(k, order, scene.groups, scene.inside, weighing)
            others = tuple(places[c] for c in order[1:4])
        for i in group.members:
            results[i] = Resolution(mentions[i], best, why, round(score, 3), others)
    return belied


def _taken_by_namesakes(scene: Scene, weighing: Weighing) -> dict[int, int]:
    """Of names that "the other X" sets apart, the candidate that is the other one's: by number of the name.

    Where the text says in what the other one lies, that one is it; else the one that it speaks of otherwise.
    """
    held = {inner for inner, _ in scene.inside}
    taken: dict[int, int] = {}
    for k, other in enumerate(scene.groups):
        for j, group in enumerate(scene.groups) if other.is_another else ():
            same = group.name == other.name and not group.is_another and weighing.best[j] == weighing.best[k]
            if same and len(group.candidates.places) > 1:
                taken[j if k in held and j not in held else k] = weighing.best[k]
    return taken


def _position(mention: PlaceMention) -> Resolution:
    position = next(find_positions(mention.name), None)
    if position is None:
        return Resolution(mention, None, "not a position on Earth")
    id_ = f"position:{position.lat:.4f},{position.lon:.4f}"
    place = Place(id_, mention.name, "position", position.lat, position.lon)
    return Resolution(mention, place, "the position that the text states", 1.0)
