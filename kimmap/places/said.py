"""What a sentence says of a name before it that it says only of places: what kind of place it is, how far, where."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from kimmap.language import Token
from kimmap.language.numbers import NUMBERS
from kimmap.places.cues import MODIFIER_TAGS, words

_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "our", "my", "another"])
_COPULAS = frozenset(["is", "was", "remains", "became", "being", "are"])
_LONGEST = 6
"""No more words than this stand between the article and the kind."""

_AROUND = (
    r"(?:(?:about|some|roughly|nearly|almost|only|just|but|less|more|than|over|barely|around|a|an|good|mere|full|fully|perhaps|"
    r"maybe|under|well|not|still|now|called|reckoned|said|to|be|at|least|so|very|[a-z]+ly|quite|close|another|all\sof)\s)*"
)
_UNIT = (
    r"(?:kms?|kilomet(?:re|er)s?|miles?|mi|nm|nautical miles|leagues?|versts?|li|hours?|days?|minutes?|mins?|hrs?)\b"
    r"(?:['’]s?)?"
)
_GOING = (
    r"(?:\s(?:walk|drive|ride|march|sail|journey|trip|flight|run|hike|climb|steaming|by\s[a-z]+|due|further|farther|or\sso|"
    r"as\sthe\scrow\sflies|on\sfoot|inland|away|to\sthe))*"
)
_TOWARDS = (
    r"(?:from|of|away|off|out|behind|beyond|short|ahead|upstream|downstream|upriver|downriver|down|inland|below|above|"
    r"distant|before|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern|wards?)?|[NSEW]{1,3})\b"
)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = "|".join(sorted((re.escape(n) for n in (*NUMBERS, "half", "hundred", "thousand")), key=len, reverse=True))
    amount = rf"(?:\d[\d.,]*|(?:{number})(?:[- ](?:{number}|and|quarters?))*)"
    length = rf"{_AROUND}{amount}(?:(?:[ –-]|\sto\s|\sand\s|\sor\s){amount})?[\s-]?{_UNIT}{_GOING}\s{_TOWARDS}"
    verb = r"(?:is|lies|lay|stands|stood|being|are)"
    way = rf"{_AROUND}{amount}(?:(?:[ –-]|\sto\s|\sand\s|\sor\s){amount})?[\s-]?{_UNIT}{_GOING}(?=\s?(?:[.,;:!?)–—]|$))"
    return (
        re.compile(rf"^(?:\s{verb}|[,;:]\s(?:it|that|this|which)(?:\s(?:is|was)|['’]s)|:)\s{way}"),
        re.compile(rf"^(?:,[^,;.!?]{{2,50}},|,)?\s(?:which\s|that\s)?{verb}\s{length}"),
        re.compile(rf"^\s?[,(–—]\s?(?:(?:situated|located|lying)\s)?{length}"),
        re.compile(
            r"^,?\s(?:which\s|that\s)?lies\s(?:so\s|too\s|very\s)?(?:far|in|on|at|near|between|beyond|along|half|mid)"
        ),
    )


def is_said_of_place(behind: str) -> bool:
    """Whether the text behind a name says how far the place is, or that it lies somewhere: "X is 9 km off"."""
    return any(pattern.match(behind) for pattern in _patterns())


def is_kind_said(tokens: Sequence[Token], i: int) -> bool:
    """Whether the words from ``i`` on, behind a name, say what kind of place it is: ", a village", "is the port of"."""
    if i >= len(tokens):
        return False
    if tokens[i].text in _COPULAS:
        return _is_kind(tokens, i + 1)
    if tokens[i].text not in (",", "(", "–", "—"):
        return False
    if _is_kind(tokens, i + 1):
        return True
    aside = next((k for k in range(i + 2, min(i + 8, len(tokens))) if tokens[k].text in (",", ")", "–", "—")), None)
    return aside is not None and aside + 1 < len(tokens) and _is_copula_with_kind(tokens, aside + 1)


def _is_copula_with_kind(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].text in _COPULAS and _is_kind(tokens, i + 1)


def _is_kind(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun phrase from ``i`` on ends in a kind of place."""
    while i < len(tokens) and tokens[i].tag == "RB":
        i += 1
    if i >= len(tokens) or tokens[i].text.lower() not in _DETERMINERS:
        return False
    for k in range(i + 1, min(i + 2 + _LONGEST, len(tokens))):
        token = tokens[k]
        if token.tag not in MODIFIER_TAGS:
            return False
        if token.tag in ("NN", "NNP") and _is_end_of_phrase(tokens, k):
            return _is_kind_word(tokens, k)
    return False


def _is_end_of_phrase(tokens: Sequence[Token], k: int) -> bool:
    return k + 1 >= len(tokens) or tokens[k + 1].tag not in ("NN", "NNS", "NNP", "NNPS", "POS", "HYPH")


def _is_kind_word(tokens: Sequence[Token], k: int) -> bool:
    word = tokens[k].text.lower()
    pair = f"{tokens[k - 1].text.lower()} {word}"
    return word in words("kinds", "all") or word in words("kinds", "said") or pair in words("kinds", "pairs")
