"""What goes to a place or bears its name without the traveller: aid and trucks, ways for others, songs and films."""

from __future__ import annotations

import re

from kimmap.claims.lexicon import role_of_verb
from kimmap.claims.reading import Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Token
from kimmap.language.hanging import Hanging
from kimmap.model import Resolution

_GOODS = frozenset({
    "aid", "help", "relief", "food", "water", "fuel", "flour", "grain", "medicine", "medication", "vaccine", "supply",
    "supplies", "goods", "cargo", "weapon", "arm", "arms", "ammunition", "money", "cash", "electricity", "gas", "power",
    "civilian", "refugee", "evacuee", "hostage", "truck", "lorry", "convoy", "troop", "reinforcement", "parcel",
    "assistance", "shipment", "delivery",
})  # fmt: skip
_SENT = frozenset({"get", "send", "move", "let", "allow", "deliver", "rush", "speed", "ship", "channel", "bring"})
_MOVES = frozenset({"arrives", "moves", "departs", "heads", "passes"})
_FINITE_TIMES = frozenset({"before", "after", "until", "till", "when", "since"})


def goes_without_him(event: Event, line: Line, scene: Scene) -> bool:
    """ "trucks would reach Lima", "a plan to get water to Lima", "the day before the fair opens in Lima"."""
    if event.nominal or scene.traveller.kind != "person":
        return False
    below = line.sentence.children(event.predicate.i)
    doers = [t for t in below if t.dep in ("nsubj", "nsubj:pass")]
    goods = [t for t in doers or event.subjects if _is_goods(t)]
    if any(not scene.cast.has(t) or not line.sentence.children(t.i) for t in goods):
        return True
    above = event.parent
    between = [o for o in (above.objects if above is not None else ()) if o.i < event.predicate.i]
    goes = bool({role_of_verb(event.lemma), role_of_verb(event.lemma.split("_")[0])} & _MOVES)
    if goes and event.tense == "infinitive" and any(_is_goods(o) and not scene.cast.has(o) for o in between):
        return True  # "will enable aid | to reach Lima"
    sent = event.lemma.split("_")[0] in _SENT and any(map(_is_goods, event.objects))
    told_done = event.tense in ("past", "perfect", "pluperfect") and not event.modal
    if sent and not told_done and not (above is not None and role_of_verb(above.lemma.split("_")[0]) == "moves"):
        return True
    timed = event.relation == "advcl" and bool(_FINITE_TIMES & set(event.marks))
    finite = event.predicate.tag in ("VBZ", "VBP") and not event.progressive
    return timed and finite and not doers  # "before the fair opens in Lima"


def _is_goods(token: Token) -> bool:
    one = token.lemma in ("truck", "lorry", "convoy", "help") and token.tag not in ("NNS", "NNPS")
    return token.lemma in _GOODS and token.pos in ("NOUN", "PROPN") and not one


_WAY = re.compile(
    r"\b(?:(?:entry|access|admission|flow|delivery|deliveries|passage|corridors?|exit|evacuation|transfer|shipments?"
    r"|movement|routes?)(?: of| for| by) (?:[\w-]+ ){1,4}?|(?:a|the|any|some|no|safe|another) way )"
    r"(?:into|out of|to|from|for|through)(?: the)?\s+\Z",
    re.IGNORECASE,
)


def is_way_of_others(line: Line, hanging: Hanging, token: Token, scene: Scene) -> bool:
    """ "to negotiate the entry of aid into Lima", "a corridor for refugees out of Lima"."""
    text = scene.document.text
    way = _WAY.search(" ".join(text[line.sentence.start : token.start].split()) + " ")
    if way is None or role_of_verb(hanging.event.lemma.split("_")[0]) in ("moves", "passes", "departs"):
        return False
    return not any(scene.cast.has(t) for t in line.sentence.tokens if t.i < token.i and t.text in way.group().split())


_QUOTED = re.compile(r"[\"“‘]([^\"“”‘’\n]{2,90}?)[,.!?]?[\"”’]")
_LITTLE = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "and", "for", "from", "with", "by", "or", "my", "is"}
)
_PUT_AT = re.compile(
    r"\b(?:in|at|to|from|near|into|off|via|through|reach(?:ed)?|left|via|called|named)\s+(?:the\s+)?\Z"
)


def in_a_title(line: Line, resolution: Resolution, scene: Scene) -> Reading | None:
    """ "to the sound of “Lima”": a place that only the name of a song, a book or a film has; None where it is none."""
    return no_claim("metonym", "title") if _is_in_a_title(line, resolution, scene) else None


def _is_in_a_title(line: Line, resolution: Resolution, scene: Scene) -> bool:
    """ "to the sound of “Lima”", "her film “The Road to Lima”": the name of a song, a book or a film."""
    if scene.cast.first_person or resolution.mention.reference != "name":
        return False
    quote, text = resolution.mention.quote, scene.document.text
    for quoted in _QUOTED.finditer(text, line.sentence.start, line.sentence.end):
        if not quoted.start(1) <= quote.start < quoted.end(1):
            continue
        words = re.findall(r"[\w’'-]+", quoted[1])
        capital = all(w[0].isupper() or w.lower() in _LITTLE for w in words) and not quoted[1].isupper()
        alone = quote.start == quoted.start(1) and quote.end >= quoted.end(1)
        if alone:
            told = re.match(r"\s*(?:,?\s*(?:she|he|they|said|says|it said))\b", text[quoted.end() : quoted.end() + 12])
            return told is None and not _PUT_AT.search(text, line.sentence.start, quoted.start())
        return capital and len(words) >= _WORDS_OF_A_TITLE and words[0][0].isupper()
    return False


_WORDS_OF_A_TITLE = 3
