"""What speaks for and against it that a sentence puts the traveller at one of its places, as numbers.

Trees weigh them (``likely``) that were trained on these signs: a sign that changes here wants them trained
again (``data/mentions/train.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kimmap.claims.cast import Cast
from kimmap.claims.phrase import carrying_noun
from kimmap.claims.scene import Line, Scene
from kimmap.claims.told_state import Told
from kimmap.language import Event, Sentence, Token, read_events
from kimmap.language.hanging import hang, preposition_of
from kimmap.model import Place, Resolution

Signs = dict[str, float]

_BESIDE, _AROUND = 3, 8
_FAR, _FAR_DATE = 40, 99
_BEARING = frozenset({"VERB", "AUX", "NOUN", "ADV", "ADP", "SCONJ", "CCONJ", "ADJ", "PART", "DET", "PRON"})
_NO_WORDS = frozenset({"PROPN", "PUNCT", "NUM"})
_PRONOUNS = ("i", "we", "you", "he", "she", "they", "it", "there", "who")
_VERBS = frozenset({"VERB", "AUX"})


def signs_of(line: Line, resolution: Resolution, scene: Scene, told: Told) -> Signs:
    """The signs of a place in a sentence, without those that are 0; empty where the grammar has no word for it."""
    sentence, quote = line.sentence, resolution.mention.quote
    inside, head = sentence.tokens_in(quote.start, quote.end), sentence.head_of(quote.start, quote.end)
    if not inside or head is None or resolution.place is None:
        return {}
    span = inside[0].i, inside[-1].i
    signs = _form(line, span, scene) | _words(sentence, span) | _grammar(sentence, head, span)
    signs |= _clause(line, head, span, scene.cast) | _verbs(sentence, span)
    signs |= _people(line, span, scene) | _dates(line, resolution, scene)
    signs |= _place(resolution, resolution.place, len(inside))
    signs |= told.around(quote.start) | told.beside(quote.start, (sentence.start, sentence.end))
    return {name: float(value) for name, value in signs.items() if value}


def _word(token: Token) -> str:
    if token.text[0].isdigit():
        return "number"
    return "name" if token.pos == "PROPN" else token.lemma.lower()


def _form(line: Line, span: tuple[int, int], scene: Scene) -> Signs:
    tokens, (first, last) = line.sentence.tokens, span
    text = scene.document.text
    opened = line.block.start if line.block else line.sentence.start
    before = {t.text for t in tokens[:first]}
    return {
        f"role {line.block.role if line.block else 'none'}": 1,
        "n tokens": min(len(tokens), 60),
        "at": first,
        "begins": first == 0,
        "ends": last >= len(tokens) - 2,
        "alone": sum(t.pos != "PUNCT" for t in tokens) <= last - first + 2,
        "question": any(t.text == "?" for t in tokens),
        "quoted": sum(text.count(mark, opened, tokens[first].start) for mark in '“"') % 2,
        "bracket": "(" in before and any(t.text == ")" for t in tokens[last + 1 :]),
        "colon before": ":" in before,
        "colon after": last + 1 < len(tokens) and tokens[last + 1].text == ":",
        "semicolons": min(sum(t.text == ";" for t in tokens), 3),
    }


def _words(sentence: Sentence, span: tuple[int, int]) -> Signs:
    tokens, (first, last) = sentence.tokens, span
    signs: Signs = {}
    for step in range(1, _BESIDE + 1):
        before = tokens[first - step] if first >= step else None
        behind = tokens[last + step] if last + step < len(tokens) else None
        signs[f"w-{step} {_word(before) if before else 'START'}"] = 1
        signs[f"w+{step} {_word(behind) if behind else 'END'}"] = 1
        if step == 1:
            signs[f"p-1 {before.pos if before else 'START'}"] = signs[f"p+1 {behind.pos if behind else 'END'}"] = 1
    for side, near in (
        ("before", tokens[max(0, first - _AROUND) : first]),
        ("behind", tokens[last + 1 : last + _AROUND]),
    ):
        signs |= {f"{side} {t.lemma.lower()}": 1 for t in near if t.pos not in _NO_WORDS}
    return signs | {f"in {t.lemma.lower()}": 1 for t in tokens if t.pos in _BEARING}


def _grammar(sentence: Sentence, head: Token, span: tuple[int, int]) -> Signs:
    preposition = preposition_of(sentence, head.i, span[0])
    signs: Signs = {
        f"dep {head.dep}": 1,
        "modifies": carrying_noun(sentence, head, span[0])[1],
        f"prep {preposition or '-'}": 1,
    }
    above = sentence.tokens[head.head] if head.head != head.i else None
    signs[f"head {_word(above) if above else 'ROOT'}"] = signs[f"headpos {above.pos if above else 'ROOT'}"] = 1
    if above is not None:
        top = sentence.tokens[above.head]
        signs[f"up2 {_word(top) if top is not above else 'ROOT'}"] = signs[f"dep2 {above.dep}"] = 1
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    if root is not None:
        signs[f"root {_word(root)}"] = signs[f"rootpos {root.pos}"] = signs[f"roottag {root.tag}"] = 1
    return signs


def _clause(line: Line, head: Token, span: tuple[int, int], cast: Cast) -> Signs:
    """What the event says that the place hangs on, and the one above it."""
    hanging = hang(line.sentence, line.events or read_events(line.sentence), head.i, span[0])
    if hanging is None:
        return {"hang none": 1}
    event = hanging.event
    signs = _event(event, "", cast)
    signs[f"hprep {hanging.preposition or '-'}"] = 1
    signs["path"], signs["through subject"] = min(len(hanging.path), 5), hanging.through_subject
    for step in hanging.path[:2]:
        signs[f"path {step.dep}"] = signs[f"pathw {_word(step)}"] = 1
    signs |= {f"obj {who}": 1 for who in _kinds(event.objects, cast)}
    signs |= {f"mark {mark}": 1 for mark in event.marks}
    signs |= {"passive": event.passive, "nominal": event.nominal, "copular": event.copular, "prog": event.progressive}
    signs |= {f"rel {event.relation}": 1, "ev after": event.predicate.i > span[0]}
    return signs | (_event(event.parent, "p", cast) if event.parent is not None else {})


def _event(event: Event, prefix: str, cast: Cast) -> Signs:
    signs: Signs = {
        f"{prefix}ev {event.lemma}": 1,
        f"{prefix}tense {event.tense}": 1,
        f"{prefix}modal {event.modal or '-'}": 1,
        f"{prefix}neg": event.negated,
    }
    return signs | {f"{prefix}subj {who}": 1 for who in _kinds(event.subjects, cast)}


def _kinds(tokens: Iterable[Token], cast: Cast) -> set[str]:
    """Who takes part: the traveller, somebody else, a pronoun, a name, a thing by its noun."""
    found: set[str] = set()
    for token in tokens:
        if cast.has(token):
            found.add("him")
        elif cast.has_other(token):
            found.add("other")
        elif token.pos == "PRON":
            found.add(f"pron {token.text.lower()}")
        elif token.pos == "PROPN":
            found.add("propn")
        else:
            found |= {"noun", f"noun {token.lemma.lower()}"}
    return found or {"nobody"}


def _verbs(sentence: Sentence, span: tuple[int, int]) -> Signs:
    verbs = [t for t in sentence.tokens if t.pos in _VERBS]
    signs: Signs = {"verbs": min(sum(t.pos == "VERB" for t in verbs), 6), "no verb": not verbs}
    before, behind = [t for t in verbs if t.i < span[0]], [t for t in verbs if t.i > span[1]]
    for side, near in (("before", before[-1:]), ("after", behind[:1])):
        for token in near:
            signs[f"verb {side} {token.lemma.lower()}"] = signs[f"tag {side} {token.tag}"] = 1
    return signs


def _people(line: Line, span: tuple[int, int], scene: Scene) -> Signs:
    tokens, cast, (first, last) = line.sentence.tokens, scene.cast, span
    his, others = [t.i for t in tokens if cast.has(t)], [t.i for t in tokens if cast.has_other(t)]
    mine, theirs = _last_before(his, first), _last_before(others, first)
    signs: Signs = {
        "him": bool(his),
        "others": bool(others),
        "last is him": mine > theirs,
        "last is other": mine < theirs,
    }
    for name, found in (("him", his), ("other", others)):
        signs[f"{name} before"] = min((first - i for i in found if i < first), default=_FAR)
        signs[f"{name} behind"] = min((i - last for i in found if i > last), default=_FAR)
    for step in (-3, -2, -1, 1, 2):
        if 0 <= line.number + step < len(scene.lines):
            near = scene.lines[line.number + step].sentence.tokens
            signs[f"him {step}"] = any(map(cast.has, near))
            signs[f"other {step}"] = any(map(cast.has_other, near))
            if step == -1:
                signs |= {f"prev root {_word(t)}": 1 for t in near if t.head == t.i}
    for pronoun in _PRONOUNS:
        subjects = [t for t in tokens if t.dep.startswith("nsubj") and t.text.lower() == pronoun]
        if subjects:
            signs[f"pro {pronoun}"] = 1
            signs[f"pro before {pronoun}"] = any(t.i < first for t in subjects)
            signs[f"prohim {pronoun}"] = any(map(cast.has, subjects))
    return signs


def _last_before(places: Sequence[int], first: int) -> int:
    return max((i for i in places if i < first), default=-1)


def _dates(line: Line, resolution: Resolution, scene: Scene) -> Signs:
    if not line.dates:
        return {"date gap": _FAR_DATE}
    quote, published = resolution.mention.quote, scene.document.published
    gaps = [min(abs(d.quote.start - quote.end), abs(quote.start - d.quote.end)) for d in line.dates]
    nearest = line.dates[gaps.index(min(gaps))]
    signs: Signs = {
        "dated": 1,
        "date gap": min(min(gaps) // 10, 20),
        "date before": nearest.quote.end <= quote.start,
        f"gran {nearest.granularity}": 1,
    }
    if published and nearest.interval.first:
        ahead = (nearest.interval.first - published).days
        signs |= {"date ahead": max(-30, min(30, ahead)), "ahead": ahead > 0, "past": ahead < 0}
    return signs


def _place(resolution: Resolution, place: Place, words: int) -> Signs:
    return {
        f"kind {place.kind}": 1,
        "area": place.is_area,
        "radius": math.log10(1 + place.radius_km),
        "pop": math.log10(1 + place.population),
        "capital": place.capital,
        f"ref {resolution.mention.reference}": 1,
        "sure": resolution.score,
        "named words": words,
    }
