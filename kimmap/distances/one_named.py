"""Lengths of which the sentence names one end: "⟨M⟩ from ⟦1⟧", "to ⟦0⟧, ⟨M⟩ away"; the other is what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from kimmap.distances.antecedents import (
    NOBODY,
    Binding,
    End,
    Scene,
    as_end,
    last_places,
    of_noun,
)
from kimmap.distances.bindings import bind_ends, end_at, other_readings
from kimmap.distances.masking import (
    LENGTH,
    PLACE,
    Masked,
    document_offset,
    named_before,
    of_pair,
)
from kimmap.distances.measures import Measure
from kimmap.distances.owners import of_former_and_latter, whose_nearest
from kimmap.distances.phrases import place_within, topic_of
from kimmap.distances.said_of import is_point, place_beside, said_of, scene_after
from kimmap.distances.subjects import last_unknown, said_between, subjects_of
from kimmap.distances.themes import phrase_at, themes_of
from kimmap.distances.wordings import DET, degrees_of, direction_in, pattern, stated_as, tail
from kimmap.model import Resolution

_IS_STRETCH = re.compile(r"\bfor\s+(?:the\s+(?:first|last|next)\s+)?$", re.IGNORECASE)
"""Before a length: it is how far something goes on, not how far it is away."""
_NO_PLACES = ("sea", "ocean", "coast", "water", "shore", "shoreline", "beach", "front", "frontline", "equator")
"""What is no place that a distance can end at, for it goes on."""
_BUILT = re.compile(
    r"\b(?:laid|laying|lay|built|build|building|constructed|completed|paved|tarred|asphalted|surveyed|dug|electrified)"
    r"\s+(?:(?:the|another|further|some|a|first|last|more|than|about)\s+)*$",
    re.IGNORECASE,
)
"""Before a length: it is how much of a way was made."""
_ZONE = re.compile(
    r"\b(?:every|all|any|every(?:one|body|thing)|any(?:one|body|thing)|no|nobody|nothing|none|people|residents|inhabitants"
    r"|homes|houses|households|schools|buildings|villages|ships|vessels|flights|aircraft|windows)\b(?:\s+[\w’'-]+){0,4}\s*$",
    re.IGNORECASE,
)
"""Before a length that nothing lies at: it is a zone around its place."""
_ONLY_JOINED = re.compile(
    rf"[\s)\]]*(?:(?:city|town|village|proper)\b\s*)?(?:\([^()⟨⟩]*\)\s*|,\s*{PLACE})?(?:(?:[,;]|\band\b|\bbut\b|\bor\b)\s*){{1,2}}",
    re.IGNORECASE,
)
"""Between two lengths that are said of one thing."""
_RIVER = re.compile(
    r"\b(?:river\w*|mouth|stream|upstream|downstream|confluence|bank|ford|falls|rapids|cataract|steamer|barge|canoe|paddl\w+)\b",
    re.IGNORECASE,
)


_RIVER_NEAR = 300
"""Characters before a sentence in which a river may be spoken of."""


def measured_from(
    scene: Scene, masked: Masked, at: int, measure: Measure, previous: Binding | None
) -> list[Binding] | None:
    """⟨M⟩ from ⟦1⟧: the other end is what is said to lie there; None where that is nothing that has a place."""
    match = pattern("from").match(masked.text, at)
    if match is None:
        return []
    direction = direction_in(masked.text[at : match.end()])
    if match["pair"] and (of_two := of_former_and_latter(scene, masked, at, match)):
        return of_two
    if _IS_STRETCH.search(masked.text[:at]):
        return []
    if match["place"] and previous is not None and _goes_on(scene, masked, at, previous):
        goal = end_at(masked, match["place"])
        return [bind_ends(scene, masked, (previous.origin, goal), at, match.end(), direction)]
    if match["place"] and _follows_a_length().search(masked.text[:at]):
        return None  # the length before is said of nothing that has a place, and this one of the same
    if match["nowhere"]:
        return None  # "150 km from where it happened", "from the nearest town"
    within = _place_in_phrase(scene, masked, match.start("noun")) if match["noun"] else None
    if match["noun"] and within is None and match["noun"].split()[-1].casefold() in _NO_PLACES:
        return []  # "150 km from the water"
    if match["preposition"].casefold() in ("above", "below") and not _is_on_river(scene):
        return []  # "15 km above ⟦1⟧", in the air
    is_side = (
        re.search(r"\b(?:inland|seaward|outside|upriver|downriver)\s+of\b", masked.text[at : match.end()]) is not None
    )
    is_bare = match["preposition"] == "of" and direction is None and not is_side
    if is_bare and measure.least_km > 0:  # "within 50 km of" is a distance
        return []  # "1,200 km of railway in ⟦1⟧"
    subjects = said_of(scene, masked, at, measure, match.end())
    if subjects is None:
        return None  # it is said of what happens, or of what is no place
    if _BUILT.search(masked.text[:at]) or (subjects == [NOBODY] and _ZONE.search(masked.text[:at])):
        return []
    return [
        bind_ends(scene, masked, (subject, goal), at, match.end(), direction)
        for subject in subjects
        for goal in ([as_end(within)] if within else _goals(scene, masked, at, match, subject))
    ]


def _goes_on(scene: Scene, masked: Masked, at: int, previous: Binding) -> bool:
    """Whether a length only follows the one before it: "30 km west of Arden, 26 km north of Brunn and ⟨M⟩ …"."""
    begin = bisect_left(masked.starts, previous.end - scene.offset)
    return begin <= at and _ONLY_JOINED.fullmatch(masked.text[begin:at]) is not None


@cache
def _follows_a_length() -> re.Pattern[str]:
    return re.compile(
        rf"⟨o⟩{tail()}\s*\b(?:from|off|of|outside|beyond|past)\s+{DET}{PLACE}{_ONLY_JOINED.pattern}$", re.IGNORECASE
    )


def _place_in_phrase(scene: Scene, masked: Masked, position: int) -> Resolution | None:
    """The place that a phrase is of which begins at a position: "the north-eastern coast of ⟦1⟧"."""
    head = phrase_at(scene.grammar, document_offset(masked, scene, position)) if scene.grammar else None
    return place_within(scene.grammar, masked, head) if scene.grammar and head else None


def _goals(scene: Scene, masked: Masked, at: int, match: re.Match[str], subject: End) -> list[End]:
    if match["place"]:
        return other_readings(
            end_at(masked, match["place"]), masked.mentions[int(match["place"])], scene, masked, at, subject
        )
    before = [
        r for r in named_before(scene, masked, at) if not (r.place and subject.place and r.place.id == subject.place.id)
    ]
    if match["pair"]:
        return [End(match["pair"])]
    if match["adverb"]:
        if match["adverb"].casefold() == "it":  # not what lies there, which is named last
            before = [r for r in before if subject.span is None or r.mention.quote.start < subject.span[0]]
        is_here = match["adverb"].casefold() in ("here", "us") and scene.head is not None
        return [*([as_end(scene.head)] if is_here and scene.head else []), *last_places(before)] or [
            End(match["adverb"])
        ]
    if match["name"]:
        return [End(match["name"])]
    words = match["noun"].casefold().split()
    return scene.centres_first(of_noun(before, words[-1], subject.place)) or [End(match["noun"])]


def elliptic(scene: Scene, masked: Masked, at: int, previous: Binding | None) -> list[Binding]:
    """ "… but ⟨M⟩ by road": the same way, measured otherwise."""
    if previous is None or "⟨o⟩" not in masked.text[:at]:
        return []
    between = masked.text[masked.text.rindex("⟨o⟩", 0, at) + len("⟨o⟩") : at]
    match = pattern("alone").match(masked.text, at)
    rest = re.match(r"[^⟦⟧⟨⟩;:.]{0,40}", masked.text[match.end() :]) if match else None
    stated = stated_as(match["tail"] + (rest[0] if rest else "")) if match else None
    ends = (previous.origin.place, previous.goal.place)
    is_another = any(masked.mentions[int(i)].place not in ends for i in re.findall(PLACE, between))
    by = _BY_MEANS.search(between)
    stated = stated or (stated_as(by["means"]) if by else None)
    if match is None or stated is None or is_another or len(between) > 60:
        return []
    end = document_offset(masked, scene, match.end())
    begin = at - len(between) + by.start("means") if by else at
    return [Binding(previous.origin, previous.goal, document_offset(masked, scene, begin), end, stated)]


_BY_MEANS = re.compile(
    r"(?:[;,.]|\band|\bbut)\s+(?P<means>by\s+(?:the\s+)?\w+)\s*,?\s+(?:(?:it|that|this)\s+)?(?:(?:is|was|makes|about|some|only|nearly|over)\s+)*$",
    re.IGNORECASE,
)
"""Before a length: by what means the same way is so long, "by rail it is"."""


def measured_on(scene: Scene, masked: Masked, at: int, measure: Measure) -> list[Binding]:
    """A length from the last place to the one in question: "to ⟦0⟧, ⟨M⟩ away", "the ⟨M⟩ to ⟦0⟧"."""
    match, left = pattern("to").match(masked.text, at), masked.text[:at]
    if _NO_NEARER.search(left):
        return []
    if match is not None:
        subjects, before = [end_at(masked, match[1])], named_before(scene, masked, at)
    else:
        match = None if _IS_STRETCH.search(left) else pattern("alone").match(masked.text, at)
        is_way = measure.is_way or any(pattern(p).search(left) for p in ("way_of", "further"))
        if match is None or not (_is_away(match["tail"]) or is_way):
            return []
        before = named_before(scene, masked, at)
        subjects = _away(scene, masked, at, measure, match.end(), is_way)
        if not subjects and pattern("the_way_of").search(left) and not re.search(PLACE, masked.text):
            subjects = [replace(end, is_guessed=True) for end in last_places(before)[:1]]  # "the journey of ⟨M⟩ took"
    bounds = []
    pair = of_pair(masked, at)
    for subject in subjects:
        known = [r for r in before if subject.span is None or r.mention.quote.start < subject.span[0]]
        known = [r for r in known if pair is None or r is not masked.mentions[int(pair[1])]]
        others = [e for e in last_places(known) if not (e.place and subject.place and e.place.id == subject.place.id)]
        others = scene.centres_first(others)
        head = scene.head.place if scene.head else None
        is_at_head = head is not None and bool(others) and others[0].place is not None and others[0].place.id == head.id
        others = others if is_at_head else [*last_unknown(known), *others]
        if (whose := whose_nearest(scene, masked, at, subject)) is not None:
            others = [whose, *(e for e in others if e.place is None or e.place != whose.place)]
        topic = None if others else topic_of(scene, known)
        leads = pattern("to_direction").match(masked.text, at + len(LENGTH)) or pattern("on_direction").match(
            masked.text, at + len(LENGTH)
        )
        direction = degrees_of(leads["dir"]) if leads and match.re is pattern("alone") else None
        bounds += [
            bind_ends(scene, masked, (subject, other), at, match.end(), direction)
            for other in others or [topic or NOBODY]
        ]
    is_off_teller = match.re is pattern("alone") and match["tail"].strip(" ,(").casefold().startswith(
        ("off", "ahead", "behind")
    )
    return [replace(bound, is_implied=True) for bound in bounds] if is_off_teller else bounds


def _away(scene: Scene, masked: Masked, at: int, measure: Measure, stop: int, is_way: bool) -> list[End]:
    """What is said to be away: by the grammar, but of what somebody does it is the place that the words name."""
    start = scene.offset + measure.start
    themes = themes_of(scene.grammar, start, document_offset(masked, scene, stop)) if scene.grammar else []
    if is_way or (themes and themes[0].is_event):
        return (scene_after(masked, at, stop) or subjects_of(scene, masked, at, through_way=is_way))[:1]
    if (between := said_between(re.split(PLACE, masked.text[:at])[-1])) is not None:
        return between
    beside = place_beside(masked, at)
    if beside is not None and is_point(beside):
        return [beside]  # "Brunn stands within sight of Arden, ⟨M⟩ away": Arden is
    return [end for end in (said_of(scene, masked, at, measure, stop) or [])[:1] if end is not NOBODY]


_NO_NEARER = re.compile(r"\b(?:near|clos)er\s+than\s+$", re.IGNORECASE)
"""Before a length: it is a zone that nobody may enter."""


def _is_away(tail: str) -> bool:
    """Whether the words behind a length say that something is that far: "away by rail", and not "of track"."""
    words = tail.strip(" ,(").casefold()
    return bool(words) and not words.startswith("of ")


def beside(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """A length that only stands behind its place: "by boat to ⟦0⟧, ⟨M⟩," from the place before."""
    match, ends = pattern("beside").search(masked.text[:at]), pattern("end_of_phrase").match(masked.text, at)
    if pattern("surface").match(masked.text, at):  # "⟦0⟧, ⟨M⟩ of good gravel"
        match = ends = re.search(rf"{PLACE}\s*,\s*$", masked.text[:at])
    if match is None or ends is None:
        return []
    subject = end_at(masked, match[1])
    before = [r for r in named_before(scene, masked, at) if r.mention.quote.start < (subject.span or (0,))[0]]
    others = [e for e in last_places(before) if not (e.place and subject.place and e.place.id == subject.place.id)]
    ordered = scene.centres_first(others)
    bounds = [bind_ends(scene, masked, (subject, other), at, at + len(LENGTH)) for other in ordered]
    return [replace(bound, is_implied=True) for bound in bounds]


def _is_on_river(scene: Scene) -> bool:
    kinds = {r.place.kind for r in scene.mentions if r.place is not None}
    document = scene.analysis.document if scene.analysis else None
    before = document.text[max(scene.block_start, scene.offset - _RIVER_NEAR) : scene.offset] if document else ""
    return _RIVER.search(before + scene.text) is not None or bool(kinds & {"river", "canal"})
