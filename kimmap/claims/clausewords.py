"""Words in or before a clause that doubt, date back or undo what it tells, whatever its verb."""

from __future__ import annotations

import re

from kimmap.claims.lexicon import phrases, words
from kimmap.language import Event, Sentence, Token


def adverbs_of_doubt(event: Event, sentence: Sentence) -> tuple[str, ...]:
    """ "possibly", "perhaps" … that hang on the predicate, or a picture that "claims to show"."""
    before = [t.text.lower() for t in sentence.tokens[max(0, event.predicate.i - 2) : event.predicate.i]]
    if before[1:] == ["to"] and before[0].rstrip("seding") in ("claim", "purport", "alleg", "appear", "seem", "suppo"):
        return (f"{before[0]} to",)
    return tuple(
        t.lemma
        for t in sentence.children(event.predicate.i)
        if (t.lemma in words("modality", "possible_words") and t.dep in ("advmod", "parataxis", "discourse"))
        or (t.dep == "obl" and any(c.lemma in ("unconfirmed", "rumoured") for c in sentence.children(t.i)))
    )


def promised_there(link: Event, inner: Event | None, sentence: Sentence) -> bool:
    """ "promised to mend the mill | during a meeting in Lima": the meeting is where he did so, not what he promised."""
    above = link.parent
    if inner is None or not inner.nominal or link.tense != "infinitive" or above is None or above.tense != "past":
        return False
    led = {c.lemma for c in sentence.children(inner.predicate.i) if c.dep == "case"}
    return "during" in led and not above.negated and above.lemma in _PROMISES


_PROMISES = frozenset({"pledge", "vow", "promise", "agree", "undertake"})


def says_earlier(event: Event, sentence: Sentence) -> tuple[str, ...]:
    """ "previously", "her last voyage", "used to" … in the event's own clause."""
    earlier = words("modality", "earlier_words")
    found = [t.lemma for t in sentence.children(event.predicate.i) if t.lemma in earlier and t.dep == "advmod"]
    if "once" in found and re.search(r"\bonce (?:again|more)\b", " ".join(t.text.lower() for t in sentence.tokens)):
        found.remove("once")
    if "once" in found and _ONE_TIME.search(" ".join(t.text.lower() for t in sentence.tokens)):
        found.remove("once")
    subjects = [m for s in event.subjects for m in sentence.children(s.i)]
    found += [m.lemma for m in subjects if m.lemma in earlier and m.dep in ("amod", "advmod")]
    journeys = {s.i for s in event.subjects if s.lemma in words("nouns", "journeys")}
    found += [m.lemma for m in subjects if m.lemma == "last" and m.head in journeys]
    if event.nominal and any(c.lemma == "since" and c.dep == "case" for c in sentence.children(event.predicate.i)):
        found.append("ever since")  # "her first trip abroad since the visit to Lima"
    if event.parent and event.parent.lemma == "use" and event.tense == "infinitive":
        found.append("used to")
    told = [t for t in sentence.tokens if not _is_of_another_clause(t, event, sentence)]
    if ago := LONG_AGO.search(_OF_THAT_YEAR.sub("", " ".join(t.text.lower() for t in told))):
        found.append(ago.group())
    clauses = [sentence.subtree(c.i) for c in sentence.children(event.predicate.i) if c.dep == "advcl"]
    for near in (told, *(sorted(clause, key=lambda t: t.i) for clause in clauses)):
        if young := _WHEN_YOUNG.search(" ".join(t.text.lower() for t in near)):
            found.append(young.group())
    if sentence.tokens[0].lemma == "that" and sentence.tokens[1:2] and sentence.tokens[1].lemma in ("time", "year"):
        found.append("that time")
    return tuple(w for w in found if w not in NOT_EARLIER)


def _is_of_another_clause(token: Token, event: Event, sentence: Sentence) -> bool:
    """Whether a word stands in a relative or subordinate clause below the event: "in Lima, where she told of … ago"."""
    while token.head != token.i and token.i != event.predicate.i:
        if token.dep in ("acl:relcl", "advcl", "ccomp") and token.pos in ("VERB", "AUX"):
            return True
        token = sentence.tokens[token.head]
    return False


_ONE_TIME = re.compile(r"\b(?:went|came|got|rode|drove|flew|\w+ed) once\b(?! (?:had|was|in \d))")
""" "She went once to Lima": one time, not long ago."""
_OF_THAT_YEAR = re.compile(r"\d{1,2} [a-z]+ last year\b|\b[a-z]+ \d{1,2} last year\b")
""" "On 15 March last year": a day of its own, be it of this journey or not."""
_AGES = (
    r"(?:man|woman|boy|girl|child|kid|lad|teenager|student|schoolboy|schoolgirl|apprentice|youngster|undergraduate|intern"
    r"|trainee|pupil|cadet|conscript|postgraduate)"
)
_WHEN_YOUNG = re.compile(
    rf"\bas an? (?:very )?(?:(?:young|small|little|teenage) {_AGES}|(?:[a-z-]+ )?{_AGES.replace('man|woman|', '')})\b"
    rf"|\bwhen (?:i|he|she|they|we) (?:was|were) (?:still )?(?:a (?:young |small |little )?{_AGES}\b|young\b|little\b"
    r"|(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|\d\d)\b(?! \w+ (?:from|away|off)))"
)
""" "As a young man she sang in Lima", "when I was nineteen"."""
LONG_AGO = re.compile(
    r"\b(?:years?|decades?|long) ago\b|\bthe (?:year|summer|winter|spring|autumn) before\b(?! the)"
    r"|\b(?:last|previous) (?:summer|winter|spring|autumn|fall|year|season)\b"
)


NOT_EARLIER = frozenset({"first", "second", "since", "before", "recent", "earlier"})
"""What counts the steps of one journey as well: "her first concert", "two days before"."""


def undone_in_words(event: Event, sentence: Sentence) -> str | None:
    """A phrase before the event that undoes it: "no time for the tour", "instead of visiting"."""
    tokens = sentence.tokens[max(0, event.predicate.i - 12) : event.predicate.i + 12]
    clause = " ".join(t.text.lower() for t in tokens)
    if event.nominal:
        # "The trip to Lima was called off and replaced by a visit to Cusco": what was called off stands before it.
        behind = " ".join(t.text.lower() for t in tokens if t.start >= event.predicate.start)
        found = (p for p in phrases("modality", "undone_phrases") if p in clause)
        return next((p for p in found if p.split()[0] not in ("was", "had", "fell") or p in behind), None)
    if so := _OR_SO.search(" ".join(t.text.lower() for t in sentence.tokens[event.predicate.i :])):
        return so.group()
    before = clause.split(event.predicate.text.lower())[0]
    near = " ".join(before.split()[-5:])  # "instead of flying home she | stayed" undoes the flying alone
    doers = {s.text.lower() for s in event.subjects if s.i < event.predicate.i}
    for phrase in phrases("modality", "negative_phrases"):
        if phrase in near and not doers & set(near.split(phrase)[-1].split()):
            return phrase  # no "instead of Lima | she went to Cusco"
    return denied_in_front(event, sentence)


_OR_SO = re.compile(
    r"\bor so (?:it was (?:planned|intended|hoped|thought)|(?:we|they|i|he|she) (?:had )?(?:planned|thought|hoped)"
    r"|the plan (?:was|went|ran))\b"
    r"|\bor that (?:was the (?:plan|idea|intention|hope)|at least was the (?:plan|idea))\b"
)
""" "She was taken to Lima, or so it was planned"."""
_OF_NAMES = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})


def denied_in_front(event: Event, sentence: Sentence) -> str | None:
    """What denies an event ahead of its subject: "at no time was she in Lima", "nor would she go to Lima"."""
    heads = [t for s in event.subjects for t in (s, *sentence.children(s.i)) if t is s or t.dep in _OF_NAMES]
    subject = min((t.start for t in heads), default=event.predicate.start)
    first = max(0, event.predicate.i - 12)
    front = " ".join(t.text.lower() for t in sentence.tokens[first : event.predicate.i] if t.start < subject)
    inverted = re.search(r"(.*) (?:was|were|did|has|had|is|are|will|would|could)$", front)
    denials = phrases("modality", "denials_in_front")
    return next((p for p in denials if inverted and inverted[1].endswith(p)), None)


def is_reason(step: Token, sentence: Sentence) -> bool:
    """ "diverted because of | fog | in Lima", "set out despite | riots | in Lima": what was going on elsewhere."""
    cases = [c for c in sentence.children(step.i) if c.dep == "case"]
    words_of = {t.lemma for c in cases for t in (c, *sentence.children(c.i))}
    return bool(words_of & {"because", "due", "owing", "despite", "amid", "amidst"})


_IF_LET = re.compile(
    r"\b(?:(?:if|unless|provided(?: that)?|so long as|as soon as)\s(?:[\w’'-]+\s){1,3}?"
    r"(?:will|lets?|permits?|allows?|holds?|lasts?|consents?|can be|clears?)\b"
    r"|God willing\b|Deo volente\b|D\.\s?V\.|weather permitting\b|all being well\b|if all goes\b)"
)


def hangs_on_leave(event: Event, sentence: Sentence) -> bool:
    """ "I go on to Lima, if they will let me", "we ride to Lima, weather permitting": what is to come."""
    if event.tense != "present" or event.copular or event.nominal:
        return False
    return _IF_LET.search(" ".join(t.text for t in sentence.tokens)) is not None


def own_subjects(event: Event, sentence: Sentence) -> list[Token]:
    """ "Vinter came late; Pell, the baker, flew in at noon": of two subjects the one on its side of a semicolon."""
    if len(event.subjects) < 2 or event.nominal:
        return list(event.subjects)
    parted = [t.i for t in sentence.tokens if t.text == ";"]
    here = [
        s
        for s in event.subjects
        if not any(min(s.i, event.predicate.i) < i < max(s.i, event.predicate.i) for i in parted)
    ]
    return here or list(event.subjects)
