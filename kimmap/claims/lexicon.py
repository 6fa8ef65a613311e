"""The cue words of `cues.toml`, as sets."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Set
from importlib.resources import files


@functools.cache
def words(section: str, name: str) -> frozenset[str]:
    """A list of ``cues.toml``, as lemmas."""
    return frozenset(_tables()[section][name].split())


@functools.cache
def phrases(section: str, name: str) -> tuple[str, ...]:
    """A list of ``cues.toml`` whose items are phrases separated by bars."""
    return tuple(" ".join(p.split()) for p in _tables()[section][name].split("|") if p.strip())


@functools.cache
def role_of_verb(lemma: str) -> str | None:
    """The list under ``[roles]`` that holds a verb; the first that does.

    A slip of the lemmatizer is forgiven ("rejoine").
    """
    for form in (lemma, lemma.removesuffix("e"), f"{lemma}e"):
        for role in _tables()["roles"]:
            if form in words("roles", role):
                return role
    return None


@functools.cache
def role_of_noun(lemma: str) -> str | None:
    """The list under ``[roles_of_nouns]`` that holds a noun."""
    return next((role for role in _tables()["roles_of_nouns"] if lemma in words("roles_of_nouns", role)), None)


@functools.cache
def bearers_of_style(word: str) -> frozenset[str]:
    """The offices whose holder is "His Holiness" and the like; none for other words."""
    return words("styles", word) if word in _tables()["styles"] else frozenset()


def epithets_of(offices: Set[str]) -> frozenset[str]:
    """What else the holder of an office is called: "pontiff" of a pope, "pm" of a prime minister."""
    table = _tables()["epithets"]
    return frozenset(e for key in table if set(key.split("_")) <= offices for e in words("epithets", key))


@functools.cache
def pet_forms(word: str) -> frozenset[str]:
    """The given names that a pet form may stand for: "ned" for "edward"; none for other words."""
    return words("pet_forms", word) if word in _tables()["pet_forms"] else frozenset()


@functools.cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
