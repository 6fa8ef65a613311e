"""The ends of a distance that its sentence does not name: "the island", "it", "here", the last place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kimmap.distances.measures import lexicon
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence
from kimmap.model import Document, Place, Resolution

LONG_KINDS = frozenset({"river", "canal", "mountains", "strait", "gulf", "desert"})
"""Kinds of place that are too long for one point to stand for them."""

SURE = 0.85
"""From this chance on nothing but the text's own words can move a place that was found for a name."""

_NEAR_TOWN_KM = 60.0
_CITY_STATE_KM = 20.0
"""A country within so many kilometres of its middle is its town."""
_SMALL_KM = 30.0
"""Islands up to this radius are measured from one point."""
_LOOK_BACK = 10
"""How many of the places before a sentence are tried for an end that it does not name."""
_MENTIONS_BACK = 200
"""Among so many mentions, the last."""
_OVERLAP = 4
"""So many mentions at most overlap."""
_BLOCKS_AT_HEAD = 30
"""Blocks at the head of a document among which its body begins, if it has one."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a stated distance: the words for it, and the place where it could be told."""

    name: str
    place: Place | None = None
    span: tuple[int, int] | None = None
    namesakes: tuple[Place, ...] = ()
    is_guessed: bool = False
    """Whether the sentence does not name it: it is described, or nothing takes it up at all."""
    words: str = ""
    """As the text has it."""
    is_sure: bool = False
    """Whether its place is beyond doubt, so that no figure can speak for a namesake."""


NOBODY = End("a place not named")


@dataclass(frozen=True, slots=True)
class Binding:
    """Both ends of a length; ``start`` and ``end`` are the words in the document that say so."""

    origin: End
    goal: End
    start: int
    end: int
    stated_as: str | None = None
    direction_deg: float | None = None
    """Where the text says that ``origin`` lies, seen from ``goal``."""
    is_implied: bool = False
    """Whether an end is not named by the sentence but was taken from what comes long before it."""
    sentence: tuple[int, int] = (0, 0)
    """The offsets of the sentence."""
    note: str = ""
    """What was read into an end, for the reader; empty where the text settles both."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its places, and the places named before it, the last one last."""

    text: str
    offset: int
    mentions: tuple[Resolution, ...]
    earlier: tuple[Resolution, ...]
    block_start: int = 0
    """Where the paragraph begins that the sentence is in."""
    grammar: Sentence | None = None
    """The sentence with its words, where the grammar has it as one."""
    analysis: Analysis | None = None
    """The document that it is in, with all names and sentences."""
    satellites: frozenset[str] = frozenset()
    """Ids of places that the text has only told the distance of from where it is: the next is seldom measured there."""

    def centres_first(self, ends: Sequence[End]) -> list[End]:
        """Ends in their order, but first where the text is written or what it is about, and last the satellites.

        In their order where somebody went to the first.
        """
        document = self.analysis.document if self.analysis else None
        if document and ends and ends[0].span and _is_reached(document, ends[0].span[0]):
            return list(ends)
        head = self.head.place if self.head else None
        return sorted(ends, key=lambda end: (
            0 if head is not None and end.place is not None and end.place.id == head.id
            else 2 if end.place is not None and end.place.id in self.satellites else 1
        ))  # fmt: skip

    @property
    def head(self) -> Resolution | None:
        """The place that the paragraph, or else the document opens with (see ``opening_place``)."""
        document = self.analysis.document if self.analysis else None
        if document is None:
            return None
        named = self.earlier, self.mentions
        return opening_place(self.block_start, *named) or opening_place(_body_start(document), *named)


def mentions_in(resolutions: Sequence[Resolution], start: int, end: int) -> tuple[Resolution, ...]:
    """Those of a document's mentions, in text order, that begin in a span."""
    first, last = (bisect_left(resolutions, offset, key=_start) for offset in (start, end))
    return tuple(resolutions[first:last])


def mentions_before(resolutions: Sequence[Resolution], offset: int) -> tuple[Resolution, ...]:
    """Those of a document's mentions, in text order, that end before an offset."""
    count = bisect_left(resolutions, offset, key=_start)
    whole = max(0, count - _OVERLAP)
    return (*resolutions[:whole], *(r for r in resolutions[whole:count] if r.mention.quote.end <= offset))


def _start(resolution: Resolution) -> int:
    return resolution.mention.quote.start


def opening_place(start: int, earlier: Sequence[Resolution], mentions: Sequence[Resolution]) -> Resolution | None:
    """The place that a text opens with at an offset, as diaries and guides do: "Arden. Rain", "Arden is"; or None."""
    named = earlier if earlier and _start(earlier[-1]) >= start else mentions
    first = bisect_left(named, start, key=_start)
    opens = named[first] if first < len(named) else None
    return opens if opens is not None and _opens(opens, start) else None


def _body_start(document: Document) -> int:
    return next((b.start for b in islice(document.blocks, _BLOCKS_AT_HEAD) if b.role == "body"), 0)


_BEFORE_HEAD = re.compile(r"[\W\d_]*(?:(?:Day|Camp|No)\.?\s+\d+[\s.,:–—-]+)?(?:Lake\s+|Mount\s+)?")
_BEHIND_HEAD = re.compile(
    r"\s*(?:[.:]|[–—]\s|,\s+(?!(?:[\w’'-]+\s+){0,3}(?:and|to|[-–—])\s))|\s+in\s+[a-z]+\s*[.,]|\s+(?:is|was|has|had|lies|lay|stands|smells|proved|remains)\b"
)


def _opens(resolution: Resolution, start: int) -> bool:
    quote = resolution.mention.quote
    text = quote.document.text
    return bool(_BEFORE_HEAD.fullmatch(text, start, quote.start) and _BEHIND_HEAD.match(text, quote.end))


def as_end(resolution: Resolution) -> End:
    quote = resolution.mention.quote
    place = _town_of(resolution)
    name = place.name if place else quote.text
    is_guessed = resolution.mention.reference == "description"
    is_sure = resolution.score >= SURE
    return End(name, place, (quote.start, quote.end), resolution.runners_up, is_guessed, quote.text, is_sure)


def _town_of(resolution: Resolution) -> Place | None:
    """The place meant; of a region and the town that it has its name from the town, for towns lie apart.

    Of a country, or a part of one, and the small island that it is called after, the island; of a country that is
    hardly more than its town, the town.
    """
    place = resolution.place
    if place is None or place.kind not in ("country", "region", "district"):
        return place
    islands = (p for p in resolution.runners_up if p.kind == "island" and p.country == place.country)
    island = next((p for p in islands if p.radius_km <= _SMALL_KM), None)
    is_city_state = place.kind == "country" and 0 < place.radius_km <= _CITY_STATE_KM
    if island is not None or (place.kind == "country" and not is_city_state):
        return island or place
    towns = (p for p in resolution.runners_up if p.kind == "city" and p.country == place.country)
    reach = max(_NEAR_TOWN_KM, place.radius_km)
    return next((town for town in towns if geodesic_km(town.point, place.point) <= reach), place)


def of_noun(mentions: Sequence[Resolution], noun: str, beside: Place | None = None) -> list[End]:
    """The places that a definite noun can take up, the likeliest first: "the island", "the capital".

    Those in the country of ``beside``, the other end, come before others, and later ones before earlier ones.
    """
    kinds = lexicon()["nouns"].get(noun, ["site"] if noun in lexicon()["places"]["sights"] else None)
    if kinds is None:
        return []
    if not kinds:
        return last_places(mentions)
    fitting = [r for r in mentions if r.place and r.place.kind in kinds and (noun != "capital" or r.place.capital)]
    fitting = [r for r in fitting if r.place and (r.place.kind != "site" or noun == "site" or _is_called(r, noun))]
    found = [end for end in last_places(fitting) if not (end.place and beside and end.place.id == beside.id)]
    country = beside.country if beside else None
    return sorted(found, key=lambda end: country is not None and end.place is not None and end.place.country != country)


def _is_called(resolution: Resolution, noun: str) -> bool:
    """Whether a sight is what a noun says, by its name or by the word behind it: "the Skerra plant … the plant"."""
    quote, name = resolution.mention.quote, resolution.place.name if resolution.place else ""
    behind = quote.document.text[quote.start : quote.end + len(noun) + 1]
    return noun in {w.casefold() for w in re.findall(r"\w+", f"{name} {behind}")}


def last_places(mentions: Sequence[Resolution]) -> list[End]:
    """The last places named that a way can start from, the last first: no country, no river, none denied."""
    found: dict[str, End] = {}
    for resolution in reversed(mentions[-_MENTIONS_BACK:]):
        place = _town_of(resolution)
        if place and not place.is_area and place.kind not in LONG_KINDS and not _is_denied(resolution):
            end = as_end(resolution)
            if place.id not in found or (found[place.id].is_guessed and not end.is_guessed):
                found[place.id] = end  # "there" stands for the name that it takes up
        if len(found) == _LOOK_BACK:
            break
    return list(found.values())


def _is_denied(resolution: Resolution) -> bool:
    quote = resolution.mention.quote
    left = quote.document.text[max(0, quote.start - 16) : quote.start]
    return (
        re.search(r"\b(?:no|not|never|nor|neither|without|instead\s+of)\s+(?:in\s+|to\s+)?$", left, re.IGNORECASE)
        is not None
    )


_TRAVELLED_TO = re.compile(r"\b(?:to|into|for|reach\w*)\s+(?:the\s+)?$", re.IGNORECASE)


def satellites_of(bound: Binding) -> set[str]:
    """The place that a sentence names whose way it leaves the other end of open.

    "Brunn is 100 km to the north": what comes next is measured from where the text is, and not from Brunn.
    """
    inside = [e for e in (bound.origin, bound.goal) if e.place and e.span and e.span[0] >= bound.sentence[0]]
    return {end.place.id for end in inside if end.place} if len(inside) == 1 else set()


def _is_reached(document: Document, start: int) -> bool:
    return _TRAVELLED_TO.search(document.text[max(0, start - 20) : start]) is not None


def told_elsewhere(bounds: Sequence[Binding], document: Document) -> list[End]:
    """The different places that only the words before a sentence offer for an end that it leaves open.

    None where somebody goes to the other end: a way that is told leaves no doubt where it began.
    """
    here = [e.span[0] for e in (bounds[0].origin, bounds[0].goal) if e.span and e.span[0] >= bounds[0].sentence[0]]
    if any(_is_reached(document, start) for start in here):
        return []
    ends = [e for b in bounds for e in (b.origin, b.goal) if e.place and e.span and e.span[0] < b.sentence[0]]
    return list({e.place.id: e for e in ends if e.place}.values())
