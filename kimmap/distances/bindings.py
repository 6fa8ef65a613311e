"""A length bound to its two ends: the words that say so, how it is measured, and what else an end can mean."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.distances.antecedents import Binding, End, Scene, as_end, last_places, of_noun
from kimmap.distances.borders import is_border, is_border_of_some_country
from kimmap.distances.masking import PLACE, Masked, document_offset, named_before
from kimmap.distances.measures import lexicon
from kimmap.distances.wordings import pattern, stated_as
from kimmap.model import Resolution

_NEAR_CHARS = 400
"""About two sentences: what was named this shortly before is what an unnamed end means."""


def end_at(masked: Masked, index: str) -> End:
    """The end that is the place with an index; of a description, the name that follows it: "the capital, ⟦1⟧"."""
    mention = masked.mentions[int(index)]
    if mention.mention.reference == "description":
        named = re.search(rf"⟦{index}⟧\s*,?\s*{PLACE}", masked.text)
        if named is not None and masked.mentions[int(named[1])].mention.reference == "name":
            return replace(as_end(masked.mentions[int(named[1])]), is_guessed=False)
    return as_end(mention)


def bind_ends(
    scene: Scene, masked: Masked, ends: tuple[End, End], at: int, end: int, direction_deg: float | None = None
) -> Binding:
    """A length with both ends and its words; ``at`` is where it stands, ``end`` where its frame does."""
    after = pattern("means").match(masked.text, end)
    stop = after.end() if after else end
    inside = [e.span for e in ends if e.span and e.span[0] >= scene.offset]
    near = max(scene.offset - _NEAR_CHARS, scene.block_start)
    implied = any(e.span and e.span[1] < near for e in ends)
    start = min([document_offset(masked, scene, at), *(s for s, _ in inside)])
    finish = max([document_offset(masked, scene, stop), *(e for _, e in inside)])
    measured = stated_as(masked.text[at:stop]) or stated_as(masked.text[max(0, at - 60) : at])
    if measured in (None, "sea") and _follows_river(masked, masked.text[max(0, at - 60) : stop]):
        measured = "river"
    return Binding(*ends, start, finish, measured, direction_deg, implied)


def _follows_river(masked: Masked, words: str) -> bool:
    """Whether words go along a river that they name: "up the ⟦1⟧"."""
    along = _ALONG_PLACE.finditer(words)
    return any((p := masked.mentions[int(m[1])].place) is not None and p.kind in ("river", "canal") for m in along)


_ALONG_PLACE = re.compile(rf"\b(?:up|down|along|on)\s+(?:the\s+)?(?:(?:lower|upper|middle)\s+)?{PLACE}", re.IGNORECASE)


def other_readings(end: End, mention: Resolution, scene: Scene, masked: Masked, at: int, subject: End) -> list[End]:
    """An end, and where it is only described ("the capital") what else the description can take up.

    What lies in the country of the other end comes first.
    """
    if mention.mention.reference != "description":
        return [end] if end.place is not None else _of_bare_noun(end, scene, masked, at, subject)
    words = mention.mention.quote.text
    if re.match(r"(?:this|our)\s", words, re.IGNORECASE) and end.place is not None:
        return [end, End(words, None, end.span, words=words)]
    noun = mention.mention.quote.text.split()[-1].casefold()
    if noun in ("here", "there"):
        near = [other for other in last_places(named_before(scene, masked, at)) if other.place != subject.place]
        if noun == "here" and scene.head is not None and scene.head.place != subject.place:
            return [as_end(scene.head), end, *near]
        return [end, *near] if end.place and end.place != subject.place else near or [End(words)]
    others = [
        other for other in of_noun(named_before(scene, masked, at), noun, subject.place) if other.place != end.place
    ]
    country = subject.place.country if subject.place else None
    is_abroad = country is not None and end.place is not None and end.place.country != country
    inland = [other for other in others if other.place and other.place.country == country]
    return [*inland, end, *(o for o in others if o not in inland)] if is_abroad else [end, *others]


def _of_bare_noun(end: End, scene: Scene, masked: Masked, at: int, subject: End) -> list[End]:
    """An end that is a common noun with a capital letter ("the Cape"): a place of its kind, or one named before."""
    noun = end.name.split()[-1].casefold()
    if noun not in lexicon()["nouns"] or is_border_of_some_country(end.name):
        return [end]
    before = [
        r for r in named_before(scene, masked, at) if not (r.place and subject.place and r.place == subject.place)
    ]
    found = of_noun(before, noun, subject.place)
    if is_border(end.name):
        return [*found, end]
    return found or [*(replace(other, is_guessed=True) for other in last_places(before)), end]
