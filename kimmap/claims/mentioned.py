"""Places that a teller of his own journey only mentions: whom he writes to, what he hears of or is put in mind of."""

from __future__ import annotations

import re

from kimmap.claims.mover import case_word
from kimmap.claims.reading import Reading, no_claim
from kimmap.claims.roles import is_ride
from kimmap.claims.scene import Line, Scene
from kimmap.language import Token
from kimmap.language.hanging import preposition_before


def only_mentioned(line: Line, token: Token, scene: Scene) -> Reading | None:
    """Why a place in the teller's own text is none that he tells of being at; None where nothing says so."""
    if not scene.cast.first_person:
        return None
    above = _above(line, token)
    lemmas = {t.lemma for t in above}
    of_it = preposition_before(line.sentence, token.i) == "of"
    if of_it and ("remind" in lemmas or _puts_in_mind(line, above)):
        return no_claim("background", "mind")
    thanks = line.sentence.tokens[0].text.lower() in ("thanks", "thank") and not _tells_of_himself(line)
    if thanks and preposition_before(line.sentence, token.i):  # no "Thank you, Lima"
        return no_claim("background", "thanks")
    if _RECORD.search(line.sentence_text) and not _tells_of_himself(line):
        return no_claim("background", "record")
    if any(_is_heard(t, line) for t in above[1:]):
        return no_claim("background", "news")
    if _is_of_addressee(line, token, above):
        return no_claim("other_person", "write")
    if _is_offered(line, token, above, scene):
        return no_claim("background", "offer")
    if _is_of_kin(line, above, scene):
        return no_claim("other_person", "who")
    return no_claim("hypothetical", "would") if _is_left_to_others(line, scene) else None


def _above(line: Line, token: Token) -> list[Token]:
    """A word and those that it hangs on, from below."""
    chain = [token]
    while chain[-1].head != chain[-1].i and len(chain) < len(line.sentence.tokens):
        chain.append(line.sentence.tokens[chain[-1].head])
    return chain


def _puts_in_mind(line: Line, above: list[Token]) -> bool:
    """ "It puts me in mind of Lima", "I am thinking of Lima"."""
    minds = [t for t in above if t.lemma == "mind" and preposition_before(line.sentence, t.i) == "in"]
    return bool(minds) and any(t.lemma in ("put", "bring", "call", "keep", "have") for t in above)


def _tells_of_himself(line: Line) -> bool:
    """Whether a sentence has a verb with the teller for its subject."""
    subjects = (s.text.lower() for e in line.events.values() if not e.nominal for s in e.subjects)
    return bool({"i", "we"} & set(subjects))


_RECORD = re.compile(
    r"\b(?:\w+est|most \w+) (?:single )?(?:day|stage|leg|ride|climb|stretch|march|run)s?\b"
    r"|\b(?:sub)?totals?\b(?= (?:so far|to date|now|distance|from|since|until|for|is|was|:)|:)",
    re.IGNORECASE,
)
""" "The longest day was Lima to Cusco", "Total so far from Lima: 341 km": what a journey adds up to."""


_HEARD = frozenset({
    "news", "rumour", "rumor", "tidings", "talk", "word", "report", "account", "story", "tale", "gossip",
})  # fmt: skip


def _is_heard(noun: Token, line: Line) -> bool:
    """ "There was news of a landing at Lima": what the teller was told of."""
    told_of = {"of", "from", "about", "concerning"}
    below = (t for t in line.sentence.children(noun.i) if t.dep in ("nmod", "acl"))
    return noun.lemma in _HEARD and noun.pos == "NOUN" and any(
        c.lemma in told_of for t in below for c in line.sentence.children(t.i)
    )  # fmt: skip


_WRITES = frozenset({"write", "wire", "telegraph", "cable", "telephone", "address"})


def _is_of_addressee(line: Line, token: Token, above: list[Token]) -> bool:
    """ "I wrote to his mother at Lima": where a letter went."""
    if preposition_before(line.sentence, token.i) not in ("at", "in", "of"):
        return False
    verb = next((t for t in above if t.pos == "VERB"), None)
    if verb is None or verb.lemma not in _WRITES:
        return False
    to = [c for c in line.sentence.children(verb.i) if c.dep in ("obl", "iobj") and verb.i < c.i < token.i]
    return any(c.dep == "iobj" or case_word(line.sentence, c) == "to" for c in to if c is not token)


_OFFERS = frozenset({"offer", "promise", "lend", "propose", "recommend", "describe", "mention", "praise"})


def _is_offered(line: Line, token: Token, above: list[Token], scene: Scene) -> bool:
    """ "He has offered me a house at Lima": what somebody else holds out; a ride may yet be taken."""
    verb = next((t for t in above if t.pos == "VERB"), None)
    if verb is None or verb.lemma not in _OFFERS or token.head == verb.i:
        return False
    if any(is_ride(t.lemma) or t.lemma in ("lift", "ride") for t in (*above, *line.sentence.children(verb.i))):
        return False
    subjects = [c for c in line.sentence.children(verb.i) if c.dep == "nsubj"]
    return bool(subjects) and not any(map(scene.cast.has, subjects))


def _is_of_kin(line: Line, above: list[Token], scene: Scene) -> bool:
    """ "Your brother, who is now at Lima": of whom a clause tells that hangs on him."""
    clause = next((t for t in above if t.dep == "acl:relcl"), None)
    if clause is None:
        return False
    whose = line.sentence.tokens[clause.head]
    who = any(c.lemma == "who" and c.dep.startswith("nsubj") for c in line.sentence.children(clause.i))
    return who and whose.pos in ("NOUN", "PROPN") and not scene.cast.has(whose)


_UNREAL = frozenset({"would", "could", "should", "might", "not", "n't", "n’t", "never"})


def _is_left_to_others(line: Line, scene: Scene) -> bool:
    """ "Lima, Cusco and Puno | I would leave to others": names set first, and what is said of them behind them."""
    below = scene.lines[line.number + 1] if line.number + 1 < len(scene.lines) else None
    if below is None or below.block is not line.block or line.sentence.tokens[-1].pos == "PUNCT":
        return False
    opening = [t.text.lower() for t in below.sentence.tokens[:4]]
    return opening[:1] in (["i"], ["we"]) and bool(_UNREAL & set(opening))
