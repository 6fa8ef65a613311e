"""How the sources spell the name of the traveller who was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kimmap.claims.traveller import edit_distance, fold, name_parts
from kimmap.language import Analysis

_LONG = 7
"""Letters from which on a word may be misspelt in two of them."""


def as_sources_spell(analyses: Sequence[Analysis], name: str) -> str:
    """The name as it was asked for, or, where no source has it so, as they spell somebody called nearly that.

    "Adda Vinter" is "Ada Vinter"; a short form, or a name of one word, is left as it is.
    """
    asked = name.split()
    phrase = re.compile(rf"(?<!\w){re.escape(' '.join(fold(name).split()))}(?!\w)")
    if len(asked) < 2 or any(phrase.search(" ".join(fold(a.document.text).split())) for a in analyses):
        return name
    called: Counter[str] = Counter(
        re.sub(r"['’]s?$", "", " ".join(n.text.split())) for a in analyses for n in a.names if n.label == "PER"
    )
    nearly = [(count, other) for other, count in called.items() if _is_misspelt(name_parts(name), name_parts(other))]
    # A name in capitals is no spelling to show.
    ranked = sorted(nearly, key=lambda told: (told[1].isupper(), -told[0], told[1]))
    return ranked[0][1] if ranked else name


def _is_misspelt(asked: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same words but for a letter or two in one of them."""
    if len(asked) != len(other) or len(asked) < 2:
        return False
    wrong = [(a, b) for a, b in zip(asked, other, strict=True) if a != b]
    return len(wrong) == 1 and all(
        a[:1] == b[:1] and edit_distance(a, b) <= (2 if min(len(a), len(b)) >= _LONG else 1) for a, b in wrong
    )
