"""Whether what was asked for by name alone is a boat: nobody is called so, and the texts are all of sailing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import words
from kimmap.language.lemmas import base_forms
from kimmap.language.persons import given_names, surnames


def is_sailed(parts: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a name that no person bears ("Grey Heron", "Second Wind") is that of the boat that the texts tell of.

    ``parts`` are the folded words of the name, ``texts`` are folded.
    """
    if not parts or any(p in given_names() for p in parts) or not _is_common(parts[0]):
        return False
    if parts[-1] in surnames() and not (len(parts) > 1 and _is_common(parts[-1])):
        return False
    name = re.escape(" ".join(parts))
    called = [re.search(rf"\b(?:{_TITLES}) {name}\b", text) for text in texts]
    if any(called):
        return False
    told = [set(re.findall(r"[a-z]+", text)) for text in texts]
    kinds = words("nouns", "ships")
    at_sea = [own & words("nouns", "seafaring") for own in told]
    aboard = sum(bool(own & kinds) for own in told)
    return aboard > 0 and len(set().union(*at_sea)) >= _WORDS_OF_THE_SEA and sum(map(bool, at_sea)) * 2 > len(texts)


def _is_common(word: str) -> bool:
    return bool(base_forms(word, "NOUN") or base_forms(word, "ADJ"))


_TITLES = "mr|mrs|ms|miss|dr|sir|captain|capt|skipper|president|minister|king|queen"
_WORDS_OF_THE_SEA = 6
"""So many different words of sailing make a story of a boat."""
