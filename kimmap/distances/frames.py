"""Which two places a stated length lies between: frames of the sentence around it; ``wordings`` has their patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.distances.antecedents import NOBODY, Binding, End, Scene, as_end, last_places, of_noun
from kimmap.distances.days import way_of_the_day
from kimmap.distances.masking import LENGTH, PLACE, Masked, document_offset, mask, named_before
from kimmap.distances.measures import Measure, lexicon
from kimmap.distances.onward import ends_of_onward
from kimmap.distances.subjects import subjects_of
from kimmap.distances.wordings import BOTH_NAMED, TRAVELLED, degrees_of, direction_in, pattern, stated_as
from kimmap.model import Resolution

_NEAR_CHARS = 400
"""About two sentences: what was named this shortly before is what an unnamed end means."""


_OF_TIMES = ("reached_after", "left_reached", "in_from_to", "pair_in")
"""Frames with both ends that a length of time stands in besides those of lengths."""
_IS_STRETCH = re.compile(r"\bfor\s+(?:the\s+(?:first|last|next)\s+)?$", re.IGNORECASE)
"""Before a length: it is how far something goes on, not how far it is away."""
_RIVER = re.compile(
    r"\b(?:river\w*|stream|upstream|downstream|confluence|bank|ford|falls|rapids|cataract|steamer|barge|canoe|paddl\w+)\b",
    re.IGNORECASE,
)


def bind(scene: Scene, measure: Measure, others: Sequence[Measure], previous: Binding | None) -> list[Binding]:
    """The two ends of a length, empty when the sentence does not measure between places.

    Where an end is only implied there are several, the likeliest first.  ``others`` are the other lengths
    of the sentence, ``previous`` the ends of the one before it.  An end that the sentence wants and nobody
    names has no place.
    """
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    left = masked.text[:at]
    if pattern("not_but").search(masked.text) or any(pattern(p).search(left) for p in ("adds", "flows", "unreal")):
        return []  # "not 60 km but 86", "adds 60 km to", "if it had been 60 km from"
    if pattern("runs").search(left) and not re.search(rf"\bfrom\s+[^;:.]*{PLACE}", masked.text[at:]):
        return []  # "the river runs 1,200 km to the sea"
    return (
        way_of_the_day(scene, masked, at)
        or _both_named(scene, masked, at)
        or _from_here(scene, masked, at)
        or _fronted(scene, masked, at)
        or _in_frames(scene, masked, at, _OF_TIMES[:2])
        or _bearing(scene, masked, at)
        or _onward(scene, masked, at)
        or _measured_from(scene, masked, at, measure, previous)
        or _elliptic(scene, masked, at, measure, previous)
        or _measured_on(scene, masked, at, measure.is_way)
        or _beside(scene, masked, at)
    )


def bind_named(scene: Scene, measure: Measure, others: Sequence[Measure]) -> list[Binding]:
    """The two ends of a length, or of a length of time, that its sentence itself names; empty for any other."""
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    return _both_named(scene, masked, at) or _in_frames(scene, masked, at, _OF_TIMES)


def _in_frames(scene: Scene, masked: Masked, at: int, names: Sequence[str]) -> list[Binding]:
    """The ends of the first of some frames that a length stands in."""
    for name in names:
        for match in pattern(name).finditer(masked.text):
            if match.start() <= at < match.end() and match["a"] != match["b"]:
                return _both_readings(scene, masked, at, match, name)
    return []


def _end(masked: Masked, index: str) -> End:
    return as_end(masked.mentions[int(index)])


def _both_named(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    half = pattern("measure_from_to_name").match(masked.text, at)
    if half is not None:
        origin, words = _end(masked, half[1]), (half["name"] or half["noun"]).strip()
        noun = words.split()[-1].casefold() if half["noun"] else ""
        goals = of_noun(named_before(scene, masked, at), noun, origin.place) or [End(words, words=words)]
        return [_bound(scene, masked, (origin, goal), at, half.end()) for goal in goals]
    together = pattern("apart").search(masked.text)
    is_apart = together is not None and re.search(r"\bapart\b|from\s+each\s+other", masked.text[at:]) is not None
    return _in_frames(scene, masked, at, BOTH_NAMED if is_apart else BOTH_NAMED[:-1])


def _both_readings(scene: Scene, masked: Masked, at: int, match: re.Match[str], name: str) -> list[Binding]:
    origin, goal = _end(masked, match["a"]), _end(masked, match["b"])
    origins = _other_readings(origin, masked.mentions[int(match["a"])], scene, masked, at, goal)
    goals = _other_readings(goal, masked.mentions[int(match["b"])], scene, masked, at, origin)
    direction = _direction_in(masked, at, match, name)
    return [_bound(scene, masked, (a, b), at, match.end(), direction) for a in origins for b in goals]


def _direction_in(masked: Masked, at: int, match: re.Match[str], name: str) -> float | None:
    """Where a frame with both ends has its first one, seen from its second."""
    said = match.groupdict().get("dir")
    if said:
        return degrees_of(said)
    if name == "inverted":
        return direction_in(match[0])
    after = (
        pattern("to_direction").match(masked.text, max(at + len(LENGTH), match.end())) if name in TRAVELLED else None
    )
    return (degrees_of(after["dir"]) + 180) % 360 if after else None


def _from_here(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """From this port to ⟦0⟧ … ⟨M⟩: where the writer is, as far as the text has named it."""
    match = pattern("from_here_to").search(masked.text)
    if match is None or match.end() != at + len(LENGTH):
        return []
    words = match[1].casefold().split()
    goal = _end(masked, match[2])
    before = [
        r
        for r in named_before(scene, masked, at)
        if goal.place is None or r.place is None or r.place.id != goal.place.id
    ]
    near = last_places([r for r in before if r.mention.quote.start >= scene.block_start])
    known = near if words[-1] == "here" else [e for e in of_noun(before, words[-1]) if e in near]
    return [_bound(scene, masked, (origin, goal), at, match.end()) for origin in known or [End(match[1])]]


def _fronted(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """ "At ⟨M⟩ from ⟦1⟧, ⟦0⟧ is …": what lies there follows."""
    match = pattern("fronted").match(masked.text)
    if match is None or not match.start() <= at < match.end():
        return []
    words = masked.text[at : match.start("a")]
    reference = int(re.findall(PLACE, words)[-1])
    ends = _end(masked, match["a"]), _end(masked, str(reference))
    return [_bound(scene, masked, ends, at, match.end(), direction_in(words))]


def _bearing(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """ "⟦0⟧ bore NNE ⟨M⟩": from the ship."""
    match = pattern("bears").search(masked.text)
    if match is None or match.end() != at + len(LENGTH):
        return []
    return [_bound(scene, masked, (_end(masked, match["a"]), NOBODY), at, match.end())]


def _onward(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    pairs = ends_of_onward(masked, at, scene.earlier)
    return [replace(_bound(scene, masked, pair, at, at + len(LENGTH)), is_implied=True) for pair in pairs]


def _measured_from(scene: Scene, masked: Masked, at: int, measure: Measure, previous: Binding | None) -> list[Binding]:
    """⟨M⟩ from ⟦1⟧: the other end is what is said to lie there."""
    match = pattern("from").match(masked.text, at)
    if match is None:
        return []
    direction = direction_in(masked.text[at : match.end()])
    if _IS_STRETCH.search(masked.text[:at]):
        return []
    if previous is not None and match["place"] and pattern("second_figure").search(masked.text[:at]):
        goal = _end(masked, match["place"])
        return [_bound(scene, masked, (previous.origin, goal), at, match.end(), direction)]
    if match["preposition"].casefold() in ("above", "below") and not _is_on_river(scene):
        return []  # "15 km above ⟦1⟧", in the air
    is_side = (
        re.search(r"\b(?:inland|seaward|outside|upriver|downriver)\s+of\b", masked.text[at : match.end()]) is not None
    )
    is_bare = match["preposition"] == "of" and direction is None and not is_side
    if is_bare and measure.least_km > 0:  # "within 50 km of" is a distance
        return []  # "1,200 km of railway in ⟦1⟧"
    subjects = subjects_of(scene, masked, at) or [NOBODY]
    return [
        _bound(scene, masked, (subject, goal), at, match.end(), direction)
        for subject in subjects
        for goal in _goals(scene, masked, at, match, subject)
    ]


def _goals(scene: Scene, masked: Masked, at: int, match: re.Match[str], subject: End) -> list[End]:
    if match["place"]:
        return _other_readings(
            _end(masked, match["place"]), masked.mentions[int(match["place"])], scene, masked, at, subject
        )
    before = [
        r for r in named_before(scene, masked, at) if not (r.place and subject.place and r.place.id == subject.place.id)
    ]
    if match["adverb"]:
        if match["adverb"].casefold() == "it":  # not what lies there, which is named last
            before = [r for r in before if subject.span is None or r.mention.quote.start < subject.span[0]]
        return last_places(before) or [End(match["adverb"])]
    if match["name"]:
        return [End(match["name"])]
    words = match["noun"].casefold().split()
    return of_noun(before, words[-1], subject.place) or [End(match["noun"])]


def _other_readings(end: End, mention: Resolution, scene: Scene, masked: Masked, at: int, subject: End) -> list[End]:
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
        return [end, *near] if end.place and end.place != subject.place else near or [end]
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
    if noun not in lexicon()["nouns"]:
        return [end]
    before = [
        r for r in named_before(scene, masked, at) if not (r.place and subject.place and r.place == subject.place)
    ]
    found = of_noun(before, noun, subject.place)
    return found or [*(replace(other, is_guessed=True) for other in last_places(before)), end]


def _elliptic(scene: Scene, masked: Masked, at: int, measure: Measure, previous: Binding | None) -> list[Binding]:
    """ "… but ⟨M⟩ by road": the same way, measured otherwise."""
    if previous is None or "⟨o⟩" not in masked.text[:at]:
        return []
    between = masked.text[masked.text.rindex("⟨o⟩", 0, at) + len("⟨o⟩") : at]
    match = pattern("alone").match(masked.text, at)
    rest = re.match(r"[^⟦⟧⟨⟩;:.]{0,40}", masked.text[match.end() :]) if match else None
    stated = stated_as(match["tail"] + (rest[0] if rest else "")) if match else None
    ends = (previous.origin.place, previous.goal.place)
    is_another = any(masked.mentions[int(i)].place not in ends for i in re.findall(PLACE, between))
    if match is None or stated is None or is_another or len(between) > 60:
        return []
    end = document_offset(masked, scene, match.end())
    return [Binding(previous.origin, previous.goal, scene.offset + measure.start, end, stated)]


def _measured_on(scene: Scene, masked: Masked, at: int, is_journey: bool) -> list[Binding]:
    """A length from the last place to the one in question: "to ⟦0⟧, ⟨M⟩ away", "the ⟨M⟩ to ⟦0⟧"."""
    match, left = pattern("to").match(masked.text, at), masked.text[:at]
    if match is not None:
        subjects, before = [_end(masked, match[1])], named_before(scene, masked, at)
    else:
        match = None if _IS_STRETCH.search(left) else pattern("alone").match(masked.text, at)
        is_way = is_journey or any(pattern(p).search(left) for p in ("way_of", "further"))
        if match is None or not (_is_away(match["tail"]) or is_way):
            return []
        before = named_before(scene, masked, at)
        subjects = subjects_of(scene, masked, at, through_way=is_way)[:1]
        if not subjects and pattern("the_way_of").search(left) and not re.search(PLACE, masked.text):
            subjects = [replace(end, is_guessed=True) for end in last_places(before)[:1]]  # "the journey of ⟨M⟩ took"
    bounds = []
    for subject in subjects:
        known = [r for r in before if subject.span is None or r.mention.quote.start < subject.span[0]]
        others = [e for e in last_places(known) if not (e.place and subject.place and e.place.id == subject.place.id)]
        bounds += [_bound(scene, masked, (subject, other), at, match.end()) for other in others or [NOBODY]]
    is_off_teller = match.re is pattern("alone") and match["tail"].strip(" ,(").casefold().startswith(
        ("off", "ahead", "behind")
    )
    return [replace(bound, is_implied=True) for bound in bounds] if is_off_teller else bounds


def _is_away(tail: str) -> bool:
    """Whether the words behind a length say that something is that far: "away by rail", and not "of track"."""
    words = tail.strip(" ,(").casefold()
    return bool(words) and not words.startswith("of ")


def _beside(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """A length that only stands behind its place: "by boat to ⟦0⟧, ⟨M⟩," from the place before."""
    match, ends = pattern("beside").search(masked.text[:at]), pattern("end_of_phrase").match(masked.text, at)
    if pattern("surface").match(masked.text, at):  # "⟦0⟧, ⟨M⟩ of good gravel"
        match = ends = re.search(rf"{PLACE}\s*,\s*$", masked.text[:at])
    if match is None or ends is None:
        return []
    subject = _end(masked, match[1])
    before = [r for r in named_before(scene, masked, at) if r.mention.quote.start < (subject.span or (0,))[0]]
    others = [e for e in last_places(before) if not (e.place and subject.place and e.place.id == subject.place.id)]
    bounds = [_bound(scene, masked, (subject, other), at, at + len(LENGTH)) for other in others]
    return [replace(bound, is_implied=True) for bound in bounds]


def _bound(
    scene: Scene, masked: Masked, ends: tuple[End, End], at: int, end: int, direction_deg: float | None = None
) -> Binding:
    after = pattern("means").match(masked.text, end)
    stop = after.end() if after else end
    inside = [e.span for e in ends if e.span and e.span[0] >= scene.offset]
    implied = any(e.span and e.span[1] < scene.offset - _NEAR_CHARS for e in ends)
    start = min([document_offset(masked, scene, at), *(s for s, _ in inside)])
    finish = max([document_offset(masked, scene, stop), *(e for _, e in inside)])
    measured = stated_as(masked.text[at:stop]) or stated_as(masked.text[max(0, at - 60) : at])
    return Binding(*ends, start, finish, measured, direction_deg, implied)


def _is_on_river(scene: Scene) -> bool:
    kinds = {r.place.kind for r in scene.mentions if r.place is not None}
    return _RIVER.search(scene.text) is not None or bool(kinds & {"river", "canal"})
