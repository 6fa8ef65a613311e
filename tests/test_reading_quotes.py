"""Quotations from the rows of a page's tables: words of the page, whichever way somebody reads it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import kimmap

PAGE = """<!DOCTYPE html><html><head><title>Field report</title><meta charset="utf-8"></head><body><article>
<h1>Field report of Maria Kovacs</h1>
<p>Maria Kovacs left Lisbon on 3 March 2019. Her diary of the week follows.</p>
<table>
<tr><th>Date</th><th>Place</th><th>What happened</th></tr>
<tr><td>4 March 2019</td><td>Madrid</td><td>Kovacs arrived in Madrid by train and spoke to 40 nurses.</td></tr>
<tr><td>5 March 2019</td><td>Toledo</td><td>Kovacs visited two clinics in Toledo.</td></tr>
</table></article></body></html>"""


def test_quotes_from_rows_stay_within_a_cell(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(PAGE, encoding="utf-8")
    trip = kimmap.trace(kimmap.read(tmp_path), traveller="Maria Kovacs")
    quotes = [claim.quote for stop in trip.stops for claim in stop.evidence]
    without_tags = " ".join(html.unescape(re.sub(r"<[^>]+>", "", PAGE)).split())
    assert [q.text for q in quotes if " ".join(q.text.split()) not in without_tags] == []
    told = {q.text: q.sentence for q in quotes}
    sentence = "Kovacs arrived in Madrid by train and spoke to 40 nurses."
    # The reader is shown the row around the quotation, with the day.
    assert told[sentence] == f"4 March 2019\tMadrid\t{sentence}"
