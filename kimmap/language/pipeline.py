"""The embedded spaCy pipelines: loading them, and turning their output into an `Analysis`."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kimmap.errors import DataMissing
from kimmap.language.analysis import Analysis, Name, NameLabel, Recognizer, Sentence, Token
from kimmap.language.boundaries import forbid_breaks
from kimmap.model import Block, BlockRole, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: One character for one, so that offsets stay: the models were trained on plain typography, and a
#: line break inside a block is only a hard wrap.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\r": " ", "\t": " "}
)


def analyse_documents(documents: Sequence[Document], recognizer: Recognizer | None = None) -> tuple[Analysis, ...]:
    """Sentences, grammar and names of every document.

    Each block is analysed apart, so that a sentence never crosses a block; noise blocks are left out.
    ``recognizer`` finds the names instead of the embedded model.

    Raises
    ------
    DataMissing
        The embedded model is not where it should be.
    """
    parts = [(d, block) for d in documents for block in _blocks(d) if block.role != "noise"]
    texts = [d.text[b.start : b.end].translate(_PLAIN) for d, b in parts]
    names = (recognizer or EmbeddedNames()).recognise(texts)
    parsed = _parse(texts, names)
    sentences: dict[int, list[Sentence]] = {id(d): [] for d in documents}
    found: dict[int, list[Name]] = {id(d): [] for d in documents}
    for (document, block), doc, block_names in zip(parts, parsed, names, strict=True):
        sentences[id(document)].extend(_sentences(doc, block.start, block.role))
        found[id(document)].extend(
            Name(block.start + n.start, block.start + n.end, document.text[block.start + n.start : block.start + n.end], n.label)
            for n in block_names
        )
    return tuple(Analysis(d, tuple(sentences[id(d)]), tuple(found[id(d)])) for d in documents)


class EmbeddedNames:
    """The names model that comes with kimmap, as a `Recognizer`."""

    def recognise(self, texts: Sequence[str]) -> list[list[Name]]:
        return [
            [
                Name(e.start_char, e.end_char, e.text, cast(NameLabel, e.label_))
                for e in doc.ents
                if e.label_ in ("PER", "ORG", "LOC")
            ]
            for doc in _load("names").pipe(texts)
        ]


def _blocks(document: Document) -> Sequence[Block]:
    if document.blocks:
        return document.blocks
    lines = re.finditer(r"\S[^\n]*", document.text)
    return [Block(m.start(), m.start() + len(m.group().rstrip()), "body") for m in lines]


def _parse(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[Doc]:
    """Grammar of every text, with sentence breaks kept out of names, dates and abbreviations."""
    nlp = _load("grammar")
    docs = []
    for text, text_names in zip(texts, names, strict=True):
        doc = nlp.make_doc(text)
        forbid_breaks(doc, text_names)
        docs.append(doc)
    return list(nlp.pipe(docs))


def _sentences(doc: Doc, offset: int, role: BlockRole) -> list[Sentence]:
    sentences = []
    for span in doc.sents:
        words = [t for t in span if not t.is_space]
        if not words:
            continue
        index = {t.i: n for n, t in enumerate(words)}
        tokens = tuple(
            Token(
                i=index[t.i],
                start=offset + t.idx,
                end=offset + t.idx + len(t.text),
                text=t.text,
                lemma=t.lemma_.lower(),
                pos=t.pos_,
                tag=t.tag_,
                dep=t.dep_.split(":unmarked")[0],
                head=index.get(t.head.i, index[t.i]),
                morph=str(t.morph),
            )
            for t in words
        )
        sentences.append(Sentence(tokens[0].start, tokens[-1].end, tokens, role))
    return sentences


@functools.cache
def _load(part: str) -> Language:
    """``grammar`` or ``names``, loaded once."""
    with warnings.catch_warnings():
        # spaCy's dependencies deprecate faster than it releases; none of it concerns a user.
        warnings.simplefilter("ignore")
        import spacy

        return spacy.load(_model_path(part))


def _model_path(part: str) -> Path:
    package = Path(__file__).parent
    for folder in (package / "models", package.parents[1] / "data" / "language"):
        if (folder / part / "meta.json").is_file():
            return folder / part
    raise DataMissing(f"the language model “{part}” is missing: reinstall kimmap (pip install --force-reinstall kimmap)")
