"""Where a sentence of news, letters and lists must begin, and where none may: around names, dates, abbreviations.

The grammar model finds sentences; these are the places where it is not asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kimmap.language.analysis import Name
from kimmap.model import Document

_TITLES = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sr|Jr|St|Ste|Mt|Ft|Gen|Col|Lt|Sgt|Capt|Cmdr|Cdr|Adm|Maj|Brig|Gov|Sen|Rep|Rev|Hon|Fr|Msgr|Mme|Mlle|"
    "Pres|Amb|Supt|Det|Insp|Messrs"
)
_SHORTENED = (
    "No|Nos|vs|v|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|approx|ca|c|e\\.g|i\\.e|cf|viz|"
    "Ave|Blvd|Rd|Hwy|Rte|lat|long|Lat|Long|Is|Pt|Cape|fms|hrs|min|pp|p|vol|fig|Fig|Vol"
)
#: Always followed by more of the same sentence.
_LEADS_ON = re.compile(rf"^(?:{_TITLES}|{_SHORTENED}|[A-Z])\.?$")
#: May end a sentence: "in the U.S.", "at 6 p.m."
_MAY_END = re.compile(r"^(?:(?:[A-Za-z]\.){2,}|[ap]\.m\.?|Inc\.?|Ltd\.?|Co\.?|Corp\.?|etc\.?)$")
BEGINNERS = frozenset({
    "The", "He", "She", "It", "They", "We", "You", "But", "His", "Her", "Its", "Their", "Our", "This", "These", "Those",
    "There", "Then", "Meanwhile", "However",
})  # fmt: skip
"""Begin a sentence after an abbreviation; the other openers may, and the model says whether they do."""
_OPENERS = BEGINNERS | {
    "A", "An", "I", "In", "On", "At", "And", "That", "After", "Before", "When", "While", "As", "From", "For", "Later",
    "Earlier",
}  # fmt: skip
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]*\s+)?\(?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[.:]\d{2}\s*(?:[ap]\.?\s?m\.?|hrs|GMT|UTC)"
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,:]*\d")
_PLACE = r"[A-Z][\w'.\-]+(?: [A-Z][\w'.\-]+){0,3}"
_SHOUTED = r"(?:(?:ST|MT|FT|LA|EL|AL)(?:\.? |-))?[A-Z][A-Z'\-]{2,}(?:[ .][A-Z][A-Z'.\-]+){0,3}"
_REST = rf"(?:, (?:{_PLACE}|{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})){{0,3}}"
_AGENCY = r"\s*\([A-Z][\w ./&-]{1,30}\)"
_DASH = r"\s*(?:—|–|--|-(?=\s))\s*"
#: "LISBON, Portugal (AP) —", "TIRANA —", "Oslo, 4 May (Agency) -": what follows is a new sentence.
_DATELINE = re.compile(
    rf"(?:(?<=\s)|^)(?:{_SHOUTED}{_REST}(?:{_AGENCY})?|{_PLACE}{_REST}{_AGENCY}){_DASH}(?=[\"'“]?[A-Z0-9])"
)
_ANY_DASH = re.compile("[—–-]")
_ENTRY_DAY = re.compile(
    r"^(?:[A-Z][a-z]{2,8},? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})"
    r"(?:,? \d{4})?\s?[·•|]\s+(?=\S)",
    re.MULTILINE,
)
"""The day of a post, and what parts it from the post: "4 Aug · "."""
_LONGEST_DATELINE = 90
_BULLET = re.compile(r"[•·▪‣*–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_UNFINISHED = re.compile(
    r"(?:[,;—–-]|\b(?:(?i:an?|the|of|in|on|at|to|by|for|from|with|and|or|but|his|her|their|its|was|were|is)|Mr\.|Mrs\.|Dr\.))$"
)
_WRAPPED = 0.6
"""Of the longest line: a line shorter than this was ended on purpose."""
_OFFICES = frozenset({"PM", "DPM", "VP", "CM", "HM", "HRH", "POTUS", "EAM"})
"""Stand before a name without a full stop: "PM Vinter"."""
_OF_LETTERS = frozenset({"inst", "ult", "prox"})
"""Stand behind a day: "on the 3rd inst. by the packet", "on the 3rd inst. He had been ill"."""
_SHORT_NAMES = frozenset({"Sept", "No", "Nos", "Fig", "fig", "lat", "long", "ca", "approx"})
_SENTENCE_ENDS = frozenset({".", "!", "?", "…", "..."})
_CARELESS = frozenset({"!", "?", "..", "...", "...."})
"""After these small letters may begin a sentence ("anybody there? i am"), and the model says whether they do."""
_QUOTES = frozenset("\"'")
_FULL_STOPS = frozenset(".!?")
_CLOSES = frozenset(")]»”’\"'")
_OPENING = frozenset("([«“‘")
_GOES_ON = frozenset({*")]»”’,;", "'s", "n't"}) | _SENTENCE_ENDS


def datelines(text: str) -> list[tuple[int, int]]:
    """(start, end) of the datelines of a text: at its beginning, or after a headline that runs into it."""
    if not _ANY_DASH.search(text):
        return []
    found = [m.span() for m in _DATELINE.finditer(text) if m.end() - m.start() <= _LONGEST_DATELINE]
    return [(start, end) for start, end in found if not text[:start].strip() or "(" in text[start:end]]


def is_in_dateline(document: Document, offset: int) -> bool:
    """Whether what stands at an offset is in the dateline of its block: "ARDEN, Skerra (Agency) — "."""
    block = document.block_at(offset)
    start, end = (block.start, block.end) if block else (0, len(document.text))
    return any(first <= offset - start < last for first, last in datelines(document.text[start:end]))


def line_breaks(text: str) -> list[int]:
    """Offsets of lines that begin a sentence: list items and lines that were not merely wrapped."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    if len(lines) < 2:
        return []
    longest = max(len(line.strip()) for _, line in lines)
    starts = []
    for (before, line), (start, following) in pairwise(lines):
        line, begin = line.strip(), following.strip()
        if not line or not begin:
            continue
        blank = text.count("\n", before, start) > 1
        wrapped = begin[0].islower() or len(line) >= _WRAPPED * longest or _UNFINISHED.search(line)
        if blank or _BULLET.match(begin) or not wrapped:
            starts.append(start + len(following) - len(following.lstrip()))
    return starts


def sentence_breaks(text: str, words: Sequence[tuple[str, int]], names: Sequence[Name]) -> dict[int, bool]:
    """By index of a word: True where a sentence must begin with it, False where none may.

    ``words`` are those of ``text`` with their offsets; ``names`` count from the start of ``text``.
    """
    breaks: dict[int, bool] = {}
    offsets = [at for _, at in words]
    for start, end in _unbroken(text, names):
        breaks |= dict.fromkeys(_inside(offsets, start + 1, end), False)
    for i in range(1, len(words)):
        (previous, at), (word, offset) = words[i - 1], words[i]
        if word[0].islower() and previous[-1] not in _FULL_STOPS:
            breaks[i] = False  # most words; what follows says the same, later
        elif word in _QUOTES and i + 1 < len(words):
            opens = offset > _end(words[i - 1]) and words[i + 1][1] == offset + 1
            breaks |= {i: True} if opens and previous in _SENTENCE_ENDS else {} if opens else {i: False}
        elif previous in _QUOTES and offset == at + 1 and (i == 1 or at > _end(words[i - 2])):
            breaks[i] = False  # the first word of a quotation
        elif _runs_on(previous, word, words[i - 2][0] if i > 1 else ""):
            breaks[i] = False
        elif (word in BEGINNERS and _MAY_END.match(previous)) or _follows_full_stop(words, i):
            breaks.setdefault(i, True)
    lines = datelines(text)
    entries = (m.end() for m in _ENTRY_DAY.finditer(text))
    for offset in (*line_breaks(text), *entries, *(edge for span in lines for edge in span)):
        first = bisect_left(offsets, offset)
        if 0 < first < len(words):
            breaks[first] = True
    for start, end in lines:
        breaks |= dict.fromkeys(_inside(offsets, start + 1, end), False)
    return breaks


def _unbroken(text: str, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    yield from ((n.start, n.end) for n in names)
    if _DIGIT.search(text):
        yield from (m.span() for m in _DATE.finditer(text))
        yield from (m.span() for m in _NUMBER.finditer(text))


def _inside(offsets: Sequence[int], start: int, end: int) -> range:
    """Words that begin within a span of the text."""
    return range(bisect_left(offsets, start), bisect_left(offsets, end))


def _runs_on(previous: str, word: str, before: str) -> bool:
    """Whether ``word`` goes on with the sentence of ``previous`` (and the word before that) for certain."""
    if word in _GOES_ON or previous in _OPENING or (previous in _QUOTES and before == ","):
        return True  # the last: '"We are late," | Maria said'
    if previous[-1] == "." and len(previous) > 1:
        return word not in _OPENERS if _MAY_END.match(previous) else _LEADS_ON.match(previous) is not None
    if previous == "." and before in _OF_LETTERS:
        return word not in _OPENERS
    if previous == ".":
        return len(before) > 1 and _LEADS_ON.match(before) is not None
    # '"Stop!" he said': a small letter begins no sentence, except right after a stop in careless prose.
    return (
        (word[:1].islower() and previous not in _CARELESS)
        or word == "."
        or (len(previous) > 1 and previous in _SHORT_NAMES and word[:1].isdigit())
        or (previous in _OFFICES and word[:1].isupper() and not before[:1].isdigit() and word not in BEGINNERS)
    )


def _follows_full_stop(words: Sequence[tuple[str, int]], i: int) -> bool:
    """Whether word ``i`` is capitalised and comes after a full stop and what closes with it: a quotation, a bracket."""
    if not words[i][0][:1].isupper():
        return False
    last = i - 1
    while last > 0 and words[last][0] in _CLOSES and words[last][1] == _end(words[last - 1]):
        last -= 1
    return words[last][0] in _FULL_STOPS


def _end(word: tuple[str, int]) -> int:
    return word[1] + len(word[0])
