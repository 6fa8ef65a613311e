"""What the posts of a traveller say by their form: titles, days of a series, texts that look back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from test_claims import gazetteer

import kimmap
from kimmap.claims import identify_traveller, read_claims
from kimmap.dates import find_dates
from kimmap.language import analyse_documents
from kimmap.model import Block, BlockRole, Claim, Document, Interval
from kimmap.places import find_places, resolve_places

BODY = "I slept well and we packed. We were tired, and I had a headache."


def post(
    title: str, *paragraphs: str, day: int | None = 8, role: BlockRole = "title", author: str = "Ada Vinter"
) -> Document:
    texts = (title, *(paragraphs or (BODY,)))
    starts = [sum(len(t) + 2 for t in texts[:i]) for i in range(len(texts))]
    roles: list[BlockRole] = [role, *("body" for _ in texts[1:])]  # type: ignore[list-item]
    blocks = tuple(Block(s, s + len(t), r) for s, t, r in zip(starts, texts, roles, strict=True))
    published = dt.date(2031, 5, day) if day else None
    name = f"{day}-{title[:9]}.md"
    return Document(name, "\n\n".join(texts), title=title, author=author, published=published, blocks=blocks)


def told(*posts: Document, traveller: str = "Ada Vinter") -> list[Claim]:
    places, analyses = gazetteer(), analyse_documents(posts)
    resolutions = resolve_places(find_places(analyses, places), analyses, places)
    who = identify_traveller(analyses, traveller, resolutions)
    assert who is not None
    return [c for c in read_claims(analyses, resolutions, find_dates(posts), who)[0] if c.place is not None]


def roles(claims: list[Claim]) -> dict[str, str]:
    return {c.place.name: c.role for c in claims if c.place is not None and c.status == "visited"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Braga to Porto", {"Braga": "departs", "Porto": "arrives"}),
        ("Day 12: Braga – Porto (35 miles)", {"Braga": "stays", "Porto": "stays"}),
        ("Stage 4. Braga -> Porto, by bus", {"Braga": "departs", "Porto": "arrives"}),
        ("From Braga to Porto to Coimbra", {"Braga": "departs", "Porto": "stays", "Coimbra": "arrives"}),
        ("Catching up – Braga to Porto", {"Braga": "departs", "Porto": "arrives"}),
        ("Porto, at last", {"Porto": "stays"}),
        ("Braga and Porto", {"Braga": "stays", "Porto": "stays"}),
        ("Porto: rain and more rain", {"Porto": "stays"}),
        ("Three lazy days in Porto", {"Porto": "stays"}),
        ("Pedalling to Porto: how the pedals broke", {"Porto": "heads_for"}),
        ("How to get from Braga to Porto", {}),
        ("Why I never went to Porto", {}),
        ("Is it Braga or Porto?", {}),
    ],
)
def test_a_title_may_be_a_route(title: str, expected: dict[str, str]) -> None:
    assert roles(told(post(title))) == expected


def test_a_title_of_somebody_elses_is_no_route() -> None:
    report = "The minister left at noon. She was tired. Olaf Berg said that she had slept badly."
    assert roles(told(post("Braga to Porto", report, author="Olaf Berg"))) == {}


def test_a_heading_with_a_day_names_its_place() -> None:
    assert roles(told(post("Day 3 - Porto", role="heading"))) == {"Porto": "stays"}
    assert roles(told(post("Porto", role="heading"))) == {}


def test_the_place_of_a_title_is_told_last() -> None:
    claims = told(post("Braga to Coimbra", "We left early. I ate a plum in Porto. We were tired, and I slept."))
    order = [c.place.name for c in sorted(claims, key=lambda c: c.order) if c.place]
    assert order == ["Braga", "Porto", "Coimbra"]


def test_a_post_of_a_series_tells_of_the_days_since_the_one_before() -> None:
    posts = [post("Notes", f"We left early. I ate a plum in {p}. We slept.", day=d) for p, d in
             (("Braga", 4), ("Porto", 8), ("Coimbra", 12))]  # fmt: skip
    when = {c.place.name: c.when for c in told(*posts) if c.place}
    assert (when["Braga"].first, when["Braga"].last) == (None, dt.date(2031, 5, 4))
    assert when["Porto"].first == dt.date(2031, 5, 4)
    assert when["Coimbra"].first == dt.date(2031, 5, 8)


def test_a_post_told_as_it_happens_tells_of_its_day() -> None:
    def days(story: str) -> Interval:
        posts = [post("Notes", BODY, day=d) for d in (2, 4)]
        return next(c.when for c in told(*posts, post("Notes", story, day=15)) if c.place)

    assert days("We are in no hurry. I get up late. We have tea in Porto. I read, and we sleep.") == Interval(
        dt.date(2031, 5, 15), dt.date(2031, 5, 15)
    )
    assert days("We were in no hurry. I got up late. We had tea in Porto. I read, and we slept.").first == dt.date(
        2031, 5, 4
    )


def test_the_place_in_the_title_of_a_post_is_of_the_week_before_it() -> None:
    posts = [post("Notes", BODY, day=d) for d in (2, 4)]
    when = {
        c.place.name: c.when for c in told(*posts, post("Porto", "I had a plum in Braga. We slept.", day=20)) if c.place
    }
    assert when["Porto"] == Interval(dt.date(2031, 5, 14), dt.date(2031, 5, 20))
    assert when["Braga"] == Interval(dt.date(2031, 5, 4), None)
    soon = {c.place.name: c.when for c in told(*posts, post("Porto", BODY, day=9)) if c.place}
    assert soon["Porto"] == Interval(dt.date(2031, 5, 4), None)


def test_the_journey_is_when_most_texts_have_it() -> None:
    earlier = " ".join(f"On {day} March 2029 we were in Faro." for day in range(1, 9))
    posts = [post("Notes", f"On {d} May we slept in {p}.", day=d + 1) for d, p in ((3, "Braga"), (5, "Porto"))]
    assert set(roles(told(*posts, post("Then", earlier, day=8)))) == {"Braga", "Porto"}


def test_a_post_that_says_today_tells_of_its_day() -> None:
    posts = [post("Notes", f"We left early today. I ate a plum in {p}. We slept.", day=d) for p, d in
             (("Braga", 4), ("Porto", 6), ("Coimbra", 7))]  # fmt: skip
    days = {c.place.name: (c.when.first, c.when.last) for c in told(*posts) if c.place}
    assert days["Porto"] == (dt.date(2031, 5, 6), dt.date(2031, 5, 6))


def test_a_text_long_after_tells_of_the_month_that_it_opens_with() -> None:
    late = dt.date(2032, 2, 1)
    story = post(
        "The train",
        "Last May (2031), I went by train from Braga to Porto.",
        "We slept in Coimbra. I read.",
        "We slept.",
    )
    when = {c.place.name: c.when for c in told(replace(story, published=late)) if c.place}
    assert when["Coimbra"] == when["Porto"] == Interval(dt.date(2031, 5, 1), dt.date(2031, 5, 31))
    claims = told(replace(story, published=late))
    assert any(d.granularity == "month" for c in claims if c.place and c.place.name == "Coimbra" for d in c.dates)
    aside = post(
        "The train", "We left. I slept. I read.", "We slept in Coimbra. We ate.", "In May 2031 I bought it in Braga."
    )
    when = {c.place.name: c.when for c in told(replace(aside, published=late)) if c.place}
    assert when["Coimbra"].first is None


def test_days_counted_on_from_a_text_that_looks_back_are_none() -> None:
    story = (
        "We played in Braga. The next day we drove to Porto. The next day we drove to Coimbra. "
        "The day after we drove to Faro. I was tired, and we slept."
    )
    assert all(c.when.first is None for c in told(post("The tour is over", story)))


def test_what_a_band_signs_is_told_by_the_band() -> None:
    news = "We had a ball and our van broke. Our drums are wet, and we slept. We left for Porto."
    assert roles(told(post("News", news, author="Mudlarks"), traveller="Mudlarks")) == {"Porto": "arrives"}


def test_the_first_post_belongs_to_the_journey_though_only_later_ones_name_days() -> None:
    first = post("Porto, at last", day=4)
    second = post("Rain", "On 18 May we reached Braga. On 19 May we walked to Coimbra.", day=20)
    third = post("Sun", "On 21 May we were in Aveiro.", day=22)
    assert roles(told(first, second, third))["Porto"] == "stays"


def test_a_terse_post_of_a_series_is_the_travellers_too() -> None:
    def unsigned(title: str, text: str, day: int) -> Document:
        return replace(post(title, text, day=day), author=None)

    posts = [unsigned(f"Day {n}", "I slept badly. I had breakfast. I packed. We left.", n) for n in (4, 5, 6)]
    terse = unsigned("Braga to Porto", "Rain. I walked.", 7)
    assert roles(told(*posts, terse)) == {"Braga": "departs", "Porto": "arrives"}
    assert roles(told(*posts, replace(terse, author="Olaf Pell"))) == {}
    assert roles(told(terse)) == {}  # of which nothing says whose it is


def test_a_log_published_weeks_later_tells_of_its_own_days() -> None:
    days = ("Thursday, 1 May", "Friday, 2 May", "Saturday, 3 May")
    entries = [f"{day}: I slept well and we packed. We were tired." for day in days]
    log = post("Braga to Porto", *entries, day=31)
    when = {c.place.name: c.when for c in told(log) if c.place}
    assert when["Braga"].first == dt.date(2031, 5, 1)
    assert when["Porto"].last == dt.date(2031, 5, 3)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("By the guidebook I would sleep in these towns:", {}),
        ("I slept in these towns:", {"Braga": "stays", "Porto": "stays"}),
    ],
)
def test_a_list_of_what_would_be_tells_of_no_stop(lead: str, expected: dict[str, str]) -> None:
    told_before = post("Rain", BODY, lead, "4 May: Braga", "5 May: Porto", day=8)
    *rest, first, second = told_before.blocks
    blocks = (*rest, *(Block(b.start, b.end, "list") for b in (first, second)))
    assert roles(told(replace(told_before, blocks=blocks))) == expected


def test_reports_of_other_days_of_a_series_are_told_by_the_same_hand() -> None:
    first = post("Days 4-5: Braga to Porto", "We slept in a gym. We were tired, and I had a headache. Our bus broke.")
    second = post("Days 6-7: Porto to Coimbra", "11pm: All fine in Coimbra. Tomorrow a bus to Aveiro.", day=9)
    third = post("Coimbra and its buses", "All fine in Beja.", day=10, author="Olaf Pell")
    statuses = {c.place.name: c.status for c in told(first, second, third) if c.place}
    assert statuses["Coimbra"] == "visited"
    assert statuses["Aveiro"] == "planned"
    assert "Beja" not in statuses


@pytest.mark.parametrize(
    ("story", "nights"),
    [
        ("We stayed in Porto for three nights.", 3),
        ("We had two lovely days in Porto.", 1),
        ("We reached Porto. We moved on after two nights and slept in Braga.", 2),
        ("We rode to Porto, where we spent a night.", 1),
        ("After two nights in Porto we rode on to Braga.", 2),
        ("We camped off Porto for four nights.", 4),
        ("We got to Porto. We ended up staying five days because of the wind.", 4),
        ("A 3-night stop in Porto followed.", 3),
        ("We spent almost a week in Porto.", 5),
        ("We drove to Porto. They stayed for two weeks.", 0),
        ("We reached Porto three days ago.", 0),
        ("We reached Porto after three days of riding.", 0),
        ("We drove to Porto. We had meant to stay for a week.", 0),
    ],
)
def test_how_long_a_stay_lasted(story: str, nights: int) -> None:
    claims = told(post("Notes", f"{story} I slept well and I ate. We were tired."))
    assert max(c.nights for c in claims if c.place and c.place.name == "Porto") == nights
    assert all(c.nights == 0 for c in claims if c.place and c.place.name != "Porto")


@pytest.mark.parametrize(
    ("story", "role"),
    [
        ("We steered the van towards Porto. The club was small. We ate, and I slept.", "arrives"),
        ("We rode in the direction of Porto. I was tired. We slept.", "arrives"),
        ("We steered the van towards Porto. The road was shut and we turned back. We slept.", "heads_for"),
        ("I was tired. We ate. We steered the van towards Porto.", "heads_for"),
    ],
)
def test_a_story_that_goes_on_got_where_it_set_off_for(story: str, role: str) -> None:
    assert roles(told(post("Notes", story)))["Porto"] == role


def test_neither_now_nor_the_length_of_a_stay_is_its_day() -> None:
    def day_of(story: str) -> Interval:
        return next(c.when for c in told(post("Notes", f"{story} I slept, and we ate.", day=20)) if c.place)

    that_day, written = (Interval(dt.date(2031, 5, d), dt.date(2031, 5, d)) for d in (12, 20))
    assert day_of("On 12 May we set out early. We stayed in Porto for three nights.") == that_day
    assert day_of("On 12 May we set out early. We reached Porto in three days.") != that_day
    assert day_of("We are now in Porto for a week.") == written
    assert day_of("We are tired and cold, currently in Porto.") == written


DIARY = """ADA VINTER. POCKET-BOOK.

Tuesday, 3 January 1860.--Slept at Braga in a bed with five corners.

Wednesday, 4 Jan.--Here yet. Walked all day. Tuesday I had sung to the mule.

7 Jan.--Porto. Ate the last of the cheese.

{between}8 March.--Left Porto. I shall not see it again.

11th.--Coimbra, and rain.
"""
WAITED = "20 January.--Rain.\n\n15 February.--Rain.\n\n"


@pytest.mark.parametrize("between", [WAITED, ""])
def test_a_diary_with_typed_dashes(tmp_path: Path, between: str) -> None:
    """Its first day is no publication, its entries are days of one journey, and what they tell of is done."""
    (tmp_path / "a.txt").write_text(DIARY.format(between=between), encoding="utf-8")
    (diary,) = documents = kimmap.read(tmp_path)
    assert diary.published is None
    found = told(*documents)
    assert list(dict.fromkeys(c.place.name for c in found if c.place)) == ["Braga", "Porto", "Coimbra"]
    assert {c.status for c in found} == {"visited"}
    assert all(c.when.first == dt.date(1860, 3, 11) for c in found if c.place and c.place.name == "Coimbra")


def test_a_sentence_with_the_years_of_another_journey_tells_of_that() -> None:
    stays = "Ada Vinter was in Braga on 3 May 2031. She was in Porto on 5 May 2031."
    later = "The second, to Leiria in 2040–41, ended in Faro, where she fell ill. Her train passed through Aveiro."
    found = roles(told(post("A life", f"{stays} {later}", author="Olaf Pell")))
    assert set(found) == {"Braga", "Porto", "Aveiro"}


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Our plan had been to sail south of Porto, but a bolt broke.", "visited"),
        ("A boat, a cat and no plan.", "visited"),
        ("I have a plan for the rest.", "planned"),
    ],
)
def test_a_plan_that_was_given_up_makes_no_programme_of_what_follows(lead: str, expected: str) -> None:
    claims = told(
        post(
            "Down the coast",
            BODY,
            f"Ada Vinter again. {lead}",
            "20 May 2031: moored at Faro, the cat asleep.",
            day=None,
        )
    )
    assert {c.status for c in claims if c.place and c.place.name == "Faro"} == {expected}
