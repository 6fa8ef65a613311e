"""A noun phrase as an end of a distance: "Brunn, a village", "the coast of Skerry", "a group of islands", "it"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimmap.distances.antecedents import NOBODY, End, Scene, as_end, last_places, of_noun
from kimmap.distances.masking import Masked, named_before
from kimmap.distances.measures import lexicon
from kimmap.language import Sentence, Token
from kimmap.language.hanging import is_calendar
from kimmap.model import PlaceMention, Resolution

_STEPS = 6
_TOPICS = 3
"""How many sentences back a pronoun may look for what they are about."""
_NOMINAL = ("NOUN", "PROPN", "PRON")
_PERSONS = ("he", "she", "they", "we", "i", "you", "us", "them", "who")
_MADE_OF = (None, "of")
_WITHIN = ("in", "on", "among", "amid")
_TO_PLACES = ("from", "to", "between", "of", "in", "at")
_NAME_PARTS = ("flat", "compound", "nmod", "amod")
_NO_PLACES = ("PER", "ORG")
_DISTRICTS = (
    "district", "province", "region", "county", "state", "department", "arrondissement", "municipality", "canton",
    "prefecture", "parish", "governorate", "oblast", "commune",
)  # fmt: skip
_DEFINITE = ("the", "this", "that", "our", "its", "their", "his", "her", "my")


def ends_of(scene: Scene, masked: Masked, token: Token, at: int, is_subject: bool = True) -> list[End] | None:
    """The places that the phrase around a token can mean, the likeliest first.

    Empty where that cannot be told, None where it is nothing that a distance can end at.  ``is_subject`` tells
    whether a verb is said of it: persons are subjects, and only places have a distance in apposition.
    """
    sentence = scene.grammar
    if sentence is None:
        return []
    chain = list(same_things(sentence, token))
    chain = [noun for noun in chain if not _is_around(sentence, noun)]
    if not chain:
        return None
    for noun in chain:
        resolution = mention_over(masked, noun) or place_within(sentence, masked, noun)
        if resolution is not None:
            return [as_end(resolution)]
    before = named_before(scene, masked, at)
    pronoun = next((t for t in chain if t.pos == "PRON" or t.lemma in ("here", "there")), None)
    if pronoun is not None:
        return _taken_up(scene, pronoun, before)
    name = next(
        (t for t in chain if (t.pos == "PROPN" and not t.text.islower()) or (t.pos == "NUM" and t.i == token.i)), None
    )
    if name is not None:
        return _unknown(scene, sentence, name, is_described=len(chain) > 1 or not is_subject)
    return _of_noun(scene, sentence, chain, before)


def with_unknown_names(scene: Scene) -> Scene:
    """A sentence with the names of places that no gazetteer has among its places: they are ends that have a name."""
    if scene.analysis is None:
        return scene
    unknown: list[Resolution] = []
    document, taken = scene.analysis.document, [(r.mention.quote.start, r.mention.quote.end) for r in scene.mentions]
    names = scene.analysis.names_in(scene.offset, scene.offset + len(scene.text))
    spans = [(n.start, n.end) for n in names if n.label == "LOC" and not _moves(n.text)]
    taken += [(n.start, n.end) for n in names if n.label != "LOC"]
    for start, end in (*spans, *_capitals(scene)):
        if not any(a < end and start < b for a, b in taken):
            mention = PlaceMention(document.quote(start, end), document.text[start:end])
            taken.append((start, end))
            unknown.append(Resolution(mention, None, "no gazetteer has it"))
    return replace(scene, mentions=(*scene.mentions, *unknown))


def _moves(words: str) -> bool:
    """Whether a name is one of a storm, a train or a regiment."""
    return not set(words.casefold().split()).isdisjoint(lexicon()["places"]["movers"])


def _capitals(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where a sentence has names behind "from", "to" and the like that nothing is known of."""
    tokens = scene.grammar.tokens if scene.grammar else ()
    for i, token in enumerate(tokens):
        if token.lemma.casefold() not in _TO_PLACES or i + 1 == len(tokens):
            continue
        last = i
        while last + 1 < len(tokens) and tokens[last + 1].text[0].isupper() and not is_calendar(tokens[last + 1]):
            last += 1
        if last > i:
            yield tokens[i + 1].start, tokens[last].end


def mention_over(masked: Masked, token: Token) -> Resolution | None:
    """The place that a token is part of the name of, or of the words for."""
    return next((r for r in masked.mentions if _covers(r, token)), None)


def same_things(sentence: Sentence, token: Token) -> Iterator[Token]:
    """A noun, and the nouns that the sentence says are the same thing: "a village" of "Brunn is a village"."""
    for _ in range(_STEPS):
        yield token
        subject = next((c for c in sentence.children(token.i) if c.dep in ("nsubj", "nsubj:pass")), None)
        is_predicate = any(c.dep == "cop" for c in sentence.children(token.i))
        above = sentence.tokens[token.head]
        if is_predicate and subject is not None:
            token = subject
        elif above.i != token.i and above.pos in _NOMINAL and _goes_on_in(sentence, token):
            token = above
        else:
            return


def _goes_on_in(sentence: Sentence, token: Token) -> bool:
    """Whether a noun only says more of the noun above it: in apposition, in a pair, or as what that is made of."""
    case = next((c.lemma for c in sentence.children(token.i) if c.dep == "case"), None)
    if token.dep == "nmod" and token.pos == "NOUN":
        return case in _MADE_OF or case in _WITHIN  # "an archipelago of islands", "Brunn, in the hills ⟨M⟩ from"
    if token.dep == "conj" and any(c.dep == "cc" for c in sentence.children(token.i)):
        return False  # "Brunn, and a mill ⟨M⟩ from" says it of the mill
    return token.dep in ("appos", "flat", "compound") or (token.dep in ("conj", "nmod") and case in _MADE_OF)


def _is_around(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is the district that the thing above it lies in: "Brunn, in the province of Skerra"."""
    case = next((c.lemma for c in sentence.children(noun.i) if c.dep == "case"), None)
    return noun.dep in ("nmod", "obl") and case in _WITHIN and noun.lemma.casefold() in _DISTRICTS


def place_within(sentence: Sentence, masked: Masked, noun: Token) -> Resolution | None:
    """The place that a common noun is called by: "the town of Brunn", "the capital, Brunn", "the coast of Skerry"."""
    lemma = noun.lemma.casefold()
    is_kind = lemma in lexicon()["nouns"] or lemma in lexicon()["places"]["kinds"]
    for child in sentence.children(noun.i):
        resolution = mention_over(masked, child)
        if resolution is None:
            continue
        case = next((c.lemma for c in sentence.children(child.i) if c.dep == "case"), None)
        if child.dep in ("appos", "flat") or (child.dep == "compound" and is_kind):
            return resolution
        if child.dep == "nmod" and case in ("of", "at") and (is_kind or _is_definite(sentence, noun)):
            return resolution
    return None


def _taken_up(scene: Scene, pronoun: Token, before: Sequence[Resolution]) -> list[End] | None:
    if pronoun.text.casefold() in _PERSONS:
        return [End(pronoun.text)]
    before = [r for r in before if r.mention.quote.end <= pronoun.start]
    topic = topic_of(scene, before) if pronoun.text.casefold() == "it" else None
    if topic is not None and topic.place is None:
        return [topic]
    if topic is None and pronoun.text.casefold() == "it" and is_of_a_thing(scene, pronoun.start):
        return [NOBODY]
    others = [end for end in last_places(before) if topic is None or end.place != topic.place]
    return ([topic, *others] if topic else others) or None


def is_of_a_thing(scene: Scene, offset: int) -> bool:
    """Whether "it" or "its" at an offset takes up what is somewhere but is no place: "A quake shook Skerra. It was"."""
    sentences = scene.analysis.sentences if scene.analysis else ()
    last = bisect_left(sentences, offset, key=lambda s: s.start)
    near = [s for s in sentences[max(0, last - 2) : last] if s.start >= scene.block_start]
    nouns = (t.lemma.casefold() for s in near for t in s.tokens if t.pos == "NOUN" and t.end <= offset)
    return not set(nouns).isdisjoint(lexicon()["places"]["things"])


def topic_of(scene: Scene, before: Sequence[Resolution]) -> End | None:
    """The place that the sentences before are about: the subject of the last one that names its subject."""
    sentences = scene.analysis.sentences if scene.analysis else ()
    last = bisect_left(sentences, scene.offset, key=lambda s: s.start)
    for sentence in reversed(sentences[max(0, last - _TOPICS) : last]):
        if sentence.start < scene.block_start:
            return None
        subject = next((t for t in sentence.tokens if t.dep in ("nsubj", "nsubj:pass")), None)
        if subject is not None and sentence.tokens[subject.head].pos == "PROPN":
            subject = sentence.tokens[subject.head]  # "the remotest island is Skerry"
        if subject is None or subject.text.casefold() in ("it", "this", "which", "that"):
            continue
        known = next((r for r in before if _covers(r, subject)), None) or _in_other_words(sentence, subject, before)
        if known is not None:
            return as_end(known) if known.place is None or not known.place.is_area else None
        names = scene.analysis.names_in(subject.start, subject.end) if scene.analysis else ()
        name = next((n for n in names if n.label == "LOC"), None)
        return End(name.text, span=(name.start, name.end), words=name.text) if name else None
    return None


def _in_other_words(sentence: Sentence, subject: Token, before: Sequence[Resolution]) -> Resolution | None:
    """The known one of two names that a subject has: "Skerra, formerly Skerry, is"."""
    if subject.pos != "PROPN":
        return None
    under = [t for t in sentence.subtree(subject.i) if t.dep in ("appos", "parataxis", "conj", "nmod", "flat", "obl")]
    others = (c for t in under if not any(k.dep == "case" for k in sentence.children(t.i)) for c in [t])
    return next((r for t in others for r in before if _covers(r, t)), None)


def _covers(resolution: Resolution, token: Token) -> bool:
    return resolution.mention.quote.start < token.end and token.start < resolution.mention.quote.end


def _unknown(scene: Scene, sentence: Sentence, name: Token, is_described: bool) -> list[End] | None:
    """A name that is not known to be a place; of a person or a firm it is none, unless it is said what it is."""
    label = label_of(scene, name)
    if is_calendar(name):
        return []
    beside = sentence.tokens[max(0, name.i - 1) : name.i]  # the grammar may take "Cyclone" and "Bertha" for two
    if _moves(" ".join(t.text for t in (*beside, name, *sentence.children(name.i)))):
        return None
    if label in _NO_PLACES and not is_described:
        return None
    parts = [name, *(c for c in sentence.children(name.i) if c.dep in _NAME_PARTS and c.text[0].isupper())]
    start, end = min(t.start for t in parts), max(t.end for t in parts)
    words = scene.text[start - scene.offset : end - scene.offset]
    return [End(words, span=(start, end), words=words)]


def label_of(scene: Scene, token: Token) -> str | None:
    """What kind of name a token is part of, None for a part of none."""
    names = scene.analysis.names_in(token.start, token.end) if scene.analysis else ()
    return names[0].label if names else None


def _is_definite(sentence: Sentence, noun: Token) -> bool:
    return any(c.dep in ("det", "nmod:poss") and c.text.casefold() in _DEFINITE for c in sentence.children(noun.i))


def _unknown_town(before: Sequence[Resolution], noun: Token) -> list[End]:
    """The name named last, where nobody knows its place and "the village" may take it up."""
    last = next((r for r in reversed(before) if r.mention.reference == "name"), None)
    is_town = lexicon()["nouns"][noun.lemma.casefold()] == ["city"] and noun.lemma.casefold() != "capital"
    return [as_end(last)] if is_town and last is not None and last.place is None else []


def _own_name(sentence: Sentence, noun: Token) -> End | None:
    """A definite noun with a name of its own, which takes up no place named before: "the Skerra Research Centre"."""
    parts = [c for c in sentence.children(noun.i) if c.dep == "compound" and c.i < noun.i]
    if not any(t.pos == "PROPN" for part in parts for t in sentence.subtree(part.i)):
        return None
    tokens = sentence.tokens[min(t.i for part in parts for t in sentence.subtree(part.i)) : noun.i + 1]
    words = " ".join(t.text for t in tokens)
    return End(words, span=(tokens[0].start, tokens[-1].end), words=words)


def _of_noun(
    scene: Scene, sentence: Sentence, chain: Sequence[Token], before: Sequence[Resolution]
) -> list[End] | None:
    owned = any(c.dep == "nmod:poss" and c.pos == "PRON" for noun in chain for c in sentence.children(noun.i))
    if owned and any(n.lemma.casefold() in ("centre", "center") and is_of_a_thing(scene, n.start) for n in chain):
        return [NOBODY]
    for noun in chain:
        if (own := _own_name(sentence, noun)) is not None:
            return [own]
        if _is_definite(sentence, noun) and noun.lemma.casefold() in lexicon()["nouns"]:
            return _unknown_town(before, noun) or of_noun(before, noun.lemma.casefold()) or [End(f"the {noun.text}")]
        is_sight = _is_definite(sentence, noun) and noun.lemma.casefold() in lexicon()["places"]["sights"]
        if is_sight and (ends := of_noun(before, noun.lemma.casefold())):
            return ends
        if noun.lemma.casefold() in lexicon()["places"]["travellers"]:
            return [NOBODY]
    is_part = any(noun.lemma.casefold() in (*lexicon()["places"]["parts"], "point") for noun in chain)
    if not owned:
        return None
    is_told = any(c.dep == "nmod" and c.pos == "PROPN" for noun in chain for c in sentence.children(noun.i))
    return [] if is_part or is_told else [NOBODY]  # "its nearest point", "his mill in Brunn", and not "his mill"
