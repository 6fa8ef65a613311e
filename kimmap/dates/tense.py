"""Whether the clause around an expression looks ahead or back: the nearest verb tells."""

from __future__ import annotations

import re
from typing import Literal

from kimmap.dates.lexicon import CUES

Direction = Literal["future", "past"]

_VERBS = "|".join(CUES["scheduled"])
_SCHEDULED = [
    r"(?<!the )(?<!his )(?<!her )(?<!their )(?<!its )(?<!our )(?<!of )(?<!official )(?<!state )(?<!many )"
    rf"(?<!several )(?<!two )(?<!more )(?:(?:{_VERBS})e?s|goes|flies|carries on|is(?= the| off| when))",
    rf"(?:I|we|they|you)\s(?:all\s|then\s|both\s)?(?:{_VERBS}|fly|carry on)",
]
_CUE = re.compile(
    rf"\b(?:(?P<future>{'|'.join(CUES['future'])})|(?P<past>{'|'.join(CUES['past'])})|"
    rf"(?P<scheduled>{'|'.join(_SCHEDULED)}))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n|[;:]\s")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|St|a\.m|p\.m|[ap]\.\s?m|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)$"
)
_RELATIVE_CLAUSE = re.compile(r",\s(?:who|which|where|whose)\b[^,]*,")
_AFTER_THAT = re.compile(
    r"\b(?:from|until|till|by|than|starting|beginning|as of)\s+(?:the\s+|next\s+)?$", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:is|are|remains?|depends?|off (?:to|for))\b")
"""After the day, of what is to be: "a trip there on Thursday is in doubt"."""
_FINITE = frozenset({"was", "were", "had", "did", "has", "have", "said", "told"})
_BEFORE, _AFTER = 160, 60


def direction(text: str, start: int, end: int) -> Direction | None:
    """Where the verb nearest to the expression points, None without a verb."""
    before = _clause_before(text, start)
    cues = list(_CUE.finditer(before))
    if cues:
        return _meaning(cues)
    after = text[end : end + _AFTER]
    cut = _SENTENCE_END.search(after)
    after = after[: cut.start()] if cut else after
    match = _CUE.search(after)
    present = _PRESENT.search(after, 0, match.start() if match else len(after))
    return "future" if present else _meaning([match]) if match else None


def _meaning(cues: list[re.Match[str]]) -> Direction | None:
    last = cues[-1]
    if last["future"] or last["scheduled"]:
        return "future"
    # "will be received", "is to set out": what follows an auxiliary closely belongs to it.
    if len(cues) > 1 and cues[-2]["future"] and last.start() - cues[-2].end() <= 12 and last[0].lower() not in _FINITE:
        return "future"
    return "past"


def _clause_before(text: str, start: int) -> str:
    before = text[max(0, start - _BEFORE) : start]
    for cut in reversed(list(_SENTENCE_END.finditer(before))):
        if not _ABBREVIATED.search(before[: cut.start()]):
            before = before[cut.end() :]
            break
    return _RELATIVE_CLAUSE.sub(",", before)


_IN_THE_PAST = re.compile(r"(?:was|were) to\b", re.IGNORECASE)


def planned_before(text: str, start: int) -> bool:
    """Whether the verb before tells what lies ahead of the writing: "leaves at noon", not "was to leave"."""
    cues = list(_CUE.finditer(_clause_before(text, start)))
    return bool(cues) and _meaning(cues) == "future" and not any(_IN_THE_PAST.match(c[0]) for c in cues[-2:])


def looks_ahead(text: str, start: int) -> bool:
    """ "until Sunday", "from Monday": a border ahead where no verb says otherwise."""
    return bool(_AFTER_THAT.search(text, max(0, start - 16), start))


def one_sentence(text: str, first: int, last: int) -> bool:
    """Whether no sentence ends between two offsets."""
    return last - first < 400 and not any(
        not _ABBREVIATED.search(text[first : first + cut.start()]) for cut in _SENTENCE_END.finditer(text[first:last])
    )
