"""The traveller's own jet or yacht under the eyes of those who follow it by its registration.

Where it was, the traveller was, unless they say that it went without him.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Analysis, Sentence
from kimmap.model import Document

_REGISTERED = re.compile(r"(?<![\w-])(?:(?:[A-Z]{1,2}|[A-Z]\d|\d[A-Z])-[A-Z0-9]{3,5}|N\d{2,5}[A-Z]{0,2})(?![\w-])")
_CRAFT = frozenset({"jet", "plane", "aircraft", "helicopter", "yacht", "aeroplane", "airplane"})
_WITHOUT = re.compile(
    r"\bwithout\s+(?:him|her|them)\b|\bcrew\s+only\b|\b(?:no|without)\s+passengers?\b|\bempty\s+(?:leg|flight|plane|jet|cabin)\b"
    r"|\b(?:flew|flies|flying|went|left|returned)\s+(?:off\s+|away\s+|back\s+|home\s+)?empty\b|\bn(?:obody|o\s+one)\s+aboard\b"
    r"|\b(?:not|never|n['’]t)\s+(?:been\s+)?(?:on\s+board|aboard)\b",
    re.IGNORECASE,
)
_LONGEST_POST = 1200
"""Characters of what one writes while following something."""


def with_craft(traveller: Traveller, analyses: Sequence[Analysis]) -> Traveller:
    """The traveller with the craft that a source ties to the name together with its registration, and who follows it.

    "Where is Vinter? Start with the jet: G-LARK, owned by …".
    """
    carriers, tails, followers = set[str](), set[str](), set[str]()
    for analysis in analyses:
        document = analysis.document
        for i, sentence in enumerate(analysis.sentences):
            found = _REGISTERED.findall(document.text, sentence.start, sentence.end)
            craft = {fold(t.lemma) for t in sentence.tokens} & _CRAFT if found else set()
            if not craft or not any(_names(s, analysis, traveller) for s in analysis.sentences[max(0, i - 1) : i + 1]):
                continue
            carriers |= craft
            tails |= set(found)
            followers |= {document.name, *filter(None, [document.author])}
    return replace(
        traveller,
        carriers=traveller.carriers | carriers,
        registrations=frozenset(tails),
        followers=frozenset(followers),
    )


def _names(sentence: Sentence, analysis: Analysis, traveller: Traveller) -> bool:
    return any(traveller.is_called(n.text) for n in analysis.names_in(sentence.start, sentence.end))


def without_craft(traveller: Traveller, document: Document, at: int) -> Traveller:
    """The traveller as the paragraph around an offset tells of him, where it says that his craft is not with him."""
    if not traveller.registrations or not is_parted(document, at):
        return traveller
    return replace(traveller, carriers=traveller.carriers - _CRAFT, registrations=frozenset(), followers=frozenset())


def is_parted(document: Document, at: int) -> bool:
    """Whether the paragraph or row around an offset says that the craft goes without passengers."""
    block = document.block_at(at)
    start, end = (block.start, block.end) if block is not None else (0, len(document.text))
    return _WITHOUT.search(document.text, start, end) is not None


def is_followed(traveller: Traveller, document: Document) -> bool:
    """Whether it is written by somebody who follows the traveller's craft: what ties it to the name, or a post."""
    post = len(document.text) <= _LONGEST_POST and document.author in traveller.followers
    return post or document.name in traveller.followers


def is_with_him(traveller: Traveller, document: Document, at: int) -> bool:
    """Whether such a text, at an offset, tells of the craft with the traveller in it, as far as it says."""
    return is_followed(traveller, document) and not is_parted(document, at)


def registered_in(sentence: Sentence, traveller: Traveller, text: str) -> list[tuple[int, int]]:
    """Where a sentence has the registration of the traveller's craft."""
    if not traveller.registrations:
        return []
    found = _REGISTERED.finditer(text, sentence.start, sentence.end)
    return [m.span() for m in found if m.group() in traveller.registrations]
