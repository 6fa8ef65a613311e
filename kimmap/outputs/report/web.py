"""The report as HTML that stands alone, and as PDF from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from kimmap.model import Trip
from kimmap.outputs.exports.markup import xml_text
from kimmap.outputs.figure import draw_svg
from kimmap.outputs.figure.layout import WIDTH_MM
from kimmap.outputs.optional import optional
from kimmap.outputs.record import as_of
from kimmap.outputs.report.content import (
    STOP_COLUMNS,
    DistanceRow,
    Doubt,
    Note,
    Report,
    SourceRow,
    StopRow,
    compose_report,
)

PHONE_MM = 95.0
"""Width of the map for phones: on their screens its words are as large as the text around it."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def to_html(trip: Trip, lang: str = "en") -> str:
    """One file without scripts that fetches nothing: headline, map, tables, quotations as notes.

    Raises as :func:`~kimmap.outputs.report.content.compose_report`.
    """
    small = _drawing(trip, lang, PHONE_MM)
    # Both stand on one page, so the parts of one get names of their own.
    small = re.sub(r'( id="|url\(#)', r"\1phone-", small).replace(
        'aria-labelledby="title summary"', 'aria-labelledby="phone-title phone-summary"'
    )
    return _html(trip, lang, f'{_figure(_drawing(trip, lang))}<figure class="phone">{small}</figure>')


def _html(trip: Trip, lang: str, figures: str) -> str:
    return _page(compose_report(trip, lang), figures, as_of(trip).isoformat())


def _drawing(trip: Trip, lang: str, width_mm: float = WIDTH_MM) -> str:
    svg = draw_svg(trip, headline=False, width_mm=width_mm, lang=lang)
    return svg[svg.index("<svg") :]


def _figure(svg: str) -> str:
    return f"<figure>{svg}</figure>"


def to_pdf(trip: Trip, lang: str = "en") -> bytes:
    """The same as PDF/UA, for A4, by WeasyPrint; nothing is fetched, and its dates are the sources'.

    Raises DataMissing where WeasyPrint is not installed, and as :func:`to_html`.
    """
    weasyprint = optional("weasyprint", "PDF")
    document = weasyprint.HTML(string=_html(trip, lang, _figure(_drawing(trip, lang))), url_fetcher=_fetch_nothing)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _fetch_nothing(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"a report fetches nothing, not even {url}")


@cache
def _style() -> str:
    return (files("kimmap.outputs.report") / "report.css").read_text(encoding="utf-8")


def _page(report: Report, figures: str, date: str) -> str:
    t = report.t
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{t.lang}">',
            f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="kimmap">',
            f'<meta name="dcterms.created" content="{date}"><meta name="dcterms.modified" content="{date}">',
            f"<title>{_text(report.title)}</title>",
            f"<style>{_style()}</style></head>",
            f'<body><h1>{_text(report.headline)}</h1><p class="standfirst">{_text(report.standfirst)}</p>',
            figures,
            f"<h2>{_text(t('page.itinerary'))}</h2>",
            _stops(report),
            f"<h2>{_text(t('report.disputed'))}</h2>",
            _list(map(_doubt, report.doubts), t("report.nothing_disputed")),
            f"<h2>{_text(t('page.distances'))}</h2>",
            _distances(report),
            f"<h2>{_text(t('page.sources'))}</h2>",
            _list(map(_source, report.sources), ""),
            f'<p class="made">{_text(t("report.method"))} {_text(report.made)}</p>',
            f'<h2>{_text(t("report.notes"))}</h2><ol class="notes">{"".join(map(_note, report.notes))}</ol>',
            "</body></html>",
        ]
    ) + "\n"  # fmt: skip


def _stops(report: Report) -> str:
    return _table([report.t(f"report.{n}") for n in STOP_COLUMNS], map(_stop, report.stops), (0,), "stops")


def _stop(stop: StopRow) -> str:
    where = f'<span class="where">{_text(stop.where)}</span>' if stop.where else ""
    return (
        f'<td class="n">{stop.number}</td><td><b><bdi>{_text(stop.place)}</bdi></b>{where}</td>'
        f"<td>{_text(stop.dates)}</td>"
        f'<td class="{stop.status}">{_text(stop.status_words)}</td><td>{_text(stop.way_there)}</td>'
        f"<td>{_text(stop.basis)}{_references(stop.notes)}</td>"
    )


def _doubt(doubt: Doubt) -> str:
    return f"{_text(doubt.text)}{_references(doubt.notes)}"


def _distances(report: Report) -> str:
    if not report.distances:
        return f"<p>{_text(report.t('report.no_distances'))}</p>"
    names = ("between", "stated", "straight", "verdict")
    return _table([report.t(f"report.{n}") for n in names], map(_distance, report.distances), (1, 2), "checks")


def _distance(row: DistanceRow) -> str:
    return (
        f'<td>{_text(row.ends)}</td><td class="n">{_text(row.stated)}</td><td class="n">{_text(row.straight)}</td>'
        f"<td>{_text(row.verdict)}: {_text(row.explanation)}{_references(row.notes)}</td>"
    )


def _source(source: SourceRow) -> str:
    title = _linked(source.title or source.name, source.url)
    return f'{title}, {_text(source.byline)} <span class="place">({_text(source.name)})</span>'


def _note(note: Note) -> str:
    words = f"<mark>{_text(note.text)}</mark>" if note.before or note.after else _text(note.text)
    title = f"{_linked(note.title, note.url)}, {_text(note.byline)}" if note.title else _linked(note.byline, note.url)
    return (
        f'<li id="note-{note.number}"><q><bdi>{_text(note.before)}{words}{_text(note.after)}</bdi></q> {title} '
        f'<span class="place">({_text(note.place)})</span></li>\n'
    )


def _linked(text: str, url: str | None) -> str:
    return f'<a href="{_text(url)}" rel="noopener noreferrer">{_text(text)}</a>' if url else _text(text)


def _references(numbers: Sequence[int]) -> str:
    links = " ".join(f'<a href="#note-{n}" role="doc-noteref">{n}</a>' for n in numbers)
    return f" <sup>{links}</sup>" if links else ""


def _list(items: Any, otherwise: str) -> str:
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<ul>{lines}</ul>" if lines else f"<p>{_text(otherwise)}</p>"


def _table(head: Sequence[str], rows: Any, right: Sequence[int], kind: str) -> str:
    titles = "".join(
        f'<th scope="col"{" class=n" if i in right else ""}>{_text(title)}</th>' for i, title in enumerate(head)
    )
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return (
        f'<div class="wide"><table class="{kind}"><thead><tr>{titles}</tr></thead><tbody>\n{body}</tbody></table></div>'
    )


def _text(text: str) -> str:
    return escape(xml_text(text), quote=True)
