"""Places in running sentences: what the clause around each says of the traveller.

Default is "not visited": a place becomes a claim only with the traveller as the one who moves or is there,
a predicate of motion or presence, and the way from the place to it free of offices, people and abstractions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.mover import Mover, read_mover
from kimmap.claims.roles import read_role
from kimmap.claims.scene import Line, Scene
from kimmap.claims.status import Finding, adverbs_of_doubt, read_status, says_earlier
from kimmap.language import Event, Sentence, Token
from kimmap.language.boundaries import datelines
from kimmap.language.events import Hanging, hang, is_calendar, preposition_before
from kimmap.model import PlaceKind, Reason, Resolution, Role, Status

_BORDERS: frozenset[PlaceKind] = frozenset({"border_crossing", "river", "strait", "canal"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says of one place: a `Finding`, and the event that it was read from."""

    finding: Finding
    event: Event | None = None


def read_prose(line: Line, resolution: Resolution, scene: Scene, *, headline: bool, assumed: bool = False) -> Reading:
    """What a sentence says of the traveller and one of its places.

    ``headline`` reads the present tense as told; ``assumed`` takes an unnamed mover for the traveller, as in his own log.
    """
    sentence, quote = line.sentence, resolution.mention.quote
    if _in_dateline(line, resolution, scene):
        if scene.cast.first_person:  # where a diary or a letter is written, its writer is
            return Reading(Finding("stays", "visited", None, ("written at",)))
        return _none("dateline")
    token = sentence.head_of(quote.start, quote.end)
    if token is None:
        return _none("no_predicate")
    left = scene.document.text[max(sentence.start, quote.start - 70) : quote.start]
    if _MEASURED.search(left):
        return _none("background", "distance")
    if re.search(r"(?:^|[\s,:;(—–-])no\s+$", left, re.IGNORECASE) and scene.is_about_him(line):
        return Reading(Finding("stays", "cancelled", None, ("no",)))
    inside = sentence.tokens_in(quote.start, quote.end)
    token, modifies = _carrying_noun(sentence, token, inside[0].i)
    if modifies:
        return _none("metonym", "modifier")
    own = line.events.get(token.i)
    if own is not None and own.nominal and token not in inside:
        hanging: Hanging | None = Hanging(own, "to", False, ())  # "the Lima visit"
    else:
        hanging = hang(sentence, line.events, token.i, inside[0].i if token in inside else None)
    if hanging is not None and hanging.preposition == "of" and hanging.path and hanging.path[0].lemma == "way":
        hanging = replace(hanging, preposition="by_way_of", path=())
    elif hanging is not None and hanging.preposition == "of" and hanging.path:
        hanging = replace(hanging, preposition=_first_place_preposition(sentence, hanging.path[0]))
    if hanging is not None:
        hanging = _happening_meant(line, hanging)
    if hanging is None:
        told = _without_event(line, token, scene, headline)
    elif told_of := _of_place_itself(line, hanging, token, scene):
        told = told_of
    elif blocked := _blocked(hanging, token, scene):
        told = Reading(Finding(None, None, blocked), hanging.event)
    else:
        told = _of_event(line, hanging, token, resolution, scene, headline, assumed)
    if told.finding.role in (None, "departs", "heads_for", "passes") and (
        there := _where_clause(line, resolution, scene)
    ):
        return there
    return told


def read_there(line: Line, hanging: Hanging, scene: Scene) -> Reading:
    """What a clause with "there" says: the traveller's presence, as with "in" and a name."""
    event = hanging.event
    if _mover_of(hanging, line, scene) != "traveller" or {event.lemma} & words("verbs", "belongs"):
        return _none("no_predicate")
    found = read_status(event, line.sentence, False, scene.cast.first_person)
    if found.reason or found.status is None or says_earlier(event, line.sentence):
        return _none(found.reason or "earlier_trip")
    role = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    if role is None and not event.copular and role_of_noun(event.lemma) is None:
        return _none("no_predicate")
    told: Role = "arrives" if role in ("arrives", "moves") else "stays"
    return Reading(Finding(told, found.status, None, (event.lemma.replace("_", " "), "there", *found.cues)), event)


def _of_place_itself(line: Line, hanging: Hanging, token: Token, scene: Scene) -> Reading | None:
    """What is said of a place as a stop of the journey: "Lima was dropped", "Lima is next", "Lima will have to wait"."""
    event = hanging.event
    if event.nominal or hanging.path or not scene.is_about_him(line) or hanging.preposition:
        return None
    lemma = event.lemma.split("_")[0]
    subject = token.dep in ("nsubj", "nsubj:pass")
    if subject and {event.lemma, lemma} & words("verbs", "cancels") and (event.passive or event.predicate.tag == "VBN"):
        return Reading(Finding("stays", "cancelled", None, (event.lemma,)), event)
    if subject and event.negated and lemma in words("verbs", "happens"):
        return Reading(Finding("stays", "cancelled", None, ("did not", event.lemma)), event)
    if subject and lemma == "wait" and not event.negated:
        return Reading(Finding("stays", "cancelled", None, ("have to wait",)), event)
    if subject and lemma == "follow" and not event.objects:
        return Reading(Finding("stays", "visited" if event.tense == "past" else "planned", None, ("follow",)), event)
    near = {t.lemma for t in (event.predicate, *line.sentence.children(event.predicate.i))}
    if event.copular and "next" in near and event.tense != "past":
        return Reading(Finding("stays", "planned", None, ("next",)), event)
    return None


def _happening_meant(line: Line, hanging: Hanging) -> Hanging:
    """The noun of happening that a planning or cancelling verb is about: "called off her visit | to Lima"."""
    event = hanging.event
    lemmas = {event.lemma, event.lemma.split("_")[0]}
    if event.nominal or not lemmas & (
        words("verbs", "plans") | words("verbs", "cancels") | words("verbs", "considers")
    ):
        return hanging
    owners = [*event.objects, *(s for s in event.subjects if event.passive)]
    if event.relation in ("acl", "amod"):
        owners.append(line.sentence.tokens[event.predicate.head])
    for noun in owners:
        meant = line.events.get(noun.i)
        if meant is not None and meant.nominal:
            return replace(hanging, event=meant, through_subject=False)
    return hanging


def _where_clause(line: Line, resolution: Resolution, scene: Scene) -> Reading | None:
    """ "Lima, where she spent Sunday": what a clause opened by "where" says of the place right before it."""
    after = [t for t in line.sentence.tokens if t.start >= resolution.mention.quote.end][:3]
    words_after = [t for t in after if t.pos != "PUNCT"]
    leaves = bool(words_after) and words_after[0].lemma == "from"
    adverb = next((t for t in words_after[: 2 if leaves else 1] if t.lemma == "where"), None)
    event = line.events.get(adverb.head) if adverb else None
    if event is None or read_mover(event, line.sentence, scene.cast) != "traveller":
        return None
    found = read_status(event, line.sentence, False, scene.cast.first_person)
    if found.reason or found.status is None:
        return None
    return Reading(
        Finding("departs" if leaves else "stays", found.status, None, ("where", event.lemma, *found.cues)), event
    )


#: "some 90 km by road from …", "two hours north of …": where a place lies from another, not where anybody went.
_MEASURED = re.compile(
    r"(?:\d|\b(?:some|few|several|hundred|dozen|miles?|kilomet\w+|hours?|minutes?))[^.;:]{0,45}?"
    r"\b(?:km|kilomet(?:er|re)s?|miles?|metres?|meters?|leagues?|versts?|nautical|hours?['’]?|minutes?['’]?)\b"
    r"(?:\s+(?:by|on|away|further|due|as|the|to|in|drive|ride|walk|road|rail|train|car|sea|air|foot|crow|flies|north|south|east|west|"
    r"north-?east|north-?west|south-?east|south-?west|northern|upstream|downstream|inland|outside|short|line|straight|a)\b|,)*"
    r"\s+(?:from|of|off|outside|beyond)\s+(?:the\s+)?(?:[a-z-]+\s+)*$"
)


def _none(reason: Reason, *cues: str) -> Reading:
    return Reading(Finding(None, None, reason, cues))


def _in_dateline(line: Line, resolution: Resolution, scene: Scene) -> bool:
    block = line.block
    if block is None or block.role in ("list", "table", "caption"):
        return False
    if block.role == "byline":
        return True
    at = resolution.mention.quote.start - block.start
    return any(start <= at < end for start, end in datelines(scene.document.text[block.start : block.end]))


def _carrying_noun(sentence: Sentence, token: Token, first: int) -> tuple[Token, bool]:
    """From a name to the noun that it places: "Lima airport", "the port of Lima", "Lima's old town".

    True where the name only describes something else: "Lima's government", "the Lima talks' outcome".
    """
    of = sentence.tokens[max(0, first - 2) : first]
    if len(of) == 2 and of[1].lemma == "of" and of[0].lemma in words("nouns", "parts"):
        token = of[0]  # "in the city of Lima", whatever the grammar hangs Lima on
    seen = {token.i}
    while token.head not in seen:
        above = sentence.tokens[token.head]
        if token.dep in ("compound", "nmod:poss", "flat", "amod") and above.pos in ("NOUN", "PROPN"):
            inner = above.dep in ("compound", "amod") and above.pos == "NOUN"  # "a Lima rail station"
            if not (
                inner
                or above.lemma in words("nouns", "facilities")
                or above.pos == "PROPN"
                or role_of_noun(above.lemma)
            ):
                return token, True
            if role_of_noun(above.lemma) and token.dep == "nmod:poss":
                return token, True
        elif (
            token.dep in ("nmod", "obl") and _case(sentence, token) == "of" and above.lemma in words("nouns", "parts")
        ) or (token.dep == "appos" and above.pos == "PROPN" and above.i < token.i):
            pass
        else:
            return token, False
        seen.add(above.i)
        token = above
    return token, False


def _case(sentence: Sentence, token: Token) -> str | None:
    return next((c.lemma for c in sentence.children(token.i) if c.dep == "case" and c.lemma not in ("'s", "'")), None)


def _blocked(hanging: Hanging, token: Token, scene: Scene) -> Reason | None:
    """Why the way from a place to its predicate is no way of the traveller's, None when it is free."""
    event = hanging.event
    came_from = hanging.preposition in ("from", "out_of") and hanging.path and not event.nominal
    if came_from and not _travels(hanging.path[0]):
        return "background"  # "a guard from Lima", "a card from Lima"
    meets = event.passive and event.lemma.split("_")[0] in words("verbs", "done_to_the_traveller")
    for step in hanging.path:
        if step.pos == "ADJ" and step.lemma in ("close", "near", "next", "adjacent", "similar", "equal"):
            return "background"  # "in Lima, close to the border"
        if meets and (step in event.agents or step.lemma in words("nouns", "people")):
            continue  # "was greeted by a crowd at the station": where they are, he is
        if scene.cast.has_other(step):
            return "other_person"
        if step.lemma in words("nouns", "offices") or (
            step.lemma in words("nouns", "people") and not scene.cast.has(step)
        ):
            return "other_person"
        if step.lemma in words("nouns", "abstract") | words("nouns", "units"):
            return "background"
    if hanging.through_subject and not hanging.event.nominal:
        top = hanging.path[-1] if hanging.path else token
        if not scene.cast.has(top) and not role_of_noun(top.lemma):
            return "metonym"
    return None


def _is_timetable_present(event: Event) -> bool:
    """ "From there she goes to Lima", "her first call is Lima": in a report the present tense tells what is to come."""
    if event.tense != "present" or event.progressive or event.modal:
        return False
    if event.copular:
        return any(role_of_noun(s.lemma) for s in event.subjects)
    stem = event.lemma.split("_")[0]
    verb = role_of_verb(event.lemma) or role_of_verb(stem)
    return not event.nominal and not event.passive and verb in ("arrives", "departs", "moves", "visits")


def _turning_point(line: Line, event: Event) -> tuple[Role, Event] | None:
    """ "The visit to Lima began on …" is arriving there, "she ended her visit to Lima on …" is leaving."""
    linked = [event.parent] if event.parent is not None and event.relation in ("nsubj", "nsubj:pass", "obj") else []
    below = {t.i for t in line.sentence.subtree(event.predicate.i)}  # "the visit to Lima, which began on …"
    linked += [e for e in line.events.values() if e.relation == "acl:relcl" and e.predicate.head in below]
    for verb in linked:
        lemmas = {verb.lemma, verb.lemma.split("_")[0]}
        if lemmas & words("verbs", "begins"):
            return "arrives", verb
        if lemmas & words("verbs", "ends"):
            return "departs", verb
    return None


def _travels(token: Token) -> bool:
    """Whether something from a place came with the traveller: a train, a flight, a visit."""
    modes = ("train_nouns", "plane_nouns", "ship_nouns", "road_nouns", "bicycle_nouns", "foot_nouns")
    lemma = token.lemma
    return (
        token.pos in ("PROPN", "ADV")
        or role_of_noun(lemma) is not None
        or lemma in words("nouns", "vehicles") | words("nouns", "parts") | words("nouns", "facilities")
        or any(lemma in words("modes", mode) for mode in modes)
    )


def _of_event(
    line: Line, hanging: Hanging, token: Token, resolution: Resolution, scene: Scene, headline: bool, assumed: bool
) -> Reading:
    sentence, event = line.sentence, hanging.event
    place = resolution.place
    top = hanging.path[-1] if hanging.path else token
    is_object = top.dep in ("obj", "nsubj:pass") or (top.dep == "obl" and hanging.preposition is None)
    crosses = place is not None and place.kind in _BORDERS
    role = read_role(hanging, is_object and (hanging.preposition is None or bool(hanging.path)), crosses)
    role = _by_object(role, hanging, top)
    if _of_programme(line, hanging, is_object, scene):
        status: Status = "visited" if event.tense == "past" and not event.modal else "planned"
        return Reading(Finding("stays", status, None, (event.lemma,)), event)
    if role not in _ROLES:
        return Reading(Finding(None, None, "no_predicate", (event.lemma,)), event)
    mover = _mover_of(hanging, line, scene)
    if assumed and mover == "unknown":
        mover = "traveller"
    if role == "departs" and any(t.lemma == "respectively" for t in sentence.tokens):
        mover = "unknown"  # each of several came from one of these, and nothing says who from which
    if mover != "traveller":
        return Reading(
            Finding(None, None, "other_person" if mover == "other" else "no_predicate", (event.lemma,)), event
        )
    if {event.lemma, event.lemma.split("_")[0]} & words("verbs", "belongs"):
        return Reading(Finding(None, None, "background", (event.lemma,)), event)
    if sentence.tokens[-1].text == "?" and event.lemma not in ("arrive", "reach", "come_in"):
        return Reading(Finding(None, None, "hypothetical", ("?",)), event)
    if role == "stays" and _is_purpose_of_deed(event):
        return Reading(Finding(None, None, "no_predicate", (event.lemma,)), event)
    sees = event.lemma in words("verbs", "perceives")
    if (
        sees
        and not event.negated
        and (
            event.tense == "pluperfect" or (is_object and (event.modal in ("could", "can") or scene.cast.first_person))
        )
    ):
        return Reading(Finding(None, None, "passed", ("seen", event.lemma)), event)
    found = read_status(event, sentence, headline, scene.cast.first_person)
    cues = (event.lemma.replace("_", " "), *found.cues)
    if found.reason:
        return Reading(Finding(None, None, found.reason, cues), event)
    if earlier := says_earlier(event, sentence):
        return Reading(Finding(None, None, "earlier_trip", (*cues, *earlier)), event)
    told: Status = found.status or "visited"
    if told == "visited" and not headline and not scene.cast.first_person and _is_timetable_present(event):
        told, cues = "planned", (*cues, "present tense")
    if event.nominal and role == "stays" and (turn := _turning_point(line, event)):
        role, event = turn
    if told in ("visited", "planned") and (doubt := adverbs_of_doubt(event, sentence)):
        told, cues = "possible", (*cues, *doubt)
    return Reading(Finding(role, told, None, cues), event)


def _is_purpose_of_deed(event: Event) -> bool:
    """ "would send shells to refill stores in Lima": what a deed is for brings nobody to the place, as a journey does."""
    if event.nominal or event.tense != "infinitive" or event.relation != "advcl" or event.parent is None:
        return False
    lemmas = ((event.lemma, event.lemma.split("_")[0]), (event.parent.lemma, event.parent.lemma.split("_")[0]))
    return not any(role_of_verb(lemma) or role_of_noun(lemma) for pair in lemmas for lemma in pair)


_ROLES: frozenset[Role] = frozenset({"departs", "arrives", "stays", "crosses", "passes", "heads_for"})


def _of_programme(line: Line, hanging: Hanging, is_object: bool, scene: Scene) -> bool:
    """ "The itinerary includes Lima": a programme or journey of the traveller that names a place."""
    event = hanging.event
    if event.nominal or not is_object or event.lemma not in words("verbs", "names_stops"):
        return False
    nouns = [s for s in event.subjects if s.lemma in words("nouns", "programmes") or role_of_noun(s.lemma)]
    return (
        bool(nouns)
        and scene.is_about_him(line)
        and not any(scene.cast.has_other(t) for s in nouns for t in line.sentence.subtree(s.i))
    )


def _by_object(role: Role | Reason, hanging: Hanging, top: Token) -> Role | Reason:
    """A place that hangs on what is left or boarded: "boarded the train in Artyom" is leaving Artyom."""
    verb = role_of_verb(hanging.event.lemma) or role_of_verb(hanging.event.lemma.split("_")[0])
    if (
        role == "departs"
        and hanging.event.lemma == "leave"
        and hanging.event.objects
        and hanging.preposition in ("in", "at")
    ):
        return "stays" if not hanging.path else role  # what is left behind in Lima
    if (
        role == "no_predicate"
        and top.dep == "obj"
        and hanging.path
        and hanging.preposition in ("in", "at", "near", "of")
    ):
        return {"arrives": "arrives", "visits": "stays", "moves": "stays", "stays": "stays"}.get(verb or "", role)  # type: ignore[return-value]
    return role


def _mover_of(hanging: Hanging, line: Line, scene: Scene) -> Mover:
    """Whose event it is; what the clause leaves open, the clauses above it may tell."""
    event: Event | None = hanging.event
    while event is not None:
        mover = read_mover(event, line.sentence, scene.cast)
        if mover == "unknown" and event.nominal and _is_the_journey(event, line, scene):
            return "traveller"
        spent = event.passive and event.lemma in ("spend", "pass") and all(is_calendar(s) for s in event.subjects)
        if spent and scene.is_about_him(line):
            return "traveller"  # "Tuesday afternoon was spent at …"
        if mover != "unknown":
            return mover
        event = event.parent
    if scene.cast.first_person or _goes_on(line, scene):
        return "traveller"
    return "unknown"


def _goes_on(line: Line, scene: Scene) -> bool:
    """Whether a sentence without a subject goes on from one about the traveller: "And took ship at Lima on the 5th"."""
    first = line.sentence.tokens[0]
    opens = first.lemma in ("and", "but", "then", "thence") or first.tag == "VBD"
    return opens and line.number > 0 and scene.is_about_him(scene.lines[line.number - 1])


def _is_the_journey(event: Event, line: Line, scene: Scene) -> bool:
    """Whether an event that nobody is said to own ("an outing to …", "talks in …") is one of the journey told of."""
    if not scene.is_about_him(line):
        return False
    children = line.sentence.children(event.predicate.i)
    indefinite = any(c.lemma in ("a", "an", "another") for c in children)
    if indefinite and event.lemma in words("nouns", "meetings"):
        return False
    return not any(scene.cast.has_other(t) for c in children for t in line.sentence.subtree(c.i))


def _without_event(line: Line, token: Token, scene: Scene, headline: bool) -> Reading:
    """A sentence without a verb: "Lamb in Jablanica." is the teller's, "Evening in Lima." nobody's."""
    if headline and line.block is not None and line.block.role not in ("list", "table", "caption"):
        return _of_headline(line, token, scene) or _none("no_predicate")
    preposition = _first_place_preposition(line.sentence, token)
    if line.sentence.tokens[-1].text == "?":
        return _none("hypothetical", "?")
    if preposition in ("between", "about", "against", "than", "like", "without", "for", "of", "but"):
        return _none("no_predicate")
    finite = any(not e.nominal and e.tense not in ("infinitive", "participle") for e in line.events.values())
    denied = any(c.lemma in ("no", "not", "without") for c in line.sentence.children(token.i))
    if any(d.quote.text.lower().startswith(("tomorrow", "next ")) for d in line.dates):
        return Reading(Finding("heads_for", "planned", None, ("tomorrow",)))
    if scene.cast.first_person or (not finite and any(map(scene.cast.has, line.sentence.tokens))):
        role = _ROLE_OF_PREPOSITION.get(preposition or "", "stays")
        cues = (preposition,) if preposition else ()
        return Reading(Finding(role, "cancelled" if denied else "visited", None, (*cues, "not") if denied else cues))
    return _none("no_predicate")


_ROLE_OF_PREPOSITION: dict[str, Role] = {
    "from": "departs", "out": "departs", "towards": "heads_for", "toward": "heads_for", "via": "passes",
    "through": "passes", "past": "passes", "to": "arrives", "into": "arrives",
}  # fmt: skip


def _first_place_preposition(sentence: Sentence, token: Token) -> str | None:
    """The preposition of a name, or of the noun that it is of: "under the trees of Lima" is under."""
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        preposition = _case(sentence, token)
        if preposition != "of":
            return preposition
        token = sentence.tokens[token.head]
    return "of"


def _of_headline(line: Line, token: Token, scene: Scene) -> Reading | None:
    """A headline that the parser took for a noun phrase: "Duke's train pulls into Lima"."""
    preposition = preposition_before(line.sentence, token.i)
    before = line.sentence.tokens[: token.i]
    if preposition is None or not any(map(scene.cast.has, before)):
        return None
    for word in reversed(before):
        stem = word.text.lower().removesuffix("s")
        forms = (word.lemma, stem, stem.removesuffix("e"))
        verb = next((v for f in forms for v in (f"{f}_{preposition}", f"{f}_in", f) if role_of_verb(v)), None)
        if verb and not scene.cast.has(word):
            kind = role_of_verb(verb)
            if kind in ("arrives", "moves", "visits", "stays") and preposition in ("in", "at", "to", "into", "on"):
                return Reading(Finding("stays" if kind in ("visits", "stays") else "arrives", "visited", None, (verb,)))
            return None
    return None
