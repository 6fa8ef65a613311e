"""Who moves or is present in an event: the traveller, somebody else, or nobody that the grammar names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kimmap.claims.cast import Cast
from kimmap.claims.clausewords import own_subjects
from kimmap.claims.lexicon import role_of_noun, words
from kimmap.language import Event, Sentence, Token
from kimmap.language.hanging import is_calendar

Mover = Literal["traveller", "other", "unknown"]


def read_mover(event: Event, sentence: Sentence, cast: Cast) -> Mover:
    """Whose event it is.

    The traveller may be the subject ("Vinter left"), be met or moved by another ("was greeted", "a plane took
    her north"), meet another who is there ("talks with Vinter in …"), or own the noun ("Vinter's visit to …").
    """
    if _is_watched(event, sentence, cast):
        return "other"
    subjects = [t for s in own_subjects(event, sentence) for t in _whole_name(sentence, s)]
    if event.passive and not event.nominal and _is_lost_main_verb(event, sentence):
        subjects += [t for t in sentence.tokens[: event.predicate.i] if t.head == t.i]
    if any(map(cast.has, subjects)) and not _is_dative_of_speech(event, event.lemma.split("_")[0]):
        return "traveller"
    if _is_done_to_him(event, sentence, cast):
        return "traveller"
    if event.nominal:
        return _owner(event, sentence, cast)
    if _is_to_meet_him(event, sentence, cast):
        return "traveller"
    own = any(c.dep.startswith("nsubj") for c in sentence.children(event.predicate.i))
    if (not subjects or (event.relation in ("parataxis", "ccomp") and not own)) and (
        before := _named_right_before(event, sentence, cast)
    ):
        return before
    if _is_of_his(event, sentence, cast):
        return "traveller"
    return _of_another(event, sentence, cast, named=bool(subjects))


def _is_watched(event: Event, sentence: Sentence, cast: Cast) -> bool:
    """ "I watched the ferry come in from Lima": what the traveller sees somebody or something else do."""
    above = event.parent
    if (
        above is None
        or above.lemma not in words("verbs", "perceives")
        or event.relation not in ("obj", "xcomp", "ccomp", "acl")
    ):
        return False
    if event.predicate.tag not in ("VB", "VBG") or not any(map(cast.has, above.subjects)):
        return False
    doers = [t for t in above.objects if above.predicate.i < t.i < event.predicate.i]
    doers += [t for t in event.subjects if t not in above.subjects]
    return bool(doers) and not any(cast.has(w) for t in doers for w in _whole_name(sentence, t))


def _is_done_to_him(event: Event, sentence: Sentence, cast: Cast) -> bool:
    """Whether others meet, move or serve the traveller: "a plane took her north", "talks with Vinter"."""
    stem = event.lemma.split("_")[0]
    objects = [t for o in event.objects for t in _whole_name(sentence, o)]
    his = any(map(cast.has, objects))
    if his and stem in words("verbs", "done_to_the_traveller") | words("verbs", "caused_motion"):
        return True
    beside = [t for c in (*event.companions, *event.agents) for t in _whole_name(sentence, c)]
    if any(map(cast.has, beside)) and (event.nominal or event.agents or _is_meeting(event)):
        return True
    if any(cast.has(c) and _takes_part(c, event, sentence) for c in event.companions):
        return True
    if stem in _GIVES_PARTY and not event.passive and _is_for_him(event, sentence, cast):
        return True
    beside = [t for t in sentence.children(event.predicate.i) if case_word(sentence, t) in ("for", "before", "to")]
    if stem in _PERFORMS and any(map(cast.has, beside)):
        return True
    if stem not in words("verbs", "gives"):
        return False
    given = any(cast.has(t) for r in event.recipients for t in _whole_name(sentence, r))
    two = his and len(event.objects) > 1  # "handed her the keys", "gave her a lift to …"
    return given or two


def _takes_part(companion: Token, event: Event, sentence: Sentence) -> bool:
    """ "The talks will open in Lima with Vinter in the chair", not "with Vinter still in Cusco"."""
    public = words("nouns", "meetings") | words("nouns", "public_events")
    behind = [t.lemma for t in sentence.tokens[companion.i + 1 : companion.i + 4]]
    present = behind[:1] == ["in"] or behind[:1] == ["at"]
    return any(s.lemma in public for s in event.subjects) and present and bool(set(behind) & _PRESENT)


_PRESENT = frozenset({"chair", "attendance", "presence", "lead", "helm", "charge", "audience", "command"})
_PERFORMS = frozenset({"sing", "dance", "perform", "play", "cook", "recite"})
"""What is done for somebody who is there: "a choir sang for her in Lima"."""
_COMES = frozenset(["come", "go", "travel", "fly", "drive", "wait", "gather", "assemble", "turn_out", "line_up"])


def _is_to_meet_him(event: Event, sentence: Sentence, cast: Cast) -> bool:
    """ "The mayor came to Lima to meet her", told as done: where somebody is met, he is."""
    if event.lemma not in _COMES or event.tense not in ("past", "perfect", "pluperfect") or event.negated:
        return False
    aims = [c for c in sentence.children(event.predicate.i) if c.dep in ("advcl", "xcomp") and c.lemma in _MEETS]
    return any(cast.has(t) and t.dep == "obj" for c in aims for t in sentence.children(c.i))


_MEETS = frozenset({"meet", "greet", "welcome", "receive", "hear", "cheer", "see"})
_GIVES_PARTY = frozenset(
    {"host", "hold", "give", "throw", "offer", "stage", "lay_on", "arrange", "organise", "organize"}
)


def _is_for_him(event: Event, sentence: Sentence, cast: Cast) -> bool:
    """ "hosted a dinner for Vinter"."""
    meals = words("nouns", "meetings") | {
        "dinner",
        "banquet",
        "lunch",
        "luncheon",
        "breakfast",
        "party",
        "welcome",
        "feast",
    }
    given = [o for o in event.objects if o.lemma in meals]
    near = [
        *(t for o in given for t in sentence.subtree(o.i)),
        *(sentence.children(event.predicate.i) if given else ()),
    ]
    return any(cast.has(t) and case_word(sentence, t) == "for" for t in near)


def _named_right_before(event: Event, sentence: Sentence, cast: Cast) -> Mover | None:
    """Who stands right before a verb to which the grammar gave no subject: "…, Ada Vinter, 54, checked in at …"."""
    if event.tense not in ("past", "perfect", "pluperfect", "present", "future") or event.parent is None:
        return None
    i = event.predicate.i
    if i > 2 and sentence.tokens[i - 1].text == ",":  # "Vinter, whose letters we quote, landed at …"
        opens = next((t.i for t in reversed(sentence.tokens[: i - 1]) if t.text == ","), 0)
        if opens and cast.has(sentence.tokens[opens - 1]):
            return "traveller"
    for token in reversed(sentence.tokens[max(0, event.predicate.i - 7) : event.predicate.i]):
        if cast.has(token):
            return "traveller"
        if cast.has_other(token):
            return "other"
        if token.pos not in ("PUNCT", "NUM", "AUX", "ADV"):
            return None
    return None


def _is_of_his(event: Event, sentence: Sentence, cast: Cast) -> bool:
    """Whether a journey, a belonging or a trouble of the traveller's is told of: "it was her first visit to …"."""
    if event.copular and role_of_noun(event.predicate.lemma):
        owners = [c for c in sentence.children(event.predicate.i) if c.dep == "nmod:poss"]
        if any(map(cast.has, owners)):
            return True
    if (event.copular or event.lemma == "be") and any(_is_his(s, sentence, cast, "aims") for s in event.subjects):
        return True
    if event.passive and any(_is_his(s, sentence, cast, "belongings") for s in event.subjects):
        return True
    if any(_is_attended(s, sentence, cast) for s in event.subjects):
        return True
    journeys = _journeys(event.subjects, sentence)
    regarded = event.passive and event.lemma.split("_")[0] in words("verbs", "regards")
    if journeys and not regarded and not is_spoken_of(event, cast):
        return _is_his_journey(journeys, sentence, cast)
    above = event.parent  # "it took us two days to get to …"
    costs = above is not None and above.lemma in ("take", "cost") and all(s.lemma == "it" for s in above.subjects)
    return costs and above is not None and any(map(cast.has, above.objects))


def _is_attended(subject: Token, sentence: Sentence, cast: Cast) -> bool:
    """ "The conference, which Vinter will attend, takes place in Lima"."""
    clauses = [c for c in sentence.children(subject.i) if c.dep == "acl:relcl" and c.lemma in _ATTENDS]
    return any(cast.has(t) for c in clauses for t in sentence.children(c.i) if t.dep == "nsubj")


_ATTENDS = frozenset({"attend", "address", "join", "host", "open", "chair", "lead", "close", "inaugurate"})


def _of_another(event: Event, sentence: Sentence, cast: Cast, *, named: bool) -> Mover:
    """Whether an event that is not the traveller's is somebody else's, or nobody's that the grammar names."""
    aims = all(s.lemma in words("nouns", "intentions") | {"idea"} for s in event.subjects)
    if (
        event.subjects
        and (aims or not cast.first_person)
        and all(is_nobodys_journey(s, sentence, cast) for s in event.subjects)
    ):
        return "unknown"  # "a call at Lima will not take place"
    if cast.first_person and event.copular and all(s.lemma in ("it", "there") for s in event.subjects):
        return "unknown"  # "it was two hours to …"
    behind = sentence.tokens[event.predicate.i + 1] if event.predicate.i + 1 < len(sentence.tokens) else None
    if not named and behind is not None and cast.has_other(behind):
        return "other"  # "Behind her walked Ada and Olaf"
    if not named or (cast.first_person and all(is_calendar(t) for t in event.subjects)):
        return "unknown"  # "Day 8 ended in …" is the teller's day
    return "other"


def is_nobodys_journey(subject: Token, sentence: Sentence, cast: Cast) -> bool:
    """Whether a journey that nobody is said to own is spoken of: "a call at Lima"."""
    if subject.lemma in words("nouns", "intentions") | {"idea"}:
        owners = [c for c in sentence.children(subject.i) if c.dep == "nmod:poss" and not is_calendar(c)]
        return all(map(cast.has, owners)) and not any(cast.has_other(t) for t in sentence.subtree(subject.i))
    children = sentence.children(subject.i)
    owned = any(c.dep == "nmod:poss" and not is_calendar(c) for c in children)
    bare = any(c.lemma in ("a", "an", "no", "any") or is_calendar(c) for c in children)
    others = any(cast.has_other(t) for t in sentence.subtree(subject.i))
    public = subject.lemma in words("nouns", "meetings") | words("nouns", "public_events")
    return role_of_noun(subject.lemma) == "stays" and bare and not (public or owned or others)


def is_spoken_of(event: Event, cast: Cast) -> bool:
    """Whether the traveller only speaks of an event: "Vinter said that the talks in Lima had failed"."""
    below = event
    while (above := below.parent) is not None:
        reported = below.relation == "ccomp" and {above.lemma, above.lemma.split("_")[0]} & words("verbs", "says")
        if reported and any(map(cast.has, above.subjects)):
            return True
        below = above
    return False


def _is_lost_main_verb(event: Event, sentence: Sentence) -> bool:
    """Whether a participle is the only verb that a sentence has left: "A convoy led by a nun drove into …" misread."""
    return event.predicate.dep == "acl" and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens)


def _is_his(token: Token, sentence: Sentence, cast: Cast, kind: str) -> bool:
    """Whether it is said to be the traveller's, and of a list of nouns: "her passport", "our plan"."""
    owned = any(c.dep == "nmod:poss" and cast.has(c) for c in sentence.children(token.i))
    return owned and token.lemma in words("nouns", kind)


def _is_dative_of_speech(event: Event, stem: str) -> bool:
    """ "was told of", "was asked about": what others say to the traveller puts him nowhere."""
    return event.passive and stem in ("tell", "ask", "inform", "remind", "warn")


def _is_meeting(event: Event) -> bool:
    stem = event.lemma.split("_")[0]
    nouns = {o.lemma for o in event.objects}
    return stem in words("verbs", "co_present") or bool(nouns & words("nouns", "meetings"))


def _owner(event: Event, sentence: Sentence, cast: Cast) -> Mover:
    """ "the visit of the minister", "a meeting between the two", "his arrival"."""
    near = [t for t in sentence.subtree(event.predicate.i) if t.i != event.predicate.i]
    direct = [
        t
        for t in near
        if t.dep in ("nmod:poss", "nmod", "compound", "conj", "amod")
        and case_word(sentence, t) in (None, "by", "of", "between", "with", "and")
    ]
    owned = [c for t in direct for c in sentence.children(t.i) if c.dep == "nmod:poss"]  # "talk of her going to …"
    if any(map(cast.has, (*direct, *owned))):
        return "traveller"
    direct = [t for t in direct if not is_calendar(t)]  # "Tuesday's excursion" is nobody's
    if any(cast.has_other(t) or t.pos == "PROPN" for t in direct if t.dep == "nmod:poss") or any(
        cast.has_other(t) for t in direct if t.dep == "nmod"
    ):
        return "other"
    above = sentence.tokens[event.predicate.head]
    beside = (*sentence.children(event.predicate.i), *sentence.children(above.i))
    back = any(c.lemma in ("back", "fresh") for c in beside)
    whose = sentence.tokens[above.head] if above.lemma in ("back", "fresh") else above
    if back and (cast.has_other(above) or cast.has_other(whose)):
        return "other"  # "Dias, back from a meeting in Lima, received her"
    parent = event.parent
    if parent is not None and event.relation not in ("nsubj", "nsubj:pass"):
        if any(map(cast.has, (*parent.subjects, *parent.objects))):
            return "traveller"
        if any(cast.has(t) for s in parent.subjects for t in sentence.children(s.i) if t.dep == "nmod:poss"):
            return "traveller"  # "his programme foresees an excursion to …"
        someone = words("nouns", "offices") | words("nouns", "people") | words("nouns", "visitors")
        someone |= words("nouns", "companions") | words("nouns", "vehicles") | words("nouns", "ships")
        # no "fog over the lower Tagus", no "it had not been possible to …"
        bare = [s for s in parent.subjects if case_word(sentence, s) is None and s.lemma not in ("it", "there")]
        if any(cast.has_other(s) or s.pos in ("PRON", "PROPN") or s.lemma in someone for s in bare):
            return "other"
    return "unknown"


def _journeys(subjects: Iterable[Token], sentence: Sentence) -> list[Token]:
    """The journeys that something is said of, or of a part of them: "the last leg | of her tour | ended in …"."""
    subjects = list(subjects)
    if any(role_of_noun(s.lemma) for s in subjects):
        return subjects
    parts = [s for s in subjects if s.lemma in _PARTS_OF_JOURNEYS]
    return [c for s in parts for c in sentence.children(s.i) if c.dep == "nmod" and role_of_noun(c.lemma)]


_PARTS_OF_JOURNEYS = frozenset({
    "part", "leg", "half", "third", "quarter", "stage", "section", "rest", "remainder", "end", "beginning", "start",
    "last", "first", "second", "final", "highlight", "climax", "day", "week", "night", "evening", "date",
})  # fmt: skip


def _is_his_journey(subjects: Iterable[Token], sentence: Sentence, cast: Cast) -> bool:
    """ "her tour ended in …", "the trip began …": a journey owned by the traveller, or the one in question."""
    for subject in subjects:
        owners = [c for c in sentence.children(subject.i) if c.dep in ("nmod:poss", "nmod")]
        of_a_day = any(map(is_calendar, owners))  # "Tuesday's excursion"
        owners = [c for c in owners if not is_calendar(c)]
        named = [c for c in owners if cast.has(c) or cast.has_other(c) or c.dep == "nmod:poss"]
        if any(map(cast.has, named)):
            return True
        if not named and (of_a_day or any(c.lemma in ("the", "this") for c in sentence.children(subject.i))):
            return True
    return False


def _whole_name(sentence: Sentence, token: Token) -> list[Token]:
    """A participant with its appositions and the rest of its name: "the leader, Vinter", "Minister of Trade Vinter"."""
    found, queue = [token], [token]
    if token.dep == "appos":
        found.append(sentence.tokens[token.head])
    titled = token.lemma in words("nouns", "titles") | words("nouns", "offices") | _SOME_OF
    while queue:
        for child in sentence.children(queue.pop().i):
            bare = case_word(sentence, child) is None
            if child.dep in ("appos", "flat", "compound", "list") or (child.dep == "nmod" and (bare or titled)):
                if child not in found and (bare or child.pos == "PROPN" or token.lemma in _SOME_OF):
                    found.append(child)
                queue.append(child)
    return found


_SOME_OF = frozenset({"member", "rest", "whole", "remainder", "bulk", "majority"})
"""Who are the group in question: "the members of the delegation"."""


def case_word(sentence: Sentence, token: Token) -> str | None:
    return next((c.lemma for c in sentence.children(token.i) if c.dep == "case" and c.lemma != "'s"), None)
