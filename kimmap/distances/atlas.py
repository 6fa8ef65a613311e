"""What a collection of texts says of its places that a stated distance may draw on.

Names that no gazetteer has but that stand beside a position, names that are given in full elsewhere, where the
traveller was on which day, and which places are sure enough for others to be looked for in their countries.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kimmap.distances.antecedents import LONG_KINDS, SURE
from kimmap.gazetteer import Gazetteer
from kimmap.model import DateMention, Document, Interval, Place, Resolution, Stop

_NEAR_DAYS = 1
"""Whom a text puts somewhere on a day may be there a day before or after."""
_HEAD = 250
"""Characters at the beginning of a document that tell where it is from."""
_MASTHEAD = 80
"""Characters in which a paper's name stands."""
_NAMED = re.compile(
    r"[\s,;:–—-]{1,12}(?P<name>[^\W\d_][\w’'-]+(?:[ ](?:(?:of|de|da|do|du|del|la|the)[ ])*[A-Z][\w’'-]*)*)"
)
"""What a line of a log says to be at its position."""
_BEFORE = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?:[ ](?:(?:of|de|da|do|du|del|la|the)[ ])*[A-Z][\w’'-]*)*),?\s*[(\[]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Whereabout:
    """Where the traveller was on some days, and the text that says so."""

    place: Place
    when: Interval
    source: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """``named`` are positions by folded name, with the source that has them, ``known`` all places that are named."""

    gazetteer: Gazetteer | None
    named: dict[str, tuple[Place, str]]
    known: tuple[Place, ...]
    countries: frozenset[str]
    whereabouts: tuple[Whereabout, ...]
    days: dict[str, tuple[DateMention, ...]]
    homes: dict[str, tuple[Place, ...]]
    """What each document names at its head, in its title or byline: where "here" may be."""

    def places_called(self, words: str) -> list[Place]:
        """The places that a name may mean: at its position, those named in full elsewhere, those of the gazetteer.

        Of the gazetteer's the only one of a name, and towns and sights in the countries that the texts tell of.
        """
        name = fold(words)
        if name in self.named:
            return [self.named[name][0]]
        in_full = [p for p in self.known if _is_short_for(name, fold(p.name))]
        found = self.gazetteer.find(words.removeprefix("the ")) if self.gazetteer else ()
        is_rare = sum(not p.is_area for p in found) == 1
        near = [p for p in found if not p.is_area and p.kind not in LONG_KINDS and (is_rare or self._is_in_reach(p))]
        return list({p.id: p for p in (*in_full, *near)}.values())

    def _is_in_reach(self, place: Place) -> bool:
        return bool(self.countries.intersection((place.country or "", *place.countries)))

    def places_on(self, document: Document, start: int, end: int) -> list[Whereabout]:
        """Where the traveller was when a sentence speaks, the likeliest first; empty where nothing dates it."""
        days = self._days_of(document, start, end)
        return [w for day in days for w in sorted(self.whereabouts, key=lambda w: _apart(w, day)) if _is_near(w, day)]

    def _days_of(self, document: Document, start: int, end: int) -> list[dt.date]:
        """The day that a sentence names, or else the last one named before it, or else that of its publication."""
        told = [d for d in self.days.get(document.name, ()) if d.quote.start < end]
        inside = [d for d in told if d.quote.start >= start]
        found = [d.interval.first for d in (*inside, *reversed(told)) if d.interval.first is not None][:1]
        return found or [d for d in (document.published,) if d is not None]

    def before(self, place: Place) -> list[Whereabout]:
        """Where the traveller was last before coming to ``place``, of each time that the traveller came there."""
        return [a for a, b in zip(self.whereabouts, self.whereabouts[1:], strict=False)
                if b.place.id == place.id and a.place.id != place.id]  # fmt: skip


def draw_atlas(
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer | None = None,
    dates: Sequence[DateMention] = (),
    stops: Sequence[Stop] = (),
) -> Atlas:
    """The atlas of a collection; without dates and stops it knows of no whereabouts."""
    days: dict[str, list[DateMention]] = {}
    for date in sorted((d for d in dates if d.interval.days is not None and d.interval.days <= 2), key=_start):
        days.setdefault(date.quote.source, []).append(date)
    sure = {r.place.id: r.place for r in resolutions if r.place and r.score >= SURE}
    known = {r.place.id: r.place for r in resolutions if r.place and not r.place.is_area and r.place.kind != "position"}
    named: dict[str, tuple[Place, str]] = {}
    for resolution in resolutions:
        if resolution.mention.reference == "coordinates" and resolution.place:
            for name in _names_beside(resolution):
                named.setdefault(fold(name), (resolution.place, resolution.mention.quote.source))
    return Atlas(
        gazetteer,
        named,
        tuple(known.values()),
        frozenset(c for p in sure.values() for c in (p.country, *p.countries) if c),
        (*_from_stops(stops), *_from_log(resolutions, days)),
        {name: tuple(told) for name, told in days.items()},
        _homes(resolutions),
    )


def _homes(resolutions: Sequence[Resolution]) -> dict[str, tuple[Place, ...]]:
    """Places at the heads of documents, first those that a paper is called after: "The Arden Observer"."""
    towns = {fold(r.mention.name): r.place for r in resolutions
             if r.place and not r.place.is_area and r.mention.reference == "name"}  # fmt: skip
    homes: dict[str, dict[str, Place]] = {}
    for document in {id(r.mention.quote.document): r.mention.quote.document for r in resolutions}.values():
        head = " ".join((document.publisher or "", document.title or "", document.text[:_MASTHEAD]))
        words = [fold(w) for w in re.findall(r"[^\W\d_][\w’'-]+", head)]
        names = [" ".join(words[i : i + n]) for i in range(len(words)) for n in (2, 1)]
        homes[document.name] = {towns[name].id: towns[name] for name in names if name in towns}
    for resolution in resolutions:
        quote, place = resolution.mention.quote, resolution.place
        block = quote.document.block_at(quote.start)
        is_head = quote.start < _HEAD or (block is not None and block.role in ("title", "byline"))
        if is_head and place and not place.is_area and resolution.mention.reference == "name":
            homes[quote.source].setdefault(place.id, place)
    return {source: tuple(places.values()) for source, places in homes.items()}


def fold(name: str) -> str:
    """A name without case and article."""
    return " ".join(name.casefold().removeprefix("the ").split())


def _is_short_for(name: str, full: str) -> bool:
    """Whether a name is the beginning or the end of a longer one: "San Juan" of "San Juan Bautista"."""
    return len(name) > 2 and name != full and (full.startswith(f"{name} ") or full.endswith(f" {name}"))


def _start(date: DateMention) -> tuple[str, int]:
    return date.quote.source, date.quote.start


def _names_beside(position: Resolution) -> Iterable[str]:
    """What stands at a position: the name behind it on its line, or the name that it follows in parentheses."""
    quote = position.mention.quote
    text = quote.document.text
    behind = _NAMED.match(text, quote.end)
    before = _BEFORE.search(text[text.rfind("\n", 0, quote.start) + 1 : quote.start])
    return [m["name"] for m in (behind, before) if m and m["name"][0].isupper()]


def _from_stops(stops: Sequence[Stop]) -> list[Whereabout]:
    on_route = [s for s in stops if s.on_route and not s.place.is_area]
    return [Whereabout(s.place, s.when, s.evidence[0].quote.source) for s in on_route]


def _from_log(resolutions: Sequence[Resolution], days: dict[str, list[DateMention]]) -> list[Whereabout]:
    """The positions of a log: those with a day before them on their line."""
    found = []
    for resolution in resolutions:
        quote = resolution.mention.quote
        if resolution.mention.reference != "coordinates" or resolution.place is None:
            continue
        line = quote.document.text.rfind("\n", 0, quote.start) + 1
        told = [d for d in days.get(quote.source, ()) if line <= d.quote.start < quote.start]
        found += [Whereabout(resolution.place, told[0].interval, quote.source)] if told else []
    return found


def _is_near(whereabout: Whereabout, day: dt.date) -> bool:
    return _apart(whereabout, day) <= _NEAR_DAYS


def _apart(whereabout: Whereabout, day: dt.date) -> int:
    """Days between a day and a stay, 0 within it."""
    first, last = whereabout.when.first, whereabout.when.last
    if first is None or last is None:
        return 999
    return max((first - day).days, (day - last).days, 0)
