"""Base forms of English verbs and nouns, from the dictionary of the ``lemminflect`` package.

The package itself takes all 80,000 lines apart before the first answer, which is half a second of every start.
"""

from __future__ import annotations

import functools
import gzip
from importlib.util import find_spec
from pathlib import Path

from kimmap.errors import DataMissing


def base_forms(word: str, part: str) -> tuple[str, ...]:
    """The base forms of a word in small letters, as a "VERB" or a "NOUN", the usual one first.

    Empty where it is none.

    Raises ``DataMissing`` where the dictionary is not installed.
    """
    forms = _dictionary().get(f"{word},{part.lower()}")
    return tuple(forms.lower().split("/")) if forms else ()


@functools.cache
def _dictionary() -> dict[str, str]:
    """ "word,part" → its base forms, by "/"."""
    package = find_spec("lemminflect")
    try:
        folder = Path(package.submodule_search_locations[0]) / "resources"  # type: ignore[union-attr,index]
        lines = gzip.decompress((folder / "lemma_lu.csv.gz").read_bytes()).decode().split("\n")
        mended = (folder / "lemma_overrides.csv").read_text(encoding="utf-8").split("\n")
    except (OSError, TypeError, AttributeError) as error:
        raise DataMissing("lemminflect's dictionary is missing: pip install --force-reinstall lemminflect") from error
    found = dict(line.strip().rsplit(",", 1) for line in lines if line)
    for line in mended:
        if line.strip() and not line.startswith("#"):
            word, part, form = line.strip().split(",")
            found[f"{word},{part.lower()}"] = form
    return found
