"""The report as Markdown, with footnotes as GitHub, Pandoc and Quarto read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.model import Trip
from kimmap.outputs.exports.markup import xml_text
from kimmap.outputs.report.content import STOP_COLUMNS, Note, Report, compose_report

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$^&{}@!])")


def to_markdown(trip: Trip, lang: str = "en", picture: str | None = None) -> str:
    """The report; ``picture`` is the file beside it that holds the map, None for a report without.

    Words of sources cannot become markup: what Markdown, HTML, LaTeX or Pandoc would read as a sign is
    escaped.  Raises as :func:`~kimmap.outputs.report.content.compose_report`.
    """
    report = compose_report(trip, lang)
    t = report.t
    parts = [f"# {escape_markdown(report.headline)}", escape_markdown(report.standfirst)]
    if picture:
        parts.append(
            f"![{escape_markdown(t('page.map_of_trip'))}: {escape_markdown(report.title)}]({_address(picture)})"
        )
    parts += [f"## {t('page.itinerary')}", _stops(report), f"## {t('report.disputed')}", _doubts(report)]
    parts += [f"## {t('page.distances')}", _distances(report), f"## {t('page.sources')}", _sources(report)]
    parts += [t("report.method"), report.made, "\n".join(map(_note, report.notes))]
    # By the mark the next reading of this folder tells that the file is no source.
    return "\n\n".join([*parts, "<!-- written by kimmap -->"]) + "\n"


def _stops(report: Report) -> str:
    t = report.t
    head = [t(f"report.{name}") for name in STOP_COLUMNS]
    rows = [
        [
            str(stop.number),
            f"**{escape_markdown(stop.place)}**" + (f" ({escape_markdown(stop.where)})" if stop.where else ""),
            escape_markdown(stop.dates),
            escape_markdown(stop.status_words),
            escape_markdown(stop.way_there),
            escape_markdown(stop.basis) + _references(stop.notes),
        ]
        for stop in report.stops
    ]
    return _table(head, rows, right=(0,))


def _doubts(report: Report) -> str:
    if not report.doubts:
        return report.t("report.nothing_disputed")
    return "\n".join(f"- {escape_markdown(doubt.text)}{_references(doubt.notes)}" for doubt in report.doubts)


def _distances(report: Report) -> str:
    t = report.t
    if not report.distances:
        return t("report.no_distances")
    head = [t(f"report.{name}") for name in ("between", "stated", "straight", "verdict")]
    rows = [
        [
            escape_markdown(d.ends),
            escape_markdown(d.stated),
            escape_markdown(d.straight),
            f"{escape_markdown(d.verdict)}: {escape_markdown(d.explanation)}{_references(d.notes)}",
        ]
        for d in report.distances
    ]
    return _table(head, rows, right=(1, 2))


def _sources(report: Report) -> str:
    lines = []
    for source in report.sources:
        title = _linked(escape_markdown(source.title or source.name), source.url)
        lines.append(f"- {title}, {escape_markdown(source.byline)} ({escape_markdown(source.name)})")
    return "\n".join(lines)


def _note(note: Note) -> str:
    quoted = f"“{_quoted(note)}”"
    title = f"{_linked(escape_markdown(note.title), note.url)}, " if note.title else ""
    where = escape_markdown(note.byline) if note.title else _linked(escape_markdown(note.byline), note.url)
    return f"[^{note.number}]: {quoted} {title}{where}; {escape_markdown(note.place)}."


def _quoted(note: Note) -> str:
    """The sentence with each of its blanks; the words that count in bold, if they are not all of it."""
    inside = note.text.strip()
    lead, _, trail = note.text.partition(inside) if inside else (note.text, "", "")
    before, after = _escaped(note.before + lead).lstrip(), _escaped(trail + note.after).rstrip()
    text = escape_markdown(inside)
    return f"{before}**{text}**{after}" if _may_be_strong(before, text, after) else f"{before}{text}{after}"


def _may_be_strong(before: str, text: str, after: str) -> bool:
    """Whether asterisks would be read as bold: not between a letter outside and a sign inside them."""
    if not text or not (before or after):
        return False
    return (text[0].isalnum() or not before[-1:].isalnum()) and (text[-1].isalnum() or not after[:1].isalnum())


def _linked(text: str, url: str | None) -> str:
    return f"[{text}]({_address(url)})" if url else text


def _address(url: str) -> str:
    """An address between angle brackets, which may hold anything but these and line ends."""
    return "<" + re.sub(r"[<>\\\s]", lambda m: f"%{ord(m[0]):02X}", url) + ">"


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"[^{n}]" for n in numbers)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> str:
    rule = ["--:" if i in right else "---" for i in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def escape_markdown(text: str) -> str:
    """Words as they are, in one line: what Markdown or Pandoc would read as a sign is escaped."""
    return _escaped(text).strip()


def _escaped(text: str) -> str:
    """The same with a blank at either end where there is one."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", xml_text(text)))
