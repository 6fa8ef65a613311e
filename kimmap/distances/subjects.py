"""What lies at a stated distance: the place, noun or pronoun that the length is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.distances.antecedents import End, Scene, as_end, last_places, of_noun
from kimmap.distances.masking import PLACE, Masked, named_before
from kimmap.distances.measures import lexicon
from kimmap.model import Resolution

_PERSON = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Yy]ou|who|whom|whose)\b"


def subjects_of(scene: Scene, masked: Masked, at: int, through_way: bool = False) -> list[End]:
    """What lies at the stated distance: the place before it in its clause, or what a pronoun takes up."""
    left = masked.text[:at]
    places = list(re.finditer(PLACE, left))
    gap = left[places[-1].end() :] if places else left
    before = named_before(scene, masked, at)
    subject_noun = _NOUN_SUBJECT.search(gap)
    if subject_noun is not None:
        return of_noun(before, subject_noun[1].casefold()) or (
            [End(f"the {subject_noun[1]}")] if subject_noun[1].casefold() in lexicon()["nouns"] else []
        )
    if places and (described := _DESCRIBED_SUBJECT.search(left)) and described.end(1) < places[-1].start():
        ends = of_noun(before, described[1].casefold())
        if ends:
            return ends
    if (put_between := said_between(gap) if places else None) is not None:
        return put_between
    if len(places) > 1 and (inserted := _INSERTED.search(left)) is not None:
        return [as_end(masked.mentions[int(inserted[1])])]
    if (
        places
        and not re.search(r";|\.\s", gap)
        and (through_way or not re.search(_PERSON, gap))
        and len(gap.split()) <= 14
    ):
        return [as_end(masked.mentions[int(without_container(masked, places))])]
    if places and _CALLED.search(gap):
        return [as_end(masked.mentions[int(without_container(masked, places))])]
    last_clause = re.split(r"[;:]|\.\s", gap)[-1]
    person = re.search(_PERSON, last_clause)
    name = _NAME_SUBJECT.search(left)
    if person and name and name[1].casefold() not in ("he", "she", "they", "we", "i", "you", "it"):
        return [End(name[1], words=name[1])]
    if person:
        return [End(person[0])]
    takes_up = re.search(r"\b(?:it|this|that|which|there|here)\b", last_clause, re.IGNORECASE)
    if takes_up:
        return [*last_unknown(before), *last_places(before)]
    name = _NAME_SUBJECT.search(left) or _ANY_SUBJECT.search(left)
    if name:
        return [End(name[1])]
    is_bare = not last_clause.strip(" ,.(“\"'")
    return [replace(end, is_guessed=True) for end in last_places(before)] if is_bare else []


def said_between(gap: str) -> list[End] | None:
    """What a length is said of that stands between it and the last place; None for nothing."""
    if re.fullmatch(r"\s+to\s+", gap) or _OWNED_BEFORE.fullmatch(gap):
        return []  # "from ⟦0⟧ to ⟨M⟩ off": to a point that only its distance tells
    name = _NAME_BEFORE.search(gap)
    return [End(name[1], words=name[1])] if name is not None and not _WEEKDAY.match(name[1]) else None


def last_unknown(before: Sequence[Resolution]) -> list[End]:
    """The name that was named last where nobody knows its place: it is meant, and not the place before it."""
    last = before[-1] if before else None
    is_unknown = last is not None and last.place is None and last.mention.reference == "name"
    return [as_end(last)] if last is not None and is_unknown else []


def without_container(masked: Masked, places: Sequence[re.Match[str]]) -> str:
    """The place meant by "⟦0⟧ in ⟦1⟧, ⟨M⟩ from …": the town and not its province."""
    last = places[-1]
    place = masked.mentions[int(last[1])].place
    between = masked.text[places[-2].end() : last.start()] if len(places) > 1 else ""
    is_around = place is not None and (place.is_area or _IN_DISTRICT.fullmatch(between) is not None)
    if len(places) > 1 and is_around and _CONTAINS.fullmatch(between):
        return places[-2][1]
    return last[1]


_CONTAINS = re.compile(
    r"\s*[,(]?\s*(?:an?\s+(?:[\w’'-]+\s+){1,4}(?=(?:in|of)\b))?(?:\b(?:in|of|on|at|by|near)\b)?\s*(?:the\s+)?(?:[\w’'-]+\s+){0,2}",
    re.IGNORECASE,
)
"""Between a place and the region that it is in: "⟦0⟧, a town in northern ⟦1⟧"."""
_IN_DISTRICT = re.compile(
    r".*\b(?:in|within)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:district|province|region|county|state|department|arrondissement|municipality|canton"
    r"|prefecture|parish|diocese|governorate|oblast|commune)\s+of\s+",
    re.IGNORECASE,
)
"""Before a name that stands for the district, whatever town has it, too."""
_INSERTED = re.compile(
    r"⟦(\d+)⟧,\s+(?:set\s+|built\s+|just\s+|high\s+|right\s+)?(?:on|at|in|near|by|along|across|opposite|under|above|beside|over|behind)\s"
    r"[^⟦⟧⟨⟩,;:.]{0,40}⟦\d+⟧[^⟦⟧⟨⟩,;:.]{0,30},\s+(?:is|was|lies|lay|stands|stood|sits|sat)\b(?:\s+\w+){0,2}\s*$"
)
"""A place with words put in that tell where it is: "⟦0⟧, on the shore of ⟦1⟧, is"."""
_OWNED_BEFORE = re.compile(
    r"[\s,]+\w.*\b(?:his|her|its|their|our|my)\s+(?:[a-z’'-]+\s+)?[a-z’'-]+\s*,\s*", re.IGNORECASE
)
"""Between a place and a length that is said of something that somebody has: "⟦0⟧, said that his mill,"."""
_NAME_BEFORE = re.compile(r"(?:[,;]|\b(?:and|but|or|while))\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})[\s,(]*$")
"""A name that nobody knows right before a length: "⟦0⟧ is ⟨o⟩ and Mill Falls ⟨M⟩"."""
_WEEKDAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Febr)uary|March|April|May|June|July|August|\w+ber\b"
)
_CALLED = re.compile(
    r"^,?\s+(?:which|that)\s+(?:\w+\s+){1,3}(?:calls?|called|puts?|reckons?|reckoned|makes?|made|says?|said|gives?|gave|believes?|held)"
    r"(?:\s+(?:it|is|was|to\s+be|lies|at|as))*\s*$",
    re.IGNORECASE,
)
"""After a place: somebody says of it how far it is ("⟦0⟧, which they call ⟨M⟩ from")."""
_NAME_SUBJECT = re.compile(
    r"(?:^|[.;,]\s+|\b(?:that|and|but|where)\s+)((?:[A-Z][\w’'-]+|\d+)(?:\s+(?:[A-Z][\w’'-]+|\d+|of|de|el|la))*)"
    r"\s+(?:is|was|lies|lay|stands|stood|sits|sat|are|were)\b(?:\s+\w+){0,2}\s*$"
)
"""A name that nobody knows ("Camp 3 was pitched ⟨M⟩ west of")."""
_ANY_SUBJECT = re.compile(
    r"(?:^|[.;,]\s+|\b(?:that|and|but|where)\s+)((?:the|an?|our|his|her|their|my|its)\s+(?:[\w’'-]+\s+){0,2}[\w’'-]+)"
    r"\s+(?:is|was|lies|lay|stands|stood|sits|sat|are|were)\b(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
_DESCRIBED_SUBJECT = re.compile(
    r"(?:^|[.;,]\s+|\b(?:that|and|but)\s+)the\s+(?:[\w’'-]+\s+)?([\w’'-]+)\s+(?:on|in|at|by|near|of)\s+(?:the\s+)?⟦\d+⟧"
    r"\s+(?:is|was|lies|lay|stands|stood|sits|sat)\b(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
"""A common noun with the place where it is ("the city on the ⟦0⟧ lies ⟨M⟩")."""
_NOUN_SUBJECT = re.compile(
    r"(?:^|\b(?:that|and|but|where|as|because|although|though|while|;)\s+|[“\"]\s*)(?:the|this|that|an?|its|his|her|their|our)\s+"
    r"(?:[\w’'-]+\s+)?([\w’'-]+)\s+(?:is|was|lies|lay|stands|stood|sits|sat|are|were)\b(?:\s+[\w]+){0,2}\s*$",
    re.IGNORECASE,
)
"""A common noun that a length is said of ("the island is only ⟨M⟩")."""
