"""Tables of matches and shows: a column for the town, one for the opponent, one for what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kimmap.claims.scene import Scene
from kimmap.model import Block, Resolution, Status

_TOWNS = frozenset({"town", "city", "place", "location", "where", "town/city", "city/town", "host town", "host city"})
_NAMES_OF_OTHERS = frozenset({
    "opponent", "opponents", "opposition", "against", "versus", "vs", "v", "visitors", "support", "act", "title",
    "play", "show", "speaker", "host", "organiser", "organizer", "promoter", "contact", "venue", "ground", "stadium",
    "hall", "theatre", "theater", "room", "home team", "away team",
})  # fmt: skip
_OUTCOMES = frozenset({"result", "results", "score", "final score", "attendance", "gate", "crowd"})
_OFF = re.compile(
    r"\W*(?:p\s*[-–/]\s*p|a\s*[-–/]\s*a|ppd|postp\w*|canc\w*|called off|abandoned|off|void|w/o)\b\W*", re.IGNORECASE
)
_EMPTY = frozenset({"", "-", "–", "—", "tbc", "tba", "?", "n/a"})


@dataclass(frozen=True, slots=True)
class Fixtures:
    """A table of a document whose headings tell which column is what."""

    heads: tuple[str, ...]
    head: Block
    played: bool
    """Whether some row tells what came of it, so that one which does not is still to come."""
    text: str

    def is_head(self, block: Block | None) -> bool:
        """Whether a row is that of the headings: "KO" is no town there."""
        return block == self.head

    def names_another(self, block: Block, resolution: Resolution) -> bool:
        """Whether a name in a row is that of an opponent or a hall, in a table that has a column for the town."""
        if not any(h in _TOWNS for h in self.heads):
            return False
        at = self.text[block.start : resolution.mention.quote.start].count("\t")
        cells = [c.strip().casefold() for c in self.text[block.start : block.end].split("\t")]
        if all(c in _EMPTY for h, c in zip(self.heads, cells, strict=False) if h in _TOWNS):
            return False  # a day on the way: "-", "Flight Lima-Cusco, hotel at the airport"
        return at < len(self.heads) and self.heads[at] in _NAMES_OF_OTHERS

    def outcome(self, block: Block) -> Status | None:
        """ "cancelled" for "P-P", "planned" where a match has no result yet; None where the row tells neither."""
        cells = [c.strip() for c in self.text[block.start : block.end].split("\t")]
        at = next((i for i, h in enumerate(self.heads) if h in _OUTCOMES), None)
        if at is None or not self.played:
            return None
        cell = cells[at] if at < len(cells) else ""
        if _OFF.fullmatch(cell):
            return "cancelled"
        return "planned" if cell.casefold() in _EMPTY else None


def fixtures_of(scene: Scene) -> Fixtures | None:
    """The table of a document, where its first row is made of headings of this sort."""
    blocks = [b for b in scene.document.blocks if b.role == "table"]
    if len(blocks) < _ROWS:
        return None
    text = scene.document.text
    rows = [[c.strip().casefold() for c in text[b.start : b.end].split("\t")] for b in blocks]
    heads = tuple(re.sub(r"\s*\(.*\)$", "", c) for c in rows[0])
    if not set(heads) & _DAYS or not set(heads) & (_TOWNS | _NAMES_OF_OTHERS):
        return None
    at = next((i for i, h in enumerate(heads) if h in _OUTCOMES), None)
    played = at is not None and any(at < len(r) and any(c.isdigit() for c in r[at]) for r in rows[1:])
    return Fixtures(heads, blocks[0], played, text)


_ROWS = 3
_DAYS = frozenset({"date", "day", "when", "dates", "days", "night"})
