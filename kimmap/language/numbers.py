"""English words for numbers."""

from __future__ import annotations

_ONES = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBERS: dict[str, int] = {
    "a": 1,
    "an": 1,
    **{word: i for i, word in enumerate(_ONES.split(), 1)},
    **{word: 10 * i for i, word in enumerate(_TENS.split(), 2)},
    "a couple of": 2,
    "a couple": 2,
    "a few": 0,
    "several": 0,
    "some": 0,
    "many": 0,
}
"""Words and what they count; 0 for what says no number."""


def number(words: str) -> int | None:
    """ "three", "twenty-one", "a couple of", "12" as a number; None for "a few"."""
    words = " ".join(words.lower().split())
    if words.isdigit():
        return int(words)
    if words in NUMBERS:
        return NUMBERS[words] or None
    tens, _, ones = words.replace(" ", "-").partition("-")
    return NUMBERS[tens] + NUMBERS[ones] if tens in NUMBERS and ones in NUMBERS else None
