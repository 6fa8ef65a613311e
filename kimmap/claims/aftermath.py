"""What the end of its sentence or the ones after it say became of a plan: "it was given up", "she didn't go"."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.claims.lexicon import words
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, read_events
from kimmap.model import Resolution

_CAME_TO_NOTHING = re.compile(
    r"\W*(?:but |alas,? |sadly,? )?(?:it|that|this)\s(?:did\snot|didn['’]t|never)\s"
    r"(?:happen(?:ed)?|take\splace|took\splace|come\s(?:off|about)|came\s(?:off|about)|materiali[sz]ed?)\b"
    r"|\W*(?:but |alas,? |sadly,? )?it\swas\snot\sto\sbe\b",
    re.IGNORECASE,
)
""" "The outing to Lima was the best of the plan. | It did not happen"."""
_SENTENCES = 2
"""So many sentences on a text still speaks of the plan."""


_DENIED = re.compile(
    r"(?:there\s(?:is|was)\s(?:no|not\sa\s(?:word|grain)\sof|nothing\sin|not\sa\sword\sof)\s?(?:truth|basis|foundation)?"
    r"(?:\s(?:in|to|for)\s(?:it|that|this))?|(?:it|that|this|the\s(?:report|rumou?r|story|claim|tale))\s(?:is|was)\s"
    r"(?:(?:simply|quite|entirely|completely|just|plainly)\s)?(?:not\s(?:true|so|correct)|untrue|false|wrong|nonsense"
    r"|an?\sinvention|invented|made\sup|fiction|without\sfoundation|baseless))\b(?!\splan)",
    re.IGNORECASE,
)
""" "It is said that she will visit Lima. | There is no truth in it"."""
_FLAT_NO = re.compile(
    r"(?:\b(?:she|he|they|it)\s(?:wo\s?n['’]t|will\snot|is\s?n['’]t|is\snot|did\snot|did\s?n['’]t|does\s?n['’]t|are\snot)"
    r"\s?(?=[,.;!]|$)|\bnot\s(?:happening|going\sto\shappen|true|so|planned|on\sthe\scards|in\s(?:the\scards|the\splan))\b|\bno\schance\b"
    r"|\bno\ssuch\s(?:thing|plan|visit|trip|stop|journey|intention)\b|\bnothing\sof\sthe\s(?:kind|sort)\b"
    r"|[:,]\s?[\"“]?\s?no\s?[.!]?\s?[\"”]?\s?[.!]?$|^[\"“]?\s?no\s?[,.!])",
    re.IGNORECASE,
)
""" "One aide claimed that she might visit Lima. | She won't, said the ministry", "Her spokesman: Not happening"."""
_DID_NOT = frozenset({"take", "use", "board", "catch", "make", "join"})


def _denied_behind(line: Line, event: Event) -> str | None:
    """ "Asked whether she would go on to Lima, an aide said there was no such plan": what its own sentence denies."""
    behind = "".join(f"{t.text} " for t in line.sentence.tokens[event.predicate.i + 1 :])
    no_such = re.search(r"\bno such (?:thing|plan|visit|trip|stop|journey)\b|\bnothing of the (?:kind|sort)\b", behind)
    return no_such.group() if no_such else None


def unless_given_up(line: Line, reading: Reading) -> Reading:
    """A plan as its sentence leaves it in the end: "a visit to Lima was studied; it was given up in July"."""
    event, finding = reading.event, reading.finding
    is_open = finding.status in ("planned", "possible") or finding.reason in ("hypothetical", "no_predicate")
    if event is None or not is_open:
        return reading
    if finding.status in ("planned", "possible") and (no_such := _denied_behind(line, event)):
        return replace(reading, finding=replace(finding, status="cancelled", cues=(*finding.cues, no_such)))
    for later in line.events.values():
        names = {later.lemma, later.lemma.split("_")[0]}
        if later.predicate.i <= event.predicate.i or later.negated or not names & words("verbs", "cancels"):
            continue
        it = any(t.lemma in ("it", "that", "this") for t in (later.subjects if later.passive else later.objects))
        if it and (event.nominal or later.lemma == "give_up"):
            undone = Finding("stays", "cancelled", None, (later.lemma.replace("_", " "),))
            return replace(reading, finding=undone)
    return reading


def heed_aftermath(reading: Reading, line: Line, resolution: Resolution, scene: Scene) -> Reading:
    """The reading, a plan as called off where the text goes on to say so."""
    finding = reading.finding
    if reading.event is not None and reading.event.nominal and finding.status not in (None, "cancelled"):
        following = scene.lines[line.number + 1 : line.number + 2]
        if (
            following
            and following[0].block is line.block
            and (told := _CAME_TO_NOTHING.match(following[0].sentence_text))
        ):
            nothing = " ".join(told.group().split())
            return replace(reading, finding=replace(finding, status="cancelled", cues=(*finding.cues, nothing)))
    if finding.status not in ("planned", "possible") or not (cue := undone_after(line, resolution, scene)):
        return reading
    return replace(reading, finding=replace(finding, status="cancelled", cues=(*finding.cues, cue)))


def undone_after(line: Line, resolution: Resolution, scene: Scene) -> str | None:
    """The word by which one of the next sentences of the paragraph calls off what a plan with one place was.

    It names no place, since it speaks of "it", or of a going that needs none; what comes between names no other.
    """
    if scene.cast.first_person:
        return None
    following = scene.lines[line.number + 1 : line.number + 1 + _SENTENCES]
    next_of_all = following[0] if following and following[0].block is line.block else None
    if next_of_all and not next_of_all.resolutions:
        told = next_of_all.sentence_text
        if denied := _DENIED.search(told) or _FLAT_NO.search(told):
            return " ".join(denied.group().lower().split())
    for later in following:
        if later.block is not line.block:
            return None
        if later.resolutions:
            if all(r.place != resolution.place for r in later.resolutions):
                return None
            continue
        for event in read_events(later.sentence).values():
            if cue := _gives_up(event) or _did_not_go(event, later, scene):
                return cue
    return None


def _gives_up(event: Event) -> str | None:
    """ "they struck it out", "that was dropped", "the idea was scrapped"."""
    if event.nominal or event.negated or event.tense not in ("past", "perfect", "pluperfect"):
        return None
    if event.copular and event.predicate.lemma in _OFF and event.subjects and not event.modal:
        planned = all(s.lemma in _THE_PLAN - {"it", "that", "this"} for s in event.subjects)
        return event.predicate.lemma if planned else None
    done_to = event.subjects if event.passive else event.objects
    off = {event.lemma, event.lemma.split("_")[0]} & (words("verbs", "cancels") - _MEANS_LITTLE)
    return event.lemma.replace("_", " ") if off and any(t.lemma in _THE_PLAN for t in done_to) else None


_THE_PLAN = frozenset({"it", "that", "this", "idea", "plan", "trip", "visit", "detour", "outing", "excursion", "leg"})
_OFF = frozenset({"off", "impossible"})
""" "She was told that the visit was off"."""
_MEANS_LITTLE = frozenset({"miss", "cut", "strike", "fail", "avoid", "refuse", "decline", "delay", "forbid", "pull"})
"""What with "it" may be done to anything: "she missed it", "they cut it"."""


def _did_not_go(event: Event, line: Line, scene: Scene) -> str | None:
    """ "and he didn't go", "but she never went", "nothing came of it", "it did not happen"."""
    if event.nominal or event.tense not in ("past", "perfect", "pluperfect"):
        return None
    nothing = any(s.lemma == "nothing" for s in event.subjects)
    if event.lemma.split("_")[0] == "come" and nothing:
        return "nothing"
    took = event.lemma in _DID_NOT and any(o.lemma in ("it", "them") for o in event.objects)
    if took and event.negated and any(map(scene.cast.has, event.subjects)):
        return f"did not {event.lemma}"
    below = [c for c in line.sentence.children(event.predicate.i) if c.i > event.predicate.i]
    goes_on = any(c.dep in ("obl", "obj", "xcomp", "advcl", "compound:prt") or c.lemma in _WHERE for c in below)
    if not event.negated or goes_on:
        return None
    if event.lemma == "go" and any(map(scene.cast.has, event.subjects)):
        return "did not go"
    it = bool(event.subjects) and all(s.lemma in _THE_PLAN for s in event.subjects)
    return "did not happen" if it and event.lemma in ("happen", "materialise", "materialize", "come_off") else None


_WHERE = frozenset({"home", "back", "away", "far", "further", "there", "in", "out", "on", "alone", "ashore"})
