"""``kimmap explain``: the story of one place, from stops and from mentions that are none."""

from __future__ import annotations

import datetime as dt

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
