"""What the grammar of a sentence says for and against a place's being an end of the way that a time is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimmap.distances.measures import lexicon
from kimmap.distances.parts import Stand
from kimmap.distances.times import VEHICLES
from kimmap.distances.told_ways import Line
from kimmap.distances.travel_cues import CARRIERS
from kimmap.language import Sentence, Token

_CAUSE = re.compile(
    r"(?:because|account|due|owing|thanks|spite|despite|about|concerning|regarding|besides|except|instead|like|unlike|against|than|since|until)\b",
    re.IGNORECASE,
)
"""Cases of what is only the cause of something, or its subject: "owing to the floods at Arden"."""
_OF_A_NAME, _OF_A_THING, _WHENCE_OF_A_THING, _OTHER_CLAUSE, _PART_OF_NAME = 0.5, 0.08, 0.2, 0.1, 0.15
_TO_OF_A_THING = 0.3
_EARLIER = 0.5
"""How much less the grammar of an earlier sentence counts."""
_UNREAL = 0.25
_MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "could", "ll", "'ll", "’ll"})
_NO_ENDS = re.compile(
    r"north\w*|south\w*|east\w*|west\w*|end|start|beginning|point|halt|stop|standstill|full|hours?|minutes?|days?|nights?|weeks?|time"
    r"|hotels?|hostel|door|station|harbou?r|port|airport|airfield|terminal|quay\w*|piers?|jetty|dock|plaza|square|cent(?:re|er)|downtown|house"
    r"|rescue|other|others|next|surprise|work|moment|morning|evening|afternoon|dawn|noon|midnight|dusk|rest|weather|air|wheel|road|way|track"
    r"|journey|trip|flight|crossing|passage|ride|drive|voyage|run|route|walk|march|distance|pace|speed|km|kilomet\w+|miles?|start|moment|first|last",
    re.IGNORECASE,
)
"""Nouns behind "to" and "from" that are no places."""
_TOWARDS = frozenset({"to", "from", "into", "unto", "towards", "toward"})


def cost_of_part(line: Line, at: tuple[int, int], stand: Stand) -> float | None:
    """What the grammar says against a place of a time's own sentence, None where it cannot be an end."""
    sentence, place = _together(line, at, stand)
    if sentence is None or place is None:
        return 0.0
    time = sentence.head_of(*at)
    if time is None:
        return 0.0
    if is_traveller(line, stand):
        return None
    above = {t.i for t in _upwards(sentence, time)}
    cost, below = 0.0, place
    for token in _upwards(sentence, place):
        if token.i in above:
            break
        if _is_cause(sentence, token):
            return None
        if token.head != time.i:
            cost += _cost_of_step(sentence, token, is_first=token is place)
        below = token
    head = sentence.tokens[below.head]
    if below is not head and below.dep in ("conj", "parataxis", "advcl") and _has_subject(sentence, below):
        cost += _OTHER_CLAUSE
    return cost


def _cost_of_step(sentence: Sentence, token: Token, is_first: bool) -> float:
    head = sentence.tokens[token.head]
    if token.dep == "acl:relcl":
        return _OF_A_NAME * (head.pos == "PROPN")
    if is_first and token.dep in ("compound", "amod", "nmod:poss"):
        return _PART_OF_NAME * (head.pos == "NOUN" and not _is_way(head))
    if token.dep == "nmod" and head.pos in ("NOUN", "PROPN") and not _is_way(head):
        cases = {c.text.casefold() for c in sentence.children(token.i) if c.dep == "case"}
        if "to" in cases:
            return _TO_OF_A_THING * (not any(c.text.casefold() == "from" for c in sentence.children(head.i)))
        if head.pos == "PROPN":
            return 0.0
        if "from" in cases:
            return _WHENCE_OF_A_THING
        return _OF_A_THING * bool(cases & {"in", "at", "near", "on", "outside"} and not _goes_to(sentence, head))
    return 0.0


def _is_cause(sentence: Sentence, token: Token) -> bool:
    """Whether a word only tells why, in spite of what, or about what."""
    if _CAUSE.fullmatch(token.text) and token.dep in ("acl", "advcl"):
        return True
    is_said = token.head == token.i or _has_subject(sentence, token)
    return not is_said and any(_CAUSE.match(c.text) for c in sentence.children(token.i) if c.dep in ("case", "mark"))


def _goes_to(sentence: Sentence, token: Token) -> bool:
    return any(c.dep == "case" and c.text.casefold() in _TOWARDS for c in sentence.children(token.i))


def is_traveller(line: Line, stand: Stand) -> bool:
    """Whether a name is that of somebody or something on the way: "Arden was driven three hours to"."""
    sentence = line.analysis.sentence_at(stand.start) if line.analysis else None
    name = sentence.head_of(stand.start, stand.end) if sentence else None
    if sentence is None or name is None or stand.part == "from" or not name.dep.startswith("nsubj"):
        return False
    verb = sentence.tokens[name.head]
    return verb.pos == "VERB" and verb.lemma.casefold() in _GOES | {"arrive", "land", "dock", "return", "leave", "come"}


def cost_of_earlier(line: Line, stand: Stand) -> float:
    """What the grammar of its own sentence says against an earlier place's being where somebody was."""
    sentence = line.analysis.sentence_at(stand.start) if line.analysis else None
    place = sentence.head_of(stand.start, stand.end) if sentence else None
    if sentence is None or place is None:
        return 0.0
    cost = 0.0
    for token in _upwards(sentence, place):
        if _is_cause(sentence, token):
            return _OF_A_NAME
        cost += _EARLIER * _cost_of_step(sentence, token, is_first=token is place)
        if token.pos in ("VERB", "AUX") and token.dep in ("ROOT", "conj", "advcl", "ccomp", "acl:relcl", "xcomp"):
            auxiliaries = [c for c in sentence.children(token.i) if c.dep == "aux"]
            if any(c.lemma.casefold() in _MODALS or c.text.casefold() in _MODALS for c in auxiliaries):
                cost += _UNREAL
            break
    return cost


def has_unnamed_end(line: Line, at: tuple[int, int]) -> bool:
    """Whether the way of a time leads from or to something without a name: "half an hour to the mill"."""
    if _TO_SOMEBODY.match(line.text(at[1], line.end)):
        return True
    sentence = _sentence(line, at)
    time = sentence.head_of(*at) if sentence else None
    if sentence is None or time is None:
        return False
    heads = {t.i for t in _upwards(sentence, time)}
    for token in sentence.tokens:
        if token.pos != "NOUN" or token.head not in heads or token.dep not in ("obl", "nmod") or token.i in heads:
            continue
        if not _goes_to(sentence, token) or _NO_ENDS.fullmatch(token.text) or _VEHICLE.fullmatch(token.text):
            continue
        below = sentence.subtree(token.i)
        if not any(below[0].start <= s.start < below[-1].end for s in line.stands):
            return True
    return False


_TO_SOMEBODY = re.compile(r"\s+to\s+(?:reach|get\s+to|find|rescue|catch)\s+(?:her|him|them|us|me|it)\b", re.IGNORECASE)


def _sentence(line: Line, at: tuple[int, int]) -> Sentence | None:
    return line.analysis.sentence_at(at[0]) if line.analysis else None


def _together(line: Line, at: tuple[int, int], stand: Stand) -> tuple[Sentence | None, Token | None]:
    """The sentence that a time and a place are both in, and the place's word."""
    sentence = _sentence(line, at)
    if sentence is None or not sentence.start <= stand.start < sentence.end:
        return None, None
    return sentence, sentence.head_of(stand.start, stand.end)


def _upwards(sentence: Sentence, token: Token) -> Iterator[Token]:
    """A word and those that it hangs on, up to the root."""
    for _ in sentence.tokens:
        yield token
        if token.head == token.i:
            return
        token = sentence.tokens[token.head]


def _has_subject(sentence: Sentence, token: Token) -> bool:
    return any(c.dep.startswith("nsubj") for c in sentence.children(token.i))


def _is_way(token: Token) -> bool:
    """Whether a noun is a way or goes on one, or a kind of place."""
    word = token.text.casefold()
    return _VEHICLE.fullmatch(word) is not None or any(
        word in words or token.lemma.casefold() in words for words in (lexicon()["ways"]["nouns"], lexicon()["nouns"])
    )


_VEHICLE = re.compile(
    rf"(?:{VEHICLES}|(?:flight|service|link|departure|arrival|shuttle|sailing|connection|ticket|mail|expedition|party|caravan|truck|lorry|lorries|column"
    rf"|{CARRIERS}|train|boat|plane|vessel|transport|transfer|haul|commute)s?)",
    re.IGNORECASE,
)


_ARRIVES = frozenset({
    "arrive", "come", "get", "reach", "land", "enter", "dock", "return", "pull", "roll", "limp",
    "stand", "anchor", "descend", "emerge", "touch", "turn", "make",
})  # fmt: skip
_GOES = frozenset({
    "drive", "ride", "walk", "march", "sail", "fly", "travel", "cross", "cycle", "pedal", "trek",
    "hike", "row", "paddle", "steam", "climb", "journey", "go", "tramp", "ski", "motor", "cover", "do",
    "run", "gallop", "trot", "bump", "jolt", "crawl", "bounce",
})  # fmt: skip
_LASTS = frozenset({
    "take", "do", "make", "last", "need", "run", "cover", "perform", "be", "require", "accomplish",
    "go", "count", "manage",
})  # fmt: skip
_IN_IT = frozenset({"after", "in", "within", "inside", "under", "over"})


def tells_of_travel(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time is that of a verb of motion or of a way: "arrived after ten hours", "the taxi does it in one"."""
    sentence = _sentence(line, at)
    time = sentence.head_of(*at) if sentence else None
    if sentence is None or time is None or not time.dep.startswith(("obl", "obj", "nmod", "advcl")):
        return False
    verb = sentence.tokens[time.head]
    cases = {c.text.casefold() for c in sentence.children(time.i) if c.dep in ("case", "mark")}
    lemma = verb.lemma.casefold()
    if verb.pos != "VERB":
        return False
    subjects = [c for c in sentence.children(verb.i) if c.dep.startswith("nsubj")]
    if lemma in _LASTS and any(_goes_on(s) for s in subjects):
        return True
    if lemma in _ARRIVES or lemma in _GOES:
        goes_somewhere = lemma in _ARRIVES or any(s.part in ("from", "to") for s in line.stands)
        return bool(cases & _IN_IT) and goes_somewhere
    return False


def _goes_on(token: Token) -> bool:
    """Whether a noun is a way or what goes on one."""
    words = {token.text.casefold(), token.lemma.casefold()}
    return _VEHICLE.fullmatch(token.text) is not None or bool(words.intersection(lexicon()["ways"]["nouns"]))


def is_spent_otherwise(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time is how long somebody did what is no travelling: "prayed for an hour among the ruins"."""
    sentence = _sentence(line, at)
    time = sentence.head_of(*at) if sentence else None
    if sentence is None or time is None or not time.dep.startswith("obl"):
        return False
    verb = sentence.tokens[time.head]
    cases = [c.text.casefold() for c in sentence.children(time.i) if c.dep == "case"]
    if verb.pos != "VERB" or cases != ["for"] or verb.lemma.casefold() in _ARRIVES | _GOES | _LASTS | _BORNE:
        return False
    below = sentence.subtree(verb.i)
    return not any(_goes_on(t) for t in below if t.pos == "NOUN" and t.i > verb.i)


_BORNE = frozenset({
    "carry", "bring", "haul", "tow", "drag", "shake", "jolt", "toss", "bounce", "follow", "struggle",
    "push", "pull", "head", "proceed", "move", "make", "climb", "slog", "wind", "zigzag", "rattle",
    "creep", "drift", "beat", "tack", "plod", "trudge", "swim", "scramble", "wade", "board", "leave",
    "take",
})  # fmt: skip
"""What is done by those who are on the way, besides going."""


def arrives_here(line: Line, at: tuple[int, int]) -> bool:
    """Whether somebody comes in the clause of a time, and it does not say whereto: to where the text is."""
    sentence = _sentence(line, at)
    time = sentence.head_of(*at) if sentence else None
    if sentence is None or time is None:
        return False
    for token in _upwards(sentence, time):
        if token.pos != "VERB" or at[0] <= token.start < at[1]:
            continue
        particles = {c.text.casefold() for c in sentence.children(token.i) if c.dep in ("advmod", "compound:prt")}
        words = token.lemma.casefold(), *particles
        if not (words[0] == "arrive" or (words[0] in _COMES and particles & _HITHER)):
            return False
        below = sentence.subtree(token.i)
        return not any(s.part in ("to", "in") and below[0].start <= s.start < below[-1].end for s in line.stands)
    return False


_COMES = frozenset({
    "come", "get", "pull", "roll", "limp", "turn", "fly", "drive", "sail", "make", "ride", "steam",
    "march", "walk",
})  # fmt: skip
_HITHER = frozenset({"in", "here", "through", "over", "back", "hither", "home", "up", "down", "it"})


def is_of_other_clause(line: Line, at: tuple[int, int], ends: tuple[Stand | None, ...]) -> bool:
    """Whether a time belongs to a clause with a traveller or a way of its own, and both ends stand in another."""
    sentence = _sentence(line, at)
    time = sentence.head_of(*at) if sentence else None
    if sentence is None or time is None:
        return False
    clause = next(
        (t for t in _upwards(sentence, time) if t.dep in ("conj", "parataxis") and _has_subject(sentence, t)), None
    )
    if clause is None or _takes_up(sentence, clause):
        return False
    below = sentence.subtree(clause.i)
    places = [_together(line, at, stand)[1] for stand in ends if stand is not None]
    is_away = all(p is not None and not below[0].i <= p.i <= below[-1].i for p in places)
    return len(places) == 2 and is_away and any(t.dep == "case" and t.text.casefold() in _TOWARDS for t in below)


def _takes_up(sentence: Sentence, verb: Token) -> bool:
    """Whether what a verb is said of is a way, or a pronoun: what was told before."""
    subjects = [c for c in sentence.children(verb.i) if c.dep.startswith("nsubj")]
    return any(s.pos in ("PRON", "DET") or (_goes_on(s) and _is_known(sentence, s)) for s in subjects)


def _is_known(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is one that was told of: "the van", not "a van"."""
    return not any(c.dep == "det" and c.text.casefold() in ("a", "an", "another") for c in sentence.children(noun.i))
