"""Says which place "here" and "there" mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.model import PlaceMention, Resolution
from kimmap.places.surroundings import (
    Surroundings,
    dateline,
    masthead,
    named_before,
    named_behind,
    topic,
    town_before_container,
)  # fmt: skip

_GOAL = re.compile(
    r"\b(?:to|at|into|near|for|reached|reaching|visited|visiting) "
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Sept|Nov|Dec)ember|October|Christmas|Easter|Lent|Whitsun|God|English|Mr|Mrs|Miss|Dr|Captain)"
    r"(?P<name>[A-ZÀ-Þ][a-zß-ÿ]{2,})"
)
_COMPARED = re.compile(r"\b(?:than|unlike|like|size\sof|as\s\w+\sas)\s(?:the\s)?\Z")
_NATIVE = re.compile(
    r"\b(?:people|pilgrims|visitors|guests|tourists|passengers|delegates?|delegations?|teams?|players|soldiers|troops|"
    r"students|families|men|women|refugees|friends|colleagues|experts|priests|bishops|Catholics|Muslims)\sfrom\s"
    r"(?:(?:northern|southern|eastern|western|all\sover)\s)?\Z",
    re.IGNORECASE,
)


def resolve_adverb(mention: PlaceMention, around: Surroundings) -> Resolution:
    """ "There" is where the text was last; "here" where the text was written, if it says so at its head."""
    if at := named_behind(mention, around):
        return Resolution(mention, at, f"“{mention.name}” is said to be {at.name}", 0.7)
    before = named_before(mention, around)
    if mention.name in ("here", "hither"):
        head, about = dateline(around), topic(around)
        if not head and about:
            return Resolution(
                mention, about[0], f"“{mention.name}” takes up {about[0].name}, the text is about it", 0.5
            )
        head = head or masthead(around)
        before = [head] if head else before[:2]
    elif _another_is_named(mention, before):
        return Resolution(mention, None, f"“{mention.name}” takes up a name that is not known")
    else:
        before = [r for r in before if not _is_but_compared(r)] or before
    last = town_before_container([r for r in before if r.place and r.place.kind not in ("continent", "ocean")])
    if last is None or last.place is None:
        return Resolution(mention, None, f"nothing was named that “{mention.name}” could take up")
    return Resolution(mention, last.place, f"“{mention.name}” takes up {last.place.name}", 0.5)


def _is_but_compared(resolution: Resolution) -> bool:
    """Whether a name says how large something is, or where people are from: "larger than Peru"."""
    quote = resolution.mention.quote
    before = quote.document.text[max(0, quote.start - 50) : quote.start]
    return bool(_COMPARED.search(before) or _NATIVE.search(before))


def _another_is_named(mention: PlaceMention, before: Sequence[Resolution]) -> bool:
    """Whether its sentence goes to some place that nobody knows: "we rode out to Xyl and slept there"."""
    start = mention.quote.sentence_start
    text = mention.quote.document.text[start : mention.quote.start]
    if any(r.mention.quote.start >= start for r in before):
        return False
    return _GOAL.search(" ".join(text.split())) is not None
