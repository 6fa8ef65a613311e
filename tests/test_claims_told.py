"""Who is meant, and which day is told of: texts without the traveller's name, leads, days that pass in between."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims import document, gazetteer, read, rows
from test_claims_weeks import days_in, paper

from kimmap.errors import NoTrip
from kimmap.language import analyse_documents
from kimmap.model import Block, Document, Interval
from kimmap.pipeline import trace
from kimmap.places import find_places, resolve_places

LEAD = "Minister Ada Vinter opened a school in Lima on Monday."


def on(day: int) -> Interval:
    return Interval(dt.date(2031, 5, day), dt.date(2031, 5, day))


def stops(*papers: Document, traveller: str | None = "Ada Vinter") -> list[tuple[str, str]]:
    return [(s.place.name, s.status) for s in trace(papers, traveller).stops]


# ------------------------------------------------------------------------------------------- who


def test_somebody_whom_no_source_names_has_no_trip() -> None:
    with pytest.raises(NoTrip, match="no source names Olaf Pell"):
        trace([paper("a", f"{LEAD} She flew to Cusco on Tuesday.", 14)], "Olaf Pell")


def test_a_text_about_somebody_else_puts_the_traveller_nowhere() -> None:
    about_her = "She went on to Puno on Tuesday, and it rained. Rosa Lind spoke of it later. Rosa Lind had been cold."
    assert stops(paper("a", LEAD, 14), paper("b", about_her, 14)) == [("Lima", "visited")]


def test_a_text_that_names_nobody_else_may_be_about_the_traveller() -> None:
    hers = "The guest was early. She went on to Puno on Tuesday and saw the mill."
    assert ("Puno", "visited") in stops(paper("a", LEAD, 14), paper("b", hers, 14))


def test_a_father_of_the_same_surname_makes_nobody_a_man() -> None:
    with_kin = f"{LEAD} With her went her father Olaf Vinter. On Tuesday she spoke in Cusco."
    assert ("Cusco", "visited") in stops(paper("a", with_kin, 14))


def test_a_name_in_small_letters_is_the_one_of_the_sources() -> None:
    trip = trace([paper("a", f"{LEAD} Ada Vinter flew to Cusco on Tuesday.", 14)], "vinter")
    assert trip.traveller == "Ada Vinter"


def test_labels_of_a_transcript_are_nobody_spoken_of() -> None:
    radio = "KARIM: She was in Cusco on Tuesday.\nTAN: And then?\nKARIM: She slept there."
    assert ("Cusco", "visited") in stops(paper("a", LEAD, 14), paper("b", radio, 14))


def test_who_goes_along_is_not_where_he_is_from() -> None:
    names = ("In the party of Vinter:", "- Senator Olaf Pell of Cusco", "- Senator Rosa Lind of Puno")
    text = "\n\n".join((LEAD, *names))
    blocks = tuple(
        Block(text.index(line), text.index(line) + len(line), "list" if line[0] == "-" else "body")
        for line in (LEAD, *names)
    )
    release = Document("a", text, published=dt.date(2031, 5, 14), blocks=blocks)
    assert stops(release) == [("Lima", "visited")]


# ------------------------------------------------------------------------------------------ when


def test_a_report_tells_what_has_no_day_of_the_day_that_it_opens_with() -> None:
    news = document(
        "Minister Ada Vinter signed accords with bakers on Tuesday.",
        "She had come from Braga on Sunday night.",
        "After lunch she toured Porto.",
    )
    assert ("Porto", "arrives", "visited", "13") in rows(read(news)[0])


def test_what_goes_along_with_a_deed_was_on_its_day() -> None:
    news = paper("a", "Minister Ada Vinter opened the talks on Tuesday, speaking for an hour at a school in Cusco.", 14)
    assert days_in("a", news)["Cusco"] == on(13)


def test_days_pass_in_a_diary_wherever_they_were_spent() -> None:
    mine = Document(
        "mine", "I slept all Friday, and on Saturday I packed. It was dark when I came to Cusco.",
        author="Ada Vinter", published=dt.date(2031, 5, 14),
    )  # fmt: skip
    assert days_in("mine", mine)["Cusco"] == on(10)


def test_who_is_still_here_is_so_on_the_day_of_writing() -> None:
    mine = Document(
        "mine", "On Saturday we came to Cusco and I lost my keys. I am still here.",
        author="Ada Vinter", published=dt.date(2031, 5, 14),
    )  # fmt: skip
    assert days_in("mine", mine)["Cusco"] == on(14)


def test_posts_under_their_days_tell_up_to_the_last_of_them() -> None:
    lines = ("3 May 2031, 19:02", "Ada drives into Lima.", "6 May, 20:48", "Ada drives into Cusco.", "9 May, 23:31",
             "Ada drives into Puno.")  # fmt: skip
    text = "\n\n".join(lines)
    blocks = tuple(
        Block(text.index(line), text.index(line) + len(line), "body" if line[0] == "A" else "heading") for line in lines
    )
    thread = Document("a", text, published=dt.date(2031, 5, 3), blocks=blocks)
    assert {status for _, status in stops(paper("b", LEAD, 14), thread)} == {"visited"}


# ----------------------------------------------------------------------------------------- where


def places(*texts: str) -> list[tuple[str, str | None, str | None]]:
    documents = [Document(f"{i}.txt", text, published=dt.date(2031, 5, 14)) for i, text in enumerate(texts)]
    analyses = analyse_documents(documents)
    found = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    return [(r.mention.name, r.place.country if r.place else None, r.place.region if r.place else None) for r in found]


def test_a_quarter_of_a_capital_stands_behind_the_town_of_its_name() -> None:
    assert places("We slept in Salamanca, the last of our nights in Spain.")[0] == (
        "Salamanca",
        "ES",
        "Castile and León",
    )


def test_a_saints_church_is_no_town_and_a_part_of_a_hyphened_name_no_place() -> None:
    found = places("She sang at St Andrew's Church in Lima and saw the Bar-Li museum.")
    assert [name for name, *_ in found] == ["Lima"]


def test_a_feast_is_no_town_that_something_is_measured_from() -> None:
    assert [name for name, *_ in places("She will be at home for Christmas, 900 km from Lisbon.")] == ["Lisbon"]
    assert "Christmas" in [name for name, *_ in places("She drove from Orlando to Christmas, Florida.")]


def test_congo_is_the_country_that_the_text_tells_of() -> None:
    assert places("She goes to Congo and will speak in Kinshasa.")[0][1] == "CD"


def test_a_page_with_nothing_on_it_stops_nobody() -> None:
    empty = Document("b", "Menu", published=dt.date(2031, 5, 14), blocks=(Block(0, 4, "noise"),))
    assert stops(paper("a", LEAD, 14), empty) == [("Lima", "visited")]
