"""Who travels: the name that was asked for with what the sources say of it, or the one whom they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kimmap.claims.cast import is_spoken_of
from kimmap.claims.clubs import plays_matches
from kimmap.claims.followed import with_craft
from kimmap.claims.lexicon import words
from kimmap.claims.offices import offices_of
from kimmap.claims.proposing import candidates
from kimmap.claims.seafaring import is_sailed
from kimmap.claims.telling import told_in_first_person
from kimmap.claims.traits import (
    carriers_of,
    goes_with_another,
    has_party,
    nouns_of,
    pet_names_of,
    pronoun_of,
    title_in_couple,
)
from kimmap.claims.traveller import Kind, Traveller, fold, name_parts, wanted_parts
from kimmap.language import Analysis
from kimmap.model import Resolution


def identify_traveller(
    analyses: Sequence[Analysis], wanted: str | None = None, resolutions: Sequence[Resolution] = ()
) -> Traveller | None:
    """The traveller by the name that was asked for, or the one whom the sources are about.

    ``resolutions`` tell which names are places.  None when no name was asked for and nobody moves.
    """
    asked = wanted.strip() if wanted else ""
    proposed = () if asked else candidates(analyses, resolutions)
    if not (asked or proposed):
        return None
    name = asked or proposed[0].name
    name = _in_full(analyses, name) if name.islower() else name
    parts = wanted_parts(name)
    kind = _kind(name, parts, analyses)
    if kind != "person":  # a ship may be called after a queen, a team after a town "of the Dunes"
        kinds = words("nouns", "ship_titles") | (set(re.findall(r"\b[a-z]+\b", name)) & words("nouns", "ships"))
        parts = tuple(w for w in _phrase(name) if w not in kinds | _SMALL_WORDS) or parts
    given = _given_names(analyses, name, parts) if kind == "person" else frozenset()
    first = Traveller(name, kind, parts, named=bool(wanted), given=given, phrase=_phrase(name))
    offices = offices_of(analyses, first)
    pronoun, carriers = pronoun_of(analyses, first), carriers_of(analyses, first)
    in_couple = title_in_couple(analyses, replace(first, pronoun=pronoun))
    party = first.kind == "group" or has_party(analyses, carriers) or goes_with_another(analyses, first)
    found = replace(
        first,
        offices=offices.held | in_couple,
        portfolios=offices.portfolios,
        realms=offices.realms,
        origins=offices.origins,
        pronoun=pronoun,
        carriers=carriers,
        described_as=nouns_of(analyses, first),
        in_party=party,
        plays=first.kind == "group" and plays_matches(name, [fold(a.document.text) for a in analyses]),
        pet_names=pet_names_of(analyses, first),
        candidates=tuple((c.name, c.sentences) for c in proposed[:_NAMED]),
    )
    return with_craft(found, analyses)


_NAMED = 3
"""So many of those who may be meant are named to a user who asked for nobody."""


def is_told_of(analyses: Sequence[Analysis], traveller: Traveller) -> bool:
    """Whether any source names the traveller, or is told by one who says "I"."""
    bare = replace(traveller, offices=frozenset())  # "the chancellor" may be another one
    return any(is_spoken_of(a, bare) for a in analyses) or any(told_in_first_person(analyses, traveller))


_SMALL_WORDS = frozenset({"of", "the", "and", "de", "del", "la", "le", "y", "e", "s"})


def _phrase(name: str) -> tuple[str, ...]:
    """The words of a name as a text has them, without the article."""
    found = tuple(re.findall(r"\w+", fold(name)))
    return found[1:] if found[:1] == ("the",) else found


def _given_names(analyses: Sequence[Analysis], name: str, parts: tuple[str, ...]) -> frozenset[str]:
    """What the sources call somebody whose surname or given name was asked for: "Dr Vinter" is "Ada Vinter".

    Where several bear the surname, it is the one who is named with the title that was asked for, if only one is.
    """
    titles = frozenset(fold(name).replace(".", "").split()) & words("nouns", "titles")
    found: Counter[tuple[str, ...]] = Counter()
    titled: set[tuple[str, ...]] = set()
    for analysis in analyses:
        for person in analysis.names:
            own = name_parts(person.text)
            lead = own[: -len(parts)] if own[-len(parts) :] == parts else ()
            if not lead and len(own) > 1 and own[:1] == parts[-1:]:
                lead = own[1:]  # "Ada" is "Ada Vinter"
            if person.label != "PER" or not lead:
                continue
            found[lead] += 1
            before = fold(analysis.document.text[max(0, person.start - 40) : person.start]).replace(".", "").split()
            if titles & {*before[-3:], *fold(person.text).replace(".", "").split()}:
                titled.add(lead)
    fitting = titled or set(found)
    longest = max(fitting, key=len, default=())
    return frozenset(longest) if all(set(lead) <= set(longest) for lead in fitting) else frozenset()


_ONE_OF_THE_NAME = 2
"""One of several who bear a surname is meant by it who is named more than so many times as often as the next."""


def _in_full(analyses: Sequence[Analysis], name: str) -> str:
    """A name in small letters as the sources have it, with the given name of the one who is told of."""
    parts = tuple(re.findall(r"[\w'’-]+", fold(name)))
    called: Counter[str] = Counter(
        " ".join(person.text.split()) for a in analyses for person in a.names
        if person.label == "PER" and person.text[:1].isupper() and name_parts(person.text)[-len(parts) :] == parts
    )  # fmt: skip
    full = Counter({text: count for text, count in called.items() if len(text.split()) > len(parts)}) or called
    first, *others = full.most_common(2) or [("", 0)]
    return first[0] if first[1] > sum(count for _, count in others) * _ONE_OF_THE_NAME else name


def _kind(name: str, marking: tuple[str, ...], analyses: Sequence[Analysis]) -> Kind:
    first = fold(name).split()
    if first and first[0].rstrip(".") in words("nouns", "ship_titles"):
        return "vessel"
    if marking and set(marking) <= words("nouns", "titles") | words("nouns", "offices"):
        return "person"  # "the Foreign Secretary"
    plain = [w.strip(".,'’").removesuffix("'s").removesuffix("’s") for w in first]
    numbered = len(plain) > 1 and plain[-1].isdigit()
    carries = words("nouns", "vehicles") | words("nouns", "ships")
    if plain and plain[-2 if numbered else -1] in carries - words("nouns", "groups"):
        return "vessel"  # "the Book Bus", "Fire Engine 3"
    if len(plain) > 1 and plain[0] in _WARSHIPS:
        return "vessel"  # "Frigate Vinter"
    if words("nouns", "ships") & set(re.findall(r"\b[a-z]+\b", name)):
        return "vessel"  # "training ship Vinter"
    if numbered or any(re.fullmatch(r"u(?:nder)?-?\d+s?", w) for w in plain):
        return "group"  # "Year 10", "the under-20s"
    if len(marking) > 1 and re.search(r"\s(?:and|&)\s", name):
        return "group"
    if any(w.strip(",.") in words("nouns", "groups") for w in first):
        return "group"
    return _kind_by_texts(name, marking, analyses)


_WARSHIPS = frozenset({"frigate", "corvette", "destroyer", "schooner", "steamer", "icebreaker", "yacht", "barque"})


def _kind_by_texts(name: str, marking: tuple[str, ...], analyses: Sequence[Analysis]) -> Kind:
    parts = " ".join(marking)
    texts = [fold(a.document.text) for a in analyses]
    carriers = words("nouns", "ships") | words("nouns", "vehicles")
    ships = re.compile(rf"\b(?:{'|'.join(sorted(carriers))})(?: |\n(?!\n))(?:the\s+)?{re.escape(parts)}\b")
    if any(ships.search(text) for text in texts) and not _is_somebody(parts, texts):
        return "vessel"
    if plays_matches(name, texts) and not _is_one(texts):
        return "group"
    if is_sailed(marking, texts):
        return "vessel"
    labels = Counter(n.label for a in analyses for n in a.names if fold(n.text).startswith(parts))
    bodies = "|".join(sorted(words("nouns", "bodies")))
    if any(re.search(rf"\b(?:{bodies}) {re.escape(parts)}\b", text) for text in texts):
        return "group"  # "the outfit Larks"
    together = re.compile(rf"\b(?:{bodies})\b")
    starts = [(text, i) for text in texts for i in _starts(text, parts)]
    near = sum(bool(together.search(text, max(0, i - 120), i + 120)) for text, i in starts)
    with_article = sum(text[:i].endswith("the ") for text, i in starts)
    no_person = labels["PER"] * 2 <= sum(labels.values())
    if no_person and _says_we(name, analyses):
        return "group"
    several = near >= 2 or with_article * 2 >= len(starts) or (near and _are_they(texts))
    if starts and no_person and several and not _is_one(texts):
        return "group"  # "the Larks": nobody's name has the article
    return "group" if _is_led(name, texts) or _is_called_a_party(parts, texts, len(starts)) else "person"


def _is_somebody(parts: str, texts: Sequence[str]) -> bool:
    """Whether texts give a name what only a person has: "Mrs. Ada Vinter", "Ada Vinter, 41", "…, daughter of"."""
    own = re.escape(parts)
    titles = "|".join(sorted((words("nouns", "females") | words("nouns", "males")) - {"queen", "king", "lady", "lord"}))
    told = re.compile(
        rf"\b(?:{titles}|dr)\.? {own}\b|\b{own}, (?:aged )?\d\d\b(?![-/.])|"
        rf"\b{own}, (?:[\w'’-]+ ){{0,5}}(?:daughter|son|wife|husband|widow|mother|father|brother|sister)\b"
    )
    return any(told.search(" ".join(text.split())) for text in texts)


def _is_led(name: str, texts: Sequence[str]) -> bool:
    """Whether a name was asked for with an article, "The Grey Larks", and the texts do not make one person of it."""
    led = _LED.fullmatch(name.strip())
    return led is not None and (led["plural"] is not None or not _is_one(texts))


_LED = re.compile(r"(?i:the|los|las|les|die)(?:\s[A-Z0-9][\w'’.-]*)*?\s[A-Z][\w'’-]*?(?:(?P<plural>(?<!s)s))?")
"""A name with an article and nothing but capitals behind it, perhaps a plural."""


def _is_called_a_party(parts: str, texts: Sequence[str], named: int) -> bool:
    """Whether a third of the times that a name stands in the texts it is "the Lark convoy"."""
    led = re.compile(rf"\b(?:the|a|an) {re.escape(parts)} (?:{'|'.join(sorted(_PARTIES))})\b")
    called = sum(len(led.findall(text)) for text in texts)
    return called >= _CALLED and called * 3 >= named and not _is_one(texts)


_PARTIES = frozenset({
    "convoy", "caravan", "flotilla", "expedition", "mission", "delegation", "team", "band", "orchestra", "choir",
    "troupe", "crew", "squad", "march", "relay", "pilgrimage", "tour", "group", "party",
})  # fmt: skip
_CALLED = 2


def _says_we(name: str, analyses: Sequence[Analysis]) -> bool:
    """Whether what is signed with a name says "we" and "our", and never "I": a band's news."""
    own = [a for a in analyses if fold(a.document.author or "") == fold(name)]
    told = Counter(fold(t.text) for a in own for s in a.sentences for t in s.tokens)
    return told["we"] + told["our"] + told["us"] >= _SAYS_WE and not told["i"] + told["my"]


_SAYS_WE = 4


def _are_they(texts: Sequence[str]) -> bool:
    """Whether the texts speak of somebody as "they" and of nobody as "he" or "she"."""
    told = Counter(m for text in texts for m in re.findall(r"\b(?:they|he|she)\b", text))
    return told["they"] > 0 and not told["he"] + told["she"]


def _is_one(texts: Sequence[str]) -> bool:
    """Whether the texts speak of somebody as "he" or "she" far more than of anybody as "they" or "we"."""
    told = Counter(m for text in texts for m in re.findall(r"\b(?:they|we|he|she)\b", text))
    return max(told["he"], told["she"]) > 2 * (told["they"] + told["we"])


def _starts(text: str, part: str) -> list[int]:
    return [m.start() for m in re.finditer(rf"\b{re.escape(part)}\b", text)]
