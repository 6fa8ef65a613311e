"""What "here", "the capital", "the town" take up: the dateline, what the article is about, what was named."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import Analysis, Name, analyse_documents
from kimmap.model import Document
from kimmap.places import find_places, resolve_places

NAMES = re.compile(
    r"\b(?:La Serena|Chile|Linz|LINZ|Austria|WINDHOEK|Namibia|Luanda|Oslo|Bergen|Kiruna|Sweden|GRAZ|Graz|Leoben|Samsun|"
    r"Bafra|Lima|Vienna|Styria|Sicily|Accra|Lagos|Lomé)\b"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def analyse(text: str) -> Analysis:
    """The grammar of the embedded pipeline, with the names of this module."""
    names = tuple(Name(m.start(), m.end(), m.group(), "LOC") for m in NAMES.finditer(text))
    return replace(analyse_documents([Document("a.txt", text)])[0], names=names)


MEANT = [
    # the town of a dateline, or of "town, country"
    ("LINZ, Austria - Shops were shut here on Sunday.", "Linz"),
    ("He flew to Linz, Austria. He slept there.", "Linz"),
    (
        "            Hotel Bristol, Linz,\n            3rd May 1908.\n\nGraz wrote. I have been here since Friday.",
        "Linz",
    ),
    ("A card came from Linz,\nand 1908 was wet. He was in Graz. I slept here.", "Graz"),
    # a capital that the text has named, before that of the country named last
    ("WINDHOEK, Namibia — The train left Luanda on Sunday. It lost a day near the capital.", "Windhoek"),
    ("WINDHOEK — The train left Luanda, and Luanda was dark. It lost a day near the capital.", "Windhoek"),
    ("Lomé was hot. He drove to Accra, and Accra slept. He did not see the capital again.", "Accra"),
    ("WINDHOEK, Namibia — Rain fell on Leoben, an hour from the provincial capital.", None),
    ("He flew from Oslo to Bergen, and on to Kiruna. He did not see the capital again.", "Oslo"),
    ("Accra was quiet, and Accra slept. He drove to Lagos and to Lomé. He did not see the capital again.", "Accra"),
    ("He flew from Oslo. In Sweden he saw the capital.", "Stockholm"),
    # whence somebody of that people sets out
    ("A train is on its way to Austria. It has carried the Chilean north from the capital.", "Santiago"),
    ("A train is on its way to Austria. The Chilean saw the capital.", "Vienna"),
    # the station of a town
    ("He saw Linz. A train pulled out of Leoben's southern station.", "Leoben"),
    # the seat of a region
    ("GRAZ, Austria — Snow fell on Leoben, an hour from the provincial capital.", "Graz"),
    ("He left Samsun for Bafra. He slept in the provincial capital.", "Samsun"),
    ("He was in Lima. He saw the former capital.", None),
    # what the article is about
    ("Linz is a walled city in Austria. A road leads to Graz. The city has two bridges.", "Linz"),
    ("Linz is a walled city in Austria. The railway from Graz ended here.", "Linz"),
    ("Graz is the capital and largest town of Styria. Trains from Vienna reach the capital at noon.", "Graz"),
    ("GRAZ, Austria — Snow fell. Linz was cut off.\nThe city has two ploughs.", "Graz"),
    # nothing that somebody only speaks of
    ('He flew to Linz. "It was colder in Graz," he said in the town.', "Linz"),
    ("He flew to Linz. “It was colder in Graz. I liked the town,” he said.", "Graz"),
    # other forms of a dateline, and the town that a paper is called after
    ("Reuter service, Linz, Feb. 2, 1969\n\nGraz won. The team landed here on Sunday.", "Linz"),
    ("Linz, Styria, 18 March 1914\n\nGraz wrote. I came here on Sunday.", "Linz"),
    ("LINZ, July 8.\nGraz won. The team came here on Sunday.", "Linz"),
    ("LINZ, Sept. 13. — Graz won. The team came here on Sunday.", "Linz"),
    ("Linz, June 2 (LPA) Graz won. The team came here on Sunday.", "Linz"),
    ("Coast News Service, Linz, 16 May 2024, 17:40\n\nGraz won. The team came here on Sunday.", "Linz"),
    ("THE LINZ HERALD\nSunday\n\nGraz won. The team came here yesterday.", "Linz"),
    # what stands behind it says where it is
    ("He left Graz. The cars were checked here in Linz.", "Linz"),
    ("He left Graz. They landed at the airport in Lima.", "Jorge Chavez International Airport"),
    # nothing that is compared, or where people are from
    ("He reached Linz, larger than Graz, and slept there.", "Linz"),
    ("He reached Linz. Pilgrims from Graz were expected there.", "Linz"),
    # the airport is where the story is
    (
        "LIMA, 5 May 2031\n\nOslo was wet.\n\nShe came from Accra. He spoke at the airport.",
        "Jorge Chavez International Airport",
    ),
    ("He was met in Lima. Accra denied it. He spoke at the airport.", "Jorge Chavez International Airport"),
    ("He came to Lima from Accra and spoke at the airport.", "Jorge Chavez International Airport"),
    # the capital from which a way is told
    ("Accra was dull, Accra was hot. He slept at Bergen, 460 km from the capital.", "Oslo"),
    # an island that is a region
    ("They reached Sicily. The island was dry.", "Sicily"),
]


@pytest.mark.parametrize(("text", "wanted"), MEANT, ids=[text for text, _ in MEANT])
def test_what_a_description_takes_up(gazetteer: Gazetteer, text: str, wanted: str | None) -> None:
    analysis = analyse(text)
    found = resolve_places(find_places([analysis], gazetteer), [analysis], gazetteer)
    described = [r for r in found if r.mention.reference == "description"]
    assert [r.place.name if r.place else None for r in described[-1:]] == [wanted]


def test_what_names_its_owner_behind_it_is_none(gazetteer: Gazetteer) -> None:
    analysis = analyse("Linz is the capital of the Austrian north.")
    assert not [m for m in find_places([analysis], gazetteer) if m.reference == "description"]


@pytest.mark.parametrize(
    "text",
    [
        "I owe you three letters from Linz; here they are in one.",
        "So here it is, the list of Linz.",
        "Here is the list of Linz.",
        "Linz at last. There she is!",
        "Here are my dates in Linz.",
        "Here comes the bill from Linz.",
    ],
)
def test_a_word_that_points_at_what_follows_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    found = find_places([analyse(text)], gazetteer)
    assert not [m for m in found if m.name in ("here", "there")]
