"""What the language pipeline says of a document, without the library that says it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, make_dataclass
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

from kimmap.model import BlockRole, Document

_Fields = ParamSpec("_Fields")
_Value = TypeVar("_Value")

NameLabel = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark.

    ``start`` and ``end`` are offsets in the document; ``i`` and ``head`` indices in the sentence (the
    root is its own head); ``pos`` a universal tag, ``tag`` a Penn one, ``dep`` a Universal
    Dependencies relation, ``morph`` UD features ("Tense=Past|VerbForm=Fin").
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str = ""


def opened(kind: type) -> Any:
    """A class with the fields of a frozen one, not frozen: for a value that is being made.

    A frozen dataclass sets each field by a call; setting them freely, and the class at last, takes a third of the
    time.  Only for classes that check nothing when they are made; all fields must be given.
    """
    return make_dataclass(f"_Open{kind.__name__}", [f.name for f in fields(kind)], slots=True)


def quickly(kind: Callable[_Fields, _Value]) -> Callable[_Fields, _Value]:
    """What makes a frozen dataclass faster than the class itself (see ``opened``)."""
    open_kind = opened(cast("type", kind))

    def make(*values: _Fields.args, **named: _Fields.kwargs) -> _Value:
        value = open_kind(*values, **named)
        value.__class__ = kind
        return cast("_Value", value)

    return make


_OpenToken = opened(Token)


def make_tokens(
    i: Iterable[int], start: Iterable[int], end: Iterable[int], text: Iterable[str], lemma: Iterable[str],
    pos: Iterable[str], tag: Iterable[str], dep: Iterable[str], head: Iterable[int], morph: Iterable[str],
) -> tuple[Token, ...]:  # fmt: skip
    """Tokens of columns, made quickly (see ``opened``)."""
    tokens = tuple(map(_OpenToken, i, start, end, text, lemma, pos, tag, dep, head, morph))
    for token in tokens:
        token.__class__ = Token
    return cast("tuple[Token, ...]", tokens)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person, an organisation or a place of any kind."""

    start: int
    end: int
    text: str
    label: NameLabel


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or headline, caption, line of a list) with its grammar; ``role`` is its block's."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    role: BlockRole = "body"
    _below: list[tuple[Token, ...]] | None = field(default=None, init=False, repr=False, compare=False)
    """What hangs on each token, once somebody has asked."""

    def token_at(self, offset: int) -> Token | None:
        """The token that holds the character at ``offset``."""
        return next((t for t in self.tokens if t.start <= offset < t.end), None)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that overlap a span of the document."""
        return tuple(t for t in self.tokens if t.start < end and start < t.end)

    def head_of(self, start: int, end: int) -> Token | None:
        """The token of a span that the others hang on, None when the span holds no token."""
        inside = self.tokens_in(start, end)
        indices = {t.i for t in inside}
        return next((t for t in inside if t.head not in indices or t.head == t.i), inside[-1] if inside else None)

    def children(self, i: int) -> tuple[Token, ...]:
        """Tokens that hang on token ``i``, in text order."""
        below = self._below
        if below is None:
            lists: list[list[Token]] = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.i:
                    lists[token.head].append(token)
            below = [tuple(tokens) for tokens in lists]
            object.__setattr__(self, "_below", below)
        return below[i]

    def subtree(self, i: int) -> tuple[Token, ...]:
        """Token ``i`` and everything below it, in text order."""
        found, queue = {i}, [i]
        while queue:
            for child in self.children(queue.pop()):
                if child.i not in found:
                    found.add(child.i)
                    queue.append(child.i)
        return tuple(t for t in self.tokens if t.i in found)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its sentences and names, both in text order; noise blocks have none."""

    document: Document
    sentences: tuple[Sentence, ...] = field(repr=False)
    names: tuple[Name, ...] = field(repr=False)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``."""
        last = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[last] if last >= 0 and offset < self.sentences[last].end else None

    def names_in(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that overlap a span."""
        first = bisect_right(self.names, start, key=lambda n: n.end)
        return self.names[first : bisect_left(self.names, end, first, key=lambda n: n.start)]


class Recognizer(Protocol):
    """Finds names in raw text; knows no gazetteer.

    Spans come in text order, are never empty and never overlap; offsets count from the start of each
    text.  The same texts give the same names.
    """

    def recognise(self, texts: Sequence[str]) -> Sequence[Sequence[Name]]: ...
