"""Places in sentences without a verb: headlines, entries of a log, captions."""

from __future__ import annotations

import re

from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.phrase import first_place_preposition
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.language import Token
from kimmap.language.hanging import preposition_before
from kimmap.model import PlaceKind, Role

_ROLE_OF_PREPOSITION: dict[str, Role] = {
    "from": "departs", "out": "departs", "towards": "heads_for", "toward": "heads_for", "via": "passes",
    "through": "passes", "past": "passes", "to": "arrives", "into": "arrives",
}  # fmt: skip


def without_event(line: Line, token: Token, scene: Scene, headline: bool) -> Reading:
    """A sentence without a verb: "Soup in Lima." is the teller's, "Evening in Lima." nobody's."""
    if headline and line.block is not None and line.block.role not in ("list", "table", "caption"):
        return _of_headline(line, token, scene) or no_claim("no_predicate")
    preposition = first_place_preposition(line.sentence, token)
    if against := _nothing_told(line, token, preposition, scene):
        return against
    verbs = [e for e in line.events.values() if not e.nominal and e.tense not in ("infinitive", "participle")]
    denied = any(c.lemma in ("no", "not", "without") for c in line.sentence.children(token.i))
    if preposition == "to" and {"til", "till", "until"} & {
        t.lemma.strip("'’") for t in line.sentence.tokens[: token.i]
    }:
        return Reading(Finding("heads_for", "planned", None, ("until",)))  # "Two hours till the train to Lima"
    if opened := _by_first_words(line, token, preposition, scene):
        return Reading(opened)
    if preposition == "from" and _belongs_to_people(line, token):
        return no_claim("background")
    if any(_COMING.match(d.quote.text) for d in line.dates):
        return Reading(Finding("heads_for", "planned", None, ("tomorrow",)))
    told_of_him = not verbs and any(map(scene.cast.has, line.sentence.tokens))
    if not told_of_him and all(e.predicate.dep == "acl:relcl" for e in verbs):
        told_of_him = _goes_on(line, scene)
    if verb := _lost_verb(line, token, scene):
        return verb
    if scene.cast.first_person or told_of_him:
        role = _ROLE_OF_PREPOSITION.get(preposition or "", "stays")
        if role == "stays" and preposition in _CROSSING and _is_water(line, token):
            role = "passes"  # "Three hours across the strait."
        cues = (preposition,) if preposition else ()
        return Reading(Finding(role, "cancelled" if denied else "visited", None, (*cues, "not") if denied else cues))
    return no_claim("no_predicate")


_CROSSING = frozenset({"across", "over", "along", "up", "down"})
WATERS: frozenset[PlaceKind] = frozenset({"river", "strait", "canal", "sea", "gulf", "lake", "ocean"})


def _is_water(line: Line, token: Token) -> bool:
    """Whether a name is that of a river, a strait or a sea."""
    named = (r.place for r in line.resolutions if r.mention.quote.start <= token.start < r.mention.quote.end)
    return any(place is not None and place.kind in WATERS for place in named)


_NOWHERE = frozenset({
    "between", "about", "against", "than", "like", "without", "for", "of", "but", "versus", "vs", "v",
})  # fmt: skip
"""After these a place is spoken of, and nobody in it."""


def _nothing_told(line: Line, token: Token, preposition: str | None, scene: Scene) -> Reading | None:
    """Why a fragment says nothing of the traveller and a place."""
    if line.sentence.tokens[-1].text == "?":
        return no_claim("hypothetical", "?")
    if _REGRETS.match(line.sentence_text):
        return no_claim("no_predicate", "sorry")
    if preposition in _NOWHERE:
        return no_claim("no_predicate")
    if line.sentence.tokens[token.head].lemma in words("nouns", "units"):
        return no_claim("background", "distance")  # "70 km to Lima"
    greets = scene.cast.first_person and preposition == "from" and _greets(line, token)
    if preposition is None and _is_told_apart(line, token):
        return no_claim("no_predicate")
    if (_only_calls_out(line, token) and not greets) or _is_thanked(line, token) or _plays_another(line):
        return no_claim("no_predicate")
    near = line.sentence.tokens[max(1, token.i - 5) : token.i]
    if any(map(scene.cast.has_other, near)) and not any(map(scene.cast.has, near)):
        return no_claim("other_person")  # "a letter from Mother, at Lima"
    return None


_REGRETS = re.compile(
    r"\W*(?:so |very |our |my )?(?:sorry|apologies|pity|too bad|poor|next time)\b(?! to (?:leave|say))",
    re.IGNORECASE,
)
""" "Sorry, Lima.", "Next time, Cusco": whom one did not reach."""


def _is_told_apart(line: Line, token: Token) -> bool:
    """ "The Spanish Lima.": a fragment that only says which of its namesakes a place is."""
    before = line.sentence.tokens[: token.i]
    words_before = [t for t in before if t.pos != "PUNCT"]
    return (
        bool(words_before)
        and words_before[0].lemma == "the"
        and all(t.pos in ("DET", "ADJ", "PROPN", "NOUN") and t.dep != "conj" for t in words_before)
        and any(t.text[0].isupper() for t in words_before[1:])
        and token.head == token.i
    )


def _is_thanked(line: Line, token: Token) -> bool:
    """ "A shoutout to Lima and Cusco", "the gateway to Lima": what thanks go to, or what leads to a place."""
    first, seen = token, {token.i}
    while first.dep in ("conj", "appos", "flat") and first.head not in seen:
        first = line.sentence.tokens[first.head]
        seen.add(first.i)
    above = line.sentence.tokens[first.head]
    return above.lemma in _LEAD_TO and any(t.lemma in ("to", "into") for t in line.sentence.children(first.i))


_LEAD_TO = frozenset({
    "shoutout", "thank", "thanks", "gateway", "door", "entrance", "access", "key", "link", "alternative", "rival",
    "ode", "tribute", "homage", "salute", "toast", "welcome", "guide", "answer", "comparison", "neighbour", "neighbor",
})  # fmt: skip


def _plays_another(line: Line) -> bool:
    """ "Portugal versus Poland": two who are not places."""
    return any(t.text.lower() in ("versus", "vs", "vs.") for t in line.sentence.tokens)


def _goes_on(line: Line, scene: Scene) -> bool:
    """Whether a fragment goes on with the journey told of: "Then on to Lima.", "Lima, Friday, against the Reds."."""
    if line.block is not None and line.block.role not in ("body", "lead", "list"):
        return False
    above = scene.lines[line.number - 1] if line.number else line
    near = (*above.sentence.tokens, *line.sentence.tokens)
    first = next((t.lemma for t in line.sentence.tokens if t.pos != "PUNCT"), "")
    if first in _HERE and scene.traveller.kind == "group" and _is_said_by_them(line, scene):
        return True  # "In Lima at last. We sleep in a gym."
    if not any(map(scene.cast.has, near)) or any(map(scene.cast.has_other, near)):
        return False
    dated = any(d.type == "DATE" and d.granularity == "day" and not d.interval.is_open for d in line.dates)
    headed = above is not line and bool(above.dates) and len(above.sentence.tokens) <= _WORDS_OF_A_DAY
    return first in _GOING_ON or dated or headed


def _is_said_by_them(line: Line, scene: Scene) -> bool:
    """Whether the paragraph goes on with "we" or "I"."""
    words_on = (t.text.lower() for one in scene.lines if one.block is line.block for t in one.sentence.tokens)
    return bool({"we", "us", "our", "i"} & set(words_on))


_HERE = frozenset({"in", "at", "back", "safe", "safely", "still", "stuck", "now", "finally", "here", "home", "arrived"})
_GOING_ON = frozenset({
    "then", "next", "on", "off", "up", "down", "instead", "thence", "from", "after", "finally", "first", "last", "back",
    "later", "afterwards", "out", "over",
})  # fmt: skip
_WORDS_OF_A_DAY = 5
"""Words of a sentence that is but a day: "Saturday 4 May:"."""


def _greets(line: Line, token: Token) -> bool:
    """ "Greetings from Lima!"."""
    return bool({t.text.lower().strip("!,") for t in line.sentence.tokens[: min(3, token.i)]} & _GREETINGS)


def _by_first_words(line: Line, token: Token, preposition: str | None, scene: Scene) -> Finding | None:
    """ "Skipped Lima", "Next: Lima", "Greetings from Lima", "either Lima or Cusco"."""
    before = line.sentence.tokens[: token.i]
    if not scene.is_about_him(line):
        return None
    if before and before[0].lemma in words("verbs", "cancels") and before[0].tag in ("VBD", "VBN"):
        return Finding("stays", "cancelled", None, (before[0].lemma,))
    if before and before[0].lemma == "next" and not line.dates:
        return Finding("stays", "planned", None, ("next",))
    if (
        scene.cast.first_person
        and preposition == "from"
        and {t.text.lower().strip("!,") for t in before[:3]} & _GREETINGS
    ):
        return Finding("stays", "visited", None, ("from",))
    clauses = [e for e in line.events.values() if {"when", "once", "if"} & set(e.marks)]
    if any(e.tense in ("present", "perfect") for e in clauses):  # "Then Lima, when the pass is open"
        return Finding("stays", "planned", None, ("when",))
    told = line.sentence_text.lower()
    if hearsay := next((p for p in HEARSAY if p in told), None):
        return Finding("stays", "possible", None, (hearsay,))
    soon = any(_COMING.match(d.quote.text) for d in line.dates)
    doubt = {t.lemma for t in line.sentence.tokens} & (words("modality", "possible_words") | {"either"})
    return Finding("stays", "possible", None, tuple(sorted(doubt))) if doubt and not soon else None


_COMING = re.compile(r"tomorrow|next (?!day|morning|evening|night|afternoon)", re.IGNORECASE)
HEARSAY = ("they say", "it is said", "rumour has it", "rumor has it", "so i am told", "people say", "i hear")
_GREETINGS = frozenset({
    "greeting", "greetings", "regard", "regards", "love", "hello", "hallo", "hullo", "hola", "bonjour", "ciao", "aloha",
    "salut", "salutations", "cheers", "wishes", "postcard", "news", "live", "hi", "dispatch", "update", "writing",
    "morning", "evening", "afternoon", "reporting",
})  # fmt: skip


def _belongs_to_people(line: Line, token: Token) -> bool:
    """ "some bakers from Lima", "the crew from Lima": whoever comes from a place."""
    above = line.sentence.tokens[token.head]
    people = words("nouns", "people") | words("nouns", "offices") | words("nouns", "groups") | words("nouns", "members")
    return token.dep == "nmod" and above.pos == "NOUN" and (above.tag == "NNS" or above.lemma in people)


def _only_calls_out(line: Line, token: Token) -> bool:
    """ "Lima!", "And then Lima!": a name called out says nothing of when anybody was there."""
    rest = [t for t in line.sentence.tokens if t.pos in ("NOUN", "PROPN", "VERB", "NUM", "ADP") and t.i != token.i]
    named = line.sentence.subtree(token.i)
    return line.sentence.tokens[-1].text == "!" and not line.dates and all(t in named for t in rest)


def _lost_verb(line: Line, token: Token, scene: Scene) -> Reading | None:
    """A verb right behind the traveller's name that the parser took for a noun: "Cardinal Vinter lands in Lima"."""
    told = _of_headline(line, token, scene)
    if told is None or told.finding.role is None:
        return None
    present = any(w.text.endswith("s") and w.lemma == (told.finding.cues or ("",))[0].split("_")[0]
                  for w in line.sentence.tokens[: token.i])  # fmt: skip
    return Reading(Finding(told.finding.role, "planned" if present else "visited", None, told.finding.cues))


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
    return _there_in_headline(line, token, preposition, scene)


def _there_in_headline(line: Line, token: Token, preposition: str, scene: Scene) -> Reading | None:
    """ "Vinter in Lima before the talks": in a title, the traveller's name and right behind it where."""
    if line.block is None or line.block.role != "title" or preposition not in ("in", "at"):
        return None
    at = next((t.i for t in reversed(line.sentence.tokens[: token.i]) if t.lemma == preposition), 0)
    if not at or not scene.cast.has(line.sentence.tokens[at - 1]):
        return None
    return Reading(Finding("stays", "visited", None, (preposition,)))
