"""A trip as a report for a newsroom's or an institute's document: Markdown, HTML, Word, PDF.

``content`` decides what it says; the other modules each write it down in one form.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kimmap.errors import WrongSettings
from kimmap.model import Trip
from kimmap.outputs.figure import draw_svg
from kimmap.outputs.files import spare_sources, write_file
from kimmap.outputs.report.content import Report, compose_report
from kimmap.outputs.report.markdown import to_markdown

__all__ = ["REPORT_FORMS", "Report", "compose_report", "to_docx", "to_html", "to_markdown", "to_pdf", "write_report"]


def to_html(trip: Trip, lang: str = "en") -> str:
    """The report as one HTML file that stands alone."""
    from kimmap.outputs.report.web import to_html as make

    return make(trip, lang)


def to_pdf(trip: Trip, lang: str = "en") -> bytes:
    """The report as tagged PDF, by WeasyPrint; raises DataMissing where that is not installed."""
    from kimmap.outputs.report.web import to_pdf as make

    return make(trip, lang)


def to_docx(trip: Trip, lang: str = "en") -> bytes:
    """The report as a Word document, by python-docx; raises DataMissing where that is not installed."""
    from kimmap.outputs.report.word import to_docx as make

    return make(trip, lang)


REPORT_FORMS: dict[str, Callable[[Trip, str], str | bytes]] = {
    ".docx": to_docx,
    ".html": to_html,
    ".md": to_markdown,
    ".pdf": to_pdf,
}
"""By suffix, what makes the content of a report."""


def write_report(trip: Trip, path: str | Path, lang: str = "en") -> tuple[Path, ...]:
    """Write the report in the form that the suffix of ``path`` names; returns the files written.

    Markdown cannot hold a picture: its map is written beside it as SVG.  Raises WrongSettings for another
    suffix or a language without texts, NoTrip for a trip without stops, DataMissing where a library for the
    form is not installed, UnwritableOutput where the file cannot be put there or is one of the sources.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in REPORT_FORMS:
        known = ", ".join(sorted(REPORT_FORMS))
        raise WrongSettings(f"cannot tell the form of the report {path.name!r} from its suffix: use one of {known}")
    spare_sources(path, (document.path for document in trip.documents if document.path))
    if suffix != ".md":
        return (write_file(path, REPORT_FORMS[suffix](trip, lang)),)
    picture = path.with_suffix(".svg")
    text, drawing = to_markdown(trip, lang, picture.name), draw_svg(trip, headline=False, lang=lang)
    return write_file(path, text), write_file(picture, drawing)
