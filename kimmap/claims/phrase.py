"""What the noun phrase around a name carries: a distance, a dateline, a part of a town, the way to a predicate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.claims.clausewords import is_reason
from kimmap.claims.lexicon import role_of_noun, words
from kimmap.claims.scene import Line, Scene
from kimmap.claims.timetables import closes_the_week
from kimmap.language import Event, Sentence, Token
from kimmap.language.hanging import Hanging, hang, head_past_dates, is_calendar
from kimmap.model import Reason

#: "some 90 km by road from …", "two hours north of …": where a place lies from another, not where anybody went.
MEASURED = re.compile(
    r"(?:\b|(?<=\d))(?:km|kilomet(?:er|re)s?|miles?|metres?|meters?|leagues?|versts?|nautical|hours?['’]?|minutes?['’]?)\b"
    r"(?:\s+(?:by|on|away|further|due|as|the|to|in|drive|ride|walk|road|rail|train|car|sea|air|foot|crow|flies|"
    r"north|south|east|west|north-?east|north-?west|south-?east|south-?west|"
    r"northern|upstream|downstream|inland|outside|short|line|straight|a)\b|,)*"
    r"\s+(?:from|of|off|outside|beyond)\s+(?:the\s+)?(?:(?!(?:to|into|towards?)\b)[a-z-]+\s+)*$"
)


def carrying_noun(sentence: Sentence, token: Token, first: int) -> tuple[Token, bool]:
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


def named_after_it(sentence: Sentence, first: int) -> bool:
    """Whether a place is part of a name that tells nothing of it: "the Bank of Lima", "the Duke of Lima"."""
    before = sentence.tokens[max(0, first - 2) : first]
    return (
        len(before) == 2
        and before[1].lemma == "of"
        and before[0].text[0].isupper()
        and before[0].text.lower() in words("nouns", "called_after")
    )


def in_place_of(sentence: Sentence, token: Token) -> Token:
    """The word that a second place is in line with, which the grammar joins to the day before it.

    "reached Lima on Monday and Cusco on Tuesday": Cusco is to "reached" what Lima is.
    """
    head = sentence.tokens[token.head]
    if token.dep != "conj" or not is_calendar(head) or _case(sentence, token) is not None:
        return token
    verb = sentence.tokens[head_past_dates(sentence, token.i)]
    line = [c for c in sentence.children(verb.i) if c.i < token.i and c.pos == "PROPN" and not is_calendar(c)]
    line = [c for c in line if c.dep in ("obj", "obl")]
    return line[-1] if line else token


def hang_place(line: Line, token: Token, inside: Sequence[Token]) -> Hanging | None:
    """How the noun ``token`` that carries a place hangs on its event; ``inside`` are the tokens of the name."""
    own = line.events.get(token.i)
    if own is not None and own.nominal and token not in inside:
        hanging: Hanging | None = Hanging(own, "to", False, ())  # "the Lima visit"
    else:
        hanging = hang(line.sentence, line.events, token.i, inside[0].i if token in inside else None)
    if hanging is None:
        return None
    before = line.sentence.tokens[inside[0].i - 1] if inside[0].i else None
    if hanging.preposition is None and token in inside and before is not None and before.text.lower() == "to":
        hanging = replace(hanging, preposition="to")  # "ran to | Kirkby", which the tagger takes for a verb
    hanging = _out_of_report(line, hanging, token)
    on_way = bool(hanging.path) and hanging.path[0].lemma in ("way", "road", "route")
    if on_way and hanging.preposition == "to" and _case(line.sentence, hanging.path[0]) in ("on", "en"):
        hanging = replace(hanging, preposition="towards", path=())  # "was taken ill on the way to Lima"
    if hanging.preposition == "of" and hanging.path and hanging.path[0].lemma == "direction":
        hanging = replace(hanging, preposition="towards", path=())
    elif hanging.preposition == "of" and hanging.path and hanging.path[0].lemma == "way":
        hanging = replace(hanging, preposition="by_way_of", path=())
    elif hanging.preposition == "of" and hanging.path:
        hanging = replace(hanging, preposition=first_place_preposition(line.sentence, hanging.path[0]))
    if before is not None and before.lemma == "to" and not hanging.path and hanging.event.lemma in _BOARDS:
        ride = line.sentence.tokens[before.i - 1]
        if ride.pos == "NOUN" and _travels(ride):
            hanging = replace(hanging, path=(ride,))  # "put her on the sleeper | to Lima"
    return _happening_meant(line, hanging)


def _out_of_report(line: Line, hanging: Hanging, token: Token) -> Hanging:
    """ "At Lima the train halted, the agencies said": what opens a reported clause is hung on who reports it."""
    event = hanging.event
    if event.nominal or hanging.path or event.lemma not in words("verbs", "says"):
        return hanging
    told = [
        e
        for e in line.events.values()
        if e.parent is event and e.relation in ("ccomp", "parataxis") and not e.nominal
        and token.i < e.predicate.i < event.predicate.i
    ]  # fmt: skip
    return replace(hanging, event=told[0], through_subject=False) if told else hanging


_BOARDS = frozenset({"put"})


def _happening_meant(line: Line, hanging: Hanging) -> Hanging:
    """The noun of happening that a planning or cancelling verb is about: "scrapped the tour | of Lima"."""
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


def first_place_preposition(sentence: Sentence, token: Token) -> str | None:
    """The preposition of a name, or of the noun that it is of: "under the trees of Lima" is under."""
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        preposition = _case(sentence, token)
        if preposition != "of":
            return preposition
        token = sentence.tokens[token.head]
    return "of"


def blocked(hanging: Hanging, token: Token, scene: Scene) -> Reason | None:
    """Why the way from a place to its predicate is no way of the traveller's, None when it is free."""
    event = hanging.event
    came_from = hanging.preposition in ("from", "out_of") and hanging.path and not event.nominal
    if came_from and not _travels(hanging.path[0]) and hanging.path[0].lemma not in words("nouns", "wires"):
        return "background"  # "a guard from Lima", "a card from Lima"
    stem = event.lemma.split("_")[0]
    done = stem in words("verbs", "done_to_the_traveller") | words("verbs", "gives")
    to_him = not event.passive and done and any(map(scene.cast.has, event.objects))
    if to_him and any(step.lemma in ("back", "fresh") for step in hanging.path):
        return "other_person"  # "Dias, back from a conference in Lima, greeted her"
    if to_him and hanging.preposition in ("in", "at") and not any(_is_anothers_deed(s, scene) for s in hanging.path):
        return None  # "students in Lima cheered her": where they are, he is
    for step in hanging.path:
        if reason := _bars(step, hanging, scene):
            return reason
    if hanging.through_subject and not hanging.event.nominal:
        top = hanging.path[-1] if hanging.path else token
        if not scene.cast.has(top) and not role_of_noun(top.lemma):
            return "metonym"
    return None


_SPEAKS = frozenset(
    {"speak", "talk", "lecture", "preach", "sing", "play", "perform", "read", "shake", "meet", "mingle"}
)
_SIGNS = frozenset({"sign", "conclude", "initial", "ink", "seal"})
_LISTENED = frozenset({"to", "with", "before", "for"})


def _bars(step: Token, hanging: Hanging, scene: Scene) -> Reason | None:
    """Why a noun on the way from a place to its predicate keeps the traveller away, None where it does not."""
    event, people = hanging.event, words("nouns", "people")
    if _only_counts_or_compares(step, hanging, scene):
        return "background"
    meets = event.passive and event.lemma.split("_")[0] in words("verbs", "done_to_the_traveller")
    if meets and (step in event.agents or step.lemma in people):
        return None  # "was greeted by a crowd at the station": where they are, he is
    if event.passive and step in event.agents:
        return "other_person"  # "was sued by the head of a school in Lima"
    sentence = scene.analysis.sentence_at(step.start)
    if sentence is not None and hanging.preposition in ("in", "at") and _shared_or_eaten(step, event, sentence):
        return None
    if sentence is not None and (_of_the_times(step, sentence) or is_reason(step, sentence)):
        return "background"
    spoken_to = event.lemma in _SPEAKS and sentence is not None and _case(sentence, step) in _LISTENED
    if spoken_to and step.lemma in people and hanging.preposition in ("in", "at") and not scene.cast.has_other(step):
        return None  # "spoke to students in Lima"
    to_media = step.lemma in words("nouns", "media")  # "told a newspaper in Lima"
    if (
        step in event.objects
        and event.lemma in words("verbs", "tells")
        and not to_media
        and hanging.preposition in ("in", "at")
    ):
        return None  # "told reporters in Lima"
    if hanging.path == (step,) and step in event.objects and event.lemma in _SIGNS:
        return None  # "signed the agreement in Lima"
    # not so in "the trip of the mayor to Lima"
    office = step.lemma in words("nouns", "offices") and not (scene.cast.has(step) and hanging.preposition == "to")
    # no "trip of the mayor to Lima"
    office, to_media = (office, to_media) if not _is_house(step, hanging, sentence) else (False, False)
    theirs = office or (to_media and step in event.objects) or (step.lemma in people and not scene.cast.has(step))
    if theirs or scene.cast.has_other(step) or _is_anothers_deed(step, scene):
        return "other_person"
    return "background" if step.lemma in words("nouns", "abstract") | words("nouns", "units") else None


def _only_counts_or_compares(step: Token, hanging: Hanging, scene: Scene) -> bool:
    """ "Three schools, one in Lima", "in Lima, close to the border"."""
    if step.pos == "NUM" or step.lemma == "one":
        return not _is_one_more(step, hanging, scene)
    close = step.pos == "ADJ" and step.lemma in ("close", "near", "next", "adjacent", "similar", "equal")
    return close and not closes_the_week(hanging.event, scene.analysis.sentence_at(step.start))


def _is_one_more(step: Token, hanging: Hanging, scene: Scene) -> bool:
    """ "a rally in Lima on Friday and | one | in Cusco": one more of what the event is."""
    sentence = scene.analysis.sentence_at(step.start)
    if sentence is None or step.lemma != "one" or not hanging.event.nominal or not step.i:
        return False
    article = any(c.lemma in ("a", "an") for c in sentence.children(hanging.event.predicate.i))
    return article and sentence.tokens[step.i - 1].lemma in ("and", "or") and hanging.event.predicate.i < step.i


def _is_house(step: Token, hanging: Hanging, sentence: Sentence | None) -> bool:
    """ "gave a lecture at the university in Lima": the house, not those who run it; nor "heard from one at a bank"."""
    if sentence is None or step.pos not in ("NOUN", "PROPN") or _case(sentence, step) not in _BUILT:
        return False
    return not any(_case(sentence, s) in ("from", "by", "of") for s in hanging.path if s is not step)


_BUILT = frozenset({"at", "inside", "outside"})


def _is_anothers_deed(step: Token, scene: Scene) -> bool:
    """ "Olaf will join the band in Lima after | his wedding | in Cusco": before or after what somebody else does."""
    sentence = scene.analysis.sentence_at(step.start)
    if sentence is None or _case(sentence, step) not in ("after", "before", "during", "following", "since"):
        return False
    owners = [c for c in sentence.children(step.i) if c.dep == "nmod:poss"]
    one = scene.traveller.kind == "group" and any(o.text.lower() in ("his", "her") for o in owners)
    return (one or any(map(scene.cast.has_other, owners))) and not any(map(scene.cast.has, owners))


def _shared_or_eaten(step: Token, event: Event, sentence: Sentence) -> bool:
    """ "lunched with her family in Lima", "stopped for coffee in Lima": company and food are where one has them."""
    if event.nominal or event.negated:
        return False
    stem, case = event.lemma.split("_")[0], _case(sentence, step)
    if step.lemma in _FARE:
        halts = stem in ("stop", "halt", "pause", "break", "rest", "meet") and case in ("for", "over")
        return halts or (step in event.objects and stem in _HAVES)
    return case in ("with", "alongside") and stem in _AT_TABLE


_FARE = frozenset({"coffee", "tea", "food", "wine", "beer", "cake", "water", "fuel", "petrol", "diesel", "music"})
_HAVES = frozenset({"have", "drink", "eat", "take", "buy", "get", "enjoy", "share"})
_AT_TABLE = frozenset({
    "lunch", "dine", "breakfast", "sup", "eat", "drink", "stay", "sleep", "sit", "lodge", "camp", "dance", "celebrate",
})  # fmt: skip


def _of_the_times(step: Token, sentence: Sentence) -> bool:
    """ "comes amid tensions around Lima", "to talk about schools in Lima": what else there is."""
    case = _case(sentence, step)
    if case == "about" and step.pos in ("NOUN", "PROPN"):
        return True
    troubles = case in ("after", "following", "since") and step.lemma in _TROUBLES
    return case in ("amid", "amidst", "despite") or troubles


_TROUBLES = frozenset({
    "drill", "tension", "attack", "protest", "flood", "fire", "earthquake", "war", "fighting", "killing", "shooting",
    "election", "crash", "blast", "explosion", "strike", "unrest", "clash", "violence", "massacre", "coup", "scandal",
    "outbreak", "bombing", "raid", "riot", "exercise", "manoeuvre", "maneuver", "invasion", "arrest", "disaster",
})  # fmt: skip


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


def _case(sentence: Sentence, token: Token) -> str | None:
    return next((c.lemma for c in sentence.children(token.i) if c.dep == "case" and c.lemma not in ("'s", "'")), None)
