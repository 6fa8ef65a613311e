"""Why an event of the traveller's puts him nowhere: he belongs, asks or sees there, talks of it, or acts from afar."""

from __future__ import annotations

from kimmap.claims.followed import registered_in
from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.mover import case_word
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Token
from kimmap.language.hanging import Hanging, is_calendar
from kimmap.model import Role


def is_talked_of(event: Event, line: Line, hanging: Hanging, token: Token) -> bool:
    """ "condemned the attack in Lima", "spoke about the floods in Lima": what is talked of is elsewhere."""
    if is_called_up(event, line, hanging, token):
        return True
    if event.nominal or not (event.lemma in _TOLD_OF or event.lemma in words("verbs", "speech_acts")):
        return False
    top = hanging.path[-1] if hanging.path else _noun_before(line, token)
    if top is None or (top.head != event.predicate.i and not hanging.path):
        return False
    if any(step.lemma in words("nouns", "facilities") or role_of_noun(step.lemma) for step in hanging.path):
        return False
    case = next((c.lemma for c in line.sentence.children(top.i) if c.dep == "case"), None)
    return top.dep in ("obj", "nsubj:pass") or case in ("about", "on", "of", "with", "for", "against", "over")


_TOLD_OF = frozenset({
    "brief", "update", "inform", "question", "quiz", "interview", "consult", "lecture", "hear", "learn", "read",
})  # fmt: skip


def is_called_up(event: Event, line: Line, hanging: Hanging, token: Token) -> bool:
    """ "telephoned Pell at his home in Lima", "wrote to her brother in Lima": where whom one calls or writes to is."""
    if event.nominal or token.i < event.predicate.i or hanging.preposition == "from":
        return False
    steps = (token, *hanging.path)
    if any(case_word(line.sentence, step) == "from" for step in steps):
        return False
    met = [o for o in event.objects if event.predicate.i < o.i < token.i]
    to = [t for t in line.sentence.tokens[event.predicate.i : token.i]
          if t.head == event.predicate.i and case_word(line.sentence, t) in ("to", "with")]  # fmt: skip
    if event.lemma in _CALLS:
        return bool(met or to)
    at_home = any(
        t.lemma in words("nouns", "had_from_afar") | _AT_HOME for t in line.sentence.tokens[event.predicate.i : token.i]
    )
    if event.lemma == "call":
        return bool(met) and at_home and not any(role_of_noun(o.lemma) for o in met)
    if event.lemma == "write":
        return bool(to) and any(step in to for step in hanging.path)
    wired = any(t.lemma in words("nouns", "wires") and case_word(line.sentence, t) in ("by", "via", "over")
                for t in line.sentence.tokens)  # fmt: skip
    return (
        wired
        and bool(met or to)
        and event.lemma in words("verbs", "speech_acts") | words("verbs", "co_present") | {"speak", "talk"}
    )


_CALLS = frozenset({
    "telephone", "phone", "ring", "ring_up", "call_up", "phone_up", "wire", "cable", "telegraph", "text", "email",
    "message", "radio", "skype", "fax",
})  # fmt: skip
_AT_HOME = frozenset({"residence", "mansion", "desk", "bedside", "headquarters", "palace", "hotel"})


def _noun_before(line: Line, token: Token) -> Token | None:
    """The noun right before the preposition of a name: "the attack | in | Lima"."""
    case = next((c for c in line.sentence.children(token.i) if c.dep == "case" and c.lemma == "in"), None)
    noun = line.sentence.tokens[case.i - 1] if case is not None and case.i else None
    return noun if noun is not None and noun.pos == "NOUN" else None


def _is_left_behind(event: Event) -> bool:
    """ "Vinter, who retired to Lima": where somebody went to live is no stop of a journey told of."""
    return (
        event.relation == "acl:relcl"
        and {event.lemma, event.lemma.split("_")[0]} & {"retire", "emigrate", "settle"} != set()
    )


_COMES_TO_LIGHT = frozenset({"find", "recover", "discover", "locate", "trace", "spot"})
_OF_PAPERS = frozenset({"register", "build", "manage", "own", "lease", "insure", "flag", "charter", "operate", "keep"})
"""What is said of a craft where it belongs, not where it is."""


def _is_a_trade(event: Event, line: Line, scene: Scene) -> bool:
    """ "Vinter, who teaches at a school in Lima, …", "a baker based in Lima": what somebody is, on no day."""
    shown = line.sentence.role in ("title", "heading", "caption") or scene.cast.first_person
    clause = {t.start for t in line.sentence.subtree(event.predicate.i)}
    if shown or event.modal is not None or event.progressive or any(d.quote.start in clause for d in line.dates):
        return False
    if event.lemma == "base":
        beside = line.sentence.children(event.predicate.i)
        spans = any(c.lemma in _WHILE for t in beside for c in line.sentence.children(t.i))
        return event.relation.startswith("acl") and event.tense != "past" and not spans
    return event.lemma in _TRADES and event.tense == "present" and not event.passive


_WHILE = frozenset({"for", "since", "until", "during"})
_TRADES = frozenset({"work", "teach", "practise", "practice", "preach", "farm", "research"})


def no_presence(role: Role, event: Event, line: Line, scene: Scene, is_object: bool) -> Reading | None:
    """Why an event of the traveller's puts him nowhere: he belongs, asks or sees there, or acts from afar."""
    belongs = bool({event.lemma, event.lemma.split("_")[0]} & words("verbs", "belongs"))
    if belongs or _is_left_behind(event) or _is_a_trade(event, line, scene):
        return no_claim("background", event.lemma, event=event)
    if event.lemma in _OF_PAPERS and registered_in(line.sentence, scene.traveller, scene.document.text):
        return no_claim("background", event.lemma, event=event)  # "the jet, G-LARK, registered in Lima"
    things = event.passive and any(s.lemma in words("nouns", "vehicles") for s in event.subjects)
    left = things and event.lemma in _COMES_TO_LIGHT  # "the stolen car was found at Lima", days after him
    if left or event.lemma in ("leave_aside", "set_aside", "put_aside"):
        return no_claim("no_predicate", event.lemma, event=event)
    if event.passive and event.lemma in ("represent", "replace", "deputise", "substitute"):
        return no_claim("background", event.lemma, event=event)  # "was represented in Lima by her deputy"
    schooling = any(c.lemma in ("school", "university", "college") for c in line.sentence.children(event.predicate.i))
    if event.lemma == "have" and any(o.lemma in words("nouns", "had_from_afar") for o in event.objects):
        return no_claim("background", "have", event=event)  # "has friends in Lima"
    if event.lemma == "go" and schooling:
        return no_claim("background", "school", event=event)
    if (
        event.copular
        and event.predicate.lemma in _LENGTHS
        and any(c.dep == "nmod:poss" and is_calendar(c) for c in line.sentence.children(event.predicate.i))
    ):
        return no_claim("background", "distance", event=event)  # "to Lima is a day's ride"
    if asked := _asked(role, event, line):
        return asked
    if apart := _apart_from_it(event, line, scene):
        return apart
    if _is_imperative(event):
        return no_claim("hypothetical", "imperative", event=event)
    if role == "stays" and _is_purpose_of_deed(event):
        return no_claim("no_predicate", event.lemma, event=event)
    return _only_seen(event, line, scene, is_object)


def _asked(role: Role, event: Event, line: Line) -> Reading | None:
    """ "Did she go to Lima?" tells nothing, "somebody says she was in Lima last night??" what somebody says."""
    if line.sentence.tokens[-1].text != "?":
        return None
    above = event.parent
    told = above is not None and above.lemma in words("verbs", "says") and above.tense == "present" and not above.modal
    if told and event.relation == "ccomp" and event.tense == "past":
        return Reading(Finding(role, "possible", None, (event.lemma, "?")), event)
    return no_claim("hypothetical", "?", event=event) if event.lemma not in ("arrive", "reach", "come_in") else None


def _only_seen(event: Event, line: Line, scene: Scene, is_object: bool) -> Reading | None:
    """ "could see Lima", "from the train she saw the towers of Lima"."""
    if event.lemma not in words("verbs", "perceives") or event.negated or event.passive:
        return None
    if any(map(scene.cast.has, event.objects)):
        return None  # "a man said he had seen her in Lima"
    if any(case_word(line.sentence, c) == "from" and c.lemma in _LOOKOUTS for c in _beside(event, line)):
        return no_claim("passed", "seen", event.lemma, event=event)  # "from the train she saw the towers of Lima"
    sees_it = is_object and event.tense != "infinitive" and (event.modal in ("could", "can") or scene.cast.first_person)
    return no_claim("passed", "seen", event.lemma, event=event) if sees_it or event.tense == "pluperfect" else None


_LENGTHS = frozenset({"ride", "drive", "walk", "march", "journey", "sail", "flight", "hike", "climb", "trip", "steam"})


def _beside(event: Event, line: Line) -> tuple[Token, ...]:
    """The words that hang on an event."""
    own = line.sentence.children(event.predicate.i)
    above = event.parent if event.nominal and event.relation in ("nsubj", "nsubj:pass", "obj") else None
    return (*own, *line.sentence.children(above.predicate.i)) if above is not None else own


def _apart_from_it(event: Event, line: Line, scene: Scene) -> Reading | None:
    """ "addressed the meeting in Lima by video link", "the feast in Lima went ahead without her"."""
    if _is_from_afar(event, line):
        return no_claim("background", event.lemma, "from afar", event=event)
    if {event.lemma, event.lemma.split("_")[0]} & words("verbs", "backs_out") and any(
        case_word(line.sentence, c) in ("from", "of") and c.lemma in words("nouns", "held")
        for c in _beside(event, line)
    ):
        return Reading(Finding("stays", "cancelled", None, (event.lemma.replace("_", " "),)), event)
    leaves = role_of_verb(event.lemma) == "departs"  # "the jet left Lima without her" says nothing of her
    if not leaves and any(case_word(line.sentence, c) == "without" and scene.cast.has(c) for c in _beside(event, line)):
        return Reading(Finding("stays", "cancelled", None, (event.lemma.replace("_", " "), "without")), event)
    return None


def _is_from_afar(event: Event, line: Line) -> bool:
    """Whether somebody speaks or is heard over a wire: "by telephone"."""
    below = [t for c in _beside(event, line) if c.dep in ("obl", "obj", "nmod") for t in line.sentence.subtree(c.i)]
    led = [t for t in below if case_word(line.sentence, t) in ("by", "via", "through", "over")]
    wired = any(t.lemma in words("nouns", "wires") for t in led) or any(
        t.lemma in ("remotely", "virtually") for t in _beside(event, line)
    )
    return wired and not any(t.lemma == "from" and t.dep == "case" for t in line.sentence.tokens)


_LOOKOUTS = words("nouns", "vehicles") | {"window", "deck", "air", "sea", "distance", "road", "cockpit", "afar"}


def _is_imperative(event: Event) -> bool:
    """ "Take the train to Lima": what the reader is told to do."""
    top = event.parent if event.nominal and event.parent is not None else event
    if top.predicate.i or top.predicate.text.lower() in _ALSO_PAST:
        return False
    return top.predicate.tag == "VB" and top.tense == "present" and not top.subjects and top.modal is None


_ALSO_PAST = frozenset({"lay", "put", "set", "cut", "let", "read", "run", "come", "hit", "shut", "beat", "spread"})
"""Forms of verbs that are the past as well: "Put in overnight at Lima"."""


def _is_purpose_of_deed(event: Event) -> bool:
    """ "would lend money to mend roads in Lima": what a deed is for brings nobody there, as a journey does."""
    if event.nominal or event.tense != "infinitive" or event.relation != "advcl" or event.parent is None:
        return False
    own = {role_of_verb(lemma) for lemma in (event.lemma, event.lemma.split("_")[0])}
    above = (event.parent.lemma, event.parent.lemma.split("_")[0])
    return own <= {None, "stays"} and not any(role_of_verb(lemma) or role_of_noun(lemma) for lemma in above)
