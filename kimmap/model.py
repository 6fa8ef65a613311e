"""The values that kimmap works with, in the order in which it learns them.

Document → Quote → Place → PlaceMention, Resolution → DateMention → Claim, Aside → Stop → Leg
→ DistanceClaim → Trip.

All are frozen and check themselves.  Units: WGS 84 degrees; kilometres where a name ends in
``_km``; text offsets in code points of ``Document.text``; dates are inclusive and local.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

BlockRole = Literal["title", "heading", "byline", "lead", "body", "caption", "list", "table", "noise"]
"""What a stretch of a document is for.  ``noise`` is navigation, teasers, cookie lines, credits."""

PlaceKind = Literal[
    "continent", "country", "region", "district", "city", "quarter", "island", "spaceport", "airport",
    "port", "station", "border_crossing", "strait", "sea", "ocean", "gulf", "lake", "river", "canal",
    "mountain", "mountains", "pass", "volcano", "desert", "cape", "park", "site", "position",
]  # fmt: skip
"""``region`` is a first-level and ``district`` a second-level administrative area (or a region of
any other sort); ``site`` is a building or facility; ``position`` a pair of coordinates."""

_PLACE_KINDS = frozenset(get_args(PlaceKind))
AREAS: frozenset[str] = frozenset({"continent", "country", "region", "district", "sea", "ocean"})
"""Kinds that contain stops rather than being one where something finer is known."""

Reference = Literal["name", "description", "coordinates"]
Granularity = Literal[
    "time", "day", "weekend", "week", "month", "season", "quarter", "year", "decade", "century", "open"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Role = Literal["departs", "arrives", "stays", "crosses", "passes", "heads_for"]
Status = Literal["visited", "planned", "possible", "cancelled"]
Reason = Literal[
    "dateline", "metonym", "other_person", "earlier_trip", "later_trip", "background", "passed", "heading",
    "container", "hypothetical", "noise", "unresolved", "no_predicate",
]  # fmt: skip
BY_CONTEXT, AGAINST_CONTEXT = "by its context", "against its context"
"""The cues of a claim and of an aside that trained trees decided, and no wording."""
Mode = Literal["train", "plane", "ship", "road", "bicycle", "foot", "unknown"]
Verdict = Literal["straight-line", "network", "implausible", "unresolved"]


def _shortened(text: str) -> str:
    """Text for a repr: on one line, and not much of it."""
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else f"{line[:59]}…")


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


# --------------------------------------------------------------------------- documents and quotes


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document and its part in it; blocks are in text order and do not overlap."""

    start: int
    end: int
    role: BlockRole

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"empty block {self.start}:{self.end}")
        _require(self.role in get_args(BlockRole), f"unknown block role {self.role!r}")


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A sentence that another document tells in (nearly) the same words: one witness, not two."""

    start: int
    end: int
    text_id: str
    """The same in every document that carries this text."""

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"empty passage {self.start}:{self.end}")


@dataclass(frozen=True, slots=True)
class Document:
    """One source as it was read.

    ``text`` is what offsets refer to: the decoded file, for HTML its visible text.
    ``published`` is a local date, None where the text does not tell; ``published_quote`` the
    offsets that say so, None where it came from elsewhere (metadata).
    """

    name: str
    text: str = field(repr=False)
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_span: tuple[int, int] | None = None
    language: str = "en"
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    shared: tuple[SharedPassage, ...] = field(default=(), repr=False)
    path: Path | None = field(default=None, repr=False, compare=False)
    """The file that it was read from, so that no output takes its place."""

    def __post_init__(self) -> None:
        _require(bool(self.name), "a document needs a source name")
        position = 0
        for block in self.blocks:
            _require(block.start >= position, f"{self.name}: blocks overlap at {block.start}")
            position = block.end
        _require(position <= len(self.text), f"{self.name}: a block ends outside the text")

    def __repr__(self) -> str:
        told = (self.title and _shortened(self.title), self.published, f"{len(self.text):,} characters")
        return f"<Document {self.name}: {', '.join(str(each) for each in told if each)}>"

    def quote(self, start: int, end: int, sentence: tuple[int, int] | None = None) -> Quote:
        """The text between two offsets, with the offsets of the sentence around it if known."""
        return Quote(self, start, end, *(sentence or (start, end)))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds ``offset``, None between blocks."""
        before = bisect_right(self.blocks, offset, key=lambda b: b.start) - 1
        return self.blocks[before] if before >= 0 and offset < self.blocks[before].end else None


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of one document, verbatim by construction; ``Document.quote`` makes them."""

    document: Document = field(repr=False)
    start: int
    end: int
    sentence_start: int
    sentence_end: int

    def __post_init__(self) -> None:
        size = len(self.document.text)
        _require(0 <= self.start < self.end <= size, f"{self.document.name}: no text at {self.start}:{self.end}")
        _require(
            0 <= self.sentence_start <= self.start and self.end <= self.sentence_end <= size,
            f"{self.document.name}: sentence does not hold the quote at {self.start}:{self.end}",
        )

    def __repr__(self) -> str:
        return f"<Quote {self.source} {self.start}:{self.end} {_shortened(self.text)}>"

    @property
    def source(self) -> str:
        return self.document.name

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        return self.document.text[self.sentence_start : self.sentence_end]

    def whole_sentence(self) -> Quote:
        """The sentence around this quote, as a quote."""
        return Quote(self.document, self.sentence_start, self.sentence_end, self.sentence_start, self.sentence_end)

    @property
    def witness(self) -> str:
        """Who says so: the text that several documents share, or else the document."""
        for passage in self.document.shared:
            if passage.start < self.end and self.start < passage.end:
                return passage.text_id
        return self.document.name


def origins(quotes: Iterable[Quote]) -> dict[str, str]:
    """For each document that is quoted where its words come from: the same for those that print one passage.

    A document is one witness whatever the number of its sentences, and so are all that share one of those.
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (higher := above.get(name, name)) != name:
            name = higher
        return name

    listed = list(quotes)
    for quote in listed:
        low, high = sorted((top(quote.source), top(quote.witness)))
        above[high] = low
    return {quote.source: top(quote.source) for quote in listed}


# --------------------------------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Place:
    """A place on Earth.  ``id`` is ``geonames:NNN`` or ``kimmap:…``, stable over builds."""

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None = None
    """ISO 3166-1 alpha-2; None for seas, positions …"""
    countries: tuple[str, ...] = ()
    """All countries that it belongs to or separates: borders, border rivers, crossings, straits."""
    region: str | None = None
    """Name of the first-level administrative area."""
    district: str | None = None
    """Name of the second-level administrative area."""
    population: int = 0
    radius_km: float = 0.0
    """How far it reaches from its point: the size of a town, country, sea."""
    capital: bool = False
    """Capital of its country."""

    def __post_init__(self) -> None:
        # Spelt out, not by _require, whose messages would be made for each of millions of places.
        if not (self.id and self.name):
            raise ValueError("a place needs an id and a name")
        if self.kind not in _PLACE_KINDS:
            raise ValueError(f"unknown kind of place {self.kind!r}")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"{self.name} is not on Earth: {self.lat}, {self.lon}")
        if self.population < 0 or self.radius_km < 0:
            raise ValueError(f"{self.name}: negative size")

    def __repr__(self) -> str:
        where = f"{self.kind}, {self.country}" if self.country else self.kind
        return f"<Place {self.name} ({where}) {self.lat:.4f}, {self.lon:.4f} {self.id}>"

    @property
    def point(self) -> tuple[float, float]:
        """(latitude, longitude) in degrees."""
        return self.lat, self.lon

    @property
    def is_area(self) -> bool:
        return self.kind in AREAS


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that stand for a place.

    ``name`` is what to look up (without article and possessive); for a description
    ("the border river") ``kinds`` are the kinds of place that it may be.
    """

    quote: Quote
    name: str
    reference: Reference = "name"
    kinds: tuple[PlaceKind, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(self.name), "a mention needs a name")
        _require(self.reference in get_args(Reference), f"unknown reference {self.reference!r}")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was taken to mean, or None where kimmap abstains; ``why`` is for the reader."""

    mention: PlaceMention
    place: Place | None
    why: str
    score: float = 0.0
    runners_up: tuple[Place, ...] = ()

    def __repr__(self) -> str:
        return f"<Resolution {_shortened(self.mention.name)} {self.place or 'unresolved'}: {self.why}>"


# ---------------------------------------------------------------------------------------- dates


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``first`` to ``last``, both included; None is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def __post_init__(self) -> None:
        _require(
            self.first is None or self.last is None or self.first <= self.last,
            f"interval ends before it starts: {self.first} … {self.last}",
        )

    def __str__(self) -> str:
        if self.is_open:
            return "open"
        return f"{self.first}" if self.first == self.last else f"{self.first or '…'} to {self.last or '…'}"

    @property
    def is_open(self) -> bool:
        """Nothing is known."""
        return self.first is None and self.last is None

    @property
    def days(self) -> int | None:
        """Number of days, None where an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    def overlaps(self, other: Interval) -> bool:
        return (self.first is None or other.last is None or self.first <= other.last) and (
            other.first is None or self.last is None or other.first <= self.last
        )

    def narrowed_by(self, other: Interval) -> Interval | None:
        """The days in both, None when there are none."""
        if not self.overlaps(other):
            return None
        firsts = [d for d in (self.first, other.first) if d]
        lasts = [d for d in (self.last, other.last) if d]
        return Interval(max(firsts, default=None), min(lasts, default=None))


WEEK_OF_OTHERS, YEAR_OF_OTHERS = "the week that ", "the year that "
"""How the anchor of a day begins whose week or year other texts tell."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time and the days that it means.

    ``value`` is a TIMEX3 value ("2023-09-17", "2023-W37", "2023-09-18TMO", "P2D", "XXXX-09-17");
    ``rule`` the rule that fired; ``anchor`` what a relative expression counts from, in words;
    ``alternatives`` other readings.
    """

    quote: Quote
    type: TimexType
    value: str
    interval: Interval
    granularity: Granularity
    rule: str
    anchor: str | None = None
    alternatives: tuple[Interval, ...] = ()
    conflict: str | None = None
    """What does not agree ("Monday, but 17 September 2023 is a Sunday"), None when all agrees."""

    def __post_init__(self) -> None:
        _require(self.type in get_args(TimexType), f"unknown TIMEX3 type {self.type!r}")
        _require(self.granularity in get_args(Granularity), f"unknown granularity {self.granularity!r}")

    def __repr__(self) -> str:
        return f"<DateMention {_shortened(self.quote.text)} {self.value} ({self.interval}) by {self.rule}>"

    @property
    def is_placed_by_others(self) -> bool:
        """Whether other texts tell of which week or year the day is that this one names."""
        return self.anchor is not None and self.anchor.startswith((WEEK_OF_OTHERS, YEAR_OF_OTHERS))


# --------------------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class Claim:
    """One text says that the traveller was, is, will or might be somewhere.

    ``quote`` is the clause or sentence that supports it.  ``when`` holds the days that the text
    supports for this role (arriving, leaving, being there), open where it tells none; ``dates`` the
    expressions behind it.  ``with_whom`` names people met there in one form of their names, so that
    "their meeting on Tuesday" elsewhere can date it.  A claim about a meeting that names no place has
    ``resolution`` None: it makes no stop and only dates others.
    """

    traveller: str
    resolution: Resolution | None
    role: Role
    status: Status
    quote: Quote
    when: Interval = Interval()
    dates: tuple[DateMention, ...] = ()
    cues: tuple[str, ...] = ()
    with_whom: tuple[str, ...] = ()
    mode: Mode = "unknown"
    order: int = 0
    """Position in the telling of its document: claims that follow each other have growing numbers."""
    nights: int = 0
    """How many nights the stay lasted at the least, 0 where the text does not tell."""

    def __post_init__(self) -> None:
        _require(self.role in get_args(Role), f"unknown role {self.role!r}")
        _require(self.status in get_args(Status), f"unknown status {self.status!r}")
        _require(self.resolution is None or self.resolution.place is not None, "a claim needs a resolved place or none")
        _require(self.resolution is not None or bool(self.with_whom), "a claim without a place needs someone met")

    def __repr__(self) -> str:
        where = self.place.name if self.place else f"a meeting with {', '.join(self.with_whom)}"
        return f"<Claim {self.traveller} {self.role} {where}, {self.status}, {self.when}: {self.quote}>"

    @property
    def place(self) -> Place | None:
        return self.resolution.place if self.resolution else None

    @property
    def is_by_context(self) -> bool:
        """Whether no known wording says so, and all of its context does (`BY_CONTEXT`)."""
        return self.cues == (BY_CONTEXT,)


@dataclass(frozen=True, slots=True)
class Aside:
    """A place that is mentioned and is no claim, and why."""

    resolution: Resolution
    reason: Reason
    quote: Quote
    cues: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(self.reason in get_args(Reason), f"unknown reason {self.reason!r}")

    def __repr__(self) -> str:
        return f"<Aside {self.resolution.mention.name}, {self.reason}: {self.quote}>"


# ------------------------------------------------------------------------------------ itinerary


@dataclass(frozen=True, slots=True)
class Stop:
    """A stay, or a stay that was planned, possible or called off.

    ``when`` are the earliest and the latest day that the sources support; ``arrival`` and
    ``departure`` the bounds of each; ``evidence`` the claims, best first; ``bounded_by`` says in words
    where dates that no text states come from; ``contradictions`` what the sources disagree on.
    """

    place: Place
    status: Status
    evidence: tuple[Claim, ...]
    when: Interval = Interval()
    arrival: Interval = Interval()
    departure: Interval = Interval()
    bounded_by: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    confidence: float = 1.0
    confidence_reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(self.evidence), f"{self.place.name}: a stop needs evidence")
        _require(all(c.place is not None for c in self.evidence), f"{self.place.name}: evidence without a place")
        _require(self.status in get_args(Status), f"unknown status {self.status!r}")
        _require(0 <= self.confidence <= 1, f"{self.place.name}: confidence outside 0 … 1")

    def __repr__(self) -> str:
        return f"<Stop {self.place.name}, {self.status}, {self.when}, evidence: {len(self.evidence)}>"

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the documents that tell of it, in order of evidence."""
        return tuple(dict.fromkeys(c.quote.source for c in self.evidence))

    @property
    def independent_sources(self) -> int:
        """How many witnesses: documents that share one agency's sentence count once."""
        return len(set(origins(c.quote for c in self.evidence).values()))

    @property
    def on_route(self) -> bool:
        """Whether the route line goes through it."""
        return self.status in ("visited", "planned")


@dataclass(frozen=True, slots=True)
class Leg:
    """The way between two stops that follow each other on the route, as indices into ``Trip.stops``."""

    start: int
    end: int
    geodesic_km: float
    mode: Mode = "unknown"
    mode_quote: Quote | None = None
    speed_km_h: float | None = None
    """The least speed that the dates allow, None where they tell nothing."""
    warning: str | None = None

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"a leg goes forward: {self.start} → {self.end}")
        _require(self.geodesic_km >= 0, "negative length")


@dataclass(frozen=True, slots=True)
class DistanceClaim:
    """A distance that a text states, and what the geodesic says of it.

    ``ratio`` is claimed over geodesic; ``stated_as`` how the text says it is measured
    ("straight", "road", "rail", "river", "sea", "air", or None); ``explanation`` the verdict in words.
    ``geodesic_km`` is None where an end is not known, or too large to measure from one point.
    """

    quote: Quote
    from_name: str
    to_name: str
    claimed_km: float
    verdict: Verdict
    explanation: str
    from_place: Place | None = None
    to_place: Place | None = None
    stated_as: str | None = None
    geodesic_km: float | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        _require(self.claimed_km > 0, "a claimed distance is positive")
        _require(self.verdict in get_args(Verdict), f"unknown verdict {self.verdict!r}")
        _require(self.geodesic_km is None or None not in (self.from_place, self.to_place), "a geodesic needs both ends")

    def __repr__(self) -> str:
        ends = f"{self.from_name} to {self.to_name}"
        return f"<DistanceClaim {ends}, {self.claimed_km:g} km, {self.verdict}: {self.quote}>"


# ----------------------------------------------------------------------------------------- trip


@dataclass(frozen=True, slots=True)
class Trip:
    """Who went where, in order, with everything that supports it and everything left aside."""

    title: str
    traveller: str
    documents: tuple[Document, ...]
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...] = ()
    asides: tuple[Aside, ...] = ()
    distance_claims: tuple[DistanceClaim, ...] = ()
    unresolved: tuple[Resolution, ...] = ()
    traveller_was_named: bool = True
    """False where kimmap proposed the traveller itself."""
    candidates: tuple[tuple[str, int], ...] = ()
    """Then: who may be meant, the traveller first, and in how many sentences each is named."""

    def __post_init__(self) -> None:
        known = set(map(id, self.documents))
        for stop in self.stops:
            for claim in stop.evidence:
                _require(
                    id(claim.quote.document) in known, f"{stop.place.name}: evidence is not from this trip's documents"
                )
        route = [i for i, stop in enumerate(self.stops) if stop.on_route]
        legs = [(leg.start, leg.end) for leg in self.legs]
        _require(legs == list(pairwise(route)), "legs skip a stop of the route")

    def __repr__(self) -> str:
        told = f"{len(self.stops)} stops, {len(self.asides)} asides, {len(self.documents)} documents"
        return f"<Trip {self.title}: {told}>"

    # What a trip can be turned into loads when it is asked for: the values themselves know no output.

    def to_frame(self) -> Any:
        """One row a stop, as a pandas DataFrame."""
        return import_module("kimmap.outputs").to_frame(self)

    def to_geojson(self) -> dict[str, Any]:
        """Stops, legs and distance claims as a GeoJSON FeatureCollection (RFC 7946)."""
        collection: dict[str, Any] = import_module("kimmap.outputs").to_geojson(self)
        return collection

    def to_geodataframe(self) -> Any:
        """One row a stop with its point (WGS 84), as a GeoDataFrame; needs geopandas."""
        geopandas = import_module("kimmap.outputs.optional").optional("geopandas", "GeoDataFrame")
        points = geopandas.points_from_xy([s.place.lon for s in self.stops], [s.place.lat for s in self.stops])
        return geopandas.GeoDataFrame(self.to_frame(), geometry=points, crs="EPSG:4326")

    def _repr_html_(self) -> str:
        html: str = import_module("kimmap.outputs").notebook_html(self)
        return html
