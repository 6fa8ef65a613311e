"""Varies the examples that the names model learns from: other names, other registers, other spelling.

An example is words with spans (start, end, label) of words; nothing here reads a file.
"""

# ruff: noqa: C901, E501  (a training loop reads best in one piece, its tables in long lines)
from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kimmap.language.names_gazetteer import CLASSES, NameLists
from kimmap.language.network import fold

Span = tuple[int, int, str]

SWAPPED = {"country": 0.35, "region": 0.5, "district": 0.6, "feature": 0.3, "site": 0.3}
SWAPPED_CITY, SWAPPED_OTHER, SWAPPED_PERSON = 0.75, 0.2, 0.5
CITY_CLASSES = ("city_1m", "city_100k", "city_10k", "city", "other_large", "other_small")
ABBREVIATED_REGIONS = [
    "Ala.",
    "Ariz.",
    "Ark.",
    "Calif.",
    "Colo.",
    "Conn.",
    "Del.",
    "D.C.",
    "Fla.",
    "Ga.",
    "Ill.",
    "Ind.",
    "Kan.",
    "Ky.",
    "La.",
    "Md.",
    "Mass.",
    "Mich.",
    "Minn.",
    "Miss.",
    "Mo.",
    "Mont.",
    "Neb.",
    "Nev.",
    "N.H.",
    "N.J.",
    "N.M.",
    "N.Y.",
    "N.C.",
    "N.D.",
    "Okla.",
    "Ore.",
    "Pa.",
    "R.I.",
    "S.C.",
    "S.D.",
    "Tenn.",
    "Tex.",
    "Vt.",
    "Va.",
    "Wash.",
    "W.Va.",
    "Wis.",
    "Wyo.",
    "Alta.",
    "B.C.",
    "Man.",
    "N.B.",
    "N.S.",
    "Ont.",
    "P.E.I.",
    "Que.",
    "Sask.",
    "N.S.W.",
    "Vic.",
    "Qld.",
    "CA",
    "TX",
    "NY",
    "FL",
    "OH",
    "PA",
    "IL",
    "MA",
    "WA",
    "VA",
    "NC",
    "GA",
    "MI",
    "NJ",
]
_SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with", "from", "as", "is"]
)


@dataclass(frozen=True, slots=True)
class Example:
    words: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Pools:
    """What names are drawn from: places by class, and people's; each a list of word lists."""

    places: Mapping[str, Sequence[Sequence[str]]]
    given: Sequence[str]
    family: Sequence[str]
    organisations: Sequence[Sequence[str]]
    english: Sequence[Sequence[str]]
    """Towns where English is spoken: what English texts mention most."""
    ships: Sequence[str] = field(default_factory=list)

    def city(self, rng: random.Random) -> Sequence[str]:
        if rng.random() < 0.35:
            return rng.choice(self.english)
        kind = rng.choices(CITY_CLASSES, (2, 3, 4, 3, 2, 1))[0]
        return rng.choice(self.places[kind])

    def person(self, rng: random.Random, family: str | None = None) -> list[str]:
        given = [rng.choice(self.given)]
        if rng.random() < 0.15:
            given.append(rng.choice(self.given) if rng.random() < 0.4 else rng.choice("ABCDEFGHJKLMPRSTW") + ".")
        return [*given, family or self.family_name(rng)]

    def family_name(self, rng: random.Random) -> str:
        if rng.random() < 0.08:  # people are named like towns
            city = self.city(rng)
            if len(city) == 1:
                return city[0]
        return rng.choice(self.family)


def rebuild(example: Example, replaced: Mapping[int, Sequence[str]]) -> Example:
    """The example with the words of some spans (by index) replaced."""
    words: list[str] = []
    spans: list[Span] = []
    position = 0
    for i, (start, end, label) in enumerate(example.spans):
        words += example.words[position:start]
        begin = len(words)
        words += replaced.get(i, example.words[start:end])
        spans.append((begin, len(words), label))
        position = end
    words += example.words[position:]
    return Example(tuple(words), tuple(spans))


def swap_names(example: Example, pools: Pools, lists: NameLists, rng: random.Random) -> Example:
    """Other places of the same class and other people; one name stays one name."""
    marks, _ = lists.mark([example.words])
    chosen: dict[str, Sequence[str] | None] = {}
    families: dict[str, str] = {}
    replaced: dict[int, Sequence[str]] = {}
    for i, (start, end, label) in enumerate(example.spans):
        words = example.words[start:end]
        key = " ".join(words)
        if key not in chosen:
            if label == "LOC":
                chosen[key] = _other_place(int(marks[start]), words, pools, rng)
            elif label == "PER" and (words[-1] in families or rng.random() < SWAPPED_PERSON):
                family = families.setdefault(words[-1], pools.family_name(rng))
                chosen[key] = [family] if len(words) == 1 else pools.person(rng, family)
            else:
                chosen[key] = None
        new = chosen[key]
        if new:
            replaced[i] = [w.upper() for w in new] if key.isupper() and len(key) > 3 else new
    return rebuild(example, replaced)


def with_region(example: Example, pools: Pools, rng: random.Random) -> Example:
    """A region or country behind some towns: "Springfield, Ill.," """
    replaced: dict[int, Sequence[str]] = {}
    cut: list[tuple[int, int]] = []
    for i, (start, end, label) in enumerate(example.spans):
        if label == "LOC" and end < len(example.words) and example.words[end] != "," and rng.random() < 0.1:
            region = (
                [rng.choice(ABBREVIATED_REGIONS)] if rng.random() < 0.6 else list(rng.choice(pools.places["region"]))
            )
            replaced[i] = [*example.words[start:end], ",", *region, ","]
            cut.append((i, end - start))
    built = rebuild(example, replaced)
    spans: list[Span] = []
    lengths = dict(cut)
    for i, (start, end, label) in enumerate(built.spans):
        if i in lengths:
            spans += [(start, start + lengths[i], label), (start + lengths[i] + 1, end - 1, label)]
        else:
            spans.append((start, end, label))
    return Example(built.words, tuple(spans))


def _other_place(mark: int, words: Sequence[str], pools: Pools, rng: random.Random) -> Sequence[str] | None:
    kind = CLASSES[(mark - 1) // 3 + 1] if mark else "none"
    if kind in CITY_CLASSES:
        if rng.random() > SWAPPED_CITY:
            return None
        return rng.choice(pools.places[kind]) if rng.random() < 0.5 else pools.city(rng)
    if kind in SWAPPED and rng.random() < SWAPPED[kind]:
        return rng.choice(pools.places[kind])
    return pools.city(rng) if kind == "none" and len(words) == 1 and rng.random() < SWAPPED_OTHER else None


def plain_letters(example: Example) -> Example:
    """Without diacritics."""
    return Example(tuple(w if w.isascii() else _restore_case(w, fold(w)) for w in example.words), example.spans)


def _restore_case(word: str, folded: str) -> str:
    return folded.upper() if word.isupper() and len(word) > 1 else folded.capitalize() if word[:1].isupper() else folded


def shout(example: Example) -> Example:
    """A line in capitals."""
    return Example(tuple(w.upper() for w in example.words), example.spans)


def headline(example: Example) -> Example:
    """The first sentence in headline capitals without its full stop."""
    end = next((i for i, w in enumerate(example.words) if w in (".", "!", "?")), len(example.words))
    words = [
        w if (fold(w) in _SMALL_WORDS and i) or not w[:1].islower() else w[:1].upper() + w[1:]
        for i, w in enumerate(example.words[:end])
    ]
    return Example(tuple(words), tuple(s for s in example.spans if s[1] <= end))


def with_dateline(example: Example, pools: Pools, rng: random.Random) -> Example:
    """The text with "CITY, Country (Agency) —" in front."""
    city = list(pools.city(rng))
    country = list(rng.choice(pools.places["country"] if rng.random() < 0.7 else pools.places["region"]))
    words = [w.upper() for w in city] if rng.random() < 0.7 else city
    spans: list[Span] = [(0, len(words), "LOC")]
    if rng.random() < 0.5:
        country = [rng.choice(ABBREVIATED_REGIONS)] if rng.random() < 0.35 else country
        words = [*words, ",", *country]
        spans.append((len(words) - len(country), len(words), "LOC"))
    if rng.random() < 0.25:
        words = [*words, ",", rng.choice(("May", "Sept.", "Jan.", "June", "Oct.")), str(rng.randint(1, 30))]
    if rng.random() < 0.6:
        agency = rng.choice(("AP", "Reuters", "AFP", "Xinhua", "Staff", "UPI", "dpa", "Agencies", "Interfax"))
        words = [*words, "(", agency, ")"]
        if agency not in ("Staff", "Agencies"):
            spans.append((len(words) - 2, len(words) - 1, "ORG"))
    words.append(rng.choice(("—", "-", "–", "--")))
    return Example(
        (*words, *example.words), (*spans, *((s + len(words), e + len(words), x) for s, e, x in example.spans))
    )


def from_template(template: str, pools: Pools, rng: random.Random) -> Example:
    """A sentence of another register: ``template`` with its slots filled.

    C city, K country, R region, F feature, P person, N family name, G given name, O organisation: labelled;
    A abbreviated region ("Calif."), labelled; V ship, D day, M month, Y year, # number: not.  "{C County}" labels the slot together with the words.
    """
    words: list[str] = []
    spans: list[Span] = []
    for piece in re.split(r"(\{[^}]*\})", template):
        if not piece.startswith("{"):
            piece = re.sub("#", lambda _: str(rng.randint(1, 60)), piece)
            words += re.findall(r"[A-Z][a-z]{0,3}\.(?=\s)|'s|\w+|[^\w\s]", piece)
            continue
        inside = piece[1:-1]
        label = None
        if ":" in inside:
            label, inside = inside.split(":")
        start = len(words)
        for part in inside.split(" "):
            filled, own = _fill(part, pools, rng)
            words += filled
            label = label or own
        if label and label != "O":
            spans.append((start, len(words), label))
    return Example(tuple(words), tuple(spans))


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _fill(part: str, pools: Pools, rng: random.Random) -> tuple[Sequence[str], str | None]:
    match part:
        case "C":
            return pools.city(rng), "LOC"
        case "K":
            return rng.choice(pools.places["country"]), "LOC"
        case "R":
            return rng.choice(pools.places["region"]), "LOC"
        case "F":
            return rng.choice(pools.places["feature"]), "LOC"
        case "A":
            return [rng.choice(ABBREVIATED_REGIONS)], "LOC"
        case "P":
            return pools.person(rng), "PER"
        case "N":
            return [pools.family_name(rng)], "PER"
        case "G":
            return [rng.choice(pools.given)], "PER"
        case "O":
            return rng.choice(pools.organisations), "ORG"
        case "V":
            return rng.choice((pools.city(rng), [rng.choice(pools.given)], [rng.choice(pools.ships)])), None
        case "D":
            return [rng.choice(_DAYS)], None
        case "M":
            return [rng.choice(_MONTHS)], None
        case "Y":
            return [str(rng.randint(1750, 2030))], None
        case "#":
            return [str(rng.randint(1, 60))], None
        case _:
            return [part], None
