"""Groups on tour: whose texts they are, their own dates in tables, and what their listeners tell of themselves."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims import gazetteer

from kimmap.claims import identify_traveller, read_claims
from kimmap.claims.telling import told_in_first_person
from kimmap.dates import find_dates
from kimmap.language import analyse_documents
from kimmap.model import Block, BlockRole, Claim, Document
from kimmap.places import find_places, resolve_places

WHO = "The Grey Larks"


def document(
    *blocks: tuple[BlockRole, str], author: str | None = None, publisher: str | None = None, day: int | None = 20
) -> Document:
    text = "\n".join(words for _, words in blocks)
    starts = [sum(len(words) + 1 for _, words in blocks[:i]) for i in range(len(blocks))]
    made = tuple(Block(s, s + len(words), role) for s, (role, words) in zip(starts, blocks, strict=True))
    title = next((words for role, words in blocks if role == "title"), None)
    published = dt.date(2031, 5, day) if day else None
    return Document("a.md", text, title=title, author=author, publisher=publisher, published=published, blocks=made)


def told(doc: Document, traveller: str = WHO) -> list[Claim]:
    analyses = analyse_documents([doc])
    resolutions = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    who = identify_traveller(analyses, traveller, resolutions)
    assert who is not None
    return [c for c in read_claims(analyses, resolutions, find_dates([doc]), who)[0] if c.place is not None]


def days(claims: list[Claim]) -> dict[str, tuple[str, int]]:
    return {c.place.name: (c.status, c.when.first.day if c.when.first else 0) for c in claims if c.place}


@pytest.mark.parametrize(
    ("asked", "text", "kind"),
    [
        ("The Grey Larks", "The Grey Larks left.", "group"),
        ("Los Pajaros", "Los Pajaros left.", "group"),
        ("the Heron", "The Heron slept. He left, he says, when he had slept.", "person"),
        ("the Foreign Secretary", "The Foreign Secretary left.", "person"),
        ("Ada Larks", "Ada Larks left.", "person"),
    ],
)
def test_a_name_with_an_article_is_a_groups(asked: str, text: str, kind: str) -> None:
    who = identify_traveller(analyse_documents([Document("a.txt", text)]), asked)
    assert who is not None
    assert who.kind == kind


def test_the_table_on_a_groups_own_site_is_its_programme() -> None:
    rows: list[tuple[BlockRole, str]] = [
        ("title", "Live"),
        ("table", "Day\tTown\tRoom"),
        ("table", "Thu 22.05.2031\tBraga\tThe Orchard"),
        ("table", "Fri 23.05.2031\tPorto\tAlte Scheune"),
    ]
    assert days(told(document(*rows, publisher="THE GREY LARKS"))) == {
        "Braga": ("planned", 22),
        "Porto": ("planned", 23),
    }
    assert not told(document(*rows, publisher="Town Hall"))


LISTENER = document(
    ("title", "Three Larks shows in nine days"),
    ("body", "I promised a diary, so here it is."),
    ("body", "Braga, Monday the 12th. Somebody said that Guarda the night before had been better."),
    ("body", "Coimbra, the next day. I was late because I had the wrong ticket."),
    ("body", "Thursday: Aveiro. A friend was there. She says she will go on to Faro soon, and I do not."),
    ("body", "The Larks were good. I skipped Leiria on Friday because I have a job. I flew to Lagos."),
    author="Wiebke Dahl",
)


def test_what_a_listener_tells_of_the_group_and_of_nobody_else() -> None:
    assert days(told(LISTENER)) == {
        "Guarda": ("visited", 11),  # what somebody said of the night before, by its context
        "Braga": ("visited", 12), "Coimbra": ("visited", 13), "Aveiro": ("visited", 15),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("THE GREY LARKS\n\nWe slept in Braga. We sang and we left. Our van is old.", True),
        ("THE GREY LARKS\n\nWe looked at two rooms. We found none. The band asked us to say sorry. We are.", False),
        ("THE GREY LARKS\n\nI slept in Braga. I sang and I left. I like the band. I came late.", False),
    ],
)
def test_who_tells_of_a_group(text: str, theirs: bool) -> None:
    analyses = analyse_documents([Document("a.txt", text)])
    who = identify_traveller(analyses, WHO)
    assert who is not None
    assert told_in_first_person(analyses, who) == (theirs,)
