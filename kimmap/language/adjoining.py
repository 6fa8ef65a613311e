"""A place and a person side by side, which the names model takes for one name: "From Lima | Vinter flew home"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kimmap.language.analysis import Name
from kimmap.language.persons import given_names
from kimmap.language.words import Words

if TYPE_CHECKING:
    from kimmap.language.grammar import Parse

_SUBJECTS = ("nsubj", "nsubj:pass")

_LEADS = re.compile(r"\b(?:from|after|in|at|near|to|outside|before|behind|beyond|leaving|reaching)\s+$", re.IGNORECASE)


def part_adjoining(names: Sequence[Sequence[Name]], texts: Sequence[str]) -> list[list[Name]]:
    """The names of a document's blocks, those of a place and somebody behind a preposition parted.

    Somebody is who the document names elsewhere, by the whole name or the surname.  A name that stands elsewhere
    as it is ("Florence Pell") or may be somebody's for all that the document says is left whole.
    """
    told = [
        [replace(n, text=text[n.start : n.end]) for n in own] for own, text in zip(names, texts, strict=True)
    ]  # the models give offsets alone
    people = {n.text for own in told for n in own if n.label == "PER"}
    apart = {
        n.text
        for own, text in zip(told, texts, strict=True)
        for n in own if not _LEADS.search(text[max(0, n.start - _LONGEST) : n.start])
    }  # fmt: skip
    called: dict[str, set[str]] = {}
    for name in people & apart:
        words = name.split()
        called.setdefault(name, set())
        called.setdefault(words[-1], set()).update(words[:1] if len(words) > 1 else ())
    return [
        [part for n in own for part in ([n] if n.text in apart else _parted(n, text, called))]
        for own, text in zip(told, texts, strict=True)
    ]


_LONGEST = 12
"""Characters: more than a preposition has."""


def _parted(name: Name, text: str, called: dict[str, set[str]]) -> list[Name]:
    words = list(re.finditer(r"\S+", name.text))
    if len(words) < 2 or not _LEADS.search(text[max(0, name.start - _LONGEST) : name.start]):
        return [name]
    for word in words[1:]:
        who, where = name.text[word.start() :], name.text[: word.start()].rstrip()
        if who in called and where[0].isupper() and not _may_be_given(where, called[who]):
            cut = name.start + word.start()
            end = name.start + len(where)
            return [Name(name.start, end, where, "LOC"), Name(cut, name.end, who, "PER")]
    return [name]


def _may_be_given(word: str, known: set[str]) -> bool:
    """Whether a word may be the given name of somebody: that of one who is known, or a usual one."""
    return word in known or sum(given_names().get(word.lower(), (0.0,))) > _USUAL


_USUAL = 0.01
"""Per cent of the people who bear it."""


def set_apart(words: Words, names: Sequence[Name], parse: Parse) -> None:
    """Let somebody named right behind a place be who does it, where the grammar took both for one name.

    "From Lima | Vinter | flew home": Lima is where from, and Vinter flew.
    """
    at = {start: i for i, (_, start) in enumerate(words)}
    for place, person in pairwise(names):
        if (place.label, person.label) != ("LOC", "PER") or person.start - place.end != 1:
            continue
        first, who = at.get(place.start), at.get(person.start)
        if first is None or who is None or parse.relations[who] not in ("flat", "compound"):
            continue
        where = parse.heads[who]
        if not first <= where < who:
            continue
        verb = parse.heads[where]
        if verb <= who or not parse.tags[verb].startswith("VB"):
            continue
        if parse.relations[where] in _SUBJECTS:  # "After | Lima | …"
            parse.relations[where] = "obl"
            if first and parse.relations[first - 1] == "mark":
                parse.relations[first - 1], parse.heads[first - 1] = "case", where
        elif any(h == verb and r in _SUBJECTS for h, r in zip(parse.heads, parse.relations, strict=True)):
            continue
        parse.heads[who], parse.relations[who] = verb, "nsubj"
        for i in range(who + 1, len(words)):
            if words[i][1] >= person.end:
                break
            if parse.heads[i] == where:
                parse.heads[i] = who
