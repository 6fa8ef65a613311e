"""What is told at second hand: rumours and reports, refuted or not, and what somebody only meant to do."""

from __future__ import annotations

import re

from kimmap.claims.lexicon import words
from kimmap.claims.reading import Finding
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Sentence, Token
from kimmap.model import Status

NOTHING = Finding(None, None, None)
"""An event's words that say nothing of how sure it is."""


_CLAIM = re.compile(r"(?:the\s+)?(?:claims?|rumou?rs?|allegations?|post)\s*:", re.IGNORECASE)
_VERDICT_LINES = 3


def verdict_on(line: Line, scene: Scene) -> Status | None:
    """Of what a fact-check quotes under "Claim:": "cancelled" where it is found false, else "possible"; else None."""
    text = scene.document.text
    before = text[max(0, line.sentence.start - 30) : line.sentence.start]
    headed = before.rstrip().rsplit("\n", 1)[-1].rsplit(".", 1)[-1].strip()
    if not (_CLAIM.match(text, line.sentence.start) or _CLAIM.fullmatch(headed)):
        return None
    behind = scene.lines[line.number + 1 : line.number + 1 + _VERDICT_LINES]
    lemmas = {t.lemma for near in behind for t in near.sentence.tokens}
    title = set(re.findall(r"[a-z]+", (scene.document.title or "").lower()))
    false = words("modality", "false_words") | {"hoax", "fake"}
    return "cancelled" if lemmas & false or title & (false | {"no"}) else "possible"


def _have_it(event: Event, sentence: Sentence) -> str | None:
    """ "A trader will have it that he met her in Lima": the words that say so."""
    above = sentence.tokens[event.predicate.head]
    near = [t.lemma for t in sentence.tokens[above.i : above.i + 3]]
    return "have it that" if near == ["have", "it", "that"] and above.i < event.predicate.i else None


def rumoured(event: Event, sentence: Sentence) -> Finding:
    """ "a report that she was in Lima", "talk of a visit", "no evidence that …"."""
    if wrongly := _wrongly_told(event, sentence):
        return Finding(None, "cancelled", None, (wrongly,))
    if event.passive and event.lemma in _SIGHTED and _is_according_to(sentence):
        return Finding(None, "possible", None, (event.lemma, "according to"))
    if said := _have_it(event, sentence) or _told_by_which(event, sentence):
        return Finding(None, "possible", None, ("according to", said))
    return _stated_in_doubt(event, sentence) or _by_rumour(event, sentence)


def _by_rumour(event: Event, sentence: Sentence) -> Finding:
    """What a noun of hearsay above an event makes of it."""
    above = sentence.tokens[event.predicate.head]
    while above.lemma not in words("nouns", "rumours") and above.dep == "nmod" and above.pos in ("NOUN", "PROPN"):
        above = sentence.tokens[above.head]  # "a rumour | in the newsrooms | of a trip to …"
    opened = _opened_by_rumour(event, sentence)
    if opened is None and above.i != event.predicate.i and (meant := _meant_to(above, event, sentence)):
        return meant
    if opened is None and (above.lemma not in words("nouns", "rumours") or above.i == event.predicate.i):
        return NOTHING
    reported = above.pos == "VERB"  # "she has been to Lima, the paper has reported"
    if opened is None and (reported or event.relation not in ("acl", "ccomp", "acl:relcl", "nmod")):
        return NOTHING
    above = opened or above
    if any(c.lemma == "no" for c in sentence.children(above.i)):
        return Finding(None, None, "hypothetical", (above.lemma,))
    if refuted := _refuted(above, event, sentence):
        return Finding(None, "cancelled", None, (refuted,))
    if event.parent is not None and event.parent.lemma in words("verbs", "denies"):
        return Finding(None, "cancelled", None, (event.parent.lemma,))
    return Finding(None, "possible", None, (above.lemma,))


_ALLEGED = re.compile(
    r"\b(case|allegation|accusation|contention|theory|suspicion|charge|hypothesis) (?:is|was) (?:still )?that\b[^.;:]*$"
)
""" "The prosecution's case is that he | drove to Lima": what is to be proved."""
_NOT_THE_CASE = re.compile(
    r"(?:and |but )?it (?:is|was) (?:not|n't) (?:the case|so|true|correct|right|a fact)\b.* that "
)


def _before(event: Event, sentence: Sentence) -> str:
    """The words of a sentence up to an event, in lower case."""
    return "".join(t.text.lower() + " " for t in sentence.tokens[: event.predicate.i])


_SIGHTED = frozenset({"see", "spot", "sight", "glimpse", "notice", "recognise", "recognize"})


def _is_according_to(sentence: Sentence) -> bool:
    return " according to " in " ".join(t.text.lower() for t in sentence.tokens)


def _told_by_which(event: Event, sentence: Sentence) -> str | None:
    """ "a post, according to which he flew on to Lima": what is said or charged is not known."""
    if alleged := _ALLEGED.search(_before(event, sentence)):
        return alleged[1]
    before = [t.text.lower() for t in sentence.tokens[max(0, event.predicate.i - 12) : event.predicate.i]]
    said = any(before[i : i + 3] == ["according", "to", w] for i in range(len(before)) for w in ("which", "whom"))
    return "which" if said and event.relation in ("acl:relcl", "acl", "parataxis", "ccomp") else None


def _wrongly_told(event: Event, sentence: Sentence) -> str | None:
    """ "It was wrongly reported that …", "it is not so, as a paper had it, that …"."""
    if _NOT_THE_CASE.match(_before(event, sentence)):
        return "not the case"
    if event.parent is None or event.relation not in ("ccomp", "csubj", "xcomp", "advcl"):
        return None
    if event.parent.lemma in words("verbs", "says") and "no longer" in _before(event.parent, sentence)[-20:]:
        return "no longer"  # "the police no longer say that he was in Lima"
    falsely = words("modality", "falsely")
    if event.parent.copular and event.parent.predicate.lemma in words("modality", "false_words"):
        return event.parent.predicate.lemma  # "it is untrue that …"
    return next((c.lemma for c in sentence.children(event.parent.predicate.i) if c.lemma in falsely), None)


def _meant_to(noun: Token, event: Event, sentence: Sentence) -> Finding | None:
    """ "has no intention of visiting Lima", "a wish to see Lima"."""
    if noun.lemma not in words("nouns", "intentions") or event.relation not in ("acl", "ccomp", "xcomp", "nmod"):
        return None
    if event.parent is not None and event.parent.copular and event.parent.tense == "pluperfect":
        return Finding(None, "cancelled", None, ("had been", noun.lemma))  # "it had been her plan to sing in Lima"
    denied = (
        any(c.lemma in ("no", "not") for c in sentence.children(noun.i)) or sentence.tokens[noun.head].lemma == "no"
    )
    return Finding(None, "cancelled" if denied else "planned", None, ("no", noun.lemma) if denied else (noun.lemma,))


def _opened_by_rumour(event: Event, sentence: Sentence) -> Token | None:
    """The noun of hearsay right before the "that" which opens an event's clause, whatever the grammar made of it."""
    noun = _noun_before_that(event, sentence)
    return noun if noun is not None and noun.lemma in words("nouns", "rumours") and noun.pos != "PUNCT" else None


def _noun_before_that(event: Event, sentence: Sentence) -> Token | None:
    before = sentence.tokens[: event.predicate.i]
    that = next((t.i for t in reversed(before) if t.lemma == "that" and t.pos in ("SCONJ", "PRON")), 0)
    if not that:
        return None
    noun = (
        sentence.tokens[that - 2] if that > 1 and sentence.tokens[that - 1].text == "," else sentence.tokens[that - 1]
    )
    while noun.dep == "nmod" and noun.head < noun.i and noun.lemma not in _STATEMENTS | words("nouns", "rumours"):
        noun = sentence.tokens[noun.head]  # "the statement | of the morning papers, | that she was in Lima"
    return noun


def _stated_in_doubt(event: Event, sentence: Sentence) -> Finding | None:
    """ "Statements that she was in Lima are based on reports that nobody could confirm"."""
    noun = _noun_before_that(event, sentence)
    if noun is None or noun.lemma not in _STATEMENTS:
        return None
    if refuted := _refuted(noun, event, sentence):
        return Finding(None, "cancelled", None, (refuted,))
    behind = [t for t in sentence.tokens if t.i > event.predicate.i]
    unproven = next((t for t in behind if t.text.lower() in _UNPROVEN), None)
    denied = (t for t in behind if t.lemma in _PROVES and any(
        c.lemma in ("not", "never", "no", "nobody", "cannot") for c in sentence.children(t.i)))  # fmt: skip
    unproven = unproven or next(denied, None)
    return None if unproven is None else Finding(None, "possible", None, (noun.lemma, "not", unproven.text.lower()))


_STATEMENTS = frozenset({
    "statement", "account", "allegation", "assertion", "testimony", "version", "belief", "suspicion", "information",
    "tip", "tale", "theory", "say-so",
})  # fmt: skip
_PROVES = frozenset({"confirm", "verify", "prove", "substantiate", "corroborate", "establish", "check"})
_UNPROVEN = frozenset({"unconfirmed", "unverified", "unproven", "uncorroborated", "unsubstantiated"})


_UNFOUNDED = re.compile(
    r"\b(?:without|devoid of|destitute of|has no|have no|had no|lacks?|wants?) (?:\w+ ){0,2}?"
    r"(?:foundation|truth|basis|substance)\b(?! in)"
)
""" "is without the least foundation", "has no basis"."""


def _refuted(rumour: Token, event: Event, sentence: Sentence) -> str | None:
    """What a sentence says of a report or claim to refute it: "was false", "were dismissed"."""
    above = sentence.tokens[rumour.head]
    before = [t.lemma for t in sentence.tokens[max(0, rumour.i - 5) : rumour.i]]
    if "truth" in before and "no" in before:
        return "no truth"
    taken_back = above.lemma in ("correct", "retract", "withdraw", "deny", "dismiss", "reject") and rumour.dep == "obj"
    if taken_back:
        return above.lemma
    copulas = [c for c in sentence.children(event.predicate.i) if c.dep == "cop"]
    # With two, the verdict was taken for the predicate of what it judges: "that she was in Lima was | wrong".
    behind = [t for t in sentence.tokens if t.i > (copulas[0].i if len(copulas) > 1 else event.predicate.i)]
    unfounded = _UNFOUNDED.search(" ".join(t.text.lower() for t in behind))
    if unfounded and rumour.i < event.predicate.i:
        return unfounded[0]
    false = next(
        (t for t in behind if t.lemma in words("modality", "false_words") and _is_predicate(t, sentence)), None
    )
    denied = next((t for t in behind if t.tag == "VBN" and t.lemma in words("verbs", "denies")), None)
    verdict = false or denied or next((t for t in behind if _is_untrue(t, sentence)), None)
    return verdict.lemma if verdict is not None and rumour.i < event.predicate.i else None


def _is_untrue(token: Token, sentence: Sentence) -> bool:
    """ "Claims that she will call at Lima are not | true"."""
    near = {t.lemma for t in sentence.tokens[max(0, token.i - 3) : token.i]}
    return token.lemma in ("true", "correct", "right", "accurate", "so", "factual") and bool(
        near & {"not", "n't", "far", "nowhere"}
    )


def _is_predicate(token: Token, sentence: Sentence) -> bool:
    proved = token.dep == "xcomp" and sentence.tokens[token.head].lemma in ("prove", "turn", "be")
    return proved or any(c.dep == "cop" for c in sentence.children(token.i))
