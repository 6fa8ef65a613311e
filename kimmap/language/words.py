"""Cuts English text into words and punctuation marks, as the embedded models were trained on.

The rules are spaCy's (``words.json``), and so is the way in which they are followed: each run of letters
and signs between white space is an exception, or loses what may stand at its ends, one by one, until the
rest is an exception, an address on the web, or a word that is cut at its inner signs.  Exceptions that
come out in pieces ("a", ".") are put together at last.  spaCy itself takes a second to load.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import add

from kimmap.language.network import model_file

Words = list[tuple[str, int]]

#: White space of one kind of its own is a word for the exceptions, a blank between two words is not.
_RUNS = re.compile(r"\S+|\s+")
#: What most runs are; no rule cuts letters from letters, and each cuts these signs from what stands before them.
_PLAIN_WORD = re.compile("[A-Za-z]{2,}")
_PLAIN_ENDS = frozenset(",;")
#: A full stop behind two small letters is cut off, too, unless the whole is an exception.
_PLAIN_STOP = re.compile("[A-Za-z]*[a-z]{2}[.]")
_KEPT = 50_000
"""Runs whose words are remembered."""


def split_words(text: str) -> Words:
    """The words and punctuation marks of a text with their offsets (code points)."""
    return _rules().words(text)


class WordRules:
    """The rules, read from a file as ``data/language/build_words.py`` writes it."""

    def __init__(self, source: str) -> None:
        rules = json.loads(source)
        self._prefix = re.compile(rules["prefix"]).search
        self._suffix = re.compile(rules["suffix"]).search
        self._infixes = re.compile(rules["infix"]).finditer
        self._url = rules["url"]
        self._exceptions: dict[str, tuple[str, ...]] = {k: tuple(v) for k, v in rules["exceptions"].items()}
        self._remembered = lru_cache(maxsize=_KEPT)(self._cut)
        self._in_pieces: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
        """By the first of the pieces and the second."""
        for whole in self._exceptions:
            if " " in whole or self._prefix(whole) or self._suffix(whole) or any(self._infixes(whole)):
                pieces = tuple(self._affixes(whole, {}))
                if len(pieces) > 1:
                    self._in_pieces[pieces[0]][pieces[1]].append(pieces)

    def words(self, text: str) -> Words:
        # A printable text has no white space but blanks; then these are quickly told.
        if text.isprintable() and "  " not in text and not text.startswith(" "):
            runs = list(map(self._remembered, text.removesuffix(" ").split(" ") if text else ()))
            words = list(chain.from_iterable(runs))
            # Before a word are the words before it, and a blank for each run before its own.
            sizes = accumulate(map(len, words), initial=0)
            blanks = [n for n, run in enumerate(runs) for _ in run]
            return self._joined(text, words, list(map(add, sizes, blanks)))
        words, offsets = self._spaced(text)
        return [pair for pair in self._joined(text, words, offsets) if not pair[0].isspace()]

    def _spaced(self, text: str) -> tuple[list[str], list[int]]:
        """All words and where they begin, and white space other than one blank between two."""
        words: list[str] = []
        offsets: list[int] = []
        offset = 0
        for run in _RUNS.findall(text):
            if run[0] == " " and offset > 0:  # the blank behind a word belongs to it
                run, offset = run[1:], offset + 1
            for word in self._remembered(run) if run else ():
                words.append(word)
                offsets.append(offset)
                offset += len(word)
        return words, offsets

    def _cut(self, run: str) -> tuple[str, ...]:
        known = self._exceptions.get(run)
        if known:
            return known
        word = run[:-1] if run[-1] in _PLAIN_ENDS or _PLAIN_STOP.fullmatch(run) else run
        if _PLAIN_WORD.fullmatch(word) and word not in self._exceptions:
            return (run,) if word is run else (word, run[-1])
        return tuple(self._affixes(run, self._exceptions))

    def _affixes(self, run: str, exceptions: dict[str, tuple[str, ...]]) -> list[str]:
        """The words of a run: what stands before, the middle, what stands behind."""
        before: list[str] = []
        behind: list[str] = []
        size = 0
        while run and len(run) != size and run not in exceptions:
            size = len(run)
            ahead = self._prefix(run)
            first = ahead.end() - ahead.start() if ahead else 0
            if first and run[first:] in exceptions:
                before.append(run[:first])
                run = run[first:]
                break
            after = self._suffix(run[first:])
            last = after.end() - after.start() if after else 0
            if last and run[:-last] in exceptions:
                behind.append(run[-last:])
                run = run[:-last]
                break
            if first and first + last <= size:
                before.append(run[:first])
                if last:
                    behind.append(run[-last:])
                run = run[first : size - last]
            elif first:
                before.append(run[:first])
                run = run[first:]
            elif last:
                behind.append(run[-last:])
                run = run[:-last]
        middle = exceptions.get(run) or self._inside(run) if run else ()
        return [*before, *middle, *reversed(behind)]

    def _inside(self, run: str) -> Sequence[str]:
        if "." in run and _compiled(self._url).match(run):
            return (run,)
        words = []
        start = 0
        for infix in self._infixes(run):
            if infix.start() == 0:
                continue
            words += [run[start : infix.start()], infix[0]]
            start = infix.end()
        return [word for word in (*words, run[start:]) if word]

    def _joined(self, text: str, words: list[str], offsets: list[int]) -> Words:
        """The words with exceptions that came in pieces put together, the longest and first before others."""
        starts = self._in_pieces
        found = list(zip(words, offsets, strict=False))
        if starts.keys().isdisjoint(words):
            return found
        spans = [
            (len(pieces), -at)
            for at in [at for at, word in enumerate(words[:-1]) if word in starts]
            for pieces in starts[words[at]].get(words[at + 1], ())
            if tuple(words[at : at + len(pieces)]) == pieces
        ]
        return self._put_together(text, found, spans) if spans else found

    def _put_together(self, text: str, words: Words, spans: list[tuple[int, int]]) -> Words:
        """``spans`` are the length of an exception and its first word, negative."""
        seen: set[int] = set()
        chosen: dict[int, int] = {}
        for length, minus in sorted(spans, reverse=True):
            at = -minus
            if at not in seen and at + length - 1 not in seen:
                chosen[at] = length
            seen.update(range(at, at + length))
        joined: Words = []
        at = 0
        while at < len(words):
            length = chosen.get(at, 1)
            own = words[at : at + length]
            offset, end = own[0][1], own[-1][1] + len(own[-1][0])
            parts = self._exceptions.get(text[offset:end]) if at in chosen else None
            for part in parts or ():
                joined.append((part, offset))
                offset += len(part)
            joined += [] if parts else own
            at += length
        return joined


@cache
def _rules() -> WordRules:
    return WordRules(model_file("words.json").read_text(encoding="utf-8"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
