"""Who travels: the name that was asked for, or the one whom the sources are about, and what stands for it."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from kimmap.claims.lexicon import words
from kimmap.language import Token

Kind = Literal["person", "vessel", "group"]


@dataclass(frozen=True, slots=True)
class Traveller:
    """The one whose trip it is.

    ``parts`` are the folded words of the name that mark it ("Ada", "Lovelace"), titles left out;
    ``offices`` the nouns that the sources put before or after the name ("chancellor"); ``origins`` the
    demonyms among them ("German").  ``named`` is False where kimmap proposed it.
    """

    name: str
    kind: Kind
    parts: tuple[str, ...]
    offices: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    portfolios: frozenset[str] = frozenset()
    """Which minister or secretary it is: "foreign", "state"."""
    realms: frozenset[str] = frozenset()
    """What the office is of, by name: "Spain" of a king."""
    pronoun: Literal["he", "she"] | None = None
    named: bool = True
    carriers: frozenset[str] = frozenset()
    """Vehicles and groups that a source ties to the traveller: "the convoy" that she leads, "his train"."""
    described_as: frozenset[str] = frozenset()
    """Nouns that the sources put to the name, of whatever sort: "novelist", "schooner"."""
    in_party: bool = False
    """Whether the traveller goes with others, so that "they" and "the four" are the traveller, too."""
    plays: bool = False
    """Whether it is a side that plays matches, so that the towns that it beats are none that it goes to."""
    given: frozenset[str] = frozenset()
    """What the sources add to a name that was asked for in part: given names, or the surname."""

    phrase: tuple[str, ...] = ()
    """The name as it was asked for, folded, without the article: what a text may have word for word."""
    registrations: frozenset[str] = frozenset()
    """What the traveller's own jet or yacht is registered as."""
    followers: frozenset[str] = frozenset()
    """Writers who follow it."""
    candidates: tuple[tuple[str, int], ...] = ()
    """Where nobody was asked for: who may be meant, the likeliest first, and in how many sentences each is named."""
    pet_names: frozenset[str] = frozenset()
    """Short forms of the given name that the sources use, folded."""

    def is_called(self, name: str) -> bool:
        """Whether a person's or ship's name is this traveller's: the whole of it, a part, or a misspelling."""
        others = name_parts(name)
        if not others or not self.parts:
            return False
        if len(self.parts[-1]) == 1 and self.parts[-1] not in fold(name).split():
            return False
        if set(others) <= set(self.parts) | self.given and set(others) & set(self.parts):
            return True
        if len(others) > 2 and len(self.parts) == 2 and (others[0], others[-1]) == self.parts:
            return True  # with a middle name
        if set(others) <= self.pet_names:
            return True
        if "".join(others) == "".join(self.parts):
            return True  # written together: "Greyheron"
        if len(others) > 1 and len(self.parts) > 1:
            mine, theirs = "".join(self.parts), "".join(others)
            shared = set(others) & set(self.parts)
            return bool(shared) and len(mine) >= 7 and edit_distance(mine, theirs) <= 2
        return False

    def is_family(self, word: str) -> bool:
        """Whether a word is the plural of a person's surname: "the Vinters"."""
        return (
            self.kind == "person" and bool(self.parts) and fold(word) in (f"{self.parts[-1]}s", f"{self.parts[-1]}es")
        )


@functools.lru_cache(maxsize=2**15)
def fold(text: str) -> str:
    """Lower case without diacritics and with plain apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


SHORT_OFFICES = frozenset({"pm", "vp", "potus", "veep"})
"""Offices that news writes in capitals and without an article."""


def office_of(token: Token) -> str:
    """The office that a word names, folded: "minister", "pm"."""
    short = fold(token.text).replace(".", "")
    return short if short in SHORT_OFFICES else fold(token.lemma)


def wanted_parts(name: str) -> tuple[str, ...]:
    """The words that mark a traveller as a user names one: no article, no noun before the name, each of a pair.

    "the defendant Vinter" is Vinter, "Ada and Olaf" are both; "the Foreign Secretary" has no name but the office.
    """
    bare = re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)
    named = re.sub(rf"^(?:.*\s)?(?!(?:{_PARTICLES})\b)[a-z][a-z-]+\s+(?=[A-Z])", "", bare)
    if re.search(r"\s(?:[A-Z]|\d+)$", named):
        return tuple(re.findall(r"\w+", fold(named)))  # "Group B", "Old Number 9": the last word tells which
    if re.fullmatch(r"[A-Z][\w'’.-]+(?:\s+(?:and|&)\s+[A-Z][\w'’.-]+)+(?:\s+[A-Z][\w'’-]+)?", named):
        return tuple(w for w in re.findall(r"[\w'’-]+", fold(named)) if w != "and")
    return name_parts(named)


_PARTICLES = "of|the|de|del|della|di|da|dos|du|des|la|le|van|von|der|den|ter|ten|zu|af|av|bin|ibn|al|el|y|e|and|on"
"""Small words inside names."""


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is: no titles, no "of Somewhere", no possessive."""
    head = re.split(r"\s+(?:of|from|and|de la Casa)\s+", fold(name))[0]
    bare = [re.sub(r"'s?$", "", w) for w in re.split(r"[\s\-–]+", head)]
    kept = [w.strip(".,'\"()“”") for w in bare]
    marking = tuple(w for w in kept if w and w not in words("nouns", "titles") and (len(w) > 1 or len(kept) == 1))
    return marking or tuple(w for w in kept if w)


def edit_distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (ca != cb))
    return row[-1]


def is_title(name: str) -> bool:
    """Whether what was taken for a name is only a title: "Grand Duke"."""
    return all(w.strip(".,'") in words("nouns", "titles") | {"the", "and"} for w in fold(name).split())
