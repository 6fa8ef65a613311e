"""What a stated distance is said of, as a place: by the grammar of its sentence, or else by the words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kimmap.distances.antecedents import LONG_KINDS, NOBODY, End, Scene, as_end
from kimmap.distances.bindings import end_at
from kimmap.distances.borders import is_border
from kimmap.distances.masking import PLACE, Masked, document_offset, is_left_out
from kimmap.distances.measures import Measure, lexicon
from kimmap.distances.phrases import ends_of, mention_over, same_things
from kimmap.distances.subjects import subjects_of, without_container
from kimmap.distances.themes import Theme, themes_of
from kimmap.distances.verdicts import is_unsharp
from kimmap.distances.wordings import DET
from kimmap.language import Token

_OPENS = re.compile(
    r"[\s“\"'(]*(?:(?:situated|located|lying|set|perched|at|a|distance|of|only|just|some|about)\s+)*", re.IGNORECASE
)
"""Before a length that opens its sentence."""
_NAME_BEFORE = re.compile(r"(?:^|[.;:]\s+|[“\"])([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}),\s*$")
"""A name that nobody knows, with a length that is said of it: "Mill Falls, ⟨M⟩ from"."""
_LARGE = frozenset({"country", "region"})
_WATERS = frozenset({"river", "canal", "strait", "sea", "ocean", "gulf", "lake"})
"""What is said to be on or in one of them lies somewhere on it that nobody names."""
_LIES = re.compile(
    rf"{PLACE}\s+(?:itself\s+)?(?:is|was|lies|lay|stands|stood|sits|sat)\s+(?:(?:only|just|but|still|another|some|about|now|well|a|mere|further)\s+)*$",
    re.IGNORECASE,
)
"""A place that a length is said of by its verb: "⟦0⟧ lies"."""
_IN_PHRASE = re.compile(
    r"(?:\b(?:in|on|at|of|to|from|near|by|with|and|or|for|over|beyond|behind|beside|opposite|under|above|between|into|past|via|than|like"
    r"|through|towards?|off|the|a|an|its|their|his|her|our|my|north|south|east|west)|⟧)[,\s]*$|[’'-]$",
    re.IGNORECASE,
)
"""Before a place that is only part of the phrase that the verb is said of: "the road to ⟦0⟧ is"."""
_OWN_THING = re.compile(
    r"⟧[\s,]+(?:and|but|while|though)\s+(?:its|their|his|her)\s+(?:[a-z’'-]+\s+){0,2}"
    r"(?!(?:airport|harbou?r|port|station|centre|center|coast|mouth|edge|border)\s)[a-z’'-]+\s+(?:is|was|are|were|lies?|lay|stands?|stood)"
    r"\s+(?:(?:only|just|but|still|some|about|now)\s+)*$",
    re.IGNORECASE,
)
"""Before a length that is said of something that a place has: "⟦0⟧, and its mines are"."""
_ON_THE_WAY = re.compile(
    rf"\b(?:between\s+{DET}{PLACE}\s+and|from\s+{DET}{PLACE}\s+(?:to|for|towards?)|(?:bound|head(?:ed|ing)|en\s+route"
    r"|(?:on|along|off|down|up|beside)\s+(?:the|a|its|his|her|their|our|my)\s+(?:[\w’'-]+\s+)?(?:road|highway|motorway|route|railway|line|track"
    rf"|trail|way))\s+(?:to|for|towards?))\s+{DET}{PLACE}$",
    re.IGNORECASE,
)
"""A place that only a way leads to: what is told to be on that way does not lie there."""
_BEFORE_WAY = re.compile(
    rf"{PLACE}[\s,]*(?:(?:is|was|lies|lay|stands|stood|sits|sat)\s+)?(?:(?:on|along|off|beside|by)\s+(?:the|a)\s+(?:[\w-]+\s+){{0,2}})?$",
    re.IGNORECASE,
)
"""The place on a way: "in ⟦0⟧ on the highway"."""


def said_of(scene: Scene, masked: Masked, at: int, measure: Measure, stop: int) -> list[End] | None:
    """What is said to lie there, by the grammar, or else by the words before; None for nothing that has a place.

    A region that something is only in, and that is too large for the figure, is not what it is said of.
    """
    in_brackets = re.search(rf"{PLACE}\s*[(\[]\s*$", masked.text[:at])
    if in_brackets is not None:
        return [end_at(masked, in_brackets[1])]
    lies = _LIES.search(masked.text[:at])
    if lies is not None and _IN_PHRASE.search(masked.text[: lies.start()]) is None:
        return [end_at(masked, lies[1])]
    if _OWN_THING.search(masked.text[:at]):
        return [NOBODY]
    start, end = scene.offset + measure.start, document_offset(masked, scene, stop)
    themes = themes_of(scene.grammar, start, end) if scene.grammar else []
    themes = [t for t in themes if t.token is None or not is_left_out(masked, scene, t.token.start)]
    ends = _of_themes(scene, masked, at, themes, stop)
    if not ends:
        return ends
    is_said = any(_is_said_of(scene, t, ends[0]) for t in themes)
    if is_border(ends[0].words) and not is_said:
        return None  # it goes on: something beside it is at a distance from somewhere
    if ends[0].place is None:
        return ends
    if not is_said and is_unsharp(ends[0].place, measure.km):
        return _in_large_place(scene, masked, at, measure, themes, ends)
    return [NOBODY] if ends[0].place.kind in _LARGE and _has_one_in(scene, themes, ends[0]) else ends


def _in_large_place(
    scene: Scene, masked: Masked, at: int, measure: Measure, themes: Sequence[Theme], ends: list[End]
) -> list[End]:
    """What is in a region, or on a river, that is too large for the figure: what the clause is about, or nothing."""
    beside = place_beside(masked, at)
    if beside is not None and is_point(beside):
        return [beside]
    subjects = [t for t in themes if t.is_subject and not t.is_event and t.token]
    for theme in subjects:
        told = ends_of(scene, masked, theme.token, at) if theme.token else None
        if told and told[0].place is not None and not is_unsharp(told[0].place, measure.km):
            return told
    if told := _named_by(scene, masked, measure, themes):
        return told
    is_nowhere = ends[0].place is not None and ends[0].place.kind in ("country", *_WATERS)
    return ends if not subjects and not is_nowhere and not _has_one_in(scene, themes, ends[0]) else [NOBODY]


def _named_by(scene: Scene, masked: Masked, measure: Measure, themes: Sequence[Theme]) -> list[End]:
    """The place that a phrase on a river or in a region only tells more of: "Brunn, a town on the Inn, ⟨M⟩ from"."""
    for noun in (n for t in themes if t.token and scene.grammar for n in same_things(scene.grammar, t.token)):
        found = mention_over(masked, noun)
        if found is not None and found.place is not None and not is_unsharp(found.place, measure.km):
            return [as_end(found)]
    return []


def _is_within(token: Token, end: End) -> bool:
    return end.span is not None and end.span[0] <= token.start < end.span[1]


def _is_said_of(scene: Scene, theme: Theme, end: End) -> bool:
    """Whether a clause is about the place of an end, or what has its name from it: "the mines of ⟦0⟧"."""
    if theme.token is None or scene.grammar is None:
        return False
    if theme.token.dep == "appos" and _is_within(scene.grammar.tokens[theme.token.head], end):
        return True
    named = (c for c in scene.grammar.children(theme.token.i) if _is_within(c, end))
    cases = (k.lemma for c in named for k in scene.grammar.children(c.i) if k.dep == "case")
    return theme.is_subject and (_is_within(theme.token, end) or any(case in ("of", "at") for case in cases))


def _has_one_in(scene: Scene, themes: Sequence[Theme], end: End) -> bool:
    """Whether one of many things is said to be there that a region has: "a village in ⟦0⟧"."""
    sentence = scene.grammar
    for token in (t.token for t in themes):
        if sentence is None or token is None or token.pos != "NOUN" or _is_within(token, end):
            continue
        is_one = any(
            c.dep == "det" and c.lemma.casefold() in ("a", "an", "another") for c in sentence.children(token.i)
        )
        if is_one and any(_is_within(t, end) for t in sentence.subtree(token.i)):
            return True
    return False


def _of_themes(scene: Scene, masked: Masked, at: int, themes: Sequence[Theme], stop: int) -> list[End] | None:
    if not themes:
        return _after(masked, at, stop) or subjects_of(scene, masked, at) or [NOBODY]
    beside = place_beside(masked, at)
    if themes[0].is_event and beside is not None:
        return [beside]
    told = [ends_of(scene, masked, t.token, at, t.is_subject) if t.token else None for t in themes]
    if (way := _way_before(masked, at)) is not None:
        ends_of_way = [end_at(masked, i).span for i in re.findall(PLACE, way[0])]
        told = [None if found and found[0].span in ends_of_way else found for found in told]
    if told[0] and beside is not None and told[0][0].place != beside.place:
        told.reverse()  # "Brunn lies between Arden and Kestel, ⟨M⟩ from" says it of Brunn, whatever it hangs on
    ends = next((found for found in told if found and is_point(found[0])), told[0])
    is_name = themes[0].token is not None and themes[0].token.pos == "PROPN"
    if beside is not None and (ends is None or (ends and not is_name and ends[0].place is None and is_point(beside))):
        return [beside]
    if ends is None:
        name = _NAME_BEFORE.search(masked.text[:at])
        return [End(name[1], words=name[1])] if name else None
    return ends or subjects_of(scene, masked, at) or [NOBODY]


def _after(masked: Masked, at: int, stop: int) -> list[End]:
    """The place that follows where the length opens its sentence: "Situated ⟨M⟩ from ⟦1⟧, ⟦0⟧ …"."""
    if _OPENS.fullmatch(masked.text[:at]) is None:
        return []
    follows = re.compile(rf"[^;:.]{{0,60}},\s+{DET}{PLACE}(?!\s*,)").match(masked.text, stop)
    return [end_at(masked, follows[1])] if follows else []


def scene_after(masked: Masked, at: int, stop: int) -> list[End]:
    """The place where a sentence goes on that a length opens: "⟨M⟩ to the north, people in ⟦0⟧ …"."""
    if _OPENS.fullmatch(masked.text[:at]) is None:
        return []
    follows = re.compile(rf"\s*,\s+[^⟦⟧⟨⟩;:.]{{0,60}}\b(?:in|at|of|from|near)\s+{DET}{PLACE}").match(masked.text, stop)
    return [end_at(masked, follows[1])] if follows else []


def is_point(end: End) -> bool:
    """Whether an end is a place that a distance can well be measured from: no country, no river."""
    return end.place is not None and not end.place.is_area and end.place.kind not in LONG_KINDS


def place_beside(masked: Masked, at: int) -> End | None:
    """The place right before a length, the town and not its province; None for none."""
    beside = _beside().search(masked.text[:at])
    if beside is None:
        return None
    left = masked.text[: beside.end(1) + 1]
    if (way := _way_before(masked, at)) is not None:
        before = _BEFORE_WAY.search(left[: way.start()])
        return end_at(masked, before[1]) if before else None
    return end_at(masked, without_container(masked, list(re.finditer(PLACE, left))))


def _way_before(masked: Masked, at: int) -> re.Match[str] | None:
    """The words for a way, with its ends, that stand right before a length: "the road between ⟦0⟧ and ⟦1⟧, "."""
    beside = _beside().search(masked.text[:at])
    return _ON_THE_WAY.search(masked.text[: beside.end(1) + 1]) if beside else None


@cache
def _beside() -> re.Pattern[str]:
    """A place right before a length, with no more between than where in it that is, and when."""
    kinds = "|".join([*lexicon()["places"]["kinds"], *filter(None, lexicon()["nouns"])])
    within = r"(?:in|on|amid|among|by)\s+(?:the|a|its)\s+(?:[\w’'-]+\s+){0,2}[\w’'-]+[\s,]*"
    when = (
        r"(?:(?:on|early|late|this|that|last|next|yesterday|today|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon"
        r"|evening|night)\b[\s,]*)*"
    )
    return re.compile(
        rf"{PLACE}(?:\s+(?:{kinds}))?(?:,\s+(?:the|an?|its|their|his|her|our|[A-Z][\w’'-]*[’'](?-i:s)?)\s[^⟦⟧⟨⟩,;:.]{{1,40}})?[\s,(\[–—-]*(?:{within})?{when}"
        r"[\s,(\[–—-]*(?:(?:which\s+is\s+)?(?:situated|located|lying|set|perched)\s+)?(?:that\s+is(?:\s+to\s+say)?,?\s*)?(?:at\s+)?$",
        re.IGNORECASE,
    )
