"""The catalogue of the page's own words: one file a language in ``assets/texts``.

A file that lacks an entry falls back to English, so a translation can grow.  Words of sources never
pass through a catalogue as templates: they are only ever filled in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kimmap.errors import WrongSettings

RULES: dict[str, Callable[[int], int]] = {
    "other": lambda _: 0,
    "one-other": lambda n: 0 if n == 1 else 1,
    "zero-one-other": lambda n: 0 if n < 2 else 1,
    "slavic": lambda n: (
        0 if n % 10 == 1 and n % 100 != 11 else 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
    ),
}
"""Which of a text's forms goes with a number, by the name that a catalogue gives under ``plural``."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language."""

    lang: str
    entries: dict[str, Any] = field(repr=False)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text under ``section.name``, with values filled in."""
        text = self.entry(key)
        return text.format(**values) if values else str(text)

    def entry(self, key: str) -> Any:
        """What the catalogue has under ``section.name``: a text, or the forms of one by number."""
        section, _, name = key.partition(".")
        found = self.entries.get(section, {})
        if name:
            found = found.get(name) if isinstance(found, dict) else None
        if found is None or found == {}:
            return load_texts("en").entry(key) if self.lang != "en" else name
        return found

    def count(self, key: str, number: int, **values: object) -> str:
        """``2 stops``: the text for a number, from the forms under ``count.key``."""
        forms = self.entry(f"count.{key}")
        form = forms[min(RULES[self.entries["plural"]](number), len(forms) - 1)]
        return str(form.format(n=self.number(number), **values))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's separators; Spanish and the like group from five digits on."""
        text = f"{value:,.{decimals}f}"
        if self.entries["thousands"] not in (",", ".") and abs(value) < 10_000:
            text = text.replace(",", "")
        swaps = {",": self.entries["thousands"], ".": self.entries["decimal"]}
        return "".join(swaps.get(c, c) for c in text)

    def month(self, number: int, *, alone: bool = False) -> str:
        """A month's name, short; ``alone`` where no day stands before it."""
        names = self.entries.get("months_alone") if alone else None
        return str((names or self.entries["months"])[number - 1])

    def sea(self, name: str) -> str | None:
        """A sea's name, from its English one; None where the language has none for it."""
        found = self.entries.get("seas", {}).get(name, name if self.lang == "en" else None)
        return None if found is None else str(found)


@cache
def load_texts(lang: str = "en") -> Texts:
    """The catalogue of a language; raises WrongSettings, which names those that there are."""
    path = files("kimmap.outputs") / "assets" / "texts" / f"{lang}.json"
    if not lang.isalpha() or not path.is_file():
        raise WrongSettings(f"there are no texts in the language {lang!r}: use one of {', '.join(languages())}")
    return Texts(lang, json.loads(path.read_text(encoding="utf-8")))


@cache
def languages() -> tuple[str, ...]:
    """The languages of the page, by code."""
    folder = files("kimmap.outputs") / "assets" / "texts"
    return tuple(sorted(f.name.removesuffix(".json") for f in folder.iterdir() if f.name.endswith(".json")))


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
