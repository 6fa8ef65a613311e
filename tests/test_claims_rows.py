"""Tables and programmes: whose their rows are, what their cells say was done, days over lines that open with a time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_claims import gazetteer

import kimmap
from kimmap.claims import identify_traveller, read_claims
from kimmap.dates import find_dates
from kimmap.language import analyse_documents
from kimmap.model import Claim
from kimmap.places import find_places, resolve_places

STORY = "The tanker Mary Vinter left Porto on 2 March 2031.\n"


def told(folder: Path, traveller: str = "Mary Vinter", **files: str) -> list[Claim]:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    documents = kimmap.read(folder)
    analyses = analyse_documents(documents)
    resolutions = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    who = identify_traveller(analyses, traveller, resolutions)
    assert who is not None
    return [c for c in read_claims(analyses, resolutions, find_dates(documents), who)[0] if c.place is not None]


def of(claims: list[Claim], source: str) -> list[tuple[str, str, str, int]]:
    return [
        (c.place.name, c.role, c.status, c.when.first.day if c.when.first else 0)
        for c in claims if c.place and c.quote.source == source
    ]  # fmt: skip


CALLS = """date,port,event
2031-03-04,Vigo,arrived
2031-03-05,Vigo,sailed
2031-03-06,Faro,passed
2031-03-08,Malaga,ETA
"""


def test_a_file_of_days_and_places_is_the_journeys_and_its_cells_say_what_was_done(tmp_path: Path) -> None:
    assert of(told(tmp_path, a_txt=STORY, b_csv=CALLS), "b.csv") == [
        ("Vigo", "arrives", "visited", 4),
        ("Vigo", "departs", "visited", 5),
        ("Faro", "passes", "visited", 6),
        ("Málaga", "arrives", "planned", 8),
    ]


@pytest.mark.parametrize(
    ("head", "first", "others", "rows"),
    [
        ("vessel", "Mary Vinter", "Olga Pell", 1),
        ("vessel", "Olga Pell", "Olga Pell", 0),
        ("mmsi", "299000111", "299000111", 3),
        ("mmsi", "299000111", "299000222", 0),
    ],
)
def test_a_column_says_of_whom_its_rows_tell(tmp_path: Path, head: str, first: str, others: str, rows: int) -> None:
    table = f"{head},date,port\n{first},2031-03-04,Vigo\n{others},2031-03-06,Faro\n{others},2031-03-08,Malaga\n"
    assert len(of(told(tmp_path, a_txt=STORY, b_csv=table), "b.csv")) == rows


@pytest.mark.parametrize(("column", "status"), [("venue", "planned"), ("remarks", "visited")])
def test_a_table_of_halls_is_a_programme_and_one_of_remarks_a_log(tmp_path: Path, column: str, status: str) -> None:
    table = f"date,city,{column}\n2031-03-04,Braga,Orchard\n2031-03-06,Porto,Barn\n2031-03-08,Faro,Quay\n"
    found = of(told(tmp_path, "Grey Larks band", a_txt="The Grey Larks band slept.\n", b_csv=table), "b.csv")
    assert {s for _, _, s, _ in found} == {status}


PROGRAMME = """<html><head><title>Visit of Queen Ada to Portugal</title></head><body>
<h1>Visit of Queen Ada to Portugal</h1><p>Published on 20 April 2031</p>
<h3>Saturday, 3 May 2031</h3><p>09:20 Departure by air for Porto<br>16:00 Vespers at the cathedral of Braga</p>
<h3>Sunday, 4 May 2031</h3><p>Free day</p>
<h3>Monday, 5 May 2031</h3><p>10:00 By road to Coimbra</p><p>15:00 Meeting with bakers in Leiria</p>
</body></html>
"""


def test_lines_that_open_with_a_time_are_entries_of_the_day_above_them(tmp_path: Path) -> None:
    found = of(told(tmp_path, "Queen Ada", a_html=PROGRAMME), "a.html")
    assert [(name, status, day) for name, _, status, day in found if day] == [
        ("Porto", "planned", 3),
        ("Braga Cathedral", "planned", 3),
        ("Coimbra", "planned", 5),
        ("Leiria", "planned", 5),
    ]
    assert {role for name, role, _, _ in found if name == "Porto"} == {"arrives"}


THREAD = """{"id": 1, "date": "2031-03-04", "text": "The tanker Mary Vinter anchored off Vigo this morning."}
{"id": 2, "date": "2031-03-06", "text": "%s"}
"""


@pytest.mark.parametrize(
    ("second", "places"),
    [("It sailed to Porto today. It is late.", ["Vigo", "Porto"]), ("Olga Pell sailed to Porto today.", ["Vigo"])],
)
def test_a_thread_goes_on_with_whom_it_spoke_of_last(tmp_path: Path, second: str, places: list[str]) -> None:
    found = told(tmp_path, a_jsonl=THREAD % second, b_txt="The tanker Mary Vinter left Porto on 2 March 2031.\n")
    assert [c.place.name for c in found if c.place and c.quote.source.startswith("a.jsonl")] == places


MOVED = [
    ("The visit to Braga is moved from Friday to Saturday, 10 May.", ("planned", dt.date(2031, 5, 10))),
    ("The trip to Braga has been postponed until 12 May.", ("planned", dt.date(2031, 5, 12))),
    ("The visit to Braga was postponed.", ("cancelled", None)),
    ("A visit to Braga was studied in the spring; it was given up in July.", ("cancelled", None)),
    ("His Majesty flew to Braga on 6 May.", None),
    ("Her Majesty flew to Braga on 6 May.", ("visited", dt.date(2031, 5, 6))),
    ("Her Excellency flew to Braga on 6 May.", None),
    ("Her Majesty Olga flew to Braga on 6 May.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), MOVED)
def test_days_put_off_plans_given_up_and_styles(
    tmp_path: Path, sentence: str, expected: tuple[str, dt.date | None] | None
) -> None:
    story = f"Queen Ada in Portugal\n8 May 2031\n\nQueen Ada landed in Porto on Monday. {sentence}\n"
    found = [c for c in told(tmp_path, "Queen Ada", a_txt=story) if c.place and c.place.name == "Braga"]
    assert [(c.status, c.when.first) for c in found] == ([expected] if expected else [])


CONVOYS = [
    ("A convoy of 14 trucks left Porto on Monday 5 May. It is to reach Braga on Friday.", ["Porto", "Braga"]),
    ("A caravan of 14 mules left Porto on Monday 5 May.", []),
    ("The Pell convoy rested. All fourteen trucks came into Braga on Monday 5 May.", ["Braga"]),
    ("The Pell convoy rested. Four trucks came into Braga on Monday 5 May.", []),
    ("I like them. We had come up from Porto by train.", []),
]


@pytest.mark.parametrize(("text", "places"), CONVOYS)
def test_what_stands_for_a_convoy(tmp_path: Path, text: str, places: list[str]) -> None:
    story = f"Relief\n3 May 2031\n\n{text}\n"
    found = told(tmp_path, "Pell convoy", a_txt=story, b_txt="The Pell convoy was in Faro on 1 May 2031.\n")
    assert [c.place.name for c in found if c.place and c.quote.source == "a.txt"] == places


def test_the_train_that_one_comes_off_was_left_where_it_is_called_after(tmp_path: Path) -> None:
    nights = 'date,place\n2031-03-04,"Braga, off the Porto ferry"\n2031-03-06,Faro\n'
    claims = of(told(tmp_path, a_txt=STORY, log_csv=nights), "log.csv")
    assert [(place, role) for place, role, _, _ in claims] == [
        ("Braga", "stays"), ("Porto", "departs"), ("Faro", "stays"),
    ]  # fmt: skip


HOURS = """THE PALACE OFFICE
Lisbon, 2 May 2031

VISIT OF QUEEN ADA TO PORTUGAL

Monday 12 May
  08.12  Departure from Lisbon
  11.05  Coimbra. Lunch with the mayor

Tuesday 13 May
{line}
  11.30  Departure
  13.40  Porto, halt of an hour
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("  Aveiro: Botanical Garden; in the afternoon by car to Viseu", {"Aveiro", "Viseu", "Porto"}),
        ("  By train to Braga; guided tour of the cathedral", {"Braga", "Porto"}),
        ("  Rui Pell waits at Braga and the minister of ports stays in Faro", {"Porto"}),
    ],
)
def test_lines_without_an_hour_under_a_day_of_a_programme(tmp_path: Path, line: str, found: set[str]) -> None:
    claims = told(tmp_path, "Queen Ada", a_txt=HOURS.format(line=line))
    assert {c.place.name for c in claims if c.place and c.when.first == dt.date(2031, 5, 13)} >= found - {"Porto"}
    assert {c.place.name for c in claims if c.place} - {"Lisbon", "Coimbra", "Portugal"} == found


SHOWS = """Vinter Strings - list of 3 January 2031
date,town,venue,time
2031-05-04,"Vigo",Faro Hall,19:00
2031-05-05,-,"Flight to Porto, hotel",11:00
2031-05-06,Coimbra,Lisbon Rooms,19:00
2031-05-07,Braga,Town hall,19:00
"""


def test_what_a_table_says_of_itself_over_its_headings_is_its_title(tmp_path: Path) -> None:
    """The row under it holds the headings: a hall is no town, but in a row without a town one looks further."""
    story = "The Vinter Strings sang in Vigo on 4 May 2031.\n"
    found = of(told(tmp_path, "Vinter Strings", a_txt=story, b_csv=SHOWS), "b.csv")
    assert [(name, day) for name, _, _, day in found] == [
        ("Vigo", 4),
        ("Porto", 5),
        ("Coimbra", 6),
        ("Braga", 7),
    ]
    document = next(d for d in kimmap.read(tmp_path) if d.name == "b.csv")
    assert [b.role for b in document.blocks[:2]] == ["title", "table"]


@pytest.mark.parametrize("text", ["name\nVigo\nPorto\n", "notes of a day\nplace,day\nVigo,4\n"])
def test_a_column_alone_has_no_title(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    document = next(iter(kimmap.read(tmp_path)))
    assert {b.role for b in document.blocks} == {"table"}
