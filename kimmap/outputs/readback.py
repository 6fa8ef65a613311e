"""Reading back what kimmap wrote: the trip of a page or of a GeoJSON file, and the quotations of either."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kimmap.errors import UnreadableSource, WrongSettings
from kimmap.model import Aside, Trip
from kimmap.outputs.geojson import to_geojson
from kimmap.outputs.record import FORMAT, from_record

_BLOCK = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL | re.IGNORECASE)
MOST_BYTES = 2**30
"""A record that unpacks to more is not one that a page was made with."""
_HTML, _JSON = (".htm", ".html"), (".geojson", ".json")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a trip file quotes: offsets in code points of the source of that name, and what they support."""

    source: str
    text: str
    start: int
    end: int
    supports: str


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a trip file, each once, and the SHA-256 of its sources' texts by source name."""

    quotations: tuple[Quotation, ...]
    hashes: dict[str, str]


def read_trip(path: str | Path) -> Trip:
    """The trip that a page or a GeoJSON file of kimmap's holds.

    Its documents have the passages that are quoted, at their places, and blanks for the rest, so every
    export of it is the same as of the original.  Raises UnreadableSource where there is no trip in the
    file, or where the file's stops were edited: edits in GeoJSON cannot be taken over.
    """
    path = Path(path)
    content = _content(path)
    try:
        trip = from_record(_record(path, content))
    except WrongSettings:
        raise UnreadableSource(f"{path.name} was written by another version of kimmap: write it again") from None
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableSource(f"the trip in {path.name} is damaged: write it again from the sources") from error
    if "features" in content and _stops(content) != _stops(to_geojson(trip)):
        raise UnreadableSource(
            f"the stops in {path.name} were changed after kimmap wrote them, and changes cannot be read back: "
            "export again from the sources, or use the edited file as data"
        )
    return trip


def holds_trip(path: str | Path) -> bool:
    """Whether a file is one that :func:`read_trip` reads, rather than a source."""
    path = Path(path)
    if path.suffix.lower() not in _HTML + _JSON or not path.is_file():
        return False
    try:
        _record(path, _content(path))
    except UnreadableSource:
        return False
    return True


def read_quotations(path: str | Path) -> Quotations:
    """All that a page or a GeoJSON file quotes.

    For GeoJSON what its features and its member ``distances`` say counts, whoever wrote them; hashes are
    there where it has the member ``sources``.  A page also quotes what was left aside.  Raises
    UnreadableSource.
    """
    path = Path(path)
    content = _content(path)
    trip = None if "features" in content else read_trip(path)
    try:
        return _quotations(to_geojson(trip) if trip else content, trip.asides if trip else ())
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableSource(f"{path.name} is not GeoJSON with stops and their evidence") from error


def _content(path: Path) -> dict[str, Any]:
    """The JSON that a file holds: of a page the block with the trip."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UnreadableSource(f"cannot read {path}: {reason}") from error
    is_page = path.suffix.lower() in _HTML
    for block in _BLOCK.findall(text) if is_page else [text]:
        value = _json(block)
        if isinstance(value, dict) and (not is_page or _is_record(value.get("record", value))):
            return value
    raise UnreadableSource(_no_trip(path))


def _json(text: str) -> Any:
    """The value of a JSON text, None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _no_trip(path: Path) -> str:
    return f"there is no trip in {path.name}: name a page or a GeoJSON file that kimmap wrote"


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and value.get("format") == FORMAT


def _record(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    record = content.get("record", content)
    if not _is_record(record):
        raise UnreadableSource(_no_trip(path))
    return _unpacked(path, record["gzip"]) if "gzip" in record else dict(record)


def _unpacked(path: Path, packed: str) -> dict[str, Any]:
    """The record of a long trip, which its page holds compressed."""
    try:
        reader = zlib.decompressobj(wbits=31)
        data = reader.decompress(base64.b64decode(packed, validate=True), MOST_BYTES)
        record = _json(data.decode("utf-8", "surrogatepass")) if reader.eof else None
    except (zlib.error, ValueError, TypeError):
        record = None
    if not isinstance(record, dict):
        raise UnreadableSource(f"the trip in {path.name} is damaged: write it again from the sources")
    return record


def _stops(collection: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What of the stops would mislead if it were not the same in the record."""
    told = []
    for feature in collection["features"]:
        properties = feature.get("properties") or {}
        if properties.get("kind") == "stop":
            point = tuple((feature.get("geometry") or {}).get("coordinates", ()))
            told.append((point, *(properties.get(k) for k in ("order", "place", "status", "start", "end"))))
    return told


def _quotations(collection: dict[str, Any], asides: Sequence[Aside]) -> Quotations:
    found: dict[tuple[str, str, int, int], str] = {}

    def add(told: dict[str, Any], supports: str) -> None:
        found.setdefault((told.get("article") or told["source"], told["quote"], told["start"], told["end"]), supports)

    for feature in collection["features"]:
        properties = feature["properties"]
        if properties.get("kind") == "stop":
            for evidence in properties["evidence"]:
                add(evidence, f"stop {properties['order']}, {properties['place']}")
        elif properties.get("mode_evidence"):
            add(properties["mode_evidence"], f"the way from stop {properties['from']} to {properties['to']}")
    for claim in collection.get("distances", ()):
        add(claim, f"the distance {claim['from']} – {claim['to']}")
    for aside in asides:
        quote = aside.quote
        name = aside.resolution.place.name if aside.resolution.place else aside.resolution.mention.name
        told = {"source": quote.source, "quote": quote.text, "start": quote.start, "end": quote.end}
        add(told, f"{name}, left aside")
    hashes = {s["source"]: s["sha256"] for s in collection.get("sources", ()) if s.get("sha256")}
    return Quotations(tuple(Quotation(*key, supports) for key, supports in found.items()), hashes)
