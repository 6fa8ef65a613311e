"""From documents to analyses: words, names, sentences, grammar, with the embedded models or others in their place."""

from __future__ import annotations

import functools
import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from kimmap.language.analysis import Analysis, Name, Recognizer, Sentence, make_tokens
from kimmap.language.boundaries import sentence_breaks
from kimmap.language.network import model_file
from kimmap.language.words import Words, split_words
from kimmap.model import Block, BlockRole, Document

if TYPE_CHECKING:
    from kimmap.language.grammar import Grammar, Parse
    from kimmap.language.names import NamesModel

#: One character for one, so that offsets stay: the models were trained on plain typography.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\r": " ", "\t": " "}
)
_CHARACTERS_AT_ONCE = 80_000
"""Documents are analysed in runs of about so much text, which bounds the memory."""


def analyse_documents(documents: Sequence[Document], recognizer: Recognizer | None = None) -> tuple[Analysis, ...]:
    """Sentences, grammar and names of every document.

    Each block is analysed apart, so that a sentence never crosses a block; noise blocks are left out.
    ``recognizer`` finds the names instead of the embedded model; it is given one document at a time.

    Raises
    ------
    DataMissing
        The embedded model is not where it should be.
    """
    analyses: list[Analysis] = []
    for run in _runs(documents):
        with _no_collection():
            analyses += _analyse(run, recognizer)
    return tuple(analyses)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Python looks for no cycles of dead values meanwhile.

    A run makes a hundred thousand small values that stay and no cycle; looking through them again and again
    takes a twentieth of the time.  The pause is as short as a run, which bounds what others leave behind in it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class EmbeddedNames:
    """The names model that comes with kimmap, as a `Recognizer`: the texts are taken for one document."""

    def recognise(self, texts: Sequence[str]) -> list[list[Name]]:
        plain = [text.translate(_PLAIN) for text in texts]
        found = _names_model().find([[split_words(text) for text in plain]])[0]
        return [[_named(n, 0, text) for n in names] for names, text in zip(found, texts, strict=True)]


def _runs(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    start = size = 0
    for i, document in enumerate(documents):
        size += len(document.text)
        if size >= _CHARACTERS_AT_ONCE:
            yield documents[start : i + 1]
            start, size = i + 1, 0
    if start < len(documents):
        yield documents[start:]


def _analyse(documents: Sequence[Document], recognizer: Recognizer | None) -> Iterator[Analysis]:
    blocks = [[b for b in _blocks(d) if b.role != "noise"] for d in documents]
    texts = [[_plain(d.text[b.start : b.end]) for b in own] for d, own in zip(documents, blocks, strict=True)]
    words = [[split_words(text) for text in own] for own in texts]
    names = [recognizer.recognise(own) for own in texts] if recognizer else _names_model().find(words)
    flat = [(t, w, n) for own in zip(texts, words, names, strict=True) for t, w, n in zip(*own, strict=True)]
    grammar = _grammar()
    familiar = [grammar.familiar(block_words, block_names) for _, block_words, block_names in flat]
    forms = [
        [known.get(i, word) for i, (word, _) in enumerate(block)] if known else [word for word, _ in block]
        for known, (_, block, _) in zip(familiar, flat, strict=True)
    ]
    parses = iter(zip(familiar, grammar.read(forms, [sentence_breaks(*part) for part in flat]), strict=True))
    for document, own_blocks, own_words, own_names in zip(documents, blocks, words, names, strict=True):
        parts = list(zip(own_blocks, own_words, own_names, strict=True))
        sentences = [
            s
            for block, block_words, _ in parts
            for s in _sentences(block_words, *next(parses), block.start, block.role)
        ]
        found = [_named(n, block.start, document.text) for block, _, block_names in parts for n in block_names]
        yield Analysis(document, tuple(sentences), tuple(found))


#: "Lima, May 2nd.—It rained.": old print sets a dash right behind the full stop.
_DASH_AFTER_STOP = re.compile(r"(?<=[.!?])[—–](?=\w)")


def _plain(text: str) -> str:
    """The text as the models know it, letter for letter as long as it was."""
    return _DASH_AFTER_STOP.sub(" ", text.translate(_PLAIN))


def _named(name: Name, offset: int, text: str) -> Name:
    start, end = offset + name.start, offset + name.end
    return Name(start, end, text[start:end], name.label)


def _blocks(document: Document) -> Sequence[Block]:
    if document.blocks:
        return document.blocks
    lines = re.finditer(r"\S[^\n]*", document.text)
    return [Block(m.start(), m.start() + len(m.group().rstrip()), "body") for m in lines]


def _sentences(
    words: Words, familiar: Mapping[int, str], parse: Parse, offset: int, role: BlockRole
) -> Iterator[Sentence]:
    """The sentences of a block; the words ``familiar`` were read as others (see ``Grammar.familiar``)."""
    for i in familiar:
        parse.lemmas[i] = words[i][0].lower()
    texts = [word for word, _ in words]
    begins = [offset + at for _, at in words]
    ends = list(map(add, begins, map(len, texts)))
    parts = [part for part, _ in parse.classes]
    morphs = [morph for _, morph in parse.classes]
    firsts = [i for i, is_first in enumerate(parse.starts) if is_first]
    for first, last in pairwise([*firsts, len(words)]):
        own = slice(first, last)
        heads = [head - first for head in parse.heads[own]]
        tokens = make_tokens(
            range(last - first), begins[own], ends[own], texts[own], parse.lemmas[own], parts[own], parse.tags[own],
            parse.relations[own], heads, morphs[own],
        )  # fmt: skip
        yield Sentence(begins[first], ends[last - 1], tokens, role)


@functools.cache
def _grammar() -> Grammar:
    from kimmap.language.grammar import Grammar

    return Grammar(model_file("grammar.npz"))


@functools.cache
def _names_model() -> NamesModel:
    from kimmap.language.names import NamesModel

    return NamesModel(model_file("names.npz"), model_file("gazetteer.npz"))
