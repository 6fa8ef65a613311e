"""Ends of stated distances that their sentence leaves open: namesakes, short names, where the traveller was."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from kimmap.distances import check_distances
from kimmap.geodesy import destination
from kimmap.language import Analysis, Sentence
from kimmap.model import (
    Claim,
    DateMention,
    DistanceClaim,
    Document,
    Interval,
    Place,
    PlaceMention,
    Reference,
    Resolution,
    Stop,
)

ORIGIN = (48.0, 10.0)


def at(name: str, km: float, bearing: float = 90.0, country: str = "XA", **more: object) -> Place:
    """An invented place at a distance from ORIGIN."""
    place_id = f"test:{name}{km:.0f}{bearing:.0f}"
    return Place(place_id, name, "city", *destination(ORIGIN, bearing, km), country, **more)  # type: ignore[arg-type]


ARDEN = at("Arden", 0)
BRUNN_FAR = at("Brunn", 3000, region="Farshire")
BRUNN_NEAR = at("Brunn", 100, region="Nearshire", population=5000)
BRUNN_ABROAD = at("Brunn", 100, 0, "XB", population=900_000)
KESTEL = at("Kestel de Lys", 57)
SKERRY = at("Skerry", 200)
SURE = {"Arden": ARDEN, "Kestel de Lys": KESTEL, "Skerry": SKERRY}


class Names:
    """A gazetteer of three towns of one name."""

    def find(self, name: str) -> tuple[Place, ...]:
        if name == "Arden":
            return ARDEN, replace(at("Arden Strip", 5, radius_km=20.0), kind="region")
        return (BRUNN_ABROAD, BRUNN_FAR, BRUNN_NEAR) if name == "Brunn" else ()


def read(text: str, name: str = "a.txt", chance: float = 0.4) -> tuple[Analysis, list[Resolution]]:
    """A text in which "Brunn" was taken for the far one, "Kestel" and "Holm" for nothing."""
    document = Document(name, text, published=dt.date(2020, 5, 3))
    sentences = tuple(Sentence(m.start(), m.end(), ()) for m in re.finditer(r"\S[^\n]*?(?:\.(?=[ \n]|$)|\n|$)", text))

    def mention(match: re.Match[str], reference: Reference = "name") -> PlaceMention:
        return PlaceMention(document.quote(match.start(), match.end()), match[0], reference)

    found = [Resolution(mention(m), SURE[m[0]], "test", 1.0) for m in re.finditer("|".join(SURE), text)]
    found += [Resolution(mention(m), BRUNN_FAR, "test", chance) for m in re.finditer("Brunn", text)]
    found += [Resolution(mention(m), None, "test") for m in re.finditer(r"Kestel(?! de)|Holm", text)]
    for m in re.finditer(r"(\d\d)°N (\d\d)°E", text):
        position = Place(f"position:{m[0]}", m[0], "position", float(m[1]), float(m[2]))
        found.append(Resolution(mention(m, "coordinates"), position, "test", 1.0))
    return Analysis(document, sentences, ()), found


def check(
    *texts: str, chance: float = 0.4, dates: tuple[DateMention, ...] = (), stops: tuple[Stop, ...] = ()
) -> list[DistanceClaim]:
    read_texts = [read(text, f"{i}.txt", chance) for i, text in enumerate(texts)]
    resolutions = [r for _, found in read_texts for r in found]
    analyses = [analysis for analysis, _ in read_texts]
    return list(check_distances(analyses, resolutions, Names(), dates, stops))  # type: ignore[arg-type]


def test_the_figure_tells_which_namesake_is_meant() -> None:
    (claim,) = check("Brunn is 110 km from Arden by road.")
    assert (claim.from_place, claim.verdict) == (BRUNN_NEAR, "network")
    assert "“Brunn” read as the one in Nearshire, XA" in claim.explanation


def test_a_figure_does_not_outweigh_a_place_that_is_sure() -> None:
    (claim,) = check("Brunn is 110 km from Arden by road.", chance=0.95)
    assert (claim.from_place, claim.verdict) == (BRUNN_FAR, "implausible")


def test_a_namesake_in_a_country_that_no_text_tells_of_is_not_taken() -> None:
    (claim,) = check("Brunn is 100 km north of Arden.")
    assert claim.from_place == BRUNN_FAR
    assert claim.verdict == "implausible"


def test_a_direction_speaks_against_a_namesake() -> None:
    (claim,) = check("Brunn is 100 km west of Arden.")
    assert claim.verdict == "implausible"
    (claim,) = check("Brunn is 100 km east of Arden.")
    assert claim.from_place == BRUNN_NEAR


def test_a_town_may_be_what_is_called_after_it() -> None:
    (claim,) = check("Kestel de Lys, 40 km from Arden, has shelters.")
    assert (claim.verdict, claim.explanation) == (
        "unresolved",
        "not judged: “Arden” may be the town or what is called after it",
    )
    (claim,) = check("Kestel de Lys, 10 km from Arden, has shelters.")
    assert claim.verdict == "implausible"


def test_a_village_a_world_away_is_not_the_one_a_walk_away() -> None:
    (claim,) = check("Brunn is 7 km from Arden.", chance=0.95)
    assert (claim.from_place, claim.from_name, claim.verdict) == (None, "Brunn", "unresolved")


def test_a_short_name_is_the_long_one_that_the_sources_give() -> None:
    claims = check("They walked to Kestel de Lys.", "Arden lies 57 km from Kestel, measured in a line.")
    assert [(c.to_place, c.verdict) for c in claims] == [(KESTEL, "straight-line")]


@pytest.mark.parametrize("line", ["48°N 12°E  Holm. Anchored.", "They surveyed Holm (48°N 12°E)."])
def test_a_name_that_no_gazetteer_has_is_where_a_text_puts_it(line: str) -> None:
    (claim,) = check(line, "Holm lies some 149 km from Arden.")
    assert claim.from_place is not None
    assert (claim.from_name, claim.from_place.point, claim.verdict) == ("Holm", (48.0, 12.0), "straight-line")
    assert "“Holm” is where 0.txt has it" in claim.explanation


def test_we_are_where_the_log_has_the_ship_that_day() -> None:
    log, blog = (
        read("2020-05-03  48°N 12°E  Turned back.", "log.txt"),
        read("We were 149 km short of Arden.", "blog.txt"),
    )
    day = dt.date(2020, 5, 3)
    date = DateMention(
        log[0].document.quote(0, 10), "DATE", day.isoformat(), Interval(day, day), "day", "iso"
    )  # fmt: skip
    without = check_distances([log[0], blog[0]], [*log[1], *blog[1]])
    assert [c.verdict for c in without] == ["unresolved"]
    (claim,) = check_distances([log[0], blog[0]], [*log[1], *blog[1]], None, (date,))
    assert (claim.from_name, claim.verdict) == ("48°N 12°E", "straight-line")
    assert "“We” read as 48°N 12°E, where log.txt has the traveller on that day" in claim.explanation


def test_he_is_where_the_itinerary_has_him() -> None:
    analysis, found = read("He was 100 km from Arden.")
    day = dt.date(2020, 5, 3)
    quote = analysis.document.quote(0, 5)
    resolution = Resolution(PlaceMention(quote, "Brunn"), BRUNN_NEAR, "test", 1.0)
    claim = Claim("Somebody", resolution, "stays", "visited", quote, Interval(day, day))
    stop = Stop(BRUNN_NEAR, "visited", (claim,), Interval(day, day))
    (told,) = check_distances([analysis], found, None, (), (stop,))
    assert (told.from_place, told.verdict) == (BRUNN_NEAR, "straight-line")


def test_a_miss_in_every_reading_stays_as_it_was_taken() -> None:
    (claim,) = check("Brunn is 700 km from Arden.")
    assert (claim.from_place, claim.verdict) == (BRUNN_FAR, "implausible")
    (claim,) = check("We were 149 km short of Arden.")
    assert claim.verdict == "unresolved"


@pytest.mark.parametrize(
    ("text", "ends", "km"),
    [
        ("It's 100 km from Arden to Skerry as the gull flies.", ("Arden", "Skerry"), 100),
        ("Arden to Skerry, 200 k's as the crow flies.", ("Arden", "Skerry"), 200),
        ("They left Arden. By noon they were in Skerry, two hundred kilometres more or less, and slept.",
         ("Skerry", "Arden"), 200),
        ("They left Arden. They moved to Skerry, 200 km along the shore from there.", ("Skerry", "Arden"), 200),
    ],
)  # fmt: skip
def test_wordings(text: str, ends: tuple[str, str], km: float) -> None:
    (claim,) = check(text)
    assert (claim.from_name, claim.to_name, claim.claimed_km) == (*ends, km)


def test_the_second_figure_goes_without_its_unit() -> None:
    claims = check("She lay at 48°N 12°E, about 80 nautical miles from Arden and 28 from Skerry.")
    assert [(c.from_name, c.to_name, round(c.claimed_km)) for c in claims] == [
        ("48°N 12°E", "Arden", 148),
        ("48°N 12°E", "Skerry", 52),
    ]


def test_miles_of_a_log_are_nautical_and_money_is_none() -> None:
    (claim,) = check("48°N 12°E. Under way. 80 M from Arden.")
    assert round(claim.claimed_km) == 148
    assert check("48°N 12°E. They had $80 M from Arden.") == []


def test_where_nobody_is_named_nothing_is_claimed() -> None:
    assert check("They rowed 900 miles on a raft.") == []
