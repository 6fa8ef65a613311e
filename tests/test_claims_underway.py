"""Ships, convoys, people wanted: whom "the tanker" and "the accused" mean, legs in tables, plans with an if."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims_followed import rows_of
from test_claims_posts import told

from kimmap.dates import find_dates, settle_local_days
from kimmap.gazetteer import open_gazetteer
from kimmap.language import analyse_documents
from kimmap.model import Block, Document
from kimmap.places import find_places, resolve_places


def page(*paragraphs: str, name: str = "a.txt", title: bool = False, day: dt.date | None = None) -> Document:
    blocks, at = [], 0
    for i, text in enumerate(paragraphs):
        blocks.append(Block(at, at + len(text), "title" if title and not i else "body"))
        at += len(text) + 2
    return Document(
        name, "\n\n".join(paragraphs), title=paragraphs[0] if title else None, published=day, blocks=tuple(blocks)
    )


def places(*documents: Document, traveller: str) -> set[tuple[str, str]]:
    return {(c.place.name, c.status) for c in told(*documents, traveller=traveller) if c.place is not None}


SHIP = "The tanker Amber Linnet left Lisbon on 3 May 2031."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Captain Rui Pell gave no reason. On 5 May the tanker was at anchor off Faro.", {("Faro", "visited")}),
        ("The owner, Rui Pell, would not talk. On 5 May the tanker reached Faro.", {("Faro", "visited")}),
        ("A trawler, the Blue Finch, came by. The trawler reached Faro on 5 May.", set()),
        ("The ship's manager, Pell Marine of Faro, did not reply to our questions.", set()),
    ],
)
def test_a_ship_is_meant_whoever_was_spoken_of_last(text: str, found: set[tuple[str, str]]) -> None:
    assert places(page(SHIP, text), traveller="Amber Linnet") - {("Lisbon", "visited")} == found


def test_the_head_of_a_row_is_no_person() -> None:
    rows = rows_of("x", "Built\t2004", "Manager")
    text = f"Amber Linnet\n{rows.text}\nThe tanker has been at anchor off Faro since 5 May 2031."
    ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    roles = ("title", "table", "table", "body")
    blocks = tuple(Block(s, e, r) for s, e, r in zip(starts, ends, roles, strict=True))  # type: ignore[arg-type]
    register = Document("b.html", text, title="Amber Linnet", blocks=blocks)
    assert ("Faro", "visited") in places(page(SHIP), register, traveller="Amber Linnet")


CONVOY = "The Grey Lantern convoy left Lisbon on 3 May 2031."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It had to give up its plan to reach Faro.", {("Faro", "cancelled")}),
        ("Ada Pell, who leads it, said on 4 May 2031 that the trucks had reached Faro.", {("Faro", "visited")}),
        ("Ada Pell of the bakery said on 4 May 2031 that the bakers had reached Faro.", set()),
    ],
)
def test_it_and_the_trucks_are_the_convoy(text: str, found: set[tuple[str, str]]) -> None:
    assert places(page(f"{CONVOY} {text}"), traveller="Grey Lantern convoy") - {("Lisbon", "visited")} == found


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("R. v. Vinter", "On 3 May 2031 the defendant drove to Porto. On 4 May she slept in Braga."),
         {"Porto", "Braga"}),
        (("The State v. Vinter", "On 3 May 2031 a cousin drove the defendant to Porto. On 4 May she was in Braga."),
         {"Porto", "Braga"}),
        (("R. v. Vinter", "The clerk, Rosa Pell, came late. On 3 May 2031 she had been in Braga."), set()),
    ],
)  # fmt: skip
def test_the_accused_of_a_court_paper(paragraphs: tuple[str, ...], found: set[str]) -> None:
    story = page("Ada Vinter was tried in Lisbon. She said nothing.", name="b.txt")
    claims = places(page(*paragraphs, title=True), story, traveller="Ada Vinter")
    assert {name for name, _ in claims} - {"Lisbon"} == found


@pytest.mark.parametrize(
    ("plan", "status"),
    [
        ("If the pass opens we go up to Braga on Thursday.", "planned"),
        ("Unless it snows we drive to Braga on Thursday.", "planned"),
        ("On Thursday we went up to Braga.", "visited"),
    ],
)
def test_what_hangs_on_a_condition_is_yet_to_come(plan: str, status: str) -> None:
    report = page(f"Lisbon, 4 May 2031. We slept in Lisbon and we loaded. {plan} We are well.", day=dt.date(2031, 5, 4))
    claims = told(report, page("Ada Vinter's report.", name="b.txt"), traveller="Grey Lantern convoy")
    assert {c.status for c in claims if c.place and c.place.name == "Braga"} == {status}


LEGS = (
    "leg\tdate\tfrom\tto\tlorries\tstatus",
    "1\t2031-05-03\tLisbon\tCoimbra\t9\tdone",
    "2\t2031-05-04\tCoimbra\tFaro\t9\tcancelled - road cut",
    "3\t2031-05-04\tCoimbra\tPorto\t9\tdone",
    "4\t2031-05-06\tPorto\tVigo\t9\tplanned",
)


def test_the_ends_of_legs_in_a_table() -> None:
    claims = told(page(CONVOY), rows_of("manifest.csv", *LEGS), traveller="Grey Lantern convoy")
    found = {(c.place.name, c.role, c.status, c.when.first.day) for c in claims if c.place and c.when.first}
    assert {
        ("Coimbra", "arrives", "visited", 3), ("Faro", "arrives", "cancelled", 4), ("Coimbra", "departs", "visited", 4),
        ("Porto", "arrives", "visited", 4), ("Vigo", "arrives", "planned", 6),
    } <= found  # fmt: skip
    assert not [c for c in claims if c.place and c.place.name == "Coimbra" and c.status == "cancelled"]


def test_the_zone_of_a_row_is_that_of_its_position() -> None:
    rows = rows_of("ais.csv", "time\tname\tlat\tlon", "2031-05-03T02:20:00Z\tMERIDIAN\t38.6900\t-9.3500")
    (document,), gazetteer = (rows,), open_gazetteer()
    analyses = analyse_documents([document])
    resolutions = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    (day,) = settle_local_days(find_dates([document]), resolutions)
    assert day.interval.first == dt.date(2031, 5, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Report 2, 13 May 2031\n\nFaro from the 10th until this morning.", "2031-05-10", "2031-05-13"),
        ("Report 2, 13 May 2031\n\nFaro from the 28th until yesterday.", "2031-04-28", "2031-05-12"),
        ("Net on channel 3 - Thursday 15 May 2031\n\nWe roll.", "2031-05-15", "2031-05-15"),
        ("Closed 12 - 15 May 2031\n\nWe roll.", "2031-05-12", "2031-05-15"),
    ],
)
def test_days_of_reports(text: str, first: str, last: str) -> None:
    found = [d for d in find_dates([Document("d", text)]) if not d.interval.is_open]
    told_days = found[-1].interval
    assert (str(told_days.first), str(told_days.last)) == (first, last)


def test_a_prison_and_a_refinery_are_where_their_towns_are() -> None:
    documents = [page("Ada Vinter left Coimbra Prison on 3 May 2031. She reached Sines Refinery on 4 May.")]
    found = {r.place.name for r in _resolved(documents) if r.place is not None}
    assert {"Coimbra", "Sines"} <= found


def _resolved(documents: list[Document]):  # type: ignore[no-untyped-def]
    gazetteer, analyses = open_gazetteer(), analyse_documents(documents)
    return resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She cleared Faro at noon on 5 May.", {("Faro", "visited")}),
        ("On 5 May she was drifting off Faro with two fenders out.", {("Faro", "visited")}),
        ("On 5 May she was seen loitering off Faro.", {("Faro", "visited")}),
        ("Kindly confirm that her cargo is for Faro, ETA 8 May.", {("Faro", "planned")}),
        ("She is bound for Faro (ETA 8 May).", {("Faro", "planned")}),
        ("A rule that clears Faro of cars came on 5 May.", set()),
    ],
)
def test_what_ships_do(text: str, found: set[tuple[str, str]]) -> None:
    assert places(page(f"{SHIP} {text}"), traveller="Amber Linnet") - {("Lisbon", "visited")} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Somebody says the Grey Lantern convoy came to Faro last night??", {("Faro", "possible")}),
        ("Did the Grey Lantern convoy come to Faro last night?", set()),
    ],
)
def test_a_rumour_with_a_question_mark(text: str, found: set[tuple[str, str]]) -> None:
    post = page(text, name="p.txt", day=dt.date(2031, 5, 6))
    assert places(page(CONVOY), post, traveller="Grey Lantern convoy") - {("Lisbon", "visited")} == found


def test_days_beside_the_places_of_a_numbered_paragraph() -> None:
    text = "Ada Vinter was in Porto from 3 to 5 May 2031 and in Braga from 5 to 8 May 2031."
    whole, start = f"Ada Vinter\n{text}", len("Ada Vinter\n")
    blocks = (Block(0, start - 1, "title"), Block(start, len(whole), "list"))
    claims = told(Document("a.md", whole, title="Ada Vinter", blocks=blocks))
    days = {c.place.name: (str(c.when.first)[-1], str(c.when.last)[-1]) for c in claims if c.place}
    assert days == {"Porto": ("3", "5"), "Braga": ("5", "8")}


def test_now_is_the_day_of_the_report() -> None:
    texts = ("Report 3, 9 May 2031", "I am well.", "Report 4, 13 May 2031",
             "I slept in Faro from the 10th until this morning. I am now in Braga, and I am tired.")  # fmt: skip
    starts = [sum(len(t) + 2 for t in texts[:i]) for i in range(len(texts))]
    roles = ("heading", "body", "heading", "body")
    blocks = tuple(Block(s, s + len(t), r) for s, t, r in zip(starts, texts, roles, strict=True))  # type: ignore[arg-type]
    claims = told(Document("r.md", "\n\n".join(texts), author="Ada Vinter", blocks=blocks))
    assert {c.when.first for c in claims if c.place and c.place.name == "Braga"} == {dt.date(2031, 5, 13)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 3 May 2031 Olaf Vinter escaped from a prison in Coimbra.", {("Coimbra", "departs")}),
        (
            "On 3 May 2031 Olaf Vinter drove from a hotel in Coimbra to Braga.",
            {("Coimbra", "departs"), ("Braga", "arrives")},
        ),
        ("Olaf Vinter is wanted. His stolen van was found in Coimbra on 9 May 2031.", set()),
        ("Olaf Vinter is wanted. He was found in Coimbra on 9 May 2031.", {("Coimbra", "stays")}),
    ],
)
def test_whence_somebody_fled_and_where_his_car_was_found(text: str, found: set[tuple[str, str]]) -> None:
    claims = told(page(text), traveller="Olaf Vinter")
    assert {(c.place.name, c.role) for c in claims if c.place} == found


@pytest.mark.parametrize(
    ("told_", "first", "last"),
    [
        ("The tanker will sail on Friday for Faro.", dt.date(2031, 5, 16), None),
        ("The tanker will reach Faro on Friday.", dt.date(2031, 5, 16), dt.date(2031, 5, 16)),
    ],
)
def test_the_day_of_sailing_is_not_that_of_coming_in(told_: str, first: dt.date, last: dt.date | None) -> None:
    paper = page(SHIP, told_, day=dt.date(2031, 5, 14))
    claims = [c for c in told(paper, traveller="Amber Linnet") if c.place and c.place.name == "Faro"]
    assert [(c.when.first, c.when.last) for c in claims] == [(first, last)]
