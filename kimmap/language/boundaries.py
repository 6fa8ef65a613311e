"""Where a sentence may not end: inside a name, a date, after "Mr." or "Sept.", between digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kimmap.language.analysis import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ABBREVIATION = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Mt|Ft|Gen|Col|Lt|Sgt|Capt|Cmdr|Adm|Maj|Gov|Sen|Rep|Rev|Hon|Fr|Msgr|No|Nos|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|"
    r"approx|ca|inst|ult|prox|a\.m|p\.m|U\.S|U\.N|U\.K|[A-Z])\.?$"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?\(?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
)
#: "LISBON, Portugal (AP) —", "TIRANA —", "Oslo, 4 May (Agency) -": what follows is a new sentence.
_DATELINE = re.compile(
    r"^\s*(?:[A-Z][A-Z'.\- ]{2,}(?:, [A-Z][\w'.\- ]+){0,2}|[A-Z][\w'.\-]+(?: [A-Z][\w'.\-]+){0,3}(?:, [A-Z0-9][\w'. ]+){0,2})"
    r"(?:\s*\([A-Z][\w ./&-]{1,30}\))?\s*(?:—|–|--|-{1,2}(?=\s))\s*"
)


def dateline_end(text: str) -> int:
    """Length of the dateline that a paragraph begins with, 0 when it has none."""
    match = _DATELINE.match(text)
    if not match or len(match.group()) > 90:
        return 0
    place = match.group().strip(" —–-")
    # "Kampala - a town of hills" is no dateline: capitals or an agency in brackets mark one.
    first = re.split(r"[,(]", place, maxsplit=1)[0].strip()
    return match.end() if first.isupper() or place.endswith(")") else 0


def forbid_breaks(doc: Doc, names: Sequence[Name]) -> None:
    """Mark the tokens of ``doc`` that may not (or must) begin a sentence, before it is parsed."""
    spans = [(n.start, n.end) for n in names] + [m.span() for m in _DATE.finditer(doc.text)]
    after_dateline = dateline_end(doc.text)
    for token in doc:
        if token.i == 0:
            continue
        previous = doc[token.i - 1]
        if after_dateline and token.idx >= after_dateline > previous.idx:
            token.is_sent_start = True
        elif any(start < token.idx < end for start, end in spans):
            token.is_sent_start = False
        elif _ABBREVIATION.match(previous.text) and (previous.text.endswith(".") or token.text == "."):
            # "U.S." may end a sentence, "Mr." never does: only a following capitalised
            # function word tells them apart.
            if not (previous.text.count(".") > 1 and token.text in _OPENERS):
                token.is_sent_start = False
        elif token.text in ")]»”" or previous.text in "([«“":
            token.is_sent_start = False


_OPENERS = frozenset({"The", "A", "An", "He", "She", "It", "They", "We", "I", "In", "On", "At", "But", "And", "His", "Her"})
