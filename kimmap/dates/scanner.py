"""Finds the expressions of time in a stretch of text, and joins those that belong together.

At each word only the rules are tried that start with it; the longest wins.  Words around an expression
("early", "the night of", "the day before") change what it says, and neighbours that speak of the same
day ("Sunday (September 17)", "at 22:50 GMT on Thursday") or of two ends ("from Monday to Wednesday") are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from kimmap.dates import (
    absolute,
    bare,
    clock,
    compounds,
    joins,
    longer,
    numeric,
    ranges,
    relative,
    steps,
    weekday_phrases,
)
from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import EASTER_FEASTS, HOLIDAYS, MONTHS, ORDINALS, PARTS, SEASONS, UNITS, WEEKDAYS, one_of
from kimmap.dates.rules import NUMBER_STARTS, ORDINAL_STARTS, Rule, compiled, no_case
from kimmap.dates.wrappers import WRAPPERS, Wrapper

_TOKEN = re.compile(r"(?<![\w.,£$€])['’]?\d+|(?<![A-Za-z])[A-Za-z]+")


def _by_start() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)
    for rule in (
        *numeric.RULES,
        *absolute.RULES,
        *bare.RULES,
        *longer.RULES,
        *relative.RULES,
        *weekday_phrases.RULES,
        *steps.RULES,
        *clock.RULES,
    ):
        for word in sorted(rule.starts):
            table[word].append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


def _wrappers_by_start() -> dict[str, tuple[Wrapper, ...]]:
    table: dict[str, list[Wrapper]] = defaultdict(list)
    for wrapper in WRAPPERS:
        for word in sorted(wrapper.starts):
            table[word].append(wrapper)
    return {word: tuple(wrappers) for word, wrappers in table.items()}


_RULES = _by_start()
_WRAPPERS = _wrappers_by_start()


_COMMON = NUMBER_STARTS | ORDINAL_STARTS | {
    "the", "in", "on", "at", "this", "that", "last", "next", "late", "early", "later", "earlier", "mid", "very", "half",
    "every", "each", "per", "end", "beginning", "start", "middle", "close", "rest", "latter", "following", "previous",
    "same", "past", "coming", "after", "within", "small", "once", "twice",
}  # fmt: skip
"""Words that start a rule and are mostly something else."""
_TIME_WORDS = {
    *MONTHS, *WEEKDAYS, *(w + "s" for w in WEEKDAYS), *UNITS, *(u + "s" for u in UNITS), *PARTS, *SEASONS, *ORDINALS,
    "midweek", "past", "present", "future", "moment", "inst", "ult", "ulto", "prox", "instant", "ultimo", "proximo",
    "quarter", "today", "tomorrow", "yesterday", "now", "time", "twenties", "thirties", "forties", "fifties", "sixties",
    "seventies", "eighties", "nineties", *(w.split()[0] for w in (*HOLIDAYS, *EASTER_FEASTS)),
}  # fmt: skip
_NEAR = re.compile(rf"(?:\W+\w+){{0,4}}?\W+(?:['’]?\d|(?:{no_case(one_of(_TIME_WORDS))})\b)")
_NEAR_NUMBER = re.compile(rf"\W+(?:to|past|o)\b|{_NEAR.pattern}")


def _may_start(text: str, token: re.Match[str], key: str) -> bool:
    """One quick look before the rules: after a common word only where a word of time is near."""
    if key not in _STARTS:
        return False
    if key not in _COMMON or key == "#" or text[token.start() - 1 : token.start()] in ("'", "’"):
        return True  # "in 'fifty-one"
    return bool((_NEAR_NUMBER if key in NUMBER_STARTS else _NEAR).match(text, token.end()))


_STARTS = frozenset(_RULES) | frozenset(_WRAPPERS) | compounds.STARTS


_DEEPEST = 3
"""Expressions within expressions: "the evening of the day before Christmas" is two deep."""
_LONGEST = 200
"""Code points after which nothing more is joined to an expression."""


def scan(text: str, start: int, end: int) -> list[Expression]:
    """All expressions between two offsets, in order, none inside another."""
    found: list[Expression] = []
    position = start
    while True:
        token = _TOKEN.search(text, position, end)
        if token is None:
            break
        word = token[0].lower()
        key = "#" if word[-1].isdigit() else word
        position = token.end()
        if not _may_start(text, token, key):
            continue
        group = at(text, token.start(), end)
        if group:
            found += group
            position = max(position, group[-1].end)
    return ranges.connect(text, found)


def at(text: str, position: int, end: int, depth: int = 0) -> list[Expression]:
    """What begins at ``position``, joined with what follows on it; empty where nothing does."""
    group = _group_at(text, position, end, depth)
    if not group:
        return []
    finder = partial(at_once, depth=depth + 1)
    last = group[-1]
    while last.end - position < _LONGEST and (longer := joins.extend(text, last, end, finder)):
        last = longer
    return [*group[:-1], last]


def at_once(text: str, position: int, end: int, depth: int = 0) -> Expression | None:
    """The expression that begins at ``position``, not joined with what follows."""
    group = _group_at(text, position, end, depth)
    if len(group) != 1:
        return None
    if group[0].kind != "weekday":
        return group[0]
    return joins.with_date(text, group[0], end, partial(at_once, depth=depth + 1))


def _group_at(text: str, position: int, end: int, depth: int) -> list[Expression]:
    token = _TOKEN.match(text, position, end) if depth <= _DEEPEST else None
    if token is None:
        return []
    word = token[0].lower()
    key = "#" if word[-1].isdigit() else word
    if not _may_start(text, token, key):
        return []
    if key in compounds.STARTS:
        days = compounds.at(text, position, end)
        if days:
            return days
    best = max(_candidates(text, position, end, key, depth), key=lambda e: e.end, default=None)
    return [best] if best else []


def _candidates(text: str, position: int, end: int, key: str, depth: int) -> Iterator[Expression]:
    for wrapper in _WRAPPERS.get(key, ()):
        match = compiled(wrapper.pattern).match(text, position, end)
        if match is None:
            continue
        inner = _inner(text, match.end(), end, depth + 1)
        wrapped = wrapper.apply(match, inner) if inner else None
        if wrapped:
            yield wrapped
    for rule in _RULES.get(key, ()):
        found = rule.at(text, position, end)
        if found:
            yield found


def _inner(text: str, position: int, end: int, depth: int) -> Expression | None:
    group = at(text, position, end, depth)
    if len(group) == 1:
        return group[0]
    return joins.BARE_UNIT.at(text, position, end)
