"""Rows with a position, of a ship's log or a tracker: where it stood still, and which of their names are there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from kimmap.claims.lexicon import words
from kimmap.claims.scene import Line, Scene
from kimmap.geodesy import Point, geodesic_km
from kimmap.language import Token
from kimmap.language.hanging import preposition_before
from kimmap.language.lemmas import base_forms
from kimmap.model import Block, Resolution


class Track:
    """The positions of a document's rows, in order."""

    def __init__(self, scene: Scene) -> None:
        self._points: dict[int, Point] = {}
        days: dict[int, dt.date] = {}
        for line in scene.lines:
            if line.block is None or line.block.role not in ("list", "table"):
                continue
            for resolution in line.resolutions:
                if resolution.mention.reference == "coordinates" and resolution.place is not None:
                    self._points.setdefault(line.block.start, resolution.place.point)
            day = next((d.interval.first for d in line.dates if d.granularity in ("day", "time")), None)
            if day is not None:
                days.setdefault(line.block.start, day)
        rows = [line for line in scene.lines if line.block is not None and line.block.role in ("list", "table")]
        self.tells_of_halts = made_fast(rows) or any(
            r.mention.reference == "name" for line in rows for r in line.resolutions
        )
        """Whether rows name places or tell of lying still: where none does, the stops are where she was each day."""
        self._still = {
            row for here, then in pairwise(sorted(self._points)) for row in (here, then)
            if here in days and then in days and days[here] < days[then]
            and geodesic_km(self._points[here], self._points[then]) <= _STILL_KM
        }  # fmt: skip

    def point_of(self, block: Block | None) -> Point | None:
        """The position that a row gives."""
        return self._points.get(block.start) if block is not None else None

    def stands_still(self, block: Block | None) -> bool:
        """Whether the row before or behind gives the same position on another day: it lay there over night."""
        return block is not None and block.start in self._still


_STILL_KM = 2.0


def is_elsewhere(resolution: Resolution, fix: Point | None) -> bool:
    """Whether a name in a row is of a place too far from the position of the row to be where it was."""
    place = resolution.place
    if fix is None or place is None or resolution.mention.reference == "coordinates":
        return False
    return geodesic_km(fix, place.point) > place.radius_km + _NEAR_KM


_NEAR_KM = 60.0


def is_anothers(subject: Token, line: Line, scene: Scene) -> bool:
    """Whether a subject is somebody else, or a ship named before it: "spoke the Merle, she is bound for Lima"."""
    if subject.pos != "PRON" or not scene.cast.has(subject):
        return not scene.cast.has(subject)
    named = [t for t in line.sentence.tokens[: subject.i] if t.pos == "PROPN" and not scene.cast.has(t)]
    places = [r.mention.quote for r in line.resolutions]
    return any(not any(q.start <= t.start < q.end for q in places) for t in named)


def names_the_fix(line: Line, resolution: Resolution) -> bool:
    """Whether a name says where the row is, of which the gazetteer knows but a namesake: "Lima. Landed", "at Lima"."""
    token = line.sentence.token_at(resolution.mention.quote.start)
    before = preposition_before(line.sentence, token.i) if token is not None else None
    verbs = any(not e.nominal and e.tense in ("past", "present", "future") for e in line.events.values())
    return before in ("at", "in", "near") or (before is None and not verbs)


def is_named_alone(line: Line) -> bool:
    """Whether a row's remark opens with but a name that no dictionary has: "Qwaxel", "Qwaxel II. Hot."; not "Windy"."""
    block = line.block
    cells = line.sentence_text.split("\t") if block is None else _text_of(line, block).split("\t")
    opening = (re.split(r"[.!?;,]", cell)[0].strip() for cell in cells)
    return any(map(_is_unknown_name, opening))


_UNDER_WAY = re.compile(
    r"(?:noon(?: pos(?:ition|n)?\.?)?|pass(?:ed|ing)?|at sea|sea|under ?way|en ?route|steaming|sailing|transit"
    r"|waypoint|wpt?)\.?",
    re.IGNORECASE,
)
_STATION = re.compile(r"(?:STN|Stn|STATION|Station|CTD|SITE|Site)\b(?!.*\b(?:END|End|end|DONE|OFF|OUT)\b)[^a-z]*")


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in (_text_of(line, line.block) if line.block else line.sentence_text).split("\t")]


def is_under_way(line: Line) -> bool:
    """Whether a cell of a row says that the ship only passed there: "NOON", "PASS", "At sea"."""
    return any(map(_UNDER_WAY.fullmatch, _cells(line)))


def works_a_station(line: Line) -> bool:
    """Whether a cell of a row says that the ship lay on a station: "STN 12", "CTD 4"."""
    return any(map(_STATION.fullmatch, _cells(line)))


def _text_of(line: Line, block: Block) -> str:
    document = next((r.mention.quote.document for r in line.resolutions), None) or next(
        (d.quote.document for d in line.dates), None
    )
    return document.text[block.start : block.end] if document is not None else line.sentence_text


def _is_unknown_name(words_: str) -> bool:
    told = words_.split()
    if not told or len(told) > _WORDS_OF_A_NAME or len(told[0]) < _LETTERS_OF_A_NAME or words_.isupper():
        return False
    if not (told[0][0].isupper() and told[-1][0].isupper() and all(w.replace("-", "").isalpha() for w in told)):
        return False
    return not any(base_forms(w.lower(), part) for w in told for part in ("NOUN", "VERB", "ADJ", "ADV"))


_LETTERS_OF_A_NAME = 4
_WORDS_OF_A_NAME = 4


def made_fast(lines: Sequence[Line]) -> bool:
    """Whether a word of some rows tells of a halt: "anchored", "hove to", "station"."""
    told = {w for one in lines for t in one.sentence.tokens for w in (t.lemma, t.text.lower().strip("."))}
    return bool(told & words("nouns", "halts"))


def is_passed(line: Line, resolution: Resolution, lines: Sequence[Line]) -> bool:
    """Whether a row of a log has a name beside the ship or a strait to go through: "Pell Strait.", "Pell to port"."""
    if resolution.mention.reference == "coordinates" or resolution.place is None or made_fast(lines):
        return False
    quote = resolution.mention.quote
    beside = _BESIDE.match(quote.document.text, quote.end, line.sentence.end) is not None
    return resolution.place.kind == "strait" or beside or is_abeam(line, resolution, lines)


_BESIDE = re.compile(
    r"(?: light)?,? (?:\d+(?:\.\d)? (?:miles?|nm|naut)|(?:well )?to (?:port|starboard))\b", re.IGNORECASE
)


def is_abeam(line: Line, resolution: Resolution, lines: Sequence[Line]) -> bool:
    """Whether a row only tells what it passed: "off Lima", "Lima abeam", "Lima bearing SE"; not "anchored off Lima"."""
    quote, text = resolution.mention.quote, resolution.mention.quote.document.text
    token = line.sentence.token_at(quote.start)
    if any(t.lemma in _MADE_FAST or t.text.lower() in _MADE_FAST for one in lines for t in one.sentence.tokens):
        return False
    if token is not None and preposition_before(line.sentence, token.i) in ("off", "past"):
        return True
    behind = text[quote.end : line.sentence.end].lower().split()[:3]
    return any(w.strip(".,;:") in _ABEAM for w in behind)


_MADE_FAST = words("nouns", "halts") - {"hove", "lay", "lie", "lying", "stop", "stopped", "wait", "waited", "drift"}
_ABEAM = frozenset({"abeam", "astern", "bearing", "bore", "sighted", "passed"})
