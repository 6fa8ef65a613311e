"""Text → segments: a paragraph or a line each, hard-wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from ..model import BlockRole
from .headdates import DAY, MONTH, WEEKDAY
from .lexicon import LEXICON, whole

Hint = Literal["", "title", "heading", "byline", "caption", "list", "table", "noise"]
Roles = list[BlockRole | None]
"""What each segment of a document is for, as far as it is known."""

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_COLUMN_GAP = re.compile(r"(?<=[^\s.!?:]) {2,}(?=\S)|(?<=\S) {3,}(?=\S)|(?<=\S)\t+ *(?=\S)| ?\| ?")
_PIECE = rf"(?:{WEEKDAY}|{MONTH}|{DAY}|\d{{4}}|\d{{4}}-\d\d-\d\d|and|to|day|week)"
DATE_LED = re.compile(
    rf"(?=.{{0,40}}\d)(?:{_PIECE}(?!\w)[.,]?\s*(?:[–/&-]\s*)?){{1,12}}\s*(?:[:—–|]|\s-)\s", re.IGNORECASE
)
BULLET = re.compile(r"^(?:[-*•‣▪◦●–]|\(?\d{1,3}[.)]|\([a-z]\))\s+(?=\S)")
_LABEL = re.compile(r"[A-Z][A-Z .'’-]{2,30}:\s")
_URL = re.compile(r"https?://\S+$")
_RULE = re.compile(r"[\W_]+$")
_OPEN_END = re.compile(
    r"\b(?:an?|the|of|in|at|to|from|for|with|by|on|and|or|about|some|nearly|almost|than|into|near|between|his|her|their|its|our"
    r"|my|was|were|is|are|had|has)\Z"
)
"""A word after which no paragraph ends: the next line goes on with a name or a figure."""
ENDED = re.compile(r"[.!?…:;。！？।॥۔؟][\"'”’»)\]*_]*$")
SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.!?…][\"'”’»)]*$")
"""Eight words at least that end as a sentence does."""
FENCE = re.compile(r"(?:---+|\+\+\+|;;;)$")
"""What stands above and below the front matter of a text."""
_MOST_FIELDS = 40
_UNPARTED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")

WRAP_LIMIT = 100
"""Columns beyond which no one breaks lines by hand."""


@dataclass(frozen=True, slots=True)
class Segment:
    """``text[start:end]`` of a document; ``run`` counts the stretches between blank lines.

    ``linked`` is what leads to somewhere else with most of its words, ``furniture`` what is likely to stand around the
    article by how its page is built.
    """

    start: int
    end: int
    text: str
    run: int
    hint: Hint = ""
    indent: int = 0
    linked: bool = False
    furniture: bool = False

    @property
    def words(self) -> int:
        text = self.text
        return len(text.split()) if text.isascii() else words_in(text)

    @property
    def ended(self) -> bool:
        """Whether it closes like a sentence."""
        return ENDED.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """A sentence or more, by its shape."""
        return self.words >= 25 or (self.words >= 9 and self.ended)


def words_in(text: str) -> int:
    """How many words there are; Chinese and Japanese write two characters or so for one, and no blanks."""
    words = len(text.split())
    return words if text.isascii() else words + len(_UNPARTED.findall(text)) // 2


def segment(text: str) -> tuple[Segment, ...]:
    """All that is not blank in ``text``, in order."""
    lines = _mark_tables(_lines(text))
    width = _wrap_width(lines)
    segments: list[Segment] = []
    last, fields = None, _fields_above(lines)
    for number, line in enumerate(lines):
        if last is not None and number >= fields and segments and _continues(last, line, width):
            start = segments[-1].start
            segments[-1] = replace(segments[-1], end=line.end, text=text[start : line.end])
        else:
            segments.append(line)
        last = line
    return tuple(segments)


def _fields_above(lines: Sequence[Segment]) -> int:
    """How many lines the front matter has, with its fences: each is a field, or a part of one."""
    if not lines or not FENCE.match(lines[0].text):
        return 0
    closing = (i for i, line in enumerate(lines[1:_MOST_FIELDS], 1) if FENCE.match(line.text))
    return next(closing, -1) + 1


def _lines(text: str) -> list[Segment]:
    lines: list[Segment] = []
    run = 0
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not stripped:
            continue
        start = match.start() + match[0].index(stripped)
        if lines and len(_BREAK.findall(text, lines[-1].end, start)) > 1:
            run += 1
        lines.append(Segment(start, start + len(stripped), stripped, run, "", start - match.start()))
    return lines


def _mark_tables(lines: list[Segment]) -> list[Segment]:
    """Lines with columns that stand below each other are rows of a table."""
    columns = [_columns(line) for line in lines]
    rows = set()
    for i in range(1, len(lines)):
        tabbed = "\t" in lines[i].text and "\t" in lines[i - 1].text
        piped = lines[i].text.count("|") > 1 and lines[i].text.count("|") == lines[i - 1].text.count("|")
        aligned = len(columns[i] & columns[i - 1]) > 1
        spaced = piped and lines[i].text[0].isdigit() and lines[i - 1].text[0].isdigit()  # messages, far apart
        if spaced or (lines[i].run == lines[i - 1].run and (tabbed or piped or aligned)):
            rows |= {i - 1, i}
    lines = [replace(line, hint="table") if i in rows else line for i, line in enumerate(lines)]
    return _mark_column(lines, columns)


def _mark_column(lines: list[Segment], columns: Sequence[set[int]]) -> list[Segment]:
    """Lines of which the second column begins at one place are items of a list: a day or a town, and what is there.

    So are the lines beside them that are longer in front: "Mon 6 - Tue 7   Lima".
    """
    marked = list(lines)
    for _, group in groupby(range(len(lines)), key=lambda i: lines[i].run):
        run = list(group)
        first = [min(columns[i], default=None) for i in run]
        listed = any(
            first[k] is not None and len(set(first[k : k + _COLUMN_LINES])) == 1
            for k in range(len(run) - _COLUMN_LINES + 1)
        )
        for i in run if listed and not any(lines[i].hint for i in run) else ():
            marked[i] = replace(lines[i], hint="list") if columns[i] else lines[i]
    return marked


_COLUMN_LINES = 3
"""So many lines below each other do not begin a second column at one place by chance."""


def _columns(line: Segment) -> set[int]:
    """Where columns begin."""
    return {line.indent + match.end() for match in _COLUMN_GAP.finditer(line.text)}


def _wrap_width(lines: Sequence[Segment]) -> int | None:
    """The column at which the text is wrapped by hand, None where it is not."""
    short = [line for line in lines if len(line.text) <= WRAP_LIMIT and line.hint != "table"]
    if not short or len(short) < 0.9 * len(lines):
        return None
    width = max(line.indent + len(line.text) for line in short)
    pairs = [(a, b) for a, b in pairwise(short) if a.run == b.run]
    wrapped = sum(b.text[0].islower() and _is_full(a, b, width) for a, b in pairs)
    return width if width >= 40 and wrapped >= 3 else None


def _is_full(line: Segment, following: Segment, width: int) -> bool:
    """Whether the next word did not fit any more; ragged hands leave up to ten columns."""
    return line.indent + len(line.text) + 1 + len(following.text.split()[0]) > width - 10


def _continues(line: Segment, following: Segment, width: int | None) -> bool:
    """Whether ``following`` goes on with the paragraph of ``line``."""
    if line.run != following.run or "table" in (line.hint, following.hint) or following.hint == "list":
        return False
    if _is_apart(following.text):
        return False
    if _RULE.match(line.text) or _URL.match(line.text):
        return False
    if line.text.isupper() and following.text.isupper() and following.text.split()[0].lower() in LEXICON["continuing"]:
        return True
    if line.indent > 8 or following.indent > max(8, line.indent):
        return False
    lower = following.text[0].islower() and not re.match(r"by [A-Z]", following.text)
    goes_on = not line.ended and (lower or _OPEN_END.search(line.text) is not None)
    if width is None:
        return goes_on and len(line.text) >= 40
    return _is_full(line, following, width) or (goes_on and len(line.text) >= 30)


def _is_apart(text: str) -> bool:
    """Whether a line begins something of its own: an item, an entry, a turn of speech, a rule."""
    return bool(
        DATE_LED.match(text)
        or BULLET.match(text)
        or _LABEL.match(text)
        or _URL.match(text)
        or _RULE.match(text)
        or text.startswith(("#", ">", "```"))
        or whole("noise_whole").fullmatch(text)
    )
