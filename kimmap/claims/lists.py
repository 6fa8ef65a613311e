"""Whose the lists of a document are, whether they are plans, and which day stands over their entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kimmap.claims.fixtures import fixtures_of
from kimmap.claims.lexicon import words
from kimmap.claims.rows import is_own_table, is_programme, names_whose_rows
from kimmap.claims.scene import Line, Scene
from kimmap.claims.tracks import Track
from kimmap.claims.traveller import fold
from kimmap.model import DateMention

_CLOCK = re.compile(r"(?:at )?\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]\.?m\.?)?(?: hrs?| hours)?", re.IGNORECASE)
"""A time of day without its day: "09:30"."""


_ENTRIES = 3
_FEW = 4
_IDLE = frozenset({"free", "rest", "travel", "leisure", "off"})
"""What stands for a day on which nothing is to be: "Free day"."""


class Lists:
    """Which lists of a document are the traveller's."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._his = scene.cast.first_person or self._names_him(0, 3) or scene.is_titled_after_him or scene.is_followed
        self._by_name = names_whose_rows(scene)
        own_table = is_own_table(scene)
        self._his = self._his or own_table or scene.is_track
        self.track = Track(scene)
        self.fixtures = fixtures_of(scene)
        self._planned, self._supposed = own_table and is_programme(scene), False
        if file := _words_of_table(scene):
            kept = words("nouns", "journeys") | words("nouns", "logs") | words("nouns", "programmes")
            kept |= {f"{noun}s" for noun in kept} | {"flights", "route", "legs", "stops", "ports", "calls", "stages"}
            self._his = self._his or bool(file & (kept | set(scene.traveller.parts)))
            self._planned = self._planned or bool(file & _PLANNED)
        self._day_lines = sum(
            line.block is not None and line.block.role in ("body", "heading", "byline") and is_day_alone(line)
            for line in scene.lines
        )
        self._day: DateMention | None = None
        self._last_day: DateMention | None = None
        self._log = bool(set(re.findall(r"\w+", (scene.document.title or "").lower())) & words("nouns", "logs"))

    def note(self, lines: Sequence[Line]) -> None:
        """See a paragraph that is no entry: a heading or a text that tells whose list follows."""
        block = lines[0].block
        named = any(self._scene.cast.has(t) for line in lines for t in line.sentence.tokens)
        lemmas = {t.lemma for line in lines for t in line.sentence.tokens}
        lemmas |= {unicodedata.normalize("NFKC", t.text).lower() for line in lines for t in line.sentence.tokens}
        record = bool(lemmas & words("nouns", "records"))
        programme = bool(lemmas & words("nouns", "programmes")) and not record and not _had_a_plan(lines)
        if block is not None and block.role == "heading" and not _leads_in(lines[-1]):
            goes_on = programme or record or self._of_a_day(lines) or (len(lemmas) <= _FEW and bool(lemmas & _IDLE))
            self._his = named or (self._his and goes_on) or self._scene.cast.first_person
            self._planned = programme or (self._planned and not record and self._of_a_day(lines))
        elif named or ((programme or record) and self._his):
            self._his = True
            self._planned = (self._planned or programme) and not record
        if block is not None and block.role == "title":
            self._his = self._his or named
        self._supposed = _leads_in_what_would_be(lines[-1])
        self._note_day(lines)

    def _note_day(self, lines: Sequence[Line]) -> None:
        """The day that a heading puts over what follows; places under it leave it, another text ends it."""
        if not self._of_a_day(lines):
            self._day = None
            return
        days = [d for line in lines for d in line.dates if d.granularity == "day" and not d.interval.is_open]
        if days:
            self._day = days[0]

    @property
    def are_log(self) -> bool:
        """Whether the document is a log, whose lines are entries."""
        return self._log

    @property
    def may_be_brief(self) -> bool:
        """Whether a day and a place alone are an entry of the traveller's list; in a diary they head what is told."""
        return self._his and not self._scene.cast.first_person

    def day_of(self, dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
        """The days of an entry: its own, else those of the heading above it or, in a log, of the entry before it."""
        own = [d for d in dates if not is_clock(d)]
        if own:
            self._last_day = next((d for d in own if d.granularity in ("day", "time")), None) or self._last_day
            return tuple(dates)
        inherited = self._day or (self._last_day if self._log else None)
        return (inherited,) if inherited is not None else tuple(dates)

    def is_day_heading(self, lines: Sequence[Line]) -> bool:
        """Whether a heading names the places of the day that it, or the one before it, gives."""
        block = lines[0].block
        heads = block is not None and block.role == "heading"
        return heads and self._his and self._day is not None and self._of_a_day(lines)

    @staticmethod
    def _of_a_day(lines: Sequence[Line]) -> bool:
        """Whether a heading holds but days and places: it parts a programme, and opens no other."""
        tokens = [t for line in lines for t in line.sentence.tokens]
        if any(line.dates for line in lines) and tokens[-1].text == ")":  # "Monday 5 May (a public holiday)"
            tokens = tokens[: next((i for i, t in enumerate(tokens) if t.text == "("), None)]
        return all(t.pos in ("PUNCT", "SYM", "NUM", "ADP", "CCONJ") or t.text[0].isupper() for t in tokens) and any(
            line.dates or line.resolutions for line in lines
        )

    def is_of_another(self, lines: Sequence[Line]) -> bool:
        """Whether the table says of whom each row tells, and this one of somebody else."""
        return self._by_name and not any(self._scene.cast.has(t) for line in lines for t in line.sentence.tokens)

    @property
    def are_his(self) -> bool:
        """Whether the words above a list say that it is the traveller's."""
        return self._his

    @property
    def are_plans(self) -> bool:
        """Whether the words above a list call it a programme."""
        return self._planned

    @property
    def are_plans_by_days(self) -> bool:
        """Whether an entry stands under the heading of its day, in no log."""
        return self._day is not None and not self._log and not self._scene.cast.first_person

    @property
    def are_several(self) -> bool:
        """Whether the document is mostly a list, so that what stands among its entries is one, too.

        Or its days stand in lines of their own, "Monday 5 May", with what is to be on each below it.
        """
        return sum(b.role == "list" for b in self._scene.document.blocks) >= _ENTRIES or self._day_lines >= _ENTRIES

    @property
    def are_supposed(self) -> bool:
        """Whether the sentence that leads in a list says that it would have been so."""
        return self._supposed

    def _names_him(self, first: int, last: int) -> bool:
        blocks = [b for b in self._scene.document.blocks if b.role in ("title", "lead", "heading")][first:last]
        return any(
            b.start <= t.start < b.end and self._scene.cast.has(t)
            for b in blocks for line in self._scene.lines for t in line.sentence.tokens
        )  # fmt: skip


def is_day_alone(line: Line) -> bool:
    """Whether a line is nothing but a day, or says in brackets what day it is: "Monday 5 May (a holiday)"."""
    days = [d for d in line.dates if d.granularity == "day" and d.quote.start == line.sentence.start]
    if not days or line.block is None or line.sentence.start != line.block.start:
        return False
    rest = days[0].quote.document.text[days[0].quote.end : line.block.end].strip(" \n.:")
    return not rest or (rest[0] == "(" and rest[-1] == ")")


def is_clock(date: DateMention) -> bool:
    """Whether a time stands without its day: "11.30"."""
    return _CLOCK.fullmatch(date.quote.text) is not None


_PLANNED = frozenset({"programme", "program", "schedule", "plan", "plans", "planned", "agenda"})


def _had_a_plan(lines: Sequence[Line]) -> bool:
    """ "A boat and no plan", "our plan had been to sail south": what follows is told and no programme."""
    return any(
        t.lemma == "plan" and t.pos == "NOUN"
        and (
            any(c.lemma in ("no", "without") for c in line.sentence.children(t.i))
            or any(c.text.lower() in ("had", "was") for c in line.sentence.children(line.sentence.tokens[t.head].i))
        )
        for line in lines for t in line.sentence.tokens
    )  # fmt: skip


def _words_of_table(scene: Scene) -> frozenset[str]:
    """The words in the name of a file that is nothing but a table: all that tells whose it is."""
    blocks = [b for b in scene.document.blocks if b.role != "title"]
    if not blocks or any(b.role != "table" for b in blocks):
        return frozenset()
    return frozenset(re.findall(r"[a-z]+", fold(scene.document.name.rpartition(".")[0])))


def _leads_in(line: Line) -> bool:
    """ "Rough stages, all of them open:" leads in a list, and is no new chapter."""
    return line.sentence_text.rstrip(" *_").endswith(":") and len(line.sentence_text.split()) >= _LEADING_WORDS


_LEADING_WORDS = 3


def _leads_in_what_would_be(line: Line) -> bool:
    """ "By the guidebook I would sleep here:"."""
    text = line.sentence_text.rstrip()
    return text.endswith((":", "…", "...")) and any(t.lemma == "would" for t in line.sentence.tokens)
