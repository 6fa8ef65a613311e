"""Who travels, as a user may name him, her or them, and what of the text is then theirs."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims import document, read

from kimmap.model import Block, BlockRole, Document

STORY = "Mayors of four towns met in Lisbon on 12 May 2031. "


@pytest.mark.parametrize(
    ("asked", "text", "place"),
    [
        ("Minister Vinter", "The minister, Dr Ada Vinter, opened a bridge in Braga.", "Braga"),
        ("Ada", "Ada Vinter slept in Braga. Vinter then took the train to Porto.", "Porto"),
        ("the Foreign Secretary", "The Foreign Secretary is now in Braga, a spokesman has confirmed.", "Braga"),
        ("the defendant Vinter", "The defendant took a bus to Braga on 3 May.", "Braga"),
        ("Group B", "Group A went to Faro. Group B went to Braga.", "Braga"),
        ("the Night Larks", "The Night Larks, a quintet, played in Porto. Yesterday they went to Braga.", "Braga"),
        ("FC Vinterhavn", "FC Vinterhavn won in Porto. They then flew to Faro.", "Faro"),
        ("Ada and Olaf", "Ada and Olaf cycled to Braga. Olaf fell off.", "Braga"),
        ("the Book Bus", "The Book Bus broke an axle in Porto. She is now in Braga.", "Braga"),
        ("Year 10", "Year 10 went to Braga. They slept badly.", "Braga"),
        ("Ada Vinter", "PM Ada Vinter is in Lisbon. “PM will visit Braga on Friday,” an aide said.", "Braga"),
        ("Ada Vinter", "Secretary Ada Maria Vinter will go to Braga.", "Braga"),
        ("Ada Vinter", "Ada Vinter's train left Porto at noon. It stopped at Braga.", "Braga"),
        (
            "President Vinter",
            "US President Vinter met President Olaf Pell. The US president then flew to Braga.",
            "Braga",
        ),
        ("Prince Olaf", "He came once with his mother. Olaf is now in Porto. He will dine in Braga.", "Braga"),
        (
            "the Grand Abbot",
            "The Grand Abbot and his party are in Porto. He then drove to Braga. He is tired.",
            "Braga",
        ),
        ("Prince Olaf", "A plane took Prince Olaf and Princess Ada to Porto. Yesterday they were in Braga.", "Braga"),
        (
            "Olaf",
            "Olaf and Ada Pell dined. Olaf and Ada slept. Olaf and Ada sailed to Porto. The pair went to Braga.",
            "Braga",
        ),
        ("Ada Vinter", "Vice President Ada Vinter is in Porto. The Vice President will go on to Braga.", "Braga"),
        ("Nobel laureate Ada Vinter", "Ada Vinter will speak in Braga on Friday.", "Braga"),
    ],
)
def test_travellers_are_known_as_users_name_them(asked: str, text: str, place: str) -> None:
    claims, _ = read(document(STORY, text), asked)
    assert place in {c.place.name for c in claims if c.place}


@pytest.mark.parametrize(
    ("asked", "text", "place"),
    [
        ("Group B", "Group A went to Faro. Group B went to Braga.", "Faro"),
        ("the Foreign Secretary", "The Foreign Secretary is in Braga. The King is in Faro.", "Faro"),
        ("Ada Vinter", "Vice President Ada Vinter is in Braga. The President flew to Faro.", "Faro"),
        ("Ada Vinter", "President Ada Vinter is in Braga. The Vice President flew to Faro.", "Faro"),
        ("Minister Vinter", "Minister Ada Vinter is in Braga. The general flew to Faro.", "Faro"),
    ],
)
def test_others_are_not_taken_for_them(asked: str, text: str, place: str) -> None:
    claims, _ = read(document(STORY, text), asked)
    assert place not in {c.place.name for c in claims if c.place}


PAIR = "Prince Olaf and Ada have begun a week in Portugal. "


@pytest.mark.parametrize(
    ("asked", "text", "place"),
    [
        ("Prince Olaf", PAIR + "The mayor of Lisbon kissed her hand. In Porto they planted a tree.", "Porto"),
        ("Prince Olaf", PAIR + "Hilde Pell, a florist, gave them roses. On Monday the two drove to Porto.", "Porto"),
        ("Prince Olaf", PAIR + "The Duke and Duchess went on to Porto by train.", "Porto"),
        ("Prince Olaf", PAIR + "The bakers invited them to a feast. On Monday they drove to Porto.", "Porto"),
        ("Ada Vinter", "Ada Vinter and her husband flew to Lisbon. A soldier saluted. They drove to Porto.", "Porto"),
    ],
)
def test_a_couple_goes_on_whoever_is_named_between(asked: str, text: str, place: str) -> None:
    claims, _ = read(document(STORY, text), asked)
    assert place in {c.place.name for c in claims if c.place}


@pytest.mark.parametrize(
    ("asked", "text", "place"),
    [
        ("Prince Olaf", PAIR + "The bakers of the town brought cakes. They had come from Faro.", "Faro"),
        ("Prince Olaf", PAIR + "Hilde Pell and Jan Poe are actors. They went to Faro.", "Faro"),
        ("Prince Olaf", PAIR + "The King and Queen went on to Faro by train.", "Faro"),
        ("King Olaf", "King Olaf and Ada are in Portugal. The Duke and Duchess went on to Faro.", "Faro"),
        ("Ada Vinter", "Ada Vinter and Olaf Pell flew to Lisbon. Officials waved. They had come from Faro.", "Faro"),
    ],
)
def test_several_others_are_no_couple(asked: str, text: str, place: str) -> None:
    claims, _ = read(document(STORY, text), asked)
    assert place not in {c.place.name for c in claims if c.place}


LARKS = "The Lark convoy has left Lisbon. The Lark convoy is cheered everywhere. "


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("Hilde Pell sent news.", "In Porto at last, after a bad road. We slept in a gym."), "Porto"),
        (("Hilde Pell sent news.", "Back in Porto. One of us is ill."), "Porto"),
        (("“We agreed,” said Hilde Pell. The convoy is tired. It will drive to Porto.",), "Porto"),
    ],
)
def test_a_convoy_is_a_group_whose_people_tell_of_it(texts: tuple[str, ...], place: str) -> None:
    claims, _ = read(document(STORY, LARKS, *texts), "Lark")
    assert place in {c.place.name for c in claims if c.place}


def test_a_day_alone_in_a_line_dates_what_stands_below_it() -> None:
    texts = ["Vinter's week", "Sunday, 11 May:", "She lands in Lisbon.", "She dines in Porto.",
             "Monday, 12 May:", "Vinter opens a bridge in Braga."]  # fmt: skip
    roles: list[BlockRole] = ["title", "heading", "body", "body", "heading", "body"]
    starts = [sum(len(t) + 2 for t in texts[:i]) for i in range(len(texts))]
    blocks = tuple(Block(s, s + len(t), r) for s, t, r in zip(starts, texts, roles, strict=True))
    report = Document("week.txt", "\n\n".join(texts), title=texts[0], published=dt.date(2031, 5, 14), blocks=blocks)
    claims, _ = read(report)
    days = {(c.place.name, c.status, c.when.first and c.when.first.day) for c in claims if c.place}
    assert days == {("Lisbon", "visited", 11), ("Porto", "visited", 11), ("Braga", "visited", 12)}


def test_a_log_kept_by_days_is_its_ships() -> None:
    text = "9 Aug. Cast off Porto at six. 11 Aug. Alongside at Lisbon; took on coal. 13 Aug. Anchored off Faro."
    title = "Log of the schooner Vinter, extract"
    blocks = (Block(0, len(title), "title"), Block(len(title) + 2, len(title) + 2 + len(text), "body"))
    log = Document("log.txt", f"{title}\n\n{text}", title=title, published=dt.date(1931, 8, 14), blocks=blocks)
    claims, _ = read(log, "Vinter")
    assert {c.place.name for c in claims if c.place} >= {"Porto", "Lisbon", "Faro"}


@pytest.mark.parametrize(
    ("label", "his"),
    [("Grey Larch (the Pells): ", True), ("Merle (the Poes): ", False), ("Grey Larch is well. ", False)],
)
def test_they_are_aboard_where_the_ships_name_heads_the_paragraph(label: str, his: bool) -> None:
    sea = "Grey Larch lay at Faro, a yacht moored alongside a ferry; the skipper mended forestay, mast and keel."
    text = f"{label}Her last letter is from Tavira. They are expected at Porto on Friday."
    claims, _ = read(document(sea, text), "Grey Larch")
    assert ("Porto" in {c.place.name for c in claims if c.place}) == his
