"""Lengths of lists that say only once from where they are measured: tables under a heading, signposts.

"Distances from Arden: Brunn 100 km; Kestel 250 km", "a signpost at Arden reads Brunn 100 km, Kestel 250 km".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kimmap.distances.antecedents import Binding, End, Scene, as_end, last_places
from kimmap.distances.bindings import bind_ends, end_at
from kimmap.distances.masking import LENGTH, Masked, document_offset, named_before
from kimmap.distances.wordings import tail
from kimmap.model import Resolution

_LONGEST = 2000
"""Characters from a heading to the last row under it."""
_HEADING = re.compile(
    r"\b(?:distances?|mileages?|kilomet\w+|km|miles)\b[^.:;\n]{0,30}?\b(?:from|to)\s+(?:the\s+)?$", re.IGNORECASE
)
_HEADING_ENDS = re.compile(r"[^.:;\n]{0,30}(?::|\n)")
_ZERO = re.compile(r"[\s:,(.…·|–—-]*0(?:\s*(?:km|miles?))?\s*(?:[,;|)\n])")
"""Behind the first place of a table: all others are measured from it."""
_ROWS = r"(?:[^⟨⟩;.,|]{1,60}(?:⟨o⟩|\b0\b)[\s;.,|)]*+(?:and\s+)?+)*+"
"""The rows before; possessive, for what parts two rows could be of either, and all ways to share it out be tried."""
_NAME = r"(?P<name>(?-i:[A-Z][\w’'-]+(?:\s(?:(?:de|del|la|el|of|al|do|da)\s)?[A-Z][\w’'-]+){0,3}))"
"""A name that was not found to be a place."""
_BETWEEN = r"[\s:,(.…·|–—-]*"


@cache
def _row() -> re.Pattern[str]:
    own_end = rf"(?!{tail()}\s*\b(?:from|to|off|short\s+of|out\s+of|beyond|past)\s)"
    return re.compile(rf"[\s•*“\"'-]*{_ROWS}[\s•*-]*(?:⟦(?P<a>\d+)⟧|{_NAME}){_BETWEEN}{LENGTH}{own_end}", re.IGNORECASE)


@cache
def _sign() -> re.Pattern[str]:
    own_end = rf"(?!{tail()}\s*\b(?:from|to|off|short\s+of|out\s+of|beyond|past)\s)"
    signs = r"(?:(?:road\s+)?sign(?:post|board)?|milestone|finger-?post|kilomet\w+\s+stone|notice\s?board)s?"
    tells = (
        r"(?:read\w*|sa(?:y|ys|id|ying)|ga?iv?e[sn]?|giving|show\w*|point\w*|promis\w+|announc\w+|list\w*|has|had|with)"
    )
    return re.compile(
        rf"\b{signs}\b(?:\s+(?:at|in|outside|near|on|by|leaving|opposite|beyond)\s+[^⟦⟧⟨⟩;:.]{{0,30}}⟦(?P<b>\d+)⟧)?"
        rf"[^⟦⟧⟨⟩;.]{{0,30}}(?:\b{tells}|:)[\s:“\"']*{_ROWS}(?:⟦(?P<a>\d+)⟧|{_NAME}){_BETWEEN}{LENGTH}{own_end}",
        re.IGNORECASE,
    )


def ends_of_list(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """The ends of a row: its place, and that of the heading or of the signpost; empty for any other length."""
    sign = _sign().search(masked.text)
    if sign is not None and sign.end() == at + len(LENGTH):
        return _of_sign(scene, masked, at, sign)
    row = _row().match(masked.text)
    if row is None or row.end() != at + len(LENGTH):
        return []
    begin = document_offset(masked, scene, row.start("a") if row["a"] else row.start("name"))
    head = next((r for r in reversed(named_before(scene, masked, at)) if _heads(r, begin)), None)
    return [] if head is None else [_bound(scene, masked, at, row, head)]


def _of_sign(scene: Scene, masked: Masked, at: int, sign: re.Match[str]) -> list[Binding]:
    goal = end_at(masked, sign["a"]) if sign["a"] else End(sign["name"], words=sign["name"])
    if sign["b"]:
        return [bind_ends(scene, masked, (goal, end_at(masked, sign["b"])), at, sign.end())]
    others = [end for end in last_places(scene.earlier) if end.place != goal.place]
    return [replace(bind_ends(scene, masked, (goal, o), at, sign.end()), is_implied=True) for o in others[:1]]


def _bound(scene: Scene, masked: Masked, at: int, row: re.Match[str], head: Resolution) -> Binding:
    goal = end_at(masked, row["a"]) if row["a"] else End(row["name"], words=row["name"])
    return bind_ends(scene, masked, (goal, as_end(head)), at, row.end())


def _heads(resolution: Resolution, row: int) -> bool:
    """Whether a place heads a list that goes on until the row at an offset: all between them has figures."""
    quote = resolution.mention.quote
    text = quote.document.text
    if resolution.place is None or not 0 < row - quote.end <= _LONGEST:
        return False
    is_heading = _HEADING.search(text[max(0, quote.start - 60) : quote.start]) is not None
    ends = (_HEADING_ENDS if is_heading else _ZERO).match(text, quote.end)
    if ends is None or ends.end() > row:
        return False
    rows = re.split(r"[;,\n]|\.\s", text[ends.end() : row])
    return all(re.search(r"\d", part) for part in rows if part.strip())
