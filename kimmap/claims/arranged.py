"""Places that a way was arranged to or closed: seats on a train, a list that a place is taken off, shut doors.

Also what hosts and programmes have in store for the traveller.
"""

from __future__ import annotations

from kimmap.claims.lexicon import words
from kimmap.claims.mover import read_mover
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.roles import is_ride
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Token
from kimmap.language.hanging import Hanging, case_of, is_calendar

_BOOKED = frozenset({"book", "rebook", "reserve", "seat", "schedule", "ticket"})
_SEATS = frozenset({"ticket", "seat", "berth", "place", "reservation", "booking", "cabin", "bunk", "spot"})
_HAVE = frozenset({"have", "hold", "book", "reserve", "buy", "secure", "get"})
_OFF_A_LIST = frozenset({"take", "strike", "remove", "delete", "drop", "cut", "cross", "wipe", "scratch", "leave"})
_ON_A_LIST = frozenset({"add", "put"})
_LISTS = words("nouns", "programmes") | {"list", "route", "map"}
_LETS = frozenset({"let", "allow", "permit"})
_HINDERS = words("verbs", "prevents")
_REFUSES = frozenset({"refuse", "deny"})
_ENTRY = frozenset({"entry", "access", "admission", "admittance", "permission", "passage", "leave", "visa", "landing"})


def arranged_or_kept_from(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """What is said of a way to a place that the traveller had a seat for, or was kept from; None where it is not."""
    if found := _with_a_seat(line, hanging, token, scene) or _kept_from(line, hanging, token, scene):
        return found
    if found := _listed(line, hanging, scene) or _has_him_in(hanging, scene):
        return found
    if found := _called_off(line, hanging, token, scene) or _thought_about(line, hanging, token, scene):
        return found
    return _shown_to_him(line, hanging, token, scene) or _lined_for_him(line, hanging, token, scene)


def _called_off(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """ "Events in Lima and Cusco were called off", "her travel to Lima has been postponed"."""
    event = hanging.event
    if event.negated or event.modal or not event.passive or not scene.is_about_him(line):
        return None
    named = {event.lemma, event.lemma.split("_")[0]} & (words("verbs", "cancels") - {"cut", "strike", "miss", "avoid"})
    held = [s for s in event.subjects if s.lemma in _ENGAGEMENTS]
    below = [t for s in held for t in line.sentence.subtree(s.i)]
    if not named or token not in below or any(map(scene.cast.has_other, below)):
        return None
    return Reading(Finding("stays", "cancelled", None, (event.lemma.replace("_", " "),)), event)


_ENGAGEMENTS = (
    words("nouns", "parts_of_tours") | words("nouns", "public_events") | {"event", "travel", "plan", "booking"}
)


def _thought_about(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """ "She thought about Lima, but it was miles extra": what was looked at, and what spoke against it."""
    event = hanging.event
    if event.lemma.split("_")[0] not in _LOOKS_AT or event.negated or event.tense not in ("past", "pluperfect"):
        return None
    if hanging.preposition not in ("about", "of", "at", "on") or hanging.path or event.modal:
        return None
    but = next((t for t in line.sentence.tokens[token.i + 1 :] if t.lemma == "but"), None)
    against = {t.lemma for t in line.sentence.tokens[but.i + 1 :]} & _AGAINST if but is not None else set()
    if not against or (read_mover(event, line.sentence, scene.cast) != "traveller" and not scene.cast.first_person):
        return None
    return Reading(Finding("stays", "cancelled", None, (event.lemma.replace("_", " "), "but")), event)


_LOOKS_AT = frozenset({"think", "look", "toy", "dream", "consider"})
_AGAINST = frozenset(
    {"too", "extra", "not", "no", "never", "out", "shut", "closed", "full", "late", "dear", "expensive"}
)


def _lined_for_him(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """ "Thousands lined the streets of Lima to cheer her", "a crowd packed the station at Cusco to see him"."""
    event = hanging.event
    if event.lemma not in _CROWDS_IN or event.passive or event.negated or event.tense not in ("past", "perfect"):
        return None
    aims = [c for c in line.sentence.children(event.predicate.i) if c.dep in ("advcl", "xcomp") and c.lemma in _CHEERS]
    for_him = any(scene.cast.has(t) and t.dep == "obj" for c in aims for t in line.sentence.children(c.i))
    top = hanging.path[-1] if hanging.path else token
    inside = top in event.objects and hanging.preposition in (None, "of", "in", "at")
    return Reading(Finding("stays", "visited", None, (event.lemma,)), event) if for_him and inside else None


_CROWDS_IN = frozenset({"line", "fill", "pack", "throng", "crowd"})
_CHEERS = frozenset({"meet", "greet", "welcome", "receive", "hear", "cheer", "see", "applaud", "wave"})


def _has_him_in(hanging: Hanging, scene: Scene) -> Reading | None:
    """ "Her programme has her in Lima until Thursday", "the schedule puts them in Cusco on Friday"."""
    event = hanging.event
    programme = any(s.lemma in _SCHEDULES for s in event.subjects) and event.lemma in ("have", "put", "see", "show")
    if not programme or event.negated or hanging.preposition not in ("in", "at"):
        return None
    if not any(map(scene.cast.has, event.objects)) or not all(map(is_calendar, hanging.path)):
        return None
    return Reading(Finding("stays", "planned", None, (event.lemma,)), event)


_SCHEDULES = words("nouns", "programmes") - {"dates", "date", "outlook", "tour", "route"}


def _shown_to_him(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """ "The hosts showed her Lima", "the company wants to show them round Cusco": who is shown a town is in it."""
    event = hanging.event
    if event.lemma.split("_")[0] != "show" or event.passive or event.negated or hanging.path:
        return None
    round_it = hanging.preposition in ("round", "around")
    if not round_it and (hanging.preposition is not None or token.dep != "obj"):
        return None
    to_him = [t for t in line.sentence.tokens[event.predicate.i + 1 : event.predicate.i + 3] if scene.cast.has(t)]
    behind = line.sentence.tokens[token.i + 1 : token.i + 3]
    if not to_him or any(t.lemma == "on" for t in behind[:1]):  # "on a map"
        return None
    done = event.tense in ("past", "perfect", "pluperfect") and not event.modal
    hoped = event.tense == "infinitive" or event.modal or event.tense in ("future", "present")
    if not done and not hoped:
        return None
    return Reading(Finding("stays", "visited" if done else "planned", None, ("show",)), event)


def _verb_above(event: Event) -> Event | None:
    above: Event | None = event
    while above is not None and above.nominal:
        above = above.parent
    return above


def _with_a_seat(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """ "had been ticketed on the flight to Lima", "has a seat on the ferry to Lima": no more than a plan, or less."""
    first, last = sorted((hanging.event.predicate.i, token.i))
    ways = [*hanging.path, *line.sentence.tokens[max(0, first - 1) : last]]
    seated = any(t.lemma in _SEATS for t in ways)
    if hanging.preposition not in ("to", "for", "into") or not (seated or any(is_ride(t.lemma) for t in ways)):
        return None
    verb = _verb_above(hanging.event)
    if verb is not None and verb.relation == "acl" and verb.lemma in _BOOKED and verb.parent is not None:
        verb = verb.parent  # "had a seat | booked to Lima"
    if verb is None or verb.lemma == "book_out":
        return None
    booked = verb.passive and verb.lemma.split("_")[0] in _BOOKED
    held = verb.lemma.split("_")[0] in _HAVE and any(o.lemma in _SEATS for o in verb.objects)
    if not (booked or held) or read_mover(verb, line.sentence, scene.cast) != "traveller":
        return None
    undone = verb.negated or (verb.tense == "pluperfect" and not scene.cast.first_person)
    return Reading(
        Finding("arrives", "cancelled" if undone else "planned", None, (verb.lemma.replace("_", " "),)), verb
    )


def _kept_from(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """ "was refused entry to Lima", "did not let her ship use Lima", "the snow kept them from reaching Lima"."""
    event: Event | None = hanging.event
    if hanging.preposition not in (None, "from", *_INTO):
        return None
    if hanging.preposition == "from" and any(is_ride(step.lemma) for step in hanging.path):
        return None  # "was stopped on the quay, off the ferry from Lima"
    for _ in range(3):
        if event is None:
            return None
        stem = event.lemma.split("_")[0]
        if event.predicate.i < token.i and (stem in _LETS | _HINDERS | _REFUSES | {"turn"}):
            break
        event = event.parent
    else:
        return None
    touched = (*event.objects, *(event.subjects if event.passive else ()), *event.recipients)
    between = line.sentence.tokens[event.predicate.i + 1 : token.i]
    caused = [t for t in between if stem in _LETS and t.i <= event.predicate.i + 3]  # "let | her ship | use Lima"
    if not any(map(scene.cast.has, (*touched, *caused))) or event.modal or event.tense == "future":
        return None
    lemmas = {t.lemma for t in between}
    turned = lemmas & {"away", "back"} or event.lemma in ("turn_away", "turn_back")
    if stem == "turn" and not (event.passive or any(map(scene.cast.has, event.objects))):
        return None  # "she turned back from Lima" had been there
    kept = (
        (stem == "turn" and bool(turned) and hanging.preposition == "from" and not event.negated)
        or (stem in _LETS and event.negated)
        or (stem == "forbid" and not event.negated)
        or (stem in _HINDERS and not event.negated and "from" in lemmas and hanging.preposition in ("from", None))
        or (stem in _HINDERS and "from" in lemmas and any(t.tag == "VBG" for t in between) and not event.negated)
        or (stem in _REFUSES and not event.negated and bool(lemmas & _ENTRY) and hanging.preposition in _INTO)
    )
    return Reading(Finding("stays", "cancelled", None, ("not", event.lemma)), event) if kept else None


_INTO = frozenset({"to", "into", "in", "at"})


def _listed(line: Line, hanging: Hanging, scene: Scene) -> Reading | None:
    """ "Lima was taken off the list", "removed Lima from her itinerary", "Lima has been put on the list"."""
    event = hanging.event
    stem = event.lemma.split("_")[0]
    if event.nominal or event.negated or stem not in _OFF_A_LIST | _ON_A_LIST or not scene.is_about_him(line):
        return None
    if hanging.preposition not in (None, "among_them", "including", "among"):
        return None
    for child in line.sentence.children(event.predicate.i):
        if child.lemma not in _LISTS:
            continue
        case = case_of(line.sentence, child.i) or ""
        off = case.split("_")[0] in ("off", "from", "out") or (event.lemma.endswith("_off") and case == "")
        if stem in _OFF_A_LIST and off:
            return Reading(Finding("stays", "cancelled", None, (stem, case.replace("_", " "))), event)
        if stem in _ON_A_LIST and case in ("to", "on", "onto"):
            return Reading(Finding("stays", "planned", None, (stem, case)), event)
    return None
