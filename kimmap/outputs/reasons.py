"""Reasons that the itinerary gives in English, in the page's language.

A reason is a sentence of few forms around words of the trip: names, days, sources.  Each form stands in
``assets/reasons.json`` as a pattern with slots, and in every language as a text with the same slots.  A
reason of no known form stays as it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from kimmap.model import Status
from kimmap.outputs import words
from kimmap.outputs.texts import Texts, load_texts

_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_SHAPES = {
    "day": _DAY,
    "days": rf"{_DAY} to {_DAY}|from {_DAY}|until {_DAY}|{_DAY}|no date",
    "n": r"\d+",
    "km": r"\d+",
    "speed": r"\d+",
    "s": "s?",
    "mode": r"[a-z ]+",
    # A place with days and source in brackets, or with a day.
    "named": rf"[^()]+ \((?:{_DAY} to {_DAY}|from {_DAY}|until {_DAY}|{_DAY}|no date), [^()]+\)",
}
_MODES = {"foot power": "foot"}
_OUR_DOUBTS = {"detour", "elsewhere", "backwards", "too_fast", "too_fast_any"}
_LENGTH = re.compile(r"(?<![\w.,-])\d{4,}(?= km\b)")


def said_against(reason: str, t: Texts) -> str:
    """What speaks against a stop, as a sentence: sources that disagree, or kimmap's own doubt."""
    ours = any(pattern.fullmatch(reason) for name, pattern in _patterns("patterns") if name in _OUR_DOUBTS)
    return t("stop.doubtful" if ours else "stop.disagree", what=in_language(reason, t))


def known_by(reason: str, status: Status, t: Texts) -> str:
    """Where a date comes from; that of a visit that only its announcement tells reads as no plan and as no report."""
    if status == "visited" and is_announced(reason):
        return t("stop.as_announced")
    return in_language(reason, t)


def is_announced(reason: str) -> bool:
    """Whether the days are those for which it was announced, and nobody tells of others."""
    announced = dict(_patterns("patterns"))
    return any(announced[name].fullmatch(reason) for name in ("announced", "announced_from"))


def in_language(reason: str, t: Texts) -> str:
    """A reason in the language of a catalogue; as it is where its form is not known."""
    if t.lang == "en" or t.lang not in _catalogue():
        return _LENGTH.sub(lambda digits: t.number(int(digits[0])), reason)
    parts = [_told(part, t) for part in reason.split("; ")]
    if len(parts) > 1 and all(part is not None for part in parts):
        return "; ".join(part for part in parts if part is not None)
    return _told(reason, t) or reason


def _told(reason: str, t: Texts) -> str | None:
    """The reason in the other language; None where no pattern fits it with all that it holds."""
    if reason.startswith("between "):
        return _between(reason, t)
    for name, pattern in _patterns("patterns"):
        found = pattern.fullmatch(reason)
        values = found and {slot: _value(slot, value, t) for slot, value in found.groupdict().items()}
        if values and None not in values.values():
            return str(_catalogue()[t.lang][name].format(**values))
    return None


def _between(reason: str, t: Texts) -> str | None:
    """Two reasons with "and" between them, which may stand in names, too."""
    for cut in re.finditer(" and ", reason):
        first = _value("why", reason[len("between ") : cut.start()], t)
        last = _value("why", reason[cut.end() :], t)
        if first and last:
            return str(_catalogue()[t.lang]["between"].format(why=first, why2=last))
    return None


def _value(slot: str, value: str, t: Texts) -> str | None:
    kind = slot.rstrip("2")
    if kind == "why":
        return _told(value, t) or (_days(value, t) if re.fullmatch(_DAY, value) else None)
    if kind in ("day", "days"):
        return _days(value, t)
    if kind == "at":
        return _told(value, t) or value
    if kind == "named":
        place, _, rest = value.removesuffix(")").partition(" (")
        days, _, source = rest.partition(", ")
        return f"{place} ({_days(days, t)}, {source})"
    if kind == "mode":
        return str(t.entry(f"mode.{_MODES.get(value, value)}"))
    return t.number(int(value)) if kind in ("km", "speed", "n") else value


def _days(value: str, t: Texts) -> str:
    for name, pattern in _patterns("days"):
        if found := pattern.fullmatch(value):
            said = {slot: words.day(_date(day), t) for slot, day in found.groupdict().items()}
            return str(_catalogue()[t.lang][name].format(**said))
    return value


def _date(text: str) -> dt.date:
    day, month, year = text.split()
    months = [name[:3] for name in load_texts("en").entries["months"]]
    return dt.date(int(year), months.index(month[:3]) + 1, int(day))


@cache
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """By name, in order: the first that fits a reason counts."""
    return tuple((name, _compiled(text)) for name, text in _catalogue()[section].items())


def _compiled(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", text)
    slots = [f"(?P<{slot}>{_SHAPES.get(slot.rstrip('2'), '.+?')})" for slot in parts[1::2]]
    fixed = list(map(re.escape, parts[::2]))
    return re.compile("".join(a + b for a, b in zip(fixed, [*slots, ""], strict=True)), re.DOTALL)


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    path = files("kimmap.outputs") / "assets" / "reasons.json"
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found
