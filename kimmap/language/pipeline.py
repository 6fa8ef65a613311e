"""From documents to analyses: words, names, sentences, grammar, with the embedded models or others in their place."""

from __future__ import annotations

import functools
import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, pairwise
from operator import add, itemgetter
from typing import TYPE_CHECKING

from kimmap.language.adjoining import part_adjoining, set_apart
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
"""Documents, and books in stretches, are analysed in runs of about so much text, which bounds the memory."""


def analyse_documents(documents: Sequence[Document], recognizer: Recognizer | None = None) -> tuple[Analysis, ...]:
    """Sentences, grammar and names of every document.

    Each block is analysed apart, so that a sentence never crosses a block; noise blocks are left out.
    ``recognizer`` finds the names instead of the embedded model; it is given one document at a time.

    Raises
    ------
    DataMissing
        The embedded model is not where it should be.
    """
    parts = [(i, document, blocks) for i, document in enumerate(documents) for blocks in _stretches(document)]
    analyses: list[Analysis] = []
    for run in _runs(parts):
        with _no_collection():
            analyses += _analyse(run, recognizer)
    numbered = zip((i for i, *_ in parts), analyses, strict=True)
    return tuple(_joined([a for _, a in own]) for _, own in groupby(numbered, key=itemgetter(0)))


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


_Part = tuple[int, Document, Sequence[Block]]
"""A document with its number, or of a long one a stretch of its blocks."""


def _runs(parts: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    start = size = 0
    for i, (_, _, blocks) in enumerate(parts):
        size += sum(b.end - b.start for b in blocks)
        if size >= _CHARACTERS_AT_ONCE:
            yield parts[start : i + 1]
            start, size = i + 1, 0
    if start < len(parts):
        yield parts[start:]


def _stretches(document: Document) -> Iterator[Sequence[Block]]:
    """The blocks of a document that are no noise, those of a book in stretches; one, though empty, at least."""
    blocks = [b for b in _blocks(document) if b.role != "noise"]
    start = size = 0
    for i, block in enumerate(blocks):
        size += block.end - block.start
        if size >= _CHARACTERS_AT_ONCE:
            yield blocks[start : i + 1]
            start, size = i + 1, 0
    if start < len(blocks) or not blocks:
        yield blocks[start:]


def _joined(stretches: Sequence[Analysis]) -> Analysis:
    """One analysis of a document: the stretches of a book put together."""
    if len(stretches) == 1:
        return stretches[0]
    sentences, names = chain(*(a.sentences for a in stretches)), chain(*(a.names for a in stretches))
    return Analysis(stretches[0].document, tuple(sentences), tuple(names))


def _analyse(parts: Sequence[_Part], recognizer: Recognizer | None) -> Iterator[Analysis]:
    documents, blocks = [document for _, document, _ in parts], [own for *_, own in parts]
    texts = [[_plain(d.text[b.start : b.end]) for b in own] for _, d, own in parts]
    words = [[split_words(text) for text in own] for own in texts]
    names = [recognizer.recognise(own) for own in texts] if recognizer else _names_model().find(words)
    names = [part_adjoining(own, own_texts) for own, own_texts in zip(names, texts, strict=True)]
    flat = [(t, w, n) for own in zip(texts, words, names, strict=True) for t, w, n in zip(*own, strict=True)]
    grammar = _grammar()
    familiar = [grammar.familiar(block_words, block_names) for _, block_words, block_names in flat]
    forms = [
        [known.get(i, word) for i, (word, _) in enumerate(block)] if known else [word for word, _ in block]
        for known, (_, block, _) in zip(familiar, flat, strict=True)
    ]
    read_blocks = list(grammar.read(forms, [sentence_breaks(*part) for part in flat]))
    for (_, block_words, block_names), parse in zip(flat, read_blocks, strict=True):
        set_apart(block_words, block_names, parse)
    parses = iter(zip(familiar, read_blocks, strict=True))
    for document, own_blocks, own_words, own_names in zip(documents, blocks, words, names, strict=True):
        read = list(zip(own_blocks, own_words, own_names, strict=True))
        sentences = [
            s for block, block_words, _ in read for s in _sentences(block_words, *next(parses), block.start, block.role)
        ]
        found = [_named(n, block.start, document.text) for block, _, block_names in read for n in block_names]
        yield Analysis(document, tuple(sentences), tuple(found))


#: "Lima, May 2nd.—It rained.": old print sets a dash right behind the full stop, and those who type it two hyphens.
_DASH_AFTER_STOP = re.compile(r"(?<=[.!?])(?:--|[—–])(?=[\w“‘\"'])")


def _plain(text: str) -> str:
    """The text as the models know it, letter for letter as long as it was."""
    return _DASH_AFTER_STOP.sub(lambda dash: " " * len(dash[0]), text.translate(_PLAIN))


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
