"""The report as a Word document (OOXML), with the quotations as real footnotes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from kimmap.model import Trip
from kimmap.outputs.exports.markup import xml_text
from kimmap.outputs.figure import draw_png
from kimmap.outputs.optional import optional
from kimmap.outputs.record import as_of
from kimmap.outputs.report.content import STOP_COLUMNS, Note, Report, compose_report

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
PICTURE_MM = 160.0


def to_docx(trip: Trip, lang: str = "en") -> bytes:
    """The report as .docx: its headings, table and footnotes are Word's own, so it takes on a house style.

    Raises DataMissing where python-docx or what draws the map is not installed, and as
    :func:`~kimmap.outputs.report.content.compose_report`.
    """
    docx = optional("docx", "Word")
    report = compose_report(trip, lang)
    picture = draw_png(trip, headline=False, width_mm=PICTURE_MM, lang=lang)
    document = docx.Document()
    _set_up(document, report, as_of(trip))
    writer = _Writer(document, report)
    writer.write(picture, trip)
    writer.add_footnotes()
    file = io.BytesIO()
    document.save(file)
    return _with_fixed_times(file.getvalue(), as_of(trip))


def _set_up(document: Any, report: Report, date: dt.date) -> None:
    """Properties with the date of the sources; an A4 page."""
    shared = optional("docx.shared", "Word")
    properties = document.core_properties
    properties.title, properties.author, properties.comments = (
        _text(report.title),
        "kimmap",
        _text(report.standfirst)[:250],
    )
    properties.language, properties.revision = report.t.lang, 1
    moment = dt.datetime.combine(date, dt.time())  # python-docx takes it for UTC
    properties.created = properties.modified = properties.last_printed = moment
    section = document.sections[0]
    section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)
    section.left_margin = section.right_margin = shared.Mm(22)
    section.top_margin = section.bottom_margin = shared.Mm(20)


class _Writer:
    """Puts a report into a document, collecting the footnotes that it refers to.

    A quotation may be referred to again and again; Word numbers footnotes by place, so each reference is a
    footnote: the first with the quotation, the others with "see note 3".
    """

    def __init__(self, document: Any, report: Report) -> None:
        self.document, self.report, self.t = document, report, report.t
        self.notes = {note.number: note for note in report.notes}
        self.footnotes: list[str] = []
        self.first_use: dict[int, int] = {}

    def write(self, picture: bytes, trip: Trip) -> None:
        shared = optional("docx.shared", "Word")
        document, report, t = self.document, self.report, self.t
        document.add_heading(_text(report.headline), level=1)
        document.add_paragraph(_text(report.standfirst))
        document.add_picture(io.BytesIO(picture), width=shared.Mm(PICTURE_MM))
        document.paragraphs[-1].alignment = optional("docx.enum.text", "Word").WD_ALIGN_PARAGRAPH.CENTER
        self._describe_picture(f"{t('page.map_of_trip')}: {trip.title}. {report.standfirst}")
        document.add_heading(t("page.itinerary"), level=2)
        self._stops()
        document.add_heading(t("report.disputed"), level=2)
        for doubt in report.doubts:
            self._refer(_add(document.add_paragraph(style="List Bullet"), doubt.text), doubt.notes)
        if not report.doubts:
            document.add_paragraph(t("report.nothing_disputed"))
        document.add_heading(t("page.distances"), level=2)
        self._distances()
        document.add_heading(t("page.sources"), level=2)
        for source in report.sources:
            said = ", ".join(filter(None, (source.title or source.name, source.byline, source.url)))
            _add(document.add_paragraph(style="List Bullet"), f"{said} ({source.name})")
        document.add_paragraph(_text(f"{t('report.method')} {report.made}"))

    def _describe_picture(self, text: str) -> None:
        """The alternative text, which python-docx has no call for."""
        shape = self.document.inline_shapes[0]
        shape._inline.docPr.set("descr", _text(text))
        shape._inline.docPr.set("name", "map")

    def _stops(self) -> None:
        table = self._table([self.t(f"report.{n}") for n in STOP_COLUMNS], (9, 42, 30, 28, 28, 29))
        for stop in self.report.stops:
            cells = table.add_row().cells
            _add(cells[0].paragraphs[0], str(stop.number))
            _add(cells[1].paragraphs[0], stop.place, bold=True)
            if stop.where:
                _add(cells[1].add_paragraph(), stop.where)
            _add(cells[2].paragraphs[0], stop.dates)
            _add(cells[3].paragraphs[0], stop.status_words, italic=stop.status != "visited")
            _add(cells[4].paragraphs[0], stop.way_there)
            self._refer(_add(cells[5].paragraphs[0], stop.basis), stop.notes)
        _tighten(table)

    def _distances(self) -> None:
        if not self.report.distances:
            self.document.add_paragraph(self.t("report.no_distances"))
            return
        names = ("between", "stated", "straight", "verdict")
        table = self._table([self.t(f"report.{n}") for n in names], (56, 22, 24, 64))
        for row in self.report.distances:
            cells = table.add_row().cells
            texts = (row.ends, row.stated, row.straight, f"{row.verdict}: {row.explanation}")
            for cell, text in zip(cells, texts, strict=True):
                _add(cell.paragraphs[0], text)
            self._refer(cells[3].paragraphs[0], row.notes)
        _tighten(table)

    def _table(self, head: Sequence[str], widths_mm: Sequence[float]) -> Any:
        shared = optional("docx.shared", "Word")
        oxml, ns = optional("docx.oxml", "Word"), optional("docx.oxml.ns", "Word")
        table = self.document.add_table(rows=1, cols=len(head))
        table.style = "Light Shading"  # rules above and below, no boxes
        look = table._tbl.tblPr.find(ns.qn("w:tblLook"))
        for name, value in {"firstColumn": "0", "noHBand": "1", "noVBand": "1"}.items():
            look.set(ns.qn(f"w:{name}"), value)
        look.set(ns.qn("w:val"), "0620")
        table.autofit = False
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = shared.Mm(width)
        for cell, title in zip(table.rows[0].cells, head, strict=True):
            _add(cell.paragraphs[0], title, bold=True)
        # The head is repeated on each page.
        table.rows[0]._tr.get_or_add_trPr().append(oxml.OxmlElement("w:tblHeader"))
        return table

    def _refer(self, paragraph: Any, numbers: Iterable[int]) -> None:
        oxml, ns = optional("docx.oxml", "Word"), optional("docx.oxml.ns", "Word")
        for i, number in enumerate(numbers):
            if i:
                paragraph.add_run(" ").font.superscript = True
            self.footnotes.append(self._footnote(number))
            run = paragraph.add_run()
            run.font.superscript = True
            reference = oxml.OxmlElement("w:footnoteReference")
            reference.set(ns.qn("w:id"), str(len(self.footnotes)))
            run._r.append(reference)

    def _footnote(self, number: int) -> str:
        here = len(self.footnotes) + 1
        first = self.first_use.setdefault(number, here)
        return _said(self.notes[number]) if first == here else _run(f"{self.t('report.see', n=first)}")

    def add_footnotes(self) -> None:
        """The part of the package that holds them, which python-docx does not make."""
        opc, uri = optional("docx.opc.part", "Word"), optional("docx.opc.packuri", "Word")
        mark = '<w:r><w:rPr><w:sz w:val="16"/><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        notes = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:pPr><w:spacing w:after="40"/></w:pPr>{mark}{_run(" ")}{text}</w:p>'
            "</w:footnote>"
            for i, text in enumerate(self.footnotes, start=1)
        )
        body = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_W}">'
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            f"</w:footnote>{notes}</w:footnotes>"
        )
        part = opc.Part(uri.PackURI("/word/footnotes.xml"), _FOOTNOTES, body.encode(), self.document.part.package)
        self.document.part.relate_to(part, _RELATION)


def _said(note: Note) -> str:
    where = ", ".join(filter(None, (note.title, note.byline, note.url)))
    bold = bool(note.before or note.after)
    return f"{_run('“' + note.before)}{_run(note.text, bold=bold)}{_run(f'{note.after}” {where} ({note.place}).')}"


def _run(text: str, *, bold: bool = False) -> str:
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="16"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(_text(text))}</w:t></w:r>'


def _add(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(_text(text))
    run.bold, run.italic = bold or None, italic or None
    return paragraph


def _tighten(table: Any) -> None:
    """Small type without space between paragraphs, as in a table of figures."""
    shared = optional("docx.shared", "Word")
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_before = shared.Pt(2)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = shared.Pt(0)
                for run in paragraph.runs:
                    run.font.size = shared.Pt(8.5)
        split = optional("docx.oxml", "Word").OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(split)


def _text(text: str) -> str:
    return re.sub(r"\s+", " ", xml_text(text))


def _with_fixed_times(package: bytes, date: dt.date) -> bytes:
    """The same zip file with one time for all its members, so that the same trip gives the same bytes."""
    moment = (max(1980, date.year), date.month, date.day, 0, 0, 0)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, moment)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(member, old.read(name))
    return file.getvalue()
