"""What is said of a place as a stop: "Lima was dropped", "Lima is next", "then came two days in Lima"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.claims.status import AIMS, MAYBES
from kimmap.claims.undone import called_off_by, was_to_have
from kimmap.language import Event, Token
from kimmap.language.hanging import Hanging, hang, is_calendar
from kimmap.model import Status


def of_place_itself(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """What a clause says of a place as one of the traveller's stops, None where it says nothing of the kind."""
    if hanging.event.nominal or not scene.is_about_him(line):
        return None
    if hanging.path and token.dep == "conj" and all(step.pos == "PROPN" for step in hanging.path):
        token, hanging = hanging.path[-1], replace(hanging, path=())  # "Lima, Cusco and Puno are on her itinerary"
    him = any(map(scene.cast.has, hanging.event.objects))
    if hanging.event.lemma == "expect" and him and hanging.preposition in ("in", "at") and not hanging.path:
        told: Status = "cancelled" if hanging.event.negated else "planned"
        return Reading(Finding("stays", told, None, ("expect",)), hanging.event)  # "do not expect her in Lima"
    host = _is_subject(hanging, token) or _owns_subject(hanging, token)
    if host and hanging.event.lemma in _RECEIVES and him:
        habit = hanging.event.tense == "present" and hanging.event.lemma not in ("get", "host", "welcome", "receive")
        if hanging.event.negated or habit:
            return no_claim("no_predicate", hanging.event.lemma, event=hanging.event)
        return Reading(Finding("stays", _by_tense(hanging.event), None, (hanging.event.lemma,)), hanging.event)
    doers = [s for s in hanging.event.subjects if token.dep == "obj"]
    if doers and all(s.pos == "PRON" and scene.cast.has_other(s) for s in doers):
        return None  # "I skipped Lima", says who writes of the traveller
    found = (rule(line, hanging, token) for rule in _RULES)
    said = next((finding for finding in found if finding), None)
    if said is not None and said.status == "planned" and (never := was_to_have(hanging.event, line.sentence)):
        said = replace(said, status="cancelled", cues=(*said.cues, never))  # "Lima was to have been the next stop"
    return Reading(said, hanging.event) if said is not None else None


_RECEIVES = frozenset({
    "welcome", "greet", "receive", "host", "give", "cheer", "fete", "get", "have", "see", "detain", "keep", "hold",
    "delay", "await", "claim", "teach", "treat", "surprise", "delight", "bore", "disappoint", "charm", "shelter",
    "offer", "serve", "feed", "cost", "exhaust", "enchant", "captivate", "soak", "freeze", "spoil", "refuse",
})  # fmt: skip


def _owns_subject(hanging: Hanging, token: Token) -> bool:
    """ "Lima's festival gets them on the 10th": the place owns who receives the traveller."""
    return token.dep == "nmod:poss" and len(hanging.path) == 1 and hanging.path[0].dep == "nsubj"


def of_its_part(line: Line, token: Token, scene: Scene) -> Reading | None:
    """ "The Lima date had to be dropped": a part of the tour that is called by its place; or what a host there does."""
    part = line.sentence.tokens[token.head]
    if token.dep == "nmod:poss" and (hosted := hang(line.sentence, line.events, token.i)):
        return of_place_itself(line, hosted, token, scene) if _owns_subject(hosted, token) else None
    if token.dep != "compound" or part.lemma not in words("nouns", "parts_of_tours") or not scene.is_about_him(line):
        return None
    hanging = hang(line.sentence, line.events, part.i)
    if hanging is None or hanging.event.nominal:
        return None
    undone = _called_off(line, hanging, part) or _did_not_happen(line, hanging, part)
    return Reading(undone, hanging.event) if undone else None


def _cancelled(*cues: str) -> Finding:
    return Finding("stays", "cancelled", None, cues)


def _lemmas(event: Event) -> set[str]:
    return {event.lemma, event.lemma.split("_")[0]}


def _is_bare(hanging: Hanging) -> bool:
    return not hanging.path and not hanging.preposition


def _is_subject(hanging: Hanging, token: Token) -> bool:
    return _is_bare(hanging) and token.dep in ("nsubj", "nsubj:pass")


def _called_off(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima was dropped", "Lima had to be dropped", "they gave up Lima", "Lima we gave up"."""
    if not _is_bare(hanging):
        return None
    event = hanging.event
    done_to_it = token.dep in ("nsubj", "nsubj:pass")
    if done_to_it:
        event = next((e for e in line.events.values() if e.parent is event and e.relation == "xcomp"), event)
    if event.negated or not _lemmas(event) & words("verbs", "cancels"):
        return None
    if done_to_it and (event.passive or event.predicate.tag == "VBN" or _fronted(line, event, token)):
        return _cancelled(event.lemma)
    by_it = token.dep == "obj" and not event.passive and event.lemma not in words("verbs", "says")
    return _cancelled(event.lemma.replace("_", " ")) if by_it and event.lemma not in _OTHERWISE else None


_OTHERWISE = frozenset({"miss", "avoid", "strike", "fail", "decline", "refuse", "cut"})
"""What with a place as its object may be no giving up: "missed Lima", "struck Lima"."""


def _fronted(line: Line, event: Event, token: Token) -> bool:
    """ "Lima we gave up": the object stands first and the pronoun after it is who did it."""
    between = line.sentence.tokens[token.i + 1 : event.predicate.i]
    return bool(between) and between[0].tag == "PRP" and between[0].lemma in ("we", "i", "he", "she", "they")


def _object_first(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima she never visited", "Lima we reached at noon"."""
    event = hanging.event
    role = role_of_verb(event.lemma)
    if not _is_bare(hanging) or event.passive or role not in ("arrives", "visits") or not _fronted(line, event, token):
        return None
    if event.negated:
        return _cancelled("not", event.lemma)
    return Finding("stays", "visited", None, (event.lemma,)) if _by_tense(event) == "visited" else None


def _given_a_miss(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "gave Lima a miss", "let Lima be", "left Lima for another day"."""
    event = hanging.event
    if not _is_bare(hanging) or token.dep not in ("obj", "iobj", "nsubj", "obl"):
        return None
    behind = " ".join(t.text.lower() for t in line.sentence.tokens[token.i + 1 : token.i + 5])
    if event.lemma == "give" and behind.startswith("a miss"):
        return _cancelled("give a miss")
    if event.lemma in ("let", "be") and behind.startswith("be") and "let" in _words_before(line, token):
        return _cancelled("let be")
    later = re.match(r"(?:out\b|for (?:another|next|some other|a later)\b|until next\b)", behind)
    return _cancelled("leave") if event.lemma == "leave" and later else None


def _words_before(line: Line, token: Token) -> list[str]:
    return [t.lemma for t in line.sentence.tokens[max(0, token.i - 3) : token.i]]


def _did_not_happen(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima did not happen", "Lima will have to wait", "Lima fell through"."""
    event = hanging.event
    of_people = len(hanging.path) == 1 and hanging.path[0].dep == "nsubj" and hanging.path[0].lemma in _PEOPLE_OF
    if of_people and event.lemma == "wait" and event.modal == "must" and not event.negated:
        return _cancelled("must wait")  # "the people of Lima must wait for another visit"
    if not _is_subject(hanging, token):
        return None
    if event.lemma == "have":
        event = next((e for e in line.events.values() if e.parent is event and e.relation == "xcomp"), event)
    if event.negated and event.lemma.split("_")[0] in words("verbs", "happens"):
        return _cancelled("did not", event.lemma)
    if event.lemma.split("_")[0] == "wait" and not event.negated:
        return _cancelled("have to wait")
    return _cancelled("fall through") if event.lemma in ("fall_through", "fall_away") else None


_PEOPLE_OF = frozenset({"people", "resident", "citizen", "inhabitant", "fan", "faithful", "crowd", "folk"})


def _comes_next(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima follows", "then came Lima", "next comes Lima", "two days in Lima followed"."""
    event = hanging.event
    if event.lemma.split("_")[0] not in ("follow", "come") or event.negated:
        return None
    if _is_bare(hanging):
        if token.dep not in ("nsubj", "nsubj:pass", "obj", "xcomp", "obl", "dep"):
            return None
        after_it = token.i > event.predicate.i
        told = (event.lemma == "follow" and not event.objects) or (after_it and not _named(event, token))
    else:
        span = any(is_calendar(t) or t.lemma in _SPANS for t in (*hanging.path, *event.objects, *event.subjects))
        bare_span = event.lemma == "follow" and not event.subjects  # "a weekend in Lima followed"
        told = hanging.preposition in ("in", "at", "on") and (span or bare_span)
    if not told:
        return None
    first = next((t.lemma for t in line.sentence.tokens if t.lemma in _ORDER), None)
    if event.lemma == "come" and first is None and _is_bare(hanging):
        return None
    return Finding("stays", _by_tense(event), None, (event.lemma,))


_SPANS = frozenset({"day", "night", "week", "weekend", "month", "stay", "stop", "hour", "fortnight"})
_ORDER = frozenset({"then", "next", "first", "finally", "last", "after", "afterwards", "thence", "later"})


def _named(event: Event, token: Token) -> bool:
    return any(s.pos in ("PROPN", "PRON", "NOUN") and s is not token and s.lemma != "there" for s in event.subjects)


def _named_as_stop(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima, the last stop, got two encores": a place that is said to be a stop, whatever befell it."""
    if not _is_subject(hanging, token) or hanging.event.negated:
        return None
    beside = [t for t in line.sentence.children(token.i) if t.dep == "appos"]
    stop = next((t for t in beside if t.lemma in _STOPS), None)
    return Finding("stays", _by_tense(hanging.event), None, (stop.lemma,)) if stop else None


def _is_the_stop(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima is next", "Lima was her first stop", "Lima is on the programme"."""
    event = hanging.event
    if not _is_subject(hanging, token) or not (event.copular or event.lemma == "be"):
        return None
    near = (event.predicate, *line.sentence.children(event.predicate.i))
    lemmas = {t.lemma for t in near}
    if "next" in lemmas and event.predicate.pos != "VERB" and not event.negated:
        return Finding("stays", _by_tense(event), None, ("next",))
    if event.predicate.lemma in MAYBES | AIMS and not event.negated:
        told: Status = "possible" if event.predicate.lemma in MAYBES else "planned"
        return Finding("stays", told, None, (event.predicate.lemma,))  # "Lima is a maybe"
    stop = event.predicate.lemma in _STOPS or role_of_noun(event.predicate.lemma) == "stays"
    if stop and event.predicate.pos == "NOUN" and not event.negated:
        return Finding("stays", _by_tense(event), None, (event.predicate.lemma,))
    if lemmas & words("nouns", "programmes") and lemmas & {"on", "in", "off"}:
        off = "off" in lemmas or event.negated
        return _cancelled("off") if off else Finding("stays", "planned", None, ("programme",))
    return None


_STOPS = frozenset({"stop", "destination", "halt", "stopover", "port", "base", "terminus", "highlight"})


def _left_for_its_state(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima was shut, so we pushed on to Cusco": one goes on from where one was."""
    event = hanging.event
    state = event.copular or event.passive
    if not (_is_subject(hanging, token) and state and event.tense == "past") or event.negated or event.modal:
        return None
    onward = (e for e in line.events.values() if e.predicate.head == event.predicate.i and e is not event)
    went = next((e for e in onward if e.lemma in _GOES_ON and e.tense == "past" and not e.negated), None)
    told = went is not None and any(s.lemma in ("we", "i") for s in went.subjects)
    return Finding("stays", "visited", None, (went.lemma.replace("_", " "),)) if went and told else None


_GOES_ON = frozenset({
    "push_on", "press_on", "carry_on", "move_on", "drive_on", "ride_on", "walk_on", "sail_on", "cycle_on", "pedal_on",
    "go_on", "travel_on", "continue", "leave", "set_off",
})  # fmt: skip


def _by_tense(event: Event) -> Status:
    return "visited" if event.tense in ("past", "perfect", "pluperfect") and not event.modal else "planned"


def _exchanged(hanging: Hanging) -> Finding | None:
    """ "I may swap Lima for Cusco"."""
    event = hanging.event
    swapped = event.lemma in ("swap", "exchange", "trade", "switch") and any(o.pos == "PROPN" for o in event.objects)
    if not swapped or event.negated or hanging.preposition != "for" or hanging.path:
        return None
    if event.modal in ("may", "might", "could"):
        return Finding("stays", "possible", None, (event.modal, event.lemma))
    return Finding("stays", _by_tense(event), None, (event.lemma,))


def _replaced(_line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "Lima was replaced by Cusco", "the reception was moved from Lima to Cusco"."""
    event = hanging.event
    if not event.passive:
        return _exchanged(hanging)
    if event.lemma in ("replace", "substitute", "swap"):
        if _is_subject(hanging, token):
            return _cancelled(event.lemma)
        instead = hanging.preposition in ("by", "with") and not hanging.path
        return Finding("stays", "planned", None, (event.lemma,)) if instead else None
    happening = any(role_of_noun(s.lemma) for s in event.subjects)
    if event.lemma not in ("move", "shift", "relocate", "transfer", "switch") or not happening or hanging.path:
        return None
    if hanging.preposition == "from":
        return _cancelled(event.lemma)
    return Finding("stays", "planned", None, (event.lemma,)) if hanging.preposition == "to" else None


def _decided_against(_line: Line, hanging: Hanging, _token: Token) -> Finding | None:
    """ "decided against Lima"."""
    against = hanging.preposition == "against" and hanging.event.lemma in ("decide", "advise", "vote", "rule")
    return _cancelled("against") if against else None


def _kept_away(_line: Line, hanging: Hanging, _token: Token) -> Finding | None:
    """ "turned back short of Lima", "put an end to her plans for Lima"."""
    event = hanging.event
    if event.negated or event.nominal:
        return None
    short = bool(hanging.path) and hanging.path[0].lemma == "short"
    plans = words("nouns", "programmes") | words("nouns", "intentions")
    ended = called_off_by(event) and bool(hanging.path) and hanging.path[0].lemma in plans
    return _cancelled(event.lemma) if ended or short else None


def _given_over(_line: Line, hanging: Hanging, _token: Token) -> Finding | None:
    """ "The following day is given over to Lima", "Monday belongs to Lima"."""
    event = hanging.event
    spent = (event.passive and event.lemma in _DEVOTED) or event.lemma == "belong"
    day = bool(event.subjects) and all(is_calendar(s) for s in event.subjects)
    if not (spent and day and not hanging.path and hanging.preposition in ("to", "for")) or event.negated:
        return None
    return Finding("stays", _by_tense(event), None, (event.lemma.replace("_", " "),))


_DEVOTED = frozenset({"give_over", "give", "devote", "dedicate", "reserve", "set_aside", "keep", "earmark"})


def _talked_of(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "There is still talk of Lima", "the possibility of Lima"."""
    talk = any(step.lemma in _TALK for step in hanging.path) and token.dep == "nmod" and not hanging.event.negated
    of = any(c.dep == "case" and c.lemma == "of" for c in line.sentence.children(token.i))
    return Finding("stays", "possible", None, ("talk",)) if talk and of else None


_TALK = frozenset({"talk", "possibility", "prospect", "question", "hope", "chance"})


def _no_time(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "There was no time for Lima", "time did not allow Lima"."""
    event = hanging.event
    time = next((t for t in (*hanging.path, *event.subjects) if t.lemma in ("time", "chance", "money")), None)
    if time is None or hanging.preposition not in ("for", "of", None) or token.i < time.i:
        return None
    denied = event.negated or any(c.lemma in ("no", "little") for c in line.sentence.children(time.i))
    return _cancelled("no", time.lemma) if denied else None


def _on_to_it(line: Line, hanging: Hanging, token: Token) -> Finding | None:
    """ "On Friday it is on to Lima", "then it was back to Lima"."""
    event = hanging.event
    goes = event.copular and event.predicate.lemma in ("on", "off", "back", "over", "straight")
    goes = goes or (event.copular and event.predicate.i == token.i)  # "on Friday it is over the pass to Lima"
    goes = goes and not _asks_how_far(line, event)
    it = bool(event.subjects) and all(s.lemma == "it" for s in event.subjects)
    led = hanging.preposition is not None and hanging.preposition.endswith("to")
    return Finding("arrives", _by_tense(event), None, ("it", event.predicate.lemma)) if goes and it and led else None


def _asks_how_far(line: Line, event: Event) -> bool:
    """ "asked how far it was to Lima", "how many hours it is to Lima"."""
    before = [t.lemma for t in line.sentence.tokens[max(0, event.predicate.i - _HOW_FAR) : event.predicate.i]]
    return "how" in before and "it" in before[before.index("how") :]


_HOW_FAR = 9
"""Words in which "how many more miles it would be over to" stand."""


_RULES: tuple[Callable[[Line, Hanging, Token], Finding | None], ...] = (
    _called_off, _object_first, _given_a_miss, _did_not_happen, _comes_next, _is_the_stop, _named_as_stop, _no_time,
    _given_over, _kept_away, _talked_of, _on_to_it, _decided_against, _replaced, _left_for_its_state,
)  # fmt: skip
"""The first that says something decides."""
