"""Base forms of English verbs and nouns, from the dictionary of the ``lemminflect`` package.

The package itself takes all 80,000 lines apart before the first answer, which is half a second of every start.
"""

from __future__ import annotations

import functools
import gzip
from bisect import bisect_left
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from kimmap.errors import DataMissing


def base_forms(word: str, part: str) -> tuple[str, ...]:
    """The base forms of a word in small letters, as a "VERB" or a "NOUN", the usual one first.

    Empty where it is none.

    Raises ``DataMissing`` where the dictionary is not installed.
    """
    lines, mended = _dictionary()
    key = f"{word},{part.lower()}"
    forms = mended.get(key) or _in_lines(lines, f"{key},")
    return tuple(forms.lower().split("/")) if forms else ()


def _in_lines(lines: Sequence[str], key: str) -> str:
    """What follows the key in its line; the lines are sorted, which is much faster than a dictionary of them."""
    at = bisect_left(lines, key)
    return lines[at].removeprefix(key) if at < len(lines) and lines[at].startswith(key) else ""


@functools.cache
def _dictionary() -> tuple[list[str], dict[str, str]]:
    """Lines "word,part,base forms by /", sorted; and "word,part" → base form where those are wrong."""
    package = find_spec("lemminflect")
    try:
        folder = Path(package.submodule_search_locations[0]) / "resources"  # type: ignore[union-attr,index]
        lines = sorted(gzip.decompress((folder / "lemma_lu.csv.gz").read_bytes()).decode().splitlines())
        mended = (folder / "lemma_overrides.csv").read_text(encoding="utf-8").split("\n")
    except (OSError, TypeError, AttributeError) as error:
        raise DataMissing("lemminflect's dictionary is missing: pip install --force-reinstall lemminflect") from error
    found = {}
    for line in mended:
        if line.strip() and not line.startswith("#"):
            word, part, form = line.strip().split(",")
            found[f"{word},{part.lower()}"] = form
    return lines, found
