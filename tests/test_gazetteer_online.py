"""Geocoders through geopy's adapter seam, with replayed answers of invented places."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderTimedOut, GeocoderUnavailable

from kimmap.errors import WrongSettings
from kimmap.gazetteer.online import GEONAMES_USERNAME, MOST_QUESTIONS, USER_AGENT, OnlineGazetteer, Service
from kimmap.model import Place, PlaceKind

NOMINATIM = [
    {
        "osm_type": "way", "osm_id": 12, "lat": "61.5", "lon": "11.25", "name": "Fort Ness", "type": "castle",
        "display_name": "Fort Ness, Nordmark",
        "addresstype": "historic", "boundingbox": ["61.4", "61.6", "11.2", "11.3"],
        "address": {"country_code": "no", "state": "Nordmark", "county": "Vale"},
    },
    {"osm_type": "node", "osm_id": 13, "lat": "60", "lon": "11", "display_name": "", "type": "town"},
]  # fmt: skip
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [11.25, 61.5]},
            "properties": {
                "osm_type": "W", "osm_id": 12, "name": "Fort Ness", "osm_key": "natural", "osm_value": "peak",
                "countrycode": "NO", "state": "Nordmark", "extent": [11.2, 61.6, 11.3, 61.4],
            },
        }
    ]
}  # fmt: skip
GEONAMES = {
    "geonames": [
        {
            "geonameId": 77, "name": "Fort Ness", "lat": "61.5", "lng": "11.25", "fcl": "P", "fcode": "PPL",
            "countryCode": "NO", "countryName": "Norway", "adminName1": "Nordmark", "population": 2500,
        }
    ]
}  # fmt: skip


class Base:
    """A gazetteer that knows one name."""

    known = Place("t:1", "Known", "city", 1, 1)

    def find(self, name: str) -> tuple[Place, ...]:
        return (self.known,) if name == "Known" else ()

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        return (self.known,)

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        return (self.known,)

    def by_id(self, place_id: str) -> Place | None:
        return self.known if place_id == "t:1" else None

    def country(self, code: str) -> Place | None:
        return None

    def longest_match(self, words: Sequence[str]) -> int:
        return 0

    def demonym(self, word: str) -> str | None:
        return None

    def names_of(self, place_id: str) -> tuple[str, ...]:
        return ("known",) if place_id == "t:1" else ()


class Replay:
    """geopy's transport, answering from a list; an exception in it is raised."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.urls: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []

    def __call__(self, *, proxies: Any, ssl_context: Any) -> BaseSyncAdapter:
        replay = self

        class Adapter(BaseSyncAdapter):
            def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
                replay.urls.append(url)
                replay.headers.append(headers)
                replay.times.append(time.monotonic())
                answer = replay.answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                return json.loads(json.dumps(answer))

            get_text = get_json

        return Adapter(proxies=proxies, ssl_context=ssl_context)


Make = Callable[..., OnlineGazetteer]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setenv(GEONAMES_USERNAME, "somebody")

    def made(replay: Replay, service: Service = "nominatim", **options: Any) -> OnlineGazetteer:
        options = {"seconds_apart": 0, "cache": tmp_path / "answers.sqlite", **options}
        return OnlineGazetteer(Base(), service, adapter_factory=replay, **options)

    return made


@pytest.mark.parametrize(
    ("service", "answer", "place"),
    [
        ("nominatim", NOMINATIM, ("nominatim:way/12", "site", "Vale", 0, 11.1)),
        ("photon", PHOTON, ("photon:W12", "mountain", None, 0, 11.1)),
        ("geonames", GEONAMES, ("geonames:77", "city", None, 2500, 1.5)),
    ],
)
def test_each_service_answers_with_a_place(make: Make, service: Service, answer: Any, place: tuple[Any, ...]) -> None:
    id_, kind, district, population, radius_km = place
    place = Place(id_, "Fort Ness", kind, 61.5, 11.25, "NO", (), "Nordmark", district, population, radius_km)
    replay = Replay(answer)
    gazetteer = make(replay, service)
    assert gazetteer.find("Fort Ness") == (place,)
    assert gazetteer.by_id(place.id) == place
    assert gazetteer.names_of(place.id) == ("ft ness",)
    query = parse_qs(urlsplit(replay.urls[0]).query)
    assert "Fort Ness" in [value for values in query.values() for value in values]
    assert replay.headers[0]["User-Agent"] == USER_AGENT


def test_names_that_the_gazetteer_has_are_not_asked(make: Make) -> None:
    replay = Replay()
    assert make(replay).find("Known") == (Base.known,)
    for no_name in ("", "lower case", "—", "A " * 9):
        assert make(replay).find(no_name) == ()
    assert replay.urls == []


def test_answers_are_kept_also_that_there_is_none(make: Make) -> None:
    first = Replay(NOMINATIM, [])
    gazetteer = make(first)
    found = gazetteer.find("Fort Ness")
    assert gazetteer.find("Nowhere") == ()
    second = make(Replay())
    assert second.find("FORT NESS") == found
    assert second.find("Nowhere") == ()
    assert second.by_id("nominatim:way/12") == found[0]


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        (GeocoderUnavailable("no route to host"), "nominatim cannot be reached .no route to host.*network is there"),
        (GeocoderTimedOut("timed out"), "cannot be reached"),
        (
            GeocoderUnavailable("Pool(host=x): Failed to resolve x ([Errno -2])"),
            "cannot be reached .no network.: going on",
        ),
        (GeocoderUnavailable("a" * 300), "cannot be reached .a{80} …."),
        ([{"osm_id": 1, "lat": "1", "lon": "1"}], "not to be understood"),
        (AdapterHTTPError("busy", status_code=503, headers={}, text=""), "cannot be reached"),
        (AdapterHTTPError("slow", status_code=429, headers={}, text=""), "asked too often"),
    ],
)
def test_a_failure_is_told_once_not_kept_and_ends_the_asking(make: Make, failure: Any, says: str) -> None:
    problems: list[str] = []
    replay = Replay(failure)
    gazetteer = make(replay, on_problem=problems.append)
    assert gazetteer.find("Fort Ness") == ()
    assert gazetteer.find("Other Ness") == ()
    assert len(replay.urls) == 1
    assert len(problems) == 1
    assert re.search(says, problems[0])
    assert "\n" not in problems[0]
    assert make(Replay(NOMINATIM)).find("Fort Ness") != ()


def test_questions_keep_their_distance(make: Make) -> None:
    replay = Replay([], [], [])
    gazetteer = make(replay, seconds_apart=0.05)
    for name in ("One", "Two", "Three"):
        gazetteer.find(name)
    assert all(b - a >= 0.045 for a, b in zip(replay.times, replay.times[1:], strict=False))


def test_there_is_an_end_to_asking(make: Make) -> None:
    problems: list[str] = []
    replay = Replay(*[[]] * MOST_QUESTIONS)
    gazetteer = make(replay, on_problem=problems.append)
    for number in range(MOST_QUESTIONS + 5):
        gazetteer.find(f"Ness {number}")
    assert len(replay.urls) == MOST_QUESTIONS
    assert len(problems) == 1


def test_an_account_that_is_missing_or_refused_says_where(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Replay({"status": {"message": "user account not enabled", "value": 10}})
    with pytest.raises(WrongSettings, match=GEONAMES_USERNAME):
        make(refused, "geonames").find("Fort Ness")
    monkeypatch.delenv(GEONAMES_USERNAME)
    with pytest.raises(WrongSettings, match=GEONAMES_USERNAME):
        make(Replay(), "geonames")


def test_a_service_that_is_none_is_named(make: Make) -> None:
    with pytest.raises(WrongSettings, match="choose nominatim, photon, geonames"):
        make(Replay(), "carrier pigeon")  # type: ignore[arg-type]
