"""The words of figure and report: the page's catalogue with the sections ``figure`` and ``report``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from kimmap.outputs.texts import Texts, load_texts


@cache
def load_print_texts(lang: str = "en") -> Texts:
    """The words of a language; what it lacks is in English.  Raises WrongSettings as :func:`load_texts`."""
    page = load_texts(lang)
    sections = _catalogue()
    own = sections.get(lang, {})
    return Texts(lang, page.entries | {name: section | own.get(name, {}) for name, section in sections["en"].items()})


@cache
def _catalogue() -> dict[str, dict[str, dict[str, Any]]]:
    path = files("kimmap.outputs") / "print_texts.json"
    found: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return found
