"""The report: what it says, and that each form of it opens in a library that did not write it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, pacific_trip, september
from pdfminer.high_level import extract_text
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from kimmap.errors import NoTrip, UnwritableOutput, WrongSettings
from kimmap.model import Document, Leg, Trip
from kimmap.outputs.report import compose_report, to_docx, to_html, to_markdown, to_pdf, write_report

HOSTILE = "</td><script>x()</script> [a](javascript:x()) | **b** $x$ `c` <b onclick=x()> @cite \x00\x1b ![p](x) &lt;"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def hostile_trip() -> Trip:
    places = [make_place(f"{HOSTILE} {i}", 10.0 + i, 20.0, "GA") for i in (1, 2)]
    trip = make_trip([(p, "visited", september(2)) for p in places], title=HOSTILE, publisher=HOSTILE, sentence=HOSTILE)
    object.__setattr__(trip.documents[0], "title", HOSTILE)
    object.__setattr__(trip.documents[0], "url", "javascript:x()")
    return replace(trip, stops=tuple(replace(s, contradictions=(HOSTILE,)) for s in trip.stops))


# ------------------------------------------------------------------------------------- content


def test_the_report_names_every_stop_with_its_footnotes():
    trip = far_east_trip()
    report = compose_report(trip)
    assert [(r.number, r.place, r.status) for r in report.stops] == [
        (i, s.place.name, s.status) for i, s in enumerate(trip.stops, start=1)
    ]
    noted = {n.number: n for n in report.notes}
    for row, stop in zip(report.stops, trip.stops, strict=True):
        quoted = {noted[n].text for n in row.notes}
        assert quoted >= {claim.quote.text for claim in stop.evidence}


def test_footnotes_are_numbered_from_one_in_order_of_use_and_quote_verbatim():
    trip = far_east_trip()
    report = compose_report(trip)
    used = [n for row in (*report.stops, *report.doubts, *report.distances) for n in row.notes]
    assert [n.number for n in report.notes] == list(range(1, len(report.notes) + 1)) == list(dict.fromkeys(used))
    texts = {d.name: d.text for d in trip.documents}
    for note in report.notes:
        start, end, name = re.fullmatch(r"characters (\d+)–(\d+) of (.*)", note.place).groups()
        assert texts[name][int(start) : int(end)] == note.text
        assert note.before + note.text + note.after in texts[name]


def test_what_is_disputed_is_said():
    said = [doubt.text for doubt in compose_report(far_east_trip()).doubts]
    assert said == [
        "2. Vladivostok: possible, not confirmed",
        "3. Vostochny Cosmodrome: Sources disagree: one source has 13 Sep, one 14 Sep",
        "3. Vostochny Cosmodrome: no source states the date. It follows from what is known: "
        "after leaving Pyongyang on 10 Sep, before Komsomolsk-on-Amur on 15 Sep",
    ]


def test_a_source_without_a_publisher_is_named_once():
    trip = make_trip([(make_place("Riga", 56.9, 24.1), "visited", september(1))], publisher=None)
    (source,) = compose_report(trip).sources
    assert (source.title, source.byline, source.name) == (None, "20 Sep 2023", "post.txt")


def test_a_leg_that_the_dates_hardly_allow_is_disputed():
    trip = near_trip()
    legs = (Leg(0, 1, 7.8, warning="faster than any train"),)
    assert compose_report(replace(trip, legs=legs)).doubts[-1].text == "From Sassnitz to Lohme: faster than any train"


def test_distance_claims_stand_with_their_verdict():
    (row,) = compose_report(far_east_trip()).distances
    assert (row.ends, row.stated, row.straight, row.verdict) == ("Artyom – Khasan", "254 km", "163 km", "Plausible")


def test_a_stop_has_one_note_a_source():
    trip = far_east_trip()
    twice = replace(trip.stops[0], evidence=trip.stops[0].evidence * 2)
    again = replace(trip, stops=(twice, *trip.stops[1:]))
    assert compose_report(again).stops[0].notes == (1,)


def test_an_empty_trip_and_an_unknown_language_are_refused():
    with pytest.raises(NoTrip):
        compose_report(Trip("t", "A", (), ()))
    with pytest.raises(WrongSettings):
        compose_report(near_trip(), "xx")


@pytest.mark.parametrize("lang", ["de", "es", "fr", "ko", "ru"])
def test_other_languages_have_their_own_headings(lang):
    english, other = to_markdown(far_east_trip()), to_markdown(far_east_trip(), lang)
    headings = [re.findall(r"^## (.*)$", text, re.MULTILINE) for text in (english, other)]
    assert len(headings[0]) == len(headings[1]) == 4
    assert all(a != b or lang == "fr" for a, b in zip(*headings, strict=True))
    assert "A stop is listed only" not in other


# ------------------------------------------------------------------------------------ Markdown


def parsed(text: str) -> html.HtmlElement:
    return html.fromstring(MarkdownIt("commonmark").enable("table").render(text))


def test_markdown_has_the_map_the_table_and_footnotes():
    text = to_markdown(far_east_trip(), picture="trip.svg")
    page = parsed(text)
    assert page.xpath("//img/@src") == ["trip.svg"]
    rows = page.xpath("//table[1]/tbody/tr")
    assert [r.xpath("string(td[1])") for r in rows] == [str(i) for i in range(1, 8)]
    assert page.xpath("//table[1]/tbody/tr/td[2]/strong/text()")[1] == "Vladivostok"
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert set(defined) == used
    assert len(defined) == len(set(defined))


@pytest.mark.parametrize(
    ("sentence", "quoted", "strong"),
    [
        ("Ada came to Lima by bus, they say.", "came to Lima", "came to Lima"),
        ("Ada came to Lima by bus, they say.", " came to Lima ", "came to Lima"),
        ("Ada came to Lima by bus, they say.", "Ada came", "Ada came"),
        ("She saw\n  “Lima” (twice)  that week.", "“Lima” (twice)", "“Lima” (twice)"),
        ("The Lima–Cusco train, *not* the bus.", "Cusco train, *not*", "Cusco train, *not*"),
        # Asterisks between a letter and a sign would be read as asterisks.
        ("The word“Lima”here.", "“Lima”", None),
    ],
)
def test_markdown_quotes_are_verbatim(sentence, quoted, strong):
    document = Document(name="post.txt", text=sentence)
    start = sentence.index(quoted)
    quote = document.quote(start, start + len(quoted), (0, len(sentence)))
    trip = make_trip([(make_place("Lima", -12, -77), "visited", september(1))])
    claim = replace(trip.stops[0].evidence[0], quote=quote)
    stops = (replace(trip.stops[0], evidence=(claim,)),)
    page = parsed(to_markdown(replace(trip, documents=(document,), stops=stops)).split("\n[^1]: ")[1])
    assert f"“{' '.join(sentence.split())}”" in page.text_content()
    assert page.xpath("//strong/text()") == ([strong] if strong else [])


def test_markdown_keeps_hostile_text_as_text():
    page = parsed(to_markdown(hostile_trip()))
    assert not page.xpath("//script | //b | //code | //img | //a")
    assert len(page.xpath("//table[1]/tbody/tr/td")) == 12
    assert "onclick=x()" in page.text_content()
    assert HOSTILE[:40] in page.text_content()


# ---------------------------------------------------------------------------------------- HTML


def test_html_stands_alone_and_its_notes_link_back():
    page = html.fromstring(to_html(far_east_trip()))
    assert not page.xpath("//script | //link | //img | //iframe")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    targets = set(page.xpath("//li/@id"))
    assert {link[1:] for link in page.xpath("//sup/a/@href")} == targets
    assert page.xpath("//figure/svg")
    assert page.xpath("/html/@lang") == ["en"]
    assert len(page.xpath("(//table)[1]//tr")) == 8


def test_html_keeps_hostile_text_as_text_and_links_only_to_the_web():
    page = html.fromstring(to_html(hostile_trip()))
    assert not page.xpath("//script | //body//b[@onclick] | //a[not(starts-with(@href, '#'))]")
    assert "<script>x()</script>" in page.text_content()


# --------------------------------------------------------------------------------- Word and PDF


@pytest.fixture(scope="module")
def word() -> bytes:
    return to_docx(far_east_trip())


@pytest.mark.slow
def test_word_has_headings_a_table_and_the_map(word):
    document = docx.Document(io.BytesIO(word))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == [
        "Ada Vinter: 6 stops in 10 days, about 3,670 km in straight lines",
        "Itinerary",
        "What is disputed or uncertain",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[0] for row in rows] == ["No.", *map(str, range(1, 8))]
    assert rows[3][2] == "between 12 and 15 Sep 2023"
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Map of the trip")
    assert document.core_properties.created.date() == dt.date(2023, 9, 19)


@pytest.mark.slow
def test_word_has_real_footnotes_with_the_quotations(word):
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
        assert "footnotes+xml" in package.read("[Content_Types].xml").decode()
        assert {info.date_time for info in package.infolist()} == {(2023, 9, 19, 0, 0, 0)}
    said = {n.get(f"{W}id"): "".join(n.itertext()) for n in notes.iter(f"{W}footnote")}
    used = [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")]
    assert used == [str(i) for i in range(1, len(used) + 1)]
    assert set(said) == {"-1", "0", *used}
    quoted = " ".join(said.values())
    assert all(c.quote.text in quoted for s in far_east_trip().stops for c in s.evidence)
    # A quotation that is used again is referred to by the number that the reader sees.
    for text in said.values():
        if found := re.search(r"See note (\d+)\.", text):
            assert "“" in said[found[1]]


@pytest.mark.slow
def test_hostile_text_leaves_word_and_pdf_sound():
    document = docx.Document(io.BytesIO(to_docx(hostile_trip())))
    assert "<script>x()</script>" in document.tables[0].rows[1].cells[1].text
    assert "onclick" in extract_text(io.BytesIO(to_pdf(hostile_trip())))


@pytest.mark.slow
def test_pdf_has_its_text_and_its_date_and_is_tagged():
    pdf = to_pdf(pacific_trip())
    text = extract_text(io.BytesIO(pdf))
    for words in ("Honolulu", "Itinerary", "Quotations", "Ada Vinter was in Suva (3).", "Map: kimmap"):
        assert words in text
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    assert document.info[0]["CreationDate"].startswith(b"D:20230920")
    assert "StructTreeRoot" in document.catalog


# --------------------------------------------------------------------------------------- files


def test_markdown_is_written_with_its_map_beside_it(tmp_path):
    files = write_report(near_trip(), tmp_path / "On Rügen.md")
    assert [f.name for f in files] == ["On Rügen.md", "On Rügen.svg"]
    assert parsed(files[0].read_text()).xpath("//img/@src") == ["On%20R%C3%BCgen.svg"]
    assert etree.parse(files[1]).getroot().tag.endswith("svg")


def test_another_suffix_names_those_that_there_are(tmp_path):
    with pytest.raises(WrongSettings, match=r"use one of \.docx, \.html, \.md, \.pdf"):
        write_report(near_trip(), tmp_path / "trip.rtf")
    (tmp_path / "dir.html").mkdir()
    with pytest.raises(UnwritableOutput):
        write_report(near_trip(), tmp_path / "dir.html")


def test_the_page_has_a_map_for_phones_with_ids_of_its_own():
    page = html.fromstring(to_html(far_east_trip()))
    wide, small = page.findall(".//figure")
    assert small.get("class") == "phone"
    widths = [
        float(figure.find("svg").get("viewbox", figure.find("svg").get("viewBox")).split()[2])
        for figure in (wide, small)
    ]
    assert widths[1] < 0.6 * widths[0]
    names = page.xpath("//*/@id")
    assert len(names) == len(set(names))
    for figure in (wide, small):
        own = set(figure.xpath(".//@id"))
        used = set(re.findall(r"url\(#([^)]+)\)", html.tostring(figure).decode()))
        assert used
        assert used <= own
        assert set(figure.find("svg").get("aria-labelledby").split()) <= own
