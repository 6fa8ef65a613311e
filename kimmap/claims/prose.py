"""Places in running sentences: what the clause around each says of the traveller.

Default is "not visited": a place becomes a claim only with the traveller as the one who moves or is there,
a predicate of motion or presence, and the way from the place to it free of offices, people and abstractions.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.claims.anothers import of_another
from kimmap.claims.arranged import arranged_or_kept_from
from kimmap.claims.as_told import as_told
from kimmap.claims.beside import by_words_around
from kimmap.claims.came_here import is_here
from kimmap.claims.firsthand import SET_OUT_FOR, is_of_before, is_told_done
from kimmap.claims.fronted import read_fronted
from kimmap.claims.houses import names_a_house
from kimmap.claims.journeys import mover_of
from kimmap.claims.letterheads import in_dateline, is_of_a_desk, is_of_an_address
from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.mentioned import only_mentioned
from kimmap.claims.mover import Mover, case_word
from kimmap.claims.phrase import (
    blocked,
    carrying_noun,
    hang_place,
    in_place_of,
    named_after_it,
)
from kimmap.claims.presence import is_talked_of, no_presence
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.relative import where_clause, which_clause
from kimmap.claims.roles import read_role
from kimmap.claims.scene import Line, Scene
from kimmap.claims.there import pointed_at
from kimmap.claims.timing import dates_of
from kimmap.claims.titles import read_title
from kimmap.claims.topics import of_its_part, of_place_itself
from kimmap.claims.verbless import HEARSAY, WATERS, without_event
from kimmap.claims.without_him import in_a_title, is_way_of_others
from kimmap.language import Event, Sentence, Token
from kimmap.language.hanging import Hanging
from kimmap.model import PlaceKind, Reason, Resolution, Role, Status

_OVER = frozenset({"across", "over", "through", "past", "up", "down", "along"})
_INSIDE = frozenset({"centre", "center", "heart", "middle", "streets", "quarter", "market", "suburb"})
_BORDERS: frozenset[PlaceKind] = frozenset({"border_crossing", "river", "strait", "canal"})
_ROLES: frozenset[Role] = frozenset({"departs", "arrives", "stays", "crosses", "passes", "heads_for"})


def read_prose(line: Line, resolution: Resolution, scene: Scene, *, headline: bool, assumed: bool = False) -> Reading:
    """What a sentence says of the traveller and one of its places.

    ``headline`` reads the present tense as told; ``assumed`` takes an unnamed mover for the traveller, as in
    his own log.
    """
    if in_dateline(line, resolution, scene):
        if is_of_an_address(line, resolution):
            return no_claim("metonym", "name")
        if scene.cast.first_person and not is_of_a_desk(
            line, resolution
        ):  # where a diary or a letter is written, its writer is
            return Reading(Finding("stays", "visited", None, ("written at",)))
        return no_claim("dateline")
    told = _of_the_sentence(line, resolution, scene, headline=headline, assumed=assumed)
    late = told.finding.status == "cancelled" and "should" in told.finding.cues
    if late and resolution.mention.name in ("here", "hither"):  # "we should have been here by the 14th"
        return no_claim("hypothetical", "here", event=told.event)
    return told


def _of_the_sentence(line: Line, resolution: Resolution, scene: Scene, *, headline: bool, assumed: bool) -> Reading:
    """What a sentence says of the traveller and one of its places, outside datelines."""
    sentence, quote = line.sentence, resolution.mention.quote
    token = sentence.head_of(quote.start, quote.end)
    if token is None:
        return no_claim("no_predicate")
    apart = in_a_title(line, resolution, scene) or of_another(line, resolution, scene)
    if told := apart or only_mentioned(line, token, scene):
        return told
    if told := read_fronted(line, resolution, token, scene):
        return told
    if told := pointed_at(line, resolution, token, scene) or by_words_around(line, quote.start, quote.end, scene):
        return told
    if headline and (told := read_title(line, resolution, scene)):
        return told
    inside = sentence.tokens_in(quote.start, quote.end)
    if named_after_it(sentence, inside[0].i) or names_a_house(sentence, inside) or _goes_on_as_name(line, resolution):
        return no_claim("metonym", "name")
    token, modifies = carrying_noun(sentence, token, inside[0].i)
    if modifies:
        return of_its_part(line, token, scene) or no_claim("metonym", "modifier")
    token = in_place_of(sentence, token)
    hanging = hang_place(line, token, inside)
    if hanging is None or _is_apart_from(hanging.event, token, sentence):
        told = without_event(line, token, scene, headline)
    else:
        told = _of_hanging(line, _cleft(line, hanging), token, resolution, scene, headline, assumed)
        if told.finding.reason in ("no_predicate", "other_person") and _is_set_off(line, hanging, token):
            apart = without_event(line, token, scene, headline)
            told = apart if apart.finding.role else told
    where = where_clause(line, resolution, scene) or which_clause(line, token, scene)
    if where is not None and told.finding.role == "departs" and where.event is not None:
        return replace(where, finding=replace(where.finding, cues=(*where.finding.cues, "from")))
    if told.finding.role in (None, "departs", "heads_for", "passes"):
        return where or told
    told_when = dates_of(line, told.event, quote.start)
    dated = (
        where is not None
        and told.finding.status != "cancelled"
        and not told_when
        and any(d.granularity in ("day", "time") for d in dates_of(line, where.event, quote.start))
    )
    return where if dated and where is not None else told


def _is_apart_from(event: Event, token: Token, sentence: Sentence) -> bool:
    """Whether a happening that was not ends before a place: "no stop for once, and then on to Lima"."""
    while event.parent is not None and not event.nominal and event.relation == "advcl":
        event = event.parent
    if not (event.nominal and event.negated) or event.relation != "root":
        return False
    between = sentence.tokens[event.predicate.i + 1 : token.i]
    return any(t.text == "," for t in between) and any(t.lemma in ("so", "then", "on", "and") for t in between)


def _goes_on_as_name(line: Line, resolution: Resolution) -> bool:
    """ "the Fontaine of Youth", "the Lima of Vargas": a name that goes on behind a place, and with no other place."""
    quote = resolution.mention.quote
    of = re.match(r"\s+of\s+(?:the\s+)?(?=[A-ZÀ-Þ])", quote.document.text[quote.end : quote.end + 20])
    if of is None or " " in quote.text or resolution.mention.reference != "name":
        return False
    return not any(r.mention.quote.start == quote.end + of.end() for r in line.resolutions)


def _is_set_off(line: Line, hanging: Hanging, token: Token) -> bool:
    """Whether a semicolon parts a place from the verb that the grammar hangs it on: "slept badly; bus to Lima"."""
    behind = " ".join(t.text.lower() for t in line.sentence.tokens[token.i + 1 :])
    if behind.strip(" ,.;!–—-") in HEARSAY:
        return True  # "Lima, they say"
    first, last = sorted((hanging.event.predicate.i, token.i))
    if any(t.text == ";" for t in line.sentence.tokens[first:last]):
        verbs = {e.predicate.i for e in line.events.values() if not e.nominal}
        start = max((t.i for t in line.sentence.tokens[: token.i] if t.text == ";"), default=-1)
        end = next((t.i for t in line.sentence.tokens[token.i :] if t.text == ";"), len(line.sentence.tokens))
        return not any(start < i < end for i in verbs)
    return False


def _cleft(line: Line, hanging: Hanging) -> Hanging:
    """ "It was in Lima that she sang": what is told is the clause behind "that"."""
    event = hanging.event
    it = event.copular and bool(event.subjects) and all(s.lemma == "it" for s in event.subjects)
    if not it or hanging.preposition is None:
        return hanging
    below = [
        e for e in line.events.values() if e.parent is event and e.relation in ("acl:relcl", "ccomp", "advcl", "csubj")
    ]
    told = next((e for e in below if e.predicate.i > event.predicate.i and not e.nominal), None)
    if told and event.negated and not told.negated:
        told = replace(told, negated=True)  # "it was not in Lima that she sang"
    return replace(hanging, event=told, path=(), through_subject=False) if told else hanging


def _of_hanging(
    line: Line, hanging: Hanging, token: Token, resolution: Resolution, scene: Scene, headline: bool, assumed: bool
) -> Reading:
    """What an event says of a place that hangs on it, unless something stands between them."""
    if _says_where_another_lies(line, resolution):
        return no_claim("background", "lies", event=hanging.event)
    if _only_compares(hanging):
        return no_claim("background", "like", event=hanging.event)
    if is_way_of_others(line, hanging, token, scene):
        return no_claim("background", "way", event=hanging.event)
    if told := arranged_or_kept_from(line, hanging, token, scene) or of_place_itself(line, hanging, token, scene):
        return told
    described = resolution.mention.reference == "description"
    if described and (hanging.preposition or "") in ("near", "close_to") and _stands_behind_name(line, resolution):
        return no_claim("background", "near", event=hanging.event)  # "in Lima near the border"
    river = resolution.place is not None and resolution.place.kind == "river"
    if river and any(step.pos == "NOUN" and step.lemma in words("nouns", "facilities") for step in hanging.path):
        return no_claim("background", "on the river", event=hanging.event)  # "the plant on the river"
    if reason := blocked(hanging, token, scene):
        return no_claim(reason, event=hanging.event)
    if any(step.dep == "appos" for step in hanging.path) and resolution.place is not None and resolution.place.is_area:
        return no_claim("container", event=hanging.event)  # "reached Lima, a port in the heart of Peru"
    return _of_event(line, hanging, token, resolution, scene, headline, assumed)


def _says_where_another_lies(line: Line, resolution: Resolution) -> bool:
    """ "to Lima, on the Rímac", "in Lima, near Huacho": what only tells where the place named before it lies."""
    start = resolution.mention.quote.start
    ends = [r.mention.quote.end for r in line.resolutions if r.mention.quote.end <= start]
    if not ends or resolution.place is None:
        return False
    between = resolution.mention.quote.document.text[max(ends) : start]
    return bool((_ON_IT if resolution.place.kind in WATERS else _NEAR_IT).fullmatch(between))


_ON_IT = re.compile(
    r",\s+(?:on|in|by|beside|above|near|along|at\s+the\s+(?:mouth|head|foot)\s+of)\s+(?:the\s+)?(?:river\s+)?"
)
_NEAR_IT = re.compile(
    r"(?:,|(?:\s+[a-z][\w’'-]*)?)\s+(?:near|close\s+to|not\s+far\s+from|outside|next\s+to)\s+(?:the\s+)?"
)


def _stands_behind_name(line: Line, resolution: Resolution) -> bool:
    """Whether another place is named a word or two before this one."""
    start = resolution.mention.quote.start
    return any(0 < start - r.mention.quote.end <= _A_WORD_OR_TWO for r in line.resolutions if r is not resolution)


_A_WORD_OR_TWO = 10
"""Characters, as of " near " or " close to "."""


def _of_event(
    line: Line, hanging: Hanging, token: Token, resolution: Resolution, scene: Scene, headline: bool, assumed: bool
) -> Reading:
    """What an event says of a place with a free way to it: a claim, or why it is none."""
    if hanging.preposition is None and is_here(resolution, scene):
        hanging = replace(hanging, preposition="in")  # "landed here on Sunday"
    event = hanging.event
    top = hanging.path[-1] if hanging.path else token
    is_object = top.dep in ("obj", "nsubj:pass") or (top.dep == "obl" and hanging.preposition is None)
    is_object = is_object or (event.lemma == "make" and top is token and token.dep == "xcomp")  # "made Lima by dark"
    role = _role_of(line, hanging, token, resolution, scene, is_object)
    if _of_programme(line, hanging, is_object, scene):
        done = event.tense in ("past", "perfect") and not event.modal
        status: Status = "visited" if done else "planned"
        return Reading(Finding("stays", status, None, (event.lemma,)), event)
    if _leads_on(line, event, role, scene) and not _is_former_journey(event, line):
        status = "visited" if event.tense in ("past", "pluperfect") and not event.modal else "planned"
        return Reading(Finding("arrives", status, None, (event.lemma,)), event)
    if role not in _ROLES and _is_route_given_up(hanging) and scene.is_about_him(line):
        return Reading(Finding("stays", "cancelled", None, (event.lemma.replace("_", " "),)), event)
    if role not in _ROLES:
        return no_claim("no_predicate", event.lemma, event=event)
    if hanging.through_subject and event.negated and any(s.lemma in _STAFF for s in event.subjects):
        return no_claim("no_predicate", event.lemma, event=event)  # "the staff at Lima would not give her an hour"
    mover = _mover_to(role, event, line, scene, assumed)
    if mover != "traveller":
        return no_claim("other_person" if mover == "other" else "no_predicate", event.lemma, event=event)
    if is_talked_of(event, line, hanging, token):
        return no_claim("background", event.lemma, event=event)
    if (role == "stays" and scene.cast.first_person and is_of_before(event)) or _is_former_journey(event, line):
        return no_claim("earlier_trip", event.lemma, event=event)
    if against := no_presence(role, event, line, scene, is_object):
        return against
    return as_told(role, event, line, scene, headline)


def _is_former_journey(event: Event, line: Line) -> bool:
    """ "An earlier tour had taken her to Lima": what a journey before this one did."""
    if event.tense != "pluperfect":
        return False
    journeys = [s for s in event.subjects if s.lemma in words("nouns", "journeys")]
    return any(c.text.lower() in _FORMER for s in journeys for c in line.sentence.children(s.i))


_FORMER = frozenset({"first", "last", "previous", "earlier", "former", "maiden", "inaugural", "only"})


def _role_of(
    line: Line, hanging: Hanging, token: Token, resolution: Resolution, scene: Scene, is_object: bool
) -> Role | Reason:
    """The role that a place has in its event; a `Reason` where it has none."""
    event, place = hanging.event, resolution.place
    top = hanging.path[-1] if hanging.path else token
    crosses = place is not None and place.kind in _BORDERS
    role = read_role(hanging, is_object and (hanging.preposition is None or bool(hanging.path)), crosses)
    role = _by_object(role, hanging, top, case_word(line.sentence, top))
    if role == "passes" and token.lemma in _INSIDE and not hanging.path:
        role = "stays"  # "rode through the centre of Lima"
    last = (hanging.preposition or "").rsplit("_", 1)[-1]
    if (
        role == "heads_for"
        and scene.cast.first_person
        and not hanging.path
        and last in SET_OUT_FOR
        and is_told_done(event, line)
    ):
        role = "arrives"
    if place is not None and place.kind in WATERS and last in _OVER and role in ("stays", "arrives"):
        role = "passes"  # "rowed across the lake", "she was over the strait by noon"
    return role


def _only_compares(hanging: Hanging) -> bool:
    """ "Palms everywhere: it could be Lima"."""
    event = hanging.event
    it = bool(event.subjects) and all(s.lemma in ("it", "this", "that") for s in event.subjects)
    return event.copular and it and event.modal in ("could", "might") and hanging.preposition is None


def _mover_to(role: Role, event: Event, line: Line, scene: Scene, assumed: bool) -> Mover:
    """Whose event it is for a place in this role; ``assumed`` gives the traveller what is nobody's."""
    mover = mover_of(event, line, scene)
    if role == "departs" and any(t.lemma == "respectively" for t in line.sentence.tokens):
        return "unknown"  # each of several came from one of these, and nothing says who from which
    return "traveller" if assumed and mover == "unknown" else mover


_STAFF = words("nouns", "people") | words("nouns", "offices") | words("nouns", "bodies")
_STAFF |= {"people", "staff", "police", "folk", "crew"}


def _is_route_given_up(hanging: Hanging) -> bool:
    """ "gave up the route by Lima", "dropped the idea of Lima"."""
    nouns = words("nouns", "programmes") | words("nouns", "rumours")
    cancels = {hanging.event.lemma, hanging.event.lemma.split("_")[0]} & words("verbs", "cancels")
    return bool(cancels) and any(step.lemma in nouns for step in hanging.path)


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


def _leads_on(line: Line, event: Event, role: Role | Reason, scene: Scene) -> bool:
    """ "The programme takes the minister to Lima, and further to Cusco": what leads the traveller, whoever is named."""
    leads = event.lemma.split("_")[0] in _LEADS and not event.nominal and role in ("arrives", "stays", "no_predicate")
    programmes = [s for s in event.subjects if s.lemma in words("nouns", "programmes") | words("nouns", "journeys")]
    if not leads or not programmes or event.negated:
        return False
    theirs = [t for s in programmes for t in line.sentence.subtree(s.i)]
    led = [t for o in event.objects for t in line.sentence.subtree(o.i) if o.i > event.predicate.i]
    return scene.is_about_him(line) and not any(map(scene.cast.has_other, (*theirs, *led)))


_LEADS = frozenset({"take", "lead", "bring", "carry"})


def _by_object(role: Role | Reason, hanging: Hanging, top: Token, led: str | None) -> Role | Reason:
    """A place that hangs on what is left or boarded: "boarded the train in Lima" is leaving Lima."""
    verb = role_of_verb(hanging.event.lemma) or role_of_verb(hanging.event.lemma.split("_")[0])
    led_from = hanging.path and hanging.path[-1].head == hanging.event.predicate.i and led == "from"
    if role == "stays" and led_from and verb in ("moves", "departs"):
        return "departs"  # "escaped from a prison in Lima"
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
