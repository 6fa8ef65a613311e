"""What a diary, a log and a letter look like: entries by their days, a head that says who keeps them, a greeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import words
from kimmap.claims.traveller import fold
from kimmap.language import Analysis, Sentence
from kimmap.model import Document

_DAY = r"\d{1,2}(?:st|nd|rd|th|d)?"
_MONTH = r"[A-Z][A-Za-z]{2,8}\b"
_DAY_OPENS = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? )?"
    rf"(?:{_DAY}(?: {_MONTH})?|{_MONTH}\.? {_DAY}|\d{{4}}-\d\d-\d\d)"
    r"(?:,? \d{4})?(?:\s*(?:[.:–—·•|\t-]|$)| {2})",
    re.MULTILINE,
)
"""How a day's entry of a diary or a log opens: "Mon. 3 May. …", "9 Aug. …", "Feb. 2d. - …", "4 Aug · …"."""
_ENTRIES = 3
"""So many of them make a diary."""
_SENTENCES_A_DAY = 8


def has_entries(analysis: Analysis, told: Sequence[Sentence]) -> bool:
    """Whether a text goes on day after day: above its paragraphs or in them; ``told`` are its sentences."""
    text = analysis.document.text
    days = {s.start for s in analysis.sentences if s.role in _ROLES_OF_DAYS and _DAY_OPENS.match(text, s.start)}
    return len(days) >= _ENTRIES and len(days) * _SENTENCES_A_DAY >= len(told)


_ROLES_OF_DAYS = frozenset({"body", "heading", "byline", "lead", "list", "table"})


def keeper_in(analysis: Analysis) -> str | None:
    """Whom the head of a diary names as its keeper: "Diary of Ada Vinter, surgeon", "Ada Vinter's journal"."""
    head = _head_of(analysis)
    match = _KEEPS.search(head) or _OWNS.search(head)
    if match is None or not has_entries(analysis, _told(analysis)):
        return None
    name = match["name"].strip(" ,")
    return name.title() if name.isupper() else name


_CAPITAL = r"[A-Z][\w'’-]*\.?"
_KIND = r"(?:diar(?:y|ies)|journals?|letters|posts|notebook)"
_KEEPS = re.compile(
    rf"\b(?i:{_KIND}) (?i:kept by|of|by) (?:(?!the\b)[a-z]+ )?"
    rf"(?P<name>{_CAPITAL}(?: (?:(?:de|von|van|la) )?{_CAPITAL}){{1,4}})"
)
_OWNS = re.compile(rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}}?)['’]s? (?:[a-z]+ )?(?i:{_KIND}|logbook)\b")


def ship_logged(analysis: Analysis) -> str | None:
    """The ship whose log a text is by its head: "yacht Tern" of "Log of the yacht Tern", else "ship Tern"."""
    head = _head_of(analysis)
    if (match := _LOG_OF.search(head)) is None or not has_entries(analysis, _told(analysis)):
        return None
    name = match["name"].title() if match["name"].isupper() else match["name"]
    return f"{(match['sort'] or 'ship').lower()} {name}"


_SORTS = "|".join(sorted(words("nouns", "ships")))
_LOG_OF = re.compile(
    rf"\b(?i:log(?:book)?) (?i:of) (?i:the) (?:(?P<sort>(?i:{_SORTS})) )?(?P<name>{_CAPITAL}(?: {_CAPITAL})?)"
)


def _head_of(analysis: Analysis) -> str:
    """The title and the lines above the first paragraph."""
    text = analysis.document.text
    above = []
    for sentence in analysis.sentences:
        if sentence.role in ("body", "list", "table") or _DAY_OPENS.match(text, sentence.start):
            break
        above.append(text[sentence.start : sentence.end])
    return "\n".join([analysis.document.title or "", *above])


def _told(analysis: Analysis) -> list[Sentence]:
    return [s for s in analysis.sentences if s.role == "body"]


def is_letter(document: Document) -> bool:
    """Whether a text greets somebody above its first paragraphs: "Dear Mother,"."""
    text = document.text
    return any(greets(text[b.start : b.end]) for b in document.blocks[:_LINES_OF_A_HEAD])


def greets(line: str) -> bool:
    """Whether a line is but a greeting: "My dear Olaf,"."""
    return _GREETS.fullmatch(line) is not None


_GREETS = re.compile(
    r"(?:(?:my|our)\s)?(?:(?:very|own)\s)?(?:dear(?:est)?|darling|beloved)\b[^\n.!?]{0,40}[,:;!—–-]+", re.IGNORECASE
)
_LINES_OF_A_HEAD = 6


def propose_keeper(analyses: Sequence[Analysis]) -> str | None:
    """Who keeps the diaries or signs the letters that most of the texts are; None where they are something else."""
    keepers = [keeper_in(a) or (a.document.author if is_letter(a.document) else None) for a in analyses]
    named = [name for name in keepers if name]
    if 2 * len(named) <= len(analyses):
        return None
    return min(named, key=lambda name: (-named.count(name), name))


def is_nobodys_diary(analysis: Analysis) -> bool:
    """Whether a text is a diary under nobody's name, told by "I" or "we"."""
    if analysis.document.author or not has_entries(analysis, _told(analysis)):
        return False
    subjects = [
        fold(t.text) for s in _told(analysis) for t in s.tokens if t.pos == "PRON" and t.dep.startswith("nsubj")
    ]
    mine = sum(word in ("i", "we") for word in subjects)
    return mine >= _ENTRIES - 1 and 2 * mine > len(subjects)


DIARIST = "the diarist"
"""What the writer of a diary under nobody's name is called."""
