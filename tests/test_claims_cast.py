"""Who is meant: by office, style or epithet, whom a clause is about, whose club it is, and who is proposed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_claims import document, read

from kimmap.claims import identify_traveller
from kimmap.claims.proposing import candidates
from kimmap.language import analyse_documents

ADA = "Ada Vinter"

HIS_OWN = [
    # Offices, bare or with their portfolio.
    (ADA, "Secretary of State Ada Vinter was in Braga. The Secretary will go on to Porto.", "Porto"),
    (ADA, "Secretary of State Ada Vinter was in Braga. The secretary flew to Porto in the evening.", "Porto"),
    (ADA, "Ada Vinter, Britain's Foreign Secretary, was in Braga. The Foreign Secretary drove to Porto.", "Porto"),
    (ADA, "Foreign Minister Ada Vinter met Defence Minister Olaf Pell. The foreign minister went to Porto.", "Porto"),
    (ADA, "Gov. Ada Vinter was in Braga. The governor drove to Porto.", "Porto"),
    (ADA, "Vice President Ada Vinter was in Braga. The veep drove to Porto.", "Porto"),
    # Epithets and styles.
    ("Pope Olaf IV", "Pope Olaf IV was in Braga. The Holy Father then came to Porto from Faro.", "Porto"),
    ("Pope Olaf IV", "Pope Olaf IV was in Braga. The pontiff flew to Porto.", "Porto"),
    ("Olaf IV", "King Olaf IV reached Braga on 12 May 1885. H. M. landed at Porto on Friday.", "Porto"),
    ("Queen Ada", "Queen Ada came to Braga. The sovereign dined in Porto.", "Porto"),
    ("Emperor Olaf", "The Emperor Olaf was in Braga. H.I.M. dined in Porto.", "Porto"),
    ("Prince Olaf", "Prince Olaf was in Braga on 12 May 1876. H.R.H. landed at Porto.", "Porto"),
    ("Duke of Faro", "The Duke of Faro was in Braga on 12 May 1876. His Grace landed at Porto.", "Porto"),
    ("the Dalai Lama", "The Dalai Lama was in Braga. His Holiness taught in Porto.", "Porto"),
    ("Dr Olaf Pell", "Dr Olaf Pell, the botanist, landed at Braga. The Doctor walked on to Porto.", "Porto"),
    (ADA, "Ada Vinter left. The record is Hilde Pell's. The mother of two will ride to Porto.", "Porto"),
    # Families, parties, spellings.
    ("Olaf Pell", "Olaf Pell and his wife were in Braga. The Pells left for Porto in June.", "Porto"),
    ("Olaf Pell", "The Pells had left Braga in May. They slept in Porto.", "Porto"),
    ("Grey Heron", "The research vessel Grey Heron left Braga. The icebreaker Greyheron sailed from Porto.", "Porto"),
]


@pytest.mark.parametrize(("asked", "text", "place"), HIS_OWN)
def test_whoever_bears_it_is_meant_by_office_style_and_epithet(asked: str, text: str, place: str) -> None:
    claims, _ = read(document(text), asked)
    assert place in {c.place.name for c in claims if c.place}


OTHERS = [
    (ADA, "Foreign Secretary Ada Vinter was in Lisbon. Home Secretary Olaf Pell spoke. The Home Secretary is in Faro."),
    (ADA, "Prime Minister Ada Vinter met Prime Minister Olaf Pell. The prime minister of Spain flew to Faro."),
    (ADA, "Minister Ada Vinter met King Olaf in Braga. The King set out on a tour that leads him to Faro."),
    ("Antony Vinter", "Antony Vinter met King Olaf. The King set out on Saturday on a round that takes him to Faro."),
    (ADA, "Ada Vinter landed in Lisbon. Gov. Olaf Pell, who was in Faro last night, greeted her on the tarmac."),
    (ADA, "Ada Vinter spoke in Lisbon. SPOTTED. Olaf Pell at the airport in Faro on Sunday, waiting like all others."),
    (
        ADA,
        "Ada Vinter spoke in Lisbon. Olaf Pell goes to Braga on Wednesday, to Porto on Thursday and to Faro on Friday.",
    ),
    (ADA, "Ada Vinter was in Lisbon, where she telephoned Olaf Pell at his residence in Faro."),
    (ADA, "Ada Vinter was in Lisbon. She called Pell at his home in Faro to offer him the job."),
    (ADA, "Ada Vinter spoke with Olaf Pell at the mansion in Faro by telephone from Lisbon."),
    (ADA, "Ada Vinter was in Lisbon. From there she phoned her mother at home in Faro."),
    (ADA, "Ada Vinter was in Lisbon. On Monday she went to Porto in the patrol boat Faro, a passage of 23 miles."),
    (ADA, "Ada Vinter and Faro Gov. Olaf Pell wave to the crowd in Braga on 12 May 2031."),
    ("Vinterhavn United", "Vinterhavn United drew 1-1 with Faro in Lisbon on 12 May 2031."),
    ("Vinterhavn United", "Vinterhavn United lost 2-0 to Real Faro in Lisbon. They won in Braga."),
    ("Vinterhavn United", "Vinterhavn United played in Lisbon. Vinterhavn United Women will hold a camp in Faro."),
    ("Vinterhavn United", "Vinterhavn United won in Lisbon. The women's team have flown to Faro."),
    ("Vinterhavn United", "Vinterhavn United won in Lisbon. Rovers moved on to Faro, where they beat Lyon."),
]


@pytest.mark.parametrize(("asked", "text"), OTHERS)
def test_what_others_do_is_not_the_travellers(asked: str, text: str) -> None:
    claims, _ = read(document(text), asked)
    assert "Faro" not in {c.place.name for c in claims if c.place}


@pytest.mark.parametrize("text", ["Ada Vinter telephoned Pell from Faro.", "She called on Pell at his home in Faro."])
def test_whoever_calls_is_where_the_call_is_made(text: str) -> None:
    claims, _ = read(document("Ada Vinter was in Lisbon on Monday.", text))
    assert "Faro" in {c.place.name for c in claims if c.place}


def test_a_club_goes_on_as_they_in_its_own_history() -> None:
    told = (
        "The club Vinterhavn FC beat Lyon 2-0 in Lisbon on 12 May 1969. Historians have found nothing to confirm it.",
        "Olaf Pell, the goalkeeper, swore to it. From Lisbon they flew next day to Faro.",
    )
    claims, _ = read(document(*told), "Vinterhavn FC")
    assert "Faro" in {c.place.name for c in claims if c.place}


@pytest.mark.parametrize(
    "text", ["Lisbon's Last Ship\n\nAda Vinter, 41, left.", "The ship\n\nAda Vinter left.", "Mrs Ada Vinter left."]
)
def test_a_person_below_a_headline_that_ends_in_a_ship_is_none(text: str) -> None:
    who = identify_traveller(analyse_documents([document(*text.split("\n\n"))]), ADA)
    assert who is not None
    assert who.kind == "person"


@pytest.mark.parametrize(
    ("texts", "proposed"),
    [
        (
            ("Vinterhavn United won in Braga.", "Vinterhavn United lost in Porto. Olaf Pell was in Faro."),
            "Vinterhavn United",
        ),
        (("The Faro Philharmonic flew to Braga.", "The Faro Philharmonic played in Porto."), "Faro Philharmonic"),
        (("Mayor Ada Vinter and Governor Olaf Pell toured a plant in Braga.",), "Ada Vinter"),
        (("Ada Vinter landed in Braga. Olaf Pell had been in Faro and met her.",), "Ada Vinter"),
    ],
)
def test_whom_most_texts_tell_of_as_moving_is_proposed(texts: tuple[str, ...], proposed: str) -> None:
    documents = [replace(document(text), name=f"{i}.txt") for i, text in enumerate(texts)]
    found = candidates(analyse_documents(documents))
    assert found[0].name.removeprefix("The ") == proposed
    assert all(c.sentences for c in found)
