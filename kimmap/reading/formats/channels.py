"""Messengers' exports as data: the messages of a channel → one article a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TEXTS = ("text", "content", "message", "body")
_DAYS = ("date", "timestamp", "created_at", "time")
_SENDERS = ("from", "author", "sender", "user")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def rows_of_channel(export: Any) -> list[dict[str, str]] | None:
    """A row for each day of a channel with its messages as paragraphs; None for what is no such export.

    Exports hold a list "messages" whose members have a day and a text, in one string or in runs.
    """
    messages = export.get("messages") if isinstance(export, Mapping) else None
    if not isinstance(messages, list):
        return None
    days: dict[str, list[str]] = {}
    senders: dict[str, None] = {}
    for message in messages:
        if not isinstance(message, Mapping) or message.get("type") == "service":
            continue
        day = _DAY.match(str(_first(message, _DAYS) or ""))
        text = _written(_first(message, _TEXTS))
        if day is not None and text.strip():
            days.setdefault(day[0], []).append(text.strip())
            senders.setdefault(_name(_first(message, _SENDERS)))
    if not days:
        return None
    name = _name(export.get("name")) or _name(export.get("channel")) or _name(export.get("guild"))
    writer = next(iter(senders)) if len(senders) == 1 else ""
    return [
        {"text": "\n\n".join(texts), "date": day, "publisher": name, "author": writer if writer != name else ""}
        for day, texts in sorted(days.items())
    ]


def _first(message: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((message[key] for key in keys if message.get(key)), None)


def _written(text: Any) -> str:
    """A text in one string, or in runs with their formats."""
    if isinstance(text, str):
        return text
    if isinstance(text, Mapping):
        return _written(text.get("text"))
    return "".join(map(_written, text)) if isinstance(text, list) and len(text) < 10_000 else ""


def _name(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("username")
    return value if isinstance(value, str) else ""
