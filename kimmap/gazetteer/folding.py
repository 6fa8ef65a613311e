"""How names are compared: one key for all spellings of a name that differ in form only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

MAX_NAME_WORDS = 8
"""No name in the gazetteer that a text would use is longer."""

_SPELLED_OUT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_JOINERS = re.compile(r"['’‘ʻʼʿʾ`´′.]+")
_BREAKS = re.compile(r"[\W_]+")
_SHORT_FORMS = {"saint": "st", "sankt": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_SHORT = 3


def name_key(name: str) -> str:
    """The key under which ``name`` is filed; empty for a name without a letter or digit.

    Names of up to three letters keep their capitals (and get a "=" in front), all others lose case,
    diacritics, apostrophes and full stops; hyphens and other punctuation become spaces; a leading
    "the" goes; Saint, Mount and Fort are abbreviated.
    """
    if name.isascii():
        if len(name) > _SHORT and name.isalpha():  # most names in texts
            word = name.lower()
            return _SHORT_FORMS.get(word, word)
        plain = name
    else:
        plain = _without_marks(name)
    if not plain.replace(" ", "").isalnum() and not all(map(str.isalnum, plain.split())):
        plain = _BREAKS.sub(" ", _JOINERS.sub("", plain).replace("&", " and "))
    words = (plain.lower() if plain.isascii() else plain.casefold().translate(_SPELLED_OUT)).split()
    if len(words) <= 1:
        if not words:
            return ""
        word = plain.strip() if len(words[0]) <= _SHORT else ""
        if word and len(word) <= _SHORT and word.isascii():
            return "=" + word
    elif words[0] == "the":
        del words[0]
    if not _SHORT_FORMS.keys().isdisjoint(words):
        words = [_SHORT_FORMS.get(word, word) for word in words]
    return " ".join(words)


@lru_cache(maxsize=32_768)
def search_keys(name: str) -> tuple[str, ...]:
    """The keys to try for a name in a text, best first: as written, and "ULM" in capitals for "Ulm"."""
    key = name_key(name)
    if key.startswith("=") and key[1:].isupper() and len(key) > 2:
        return key, "=" + key[1:].capitalize()
    return (key,) if key else ()


def filing_keys(name: str) -> set[str]:
    """The keys under which a name is filed: its own, and one without the hyphens or apostrophes in it.

    "Ulan-Ude" is also "Ulanude", "Xi'an" also "Xi an".
    """
    key = name_key(name)
    keys = {key} if key else set()
    if name.isalpha():
        return keys
    if "-" in name or "‑" in name:
        keys.add(name_key(re.sub("[-‑]", "", name)))
    if "'" in name or "’" in name:
        keys.add(name_key(re.sub("['’]", " ", name)))
    keys.discard("")
    return keys


def _without_marks(name: str) -> str:
    if name.isalpha() and unicodedata.is_normalized("NFKD", name):  # most names in other scripts
        return name
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", name)))
