"""When two sentences in nearly the same words are no copies, and when words in other letters are the same."""

from __future__ import annotations

import functools
import re

_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"our(?=$|s$|ed$|ing$|er|ab|al|fu|it|ho)", "or"),
        (r"(?<=[iy])s(?=e|ing|ation)", "z"),
        (r"tre(?=s?$)", "ter"),
        (r"ll(?=ed$|ing$|ers?$)", "l"),
        (r"mme(?=s?$)", "m"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=[fct])ence(?=s?$)", "ense"),
        (r"dgement", "dgment"),
        (r"grey", "gray"),
    )
)
"""British spellings and what American editors make of them; words that only look so come out alike, too."""
_NAMED = re.compile(r"\d+|(?<=\S)(?<![.!?:“\"(])\s+[“\"(]?([A-Z]\w+)")
_LEAST = 2
"""Names and numbers of its own that make each of two sentences one about something else."""


@functools.lru_cache(maxsize=2**17)
def spelt_plainly(word: str) -> str:
    """A word in small letters as no one writes it: the same for "harbour" and "harbor", "organise" and "organize"."""
    for spelling, plain in _SPELLINGS:
        word = spelling.sub(plain, word)
    return word


def tell_of_other_things(first: str, second: str) -> bool:
    """Whether two sentences have one form and other contents: each has names and numbers that the other lacks.

    A bulletin of every week, the entries of a log.  Who edits a text changes one or adds some.
    """
    one, other = _words(first), _words(second)
    return all(len(_named(text) - words) >= _LEAST for text, words in ((first, other), (second, one)))


def _named(text: str) -> set[str]:
    return {spelt_plainly((match[1] or match[0].strip()).casefold()) for match in _NAMED.finditer(text)}


def _words(text: str) -> set[str]:
    return {spelt_plainly(word.casefold()) for word in re.findall(r"\w+", text)}
