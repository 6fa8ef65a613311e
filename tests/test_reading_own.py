"""What kimmap wrote is no source, whatever its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from outputs_trips import near_trip

from kimmap import write_trip
from kimmap.errors import UnreadableSource
from kimmap.outputs import write_report
from kimmap.outputs.layer import render_folium
from kimmap.reading import read

ARTICLE = "Vinter in Lima\n\nAda Vinter came to Lima on Friday, and nobody in the whole town knew what she wanted.\n"
WRITTEN = [".html", ".geojson", ".csv", ".gpkg", ".gpx", ".jsonld", ".kml", ".md", ".svg"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def names_read(*sources: Path) -> tuple[list[str], list[str]]:
    problems: list[UnreadableSource] = []
    documents = read(*sources, on_problem=problems.append)
    return [d.name for d in documents], [str(p) for p in problems]


@pytest.mark.parametrize("suffix", WRITTEN)
def test_an_output_in_the_folder_of_its_sources_is_left_out(folder: Path, suffix: str) -> None:
    write_trip(near_trip(), folder / f"map{suffix}")
    assert names_read(folder) == (["a.txt"], [f"map{suffix}: written by kimmap, not read as sources"])


@pytest.mark.parametrize("suffix", [".html", ".md", ".docx", ".pdf"])
def test_a_report_is_left_out(folder: Path, suffix: str) -> None:
    write_report(near_trip(), folder / f"report{suffix}")
    read_names, _ = names_read(folder)
    assert read_names == ["a.txt"]


def test_what_was_written_is_told_in_one_line(folder: Path) -> None:
    (folder / "folium.html").write_text(render_folium(near_trip()), encoding="utf-8")
    for suffix in WRITTEN[:4]:
        write_trip(near_trip(), folder / f"map{suffix}")
    told = "folium.html, map.csv, map.geojson and 2 more files: written by kimmap, not read as sources"
    assert names_read(folder) == (["a.txt"], [told])


def test_a_cut_off_output_is_still_one(folder: Path) -> None:
    whole = write_trip(near_trip(), folder / "map.geojson").read_bytes()
    (folder / "map.geojson").write_bytes(whole[:1500])
    assert names_read(folder)[0] == ["a.txt"]


def test_an_output_that_is_named_is_an_error_that_says_so(folder: Path) -> None:
    page = write_trip(near_trip(), folder / "map.html")
    why = "map.html was written by kimmap and is no source: give the articles that it was made from"
    assert names_read(page, folder / "a.txt") == (["a.txt"], [why])
    with pytest.raises(UnreadableSource, match=why):
        read(page)


def test_a_page_about_kimmap_and_one_of_another_program_are_read(folder: Path) -> None:
    (folder / "b.html").write_text(
        '<html><head><meta name="generator" content="Weblog 3"></head><body><h1>On kimmap</h1>'
        "<p>The program kimmap writes a meta element with the name generator, says Olaf Pell.</p></body></html>",
        encoding="utf-8",
    )
    assert names_read(folder) == (["a.txt", "b.html"], [])
