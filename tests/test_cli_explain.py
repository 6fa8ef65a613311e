"""``kimmap explain``: the story of one place, from stops and from mentions that are none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kimmap.cli import main
from kimmap.cli.explain import story_of
from kimmap.model import (
    Aside,
    Claim,
    DateMention,
    Document,
    Interval,
    Leg,
    Place,
    PlaceMention,
    Quote,
    Resolution,
    Stop,
    Trip,
)

TEXT = "Ada reached Torm on Monday. Torm protested. She may have gone to Kestel."
DOCUMENT = Document("paper.txt", TEXT)
TORM = Place("test:1", "Torm-am-See", "city", 45.0, 30.0, "XA", radius_km=5)
KESTEL = Place("test:2", "Kestel", "city", 46.0, 30.0, "XB", radius_km=5)
MONDAY = Interval(dt.date(2031, 5, 5), dt.date(2031, 5, 5))


def _quote(words: str, sentence: str) -> Quote:
    start = TEXT.index(sentence)
    at = TEXT.index(words, start)
    return DOCUMENT.quote(at, at + len(words), (start, start + len(sentence)))


def _read(words: str, sentence: str, place: Place) -> Resolution:
    return Resolution(PlaceMention(_quote(words, sentence), words), place, "the only place of that name", 0.9)


FIRST, SECOND, THIRD = "Ada reached Torm on Monday.", "Torm protested.", "She may have gone to Kestel."


@pytest.fixture
def trip() -> Trip:
    monday = DateMention(_quote("Monday", FIRST), "DATE", "2031-05-05", MONDAY, "day", "weekday", "publication")
    reached = Claim(
        "Ada", _read("Torm", FIRST, TORM), "arrives", "visited", _quote(FIRST, FIRST), MONDAY, (monday,), ("reach",)
    )
    maybe = Claim(
        "Ada", _read("Kestel", THIRD, KESTEL), "arrives", "planned", _quote(THIRD, THIRD), cues=("go", "may"), order=2
    )
    stops = (
        Stop(TORM, "visited", (reached,), MONDAY, contradictions=("left on 4 May according to panel",)),
        Stop(KESTEL, "planned", (maybe,), bounded_by=("not before Torm on 5 May 2031",)),
    )
    protest = Aside(_read("Torm", SECOND, TORM), "metonym", _quote(SECOND, SECOND), ("protest",))
    return Trip("Ada: Torm", "Ada", (DOCUMENT,), stops, (Leg(0, 1, 111.2, warning="too fast"),), (protest,))


@pytest.mark.parametrize("name", ["Torm", "torm", "Torm-am-See"])
def test_a_place_is_found_by_the_name_of_the_stop_and_of_the_text(trip: Trip, name: str) -> None:
    story = "\n".join(story_of(trip, name))
    for told in (
        "visited, 2031-05-05",
        "“Ada reached Torm on Monday.”",
        "decided by “reach”",
        "“Monday” by rule weekday, counted from publication",
        "against it: left on 4 May according to panel",
        "the only place of that name",
        "on to Kestel: 111 km; doubtful: too fast",
    ):
        assert told in story
    assert "Kestel (" not in story


def test_mentions_that_are_no_evidence_come_with_their_reason(trip: Trip) -> None:
    story = list(story_of(trip, "Torm"))
    after = story[story.index("mentions that are no evidence") :]
    assert after[1] == "  – a government, team or title, not the place (“protest”)"
    assert "“Torm protested.”" in after[2]
    assert "mentions that are no evidence" not in list(story_of(trip, "Kestel"))


def test_where_dates_come_from_is_told(trip: Trip) -> None:
    story = list(story_of(trip, "Kestel"))
    assert "  dates: not before Torm on 5 May 2031" in story
    assert any("planned: came to it; decided by “go”, “may”" in line for line in story)


def test_what_no_text_mentions_has_no_story(trip: Trip) -> None:
    assert list(story_of(trip, "Torn")) == []


def test_a_wrong_name_is_one_line_with_offers(trip: Trip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.cli.explain.trip_from", lambda *_: trip)
    result = CliRunner().invoke(main, ["explain", "x", "--place", "Kestle"])
    assert result.exit_code == 1
    assert result.stderr == "kimmap: no text mentions 'Kestle'; try --place with Kestel\n"
    told = CliRunner().invoke(main, ["explain", "x", "--place", "Kestel"])
    assert told.exit_code == 0
    assert told.stdout.startswith("Ada: Torm\n")


def test_what_is_told_alike_is_told_once(trip: Trip) -> None:
    torm = trip.stops[0]
    planned = replace(torm.evidence[0], status="planned")
    twice = replace(torm, evidence=(*torm.evidence, *torm.evidence, planned, planned))
    story = list(story_of(replace(trip, stops=(twice, trip.stops[1]), asides=trip.asides * 2), "Torm"))
    for line in ("  not of one mind: paper.txt has it as planned", "  – a government, team or title"):
        assert sum(told.startswith(line) for told in story) == 1
    assert sum(told.startswith("  + came to it") for told in story) == 1


NOTE = "Ada Vinter wrote a letter about Lima. She wrote another about Cusco. Ada Vinter likes letters.\n"


@pytest.mark.parametrize("named", [True, False])
def test_places_that_do_not_count_are_explained_where_there_is_no_stop_at_all(tmp_path: Path, named: bool) -> None:
    note = NOTE if named else NOTE + "Ada Vinter arrived late. Ada Vinter left again.\n"
    (tmp_path / "note.txt").write_text(note, encoding="utf-8")
    who = ["-t", "Ada Vinter"] if named else []
    result = CliRunner().invoke(main, ["explain", str(tmp_path), "-p", "Lima", *who])
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Ada Vinter\n\nLima: no stop\n")
    assert "“Ada Vinter wrote a letter about Lima.”" in result.stdout
    result = CliRunner().invoke(main, ["map", str(tmp_path), "-o", str(tmp_path / "x.html"), *who])
    assert result.exit_code == 1
    assert ("is the name right?" in result.stderr) == named
    assert "2 places were found, none counts: nothing says that the traveller was there (Lima, Cusco)" in result.stderr
    assert result.stderr.endswith("see each with kimmap explain SOURCES --place Lima\n")
