"""Logs and trackers: rows with a position, whose they are, and where the traveller was by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_claims import document, gazetteer, read

import kimmap
from kimmap.claims import identify_traveller, read_claims
from kimmap.dates import find_dates
from kimmap.language import analyse_documents
from kimmap.model import Claim
from kimmap.places import find_places, resolve_places

LOG = """day,utc,lat,lon,wind,remark
2031-05-03,06:10,38°42.0'N,009°09.0'W,N 3,Lisbon. Slipped at dawn.
2031-05-04,12:00,40°01.0'N,009°40.0'W,N 5,Two dolphins.
2031-05-04,18:00,41°08.0'N,008°52.0'W,N 4,{remark}
2031-05-05,08:20,{fix},N 2,Reef shaken out.
2031-05-09,09:00,37°01.0'N,007°56.0'W,E 2,"Faro, alongside."
"""
NOTES = """We came into the harbour at dusk and lay alongside the ferry, and the skipper of the yacht next to us lent us
a shackle for the forestay. We like it. Our boat is small, and the swell gets in. We sleep in the cockpit."""


def claims_of(folder: Path, traveller: str, **sources: str) -> tuple[Claim, ...]:
    for name, text in sources.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    documents = list(kimmap.read(folder))
    analyses = analyse_documents(documents)
    resolutions = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    who = identify_traveller(analyses, traveller)
    assert who is not None
    return read_claims(analyses, resolutions, find_dates(documents), who)[0]


def halts(claims: tuple[Claim, ...]) -> set[tuple[int, int]]:
    """The whole degrees of latitude where the boat stopped, with the day of May."""
    return {
        (int(c.place.lat), c.when.first.day)
        for c in claims
        if c.place and c.when.first and c.status == "visited" and c.role in ("stays", "departs", "arrives")
    }  # fmt: skip


NIGHT, ON = "41°08.0'N,008°52.0'W", "40°20.0'N,009°30.0'W"


@pytest.mark.parametrize(
    ("remark", "fix", "stopped"),
    [
        ("Anchored off Porto.", ON, True),
        ("Porto abeam.", ON, False),
        ("Off Porto bar. Port closed.", ON, False),
        ("Rain.", ON, False),
        ("Rain.", NIGHT, True),  # where it still is on the next day
        ("\"Spoke the Merle, she is bound for Faro.\"", ON, False),
        ("Camp.", ON, True),
        ("Urkundas!", ON, True),  # a name that nobody knows
        ("WINDY", ON, False),
    ],
)  # fmt: skip
def test_a_log_of_positions_is_the_boats(tmp_path: Path, remark: str, fix: str, stopped: bool) -> None:
    found = halts(claims_of(tmp_path, "Grey Larch", log_csv=LOG.format(remark=remark, fix=fix), notes_txt=NOTES))
    assert {(38, 3), (37, 9)} <= found
    assert ((41, 4) in found) == stopped
    assert (40, 4) not in found  # under way at noon


def test_a_name_far_from_the_position_of_its_row_is_where_somebody_else_goes(tmp_path: Path) -> None:
    log = LOG.format(remark='"Spoke the Merle, she is bound for Madrid."', fix=ON)
    assert "Madrid" not in {c.place.name for c in claims_of(tmp_path, "Grey Larch", log_csv=log) if c.place}


def test_names_are_near_the_position_of_their_row(tmp_path: Path) -> None:
    log = LOG.format(remark="Santa Cruz. Anchored.", fix=ON).replace("41°08.0'N,008°52.0'W", "39°27.0'N,031°08.0'W")
    found = {
        c.place.region for c in claims_of(tmp_path, "Grey Larch", log_csv=log) if c.place and "Cruz" in c.quote.text
    }
    assert "Azores" in found


TRACK = """id;time_utc;lat;lon;alt_m;text
L1;2031-05-03T12:31Z;{a};1200;"Camp by the lake. Hot"
L2;2031-05-04T12:12Z;40.3300;-7.6200;1900;"Windy"
L3;2031-05-05T12:40Z;40.4100;-7.5400;1100;"Manteigas. Bus tomorrow"
"""


def test_messages_of_a_tracker_are_one_document(tmp_path: Path) -> None:
    claims = claims_of(tmp_path, "Ada Vinter", track_csv=TRACK.format(a="40.3170;-7.6410"), letter_txt=NOTES)
    assert {c.quote.source for c in claims} == {"track.csv"}
    assert (40, 3) in halts(claims)
    assert all(c.quote.text in TRACK.format(a="40.3170;-7.6410") for c in claims)


@pytest.mark.parametrize(
    ("name", "notes", "kind"),
    [
        ("Grey Larch", NOTES, "vessel"),
        ("Olaf Larch", NOTES, "person"),
        ("Vinter", NOTES + " Mr Vinter came aboard.", "person"),
        ("Grey Larch", "She drove to Porto. The harbour is full of boats.", "person"),
    ],
)
def test_a_name_that_nobody_bears_is_a_boats_where_all_is_sailing(
    name: str, notes: str, kind: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(notes, encoding="utf-8")
    who = identify_traveller(analyse_documents(list(kimmap.read(tmp_path))), name)
    assert who is not None
    assert who.kind == kind


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("News of the Porto Braga Expedition. The Porto expedition flew from Lisbon to Faro.", {"Lisbon", "Faro"}),
        ("The Porto Braga Expedition is well. We slept in Porto.", {"Porto"}),
    ],
)
def test_the_name_of_a_group_is_no_place(text: str, places: set[str]) -> None:
    claims, _ = read(document(text), "Porto Braga Expedition")
    assert {c.place.name for c in claims if c.place} == places


def test_a_day_behind_a_semicolon_is_another_clauses() -> None:
    claims, _ = read(document("Day 2. We are wet.", "So no Porto; tomorrow we turn back.", author="Ada Vinter"))
    assert [(c.status, c.when.is_open) for c in claims if c.place and c.place.name == "Porto"] == [("cancelled", True)]


def test_dated_messages_with_a_position_under_a_title_that_names_the_boat(tmp_path: Path) -> None:
    rows = (
        "03 May 2031 06:10 | 38 42 N 009 09 W | Slipped at dawn. All hale.",
        "04 May 18:00 | 41 08 N 008 52 W | On a mooring off the mole. Soup.",
        "06 May 12:00 | 40 20 N 009 30 W | Two dolphins. Wind N 5.",
        "09 May 09:00 | 37 01 N 007 56 W | Tied up at the pontoon.",
    )
    text = '---\ntitle: "{}, position messages"\n---\n\n' + "\n\n".join(rows) + "\n"
    assert halts(claims_of(tmp_path, "Merle", a_txt=text.format("Merle of Faro"))) >= {(41, 4), (37, 9)}
    assert (40, 6) not in halts(claims_of(tmp_path, "Merle", a_txt=text.format("Merle of Faro")))
