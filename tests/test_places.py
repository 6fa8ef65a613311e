"""Names in their context → the places that they mean, with the reasons; and where kimmap abstains."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import Analysis, Sentence
from kimmap.model import Document, Resolution
from kimmap.places import mentions_at, rank_places, resolution, resolve_places
from kimmap.places.coherence import Weighing
from kimmap.places.scene import Scene


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def marked(text: str, name: str = "a.txt") -> tuple[Analysis, list[tuple[int, int]]]:
    """A document of one sentence, and the spans that stand in square brackets."""
    plain, spans = "", []
    for part in re.split(r"(\[[^\]]+\])", text):
        if part.startswith("["):
            spans.append((len(plain), len(plain) + len(part) - 2))
        plain += part.strip("[]") if part.startswith("[") else part
    document = Document(name, plain)
    return Analysis(document, (Sentence(0, len(plain), ()),), ()), spans


def resolve(gazetteer: Gazetteer, *texts: str) -> list[Resolution]:
    """All names of some documents, in order."""
    read = [marked(text, f"{i}.txt") for i, text in enumerate(texts)]
    mentions = [m for analysis, spans in read for m in mentions_at(analysis, spans)]
    return list(resolve_places(mentions, [a for a, _ in read], gazetteer))


MEANT = [
    # what the text says of it
    ("The train stopped in [Artyom], in [Russia]'s [Far East].", "geonames:2027456"),
    ("in the [Far East] city of [Artyom]", "kimmap:region/far-east", "geonames:2027456"),
    ("They met in [Paris], [Texas].", "geonames:4717560"),
    ("[Paris] ([Texas])", "geonames:4717560"),
    ("She read in [Athens], [Georgia].", "geonames:4180386", "geonames:4197000"),
    ("He flew to [London], [Ontario].", "geonames:6058560"),
    ("the state of [Washington]", "geonames:5815135"),
    ("in the province of [Samsun]", "geonames:740263"),
    ("in [Samsun]", "geonames:740264"),
    # a country, not the city that is known by its name, too
    ("They flew on to [Paraguay] from [Asunción].", "geonames:3437598"),
    # what is done there
    ("They climbed [Cotopaxi] in two days.", "kimmap:volcano/cotopaxi-ec"),
    ("the summit of [Kilimanjaro]", "kimmap:mountain/mount-kilimanjaro-tz"),
    ("[Chimborazo]'s slopes", "kimmap:volcano/chimborazo-ec"),
    ("He worked in [Cotopaxi] province.", "geonames:3658766"),
    ("They sailed round [Corsica].", "kimmap:island/corsica-island-fr"),
    # where in it something is, and when
    ("Sat — [York], Arts Hall, 7 pm\n\nby train to [Toronto]", "geonames:4562407"),
    ("Sat — [York], Arts Hall, 7 of us\n\nby train to [Toronto]", "geonames:6185560"),
    # what else it names
    ("He left [Vladivostok] for [Artyom] on Sunday.", "geonames:2013348", "geonames:2027456"),
    ("He left [Baku] for [Artyom] on Sunday.", "geonames:587084", "geonames:587207"),
    ("[Cambridge], [Ely] and [Peterborough]", "geonames:2653941"),
    ("[Cambridge], [Somerville] and [Boston]", "geonames:4931972"),
    ("[Richmond], [Norfolk] and [Roanoke]", "geonames:4781708"),
    ("[Richmond], [Ripon] and [Darlington]", "geonames:2639388"),
    ("from [Valparaíso] to [Santiago]", "geonames:3868626", "geonames:3871336"),
    ("[Durham], [Newcastle] and [Sunderland]", "geonames:2650628"),
    ("[Durham], [Raleigh] and [Chapel Hill]", "geonames:4464368"),
    # two names prove little: most have some two villages that are neighbours
    ("born in [Dresden] and raised in [Hanover]", "geonames:2935022", "geonames:2910831"),
    ("shown in [Milan] before it moved to [New York]", "geonames:3173435"),
    ("from [Southampton] for [Virginia]", "geonames:2637487"),
    ("[Salem] and [Keizer]", "geonames:5750162"),
    # what is plainly said to hold it counts in full, but not in a list
    ("in [Peru], [Indiana], on Monday", "geonames:4924733"),
    ("in [Lebanon], [Ohio].", "geonames:4516412"),
    ("in [Jamaica], [Cuba], [Florida]", "geonames:3489940", "geonames:3562981"),
    # how far it is from another
    ("The hospital in [Vienna], 25 km from [Washington]", "geonames:4791160"),
    ("He left [Vienna]. It is 25 km from [Washington].", "geonames:2761369"),
    (
        "[Birmingham] and [Coventry], or the other [Birmingham], in [Alabama]",
        "geonames:2655603",
        "geonames:2652221",
        "geonames:4049979",
    ),
    (
        "the other [Coventry], in [Rhode Island], is smaller than [Coventry]",
        "geonames:5221637",
        "geonames:5224323",
        "geonames:2652221",
    ),
    # a landscape holds what lies in it
    ("He slept in [Whitby], in [Yorkshire].", "geonames:2634135"),
    # in old texts towns are called as they were then
    ("In 1919 he lived at [Smyrna].", "geonames:311046"),
    ("He lives at [Smyrna].", "geonames:4223379"),
    ("In 1919 his ancestors, who sold it in 2004, lived at [Smyrna].", "geonames:4223379"),
    # what is best known
    ("They met in [Paris].", "geonames:2988507"),
    ("He spoke in [Moscow].", "geonames:524901"),
    ("PYONGYANG is [PYONGYANG]", "geonames:1871859"),
    # spelling and other names
    ("from [Trebizond] to [Erzeroum]", "geonames:738648", "geonames:315368"),
    ("[Peking]", "geonames:1816670"),
    ("[Kilimanjaro] in the clouds", "kimmap:mountain/mount-kilimanjaro-tz"),
    ("[Constantinople]", "geonames:745044"),
    ("at [Khasan Station], the closest border with [North Korea]", "kimmap:border_crossing/khasan-ru-kp"),
    ("from [Almaty-2]", "geonames:1526384"),
    # a nationality is evidence; given as a name it is its country
    ("the [Russian] delegation", "geonames:2017370"),
    ("two [Oregonians] and a [European]", "geonames:5744337", "geonames:6255148"),
]


@pytest.mark.parametrize("case", MEANT, ids=lambda case: case[0])
def test_a_name_in_its_context(gazetteer: Gazetteer, case: tuple[str, ...]) -> None:
    text, *wanted = case
    found = [r.place.id if r.place else None for r in resolve(gazetteer, text)]
    assert found[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They reached [Qwxzlandia].", "the gazetteer has no place called “Qwxzlandia”"),
        ("the [North] and the [South]", "the gazetteer has no place called “North”"),
        ("the [Qwxz River]", "the gazetteer has no place called “Qwxz River”"),
        ("the [Wolverhampton Islands]", "the gazetteer has no place called “Wolverhampton Islands”"),
        ("[Springfield]", "nothing tells which is meant"),
        ("the other [Coventry], and from [Coventry] to [Rugby]", "the text speaks of another Coventry"),
        ("the rim of the [Santa Ana] crater, near [Managua]", "is far from all that the text tells of"),
        ("the [Nanango] of the rich, as in [Linz] and [Graz]", "is far from all that the text tells of"),
    ],
)
def test_abstains_and_says_why(gazetteer: Gazetteer, text: str, why: str) -> None:
    first = resolve(gazetteer, text)[0]
    assert first.place is None
    assert why in first.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("in [Artyom], in [Russia]'s [Far East]", "the text puts it in Russia"),
        ("from [Vladivostok] to [Artyom]", None),
        ("the Brazilian city of [Santa Cruz]", "the text says of which country it is"),
        ("the state of [Washington]", "the words beside it say that it is a region"),
        ("the summit of [Cotopaxi]", "what the text says of it tells that it is a volcano"),
        ("[Qaraghandy] and [Pyongyang]", None),
    ],
)
def test_tells_its_reason(gazetteer: Gazetteer, text: str, why: str | None) -> None:
    first = resolve(gazetteer, text)[0]
    assert first.place is not None
    assert why is None or why in first.why
    assert not re.search(r"nan|None|log", first.why)


def test_names_the_company_that_decided(gazetteer: Gazetteer) -> None:
    artyom = resolve(gazetteer, "from [Vladivostok] to [Artyom]")[1]
    assert artyom.why == "near Vladivostok, which the text names too (of 2 places of that name)"


def test_the_brazilian_one_is_in_brazil(gazetteer: Gazetteer) -> None:
    place = resolve(gazetteer, "the Brazilian city of [Santa Cruz]")[0].place
    assert place is not None
    assert (place.country, place.kind) == ("BR", "city")


def test_all_mentions_of_a_name_mean_one_place(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "In [Paris], [Texas], it rained. [Paris] was wet. From [Paris] he went home.")
    assert {r.place.id for r in found if r.place and r.mention.name == "Paris"} == {"geonames:4717560"}


def test_other_documents_help_where_the_own_text_is_silent(gazetteer: Gazetteer) -> None:
    alone = resolve(gazetteer, "He was seen in [Durham].")[0]
    beside = resolve(
        gazetteer,
        "He was seen in [Durham].",
        "He spoke in [Raleigh], [North Carolina].",
        "From [Chapel Hill], [North Carolina], he went on to [Raleigh].",
    )[0]
    assert alone.place is not None
    assert beside.place is not None
    assert alone.place.region != "North Carolina"
    assert beside.place.region == "North Carolina"


def test_positions(gazetteer: Gazetteer) -> None:
    for text, point in {
        "at [52°12'S, 180°]": (-52.2, 180.0),
        "at [9°20′S 140°15′W]": (-9.3333, -140.25),
        "at [41° 17.3' S, 174° 46.8' E]": (-41.2883, 174.78),
        "at [52 degrees 12 minutes south, 160 degrees 10 minutes east]": (-52.2, 160.1667),
        "at [43.358, 132.191]": (43.358, 132.191),
        "at [S 31.50 W 88.25]": (-31.5, -88.25),
        "at [0°0'N 0°0'E]": (0.0, 0.0),
    }.items():
        found = resolve(gazetteer, text)[0]
        assert found.place is not None, text
        assert found.mention.reference == "coordinates"
        assert found.place.kind == "position"
        assert found.place.point == pytest.approx(point, abs=1e-3)


def test_rank_places_with_and_without_company(gazetteer: Gazetteer) -> None:
    dallas = rank_places("Dallas", gazetteer)[0].place
    alone, beside = rank_places("Paris", gazetteer), rank_places("Paris", gazetteer, [dallas])
    assert alone[0].place.country == "FR"
    assert (beside[0].place.country, beside[0].place.region) == ("US", "Texas")
    assert [c.score for c in alone] == sorted((c.score for c in alone), reverse=True)
    assert sum(c.score for c in alone) == pytest.approx(1.0, abs=0.02)
    assert {c.place.id for c in alone} == {c.place.id for c in beside}
    assert rank_places("Qwxzlandia", gazetteer) == ()


TOWNS = [
    "Paris",
    "London",
    "Springfield",
    "Cambridge",
    "Artyom",
    "Georgia",
    "Tokyo",
    "Qwxz",
    "Russian",
    "Lima",
    "Texas",
]


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(TOWNS), min_size=1, max_size=6), min_size=1, max_size=4), st.randoms())
def test_order_of_documents_is_irrelevant_and_answers_are_whole(names: list[list[str]], chance: random.Random) -> None:
    gazetteer = open_gazetteer()
    read = [marked(" and ".join(f"[{n}]" for n in some), f"{i}.txt") for i, some in enumerate(names)]
    mentions = [m for analysis, spans in read for m in mentions_at(analysis, spans)]
    first = resolve_places(mentions, [a for a, _ in read], gazetteer)
    assert [r.mention for r in first] == mentions
    assert all(0 <= r.score <= 1 and r.why for r in first)
    assert all(r.place is None or r.place not in r.runners_up for r in first)
    assert first == resolve_places(mentions, [a for a, _ in read], gazetteer)
    shuffled = list(range(len(read)))
    chance.shuffle(shuffled)
    again = [m for k in shuffled for m in mentions_at(*read[k])]
    second = resolve_places(again, [read[k][0] for k in shuffled], gazetteer)
    by_mention = {id(r.mention.quote.document): [] for r in second}
    for r in second:
        by_mention[id(r.mention.quote.document)].append((r.mention.quote.start, r.place, r.score))
    for r in first:
        assert (r.mention.quote.start, r.place, r.score) in by_mention[id(r.mention.quote.document)]


def test_no_mentions_no_resolutions(gazetteer: Gazetteer) -> None:
    assert resolve_places([], [], gazetteer) == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Philadelphia", "Philadelphia"),
        ("Salisbury", "Salisbury"),
        ("Calcutta", "Kolkata"),
        ("Peking", "Beijing"),
        ("Odessa", "Odesa"),
    ],
)
def test_a_place_called_so_today_comes_before_one_that_was_unless_that_is_far_larger(name: str, first: str) -> None:
    assert rank_places(name, open_gazetteer())[0].place.name == first


def test_a_former_name_or_the_district_does_not_outdo_the_large_city(gazetteer: Gazetteer) -> None:
    palmas, milan = (rank_places(name, gazetteer)[0].place for name in ("Las Palmas", "Milan"))
    assert (palmas.kind, palmas.region) == ("city", "Canary Islands")
    assert milan.country == "IT"


def test_a_former_name_is_meant_where_its_place_lies_near(gazetteer: Gazetteer) -> None:
    aleppo = rank_places("Aleppo", gazetteer)[0].place
    assert rank_places("Antioch", gazetteer, [aleppo])[0].place.name == "Antakya"


def programme(gazetteer: Gazetteer, *lines: str) -> list[Resolution]:
    """All names of a list, marked by square brackets, in order."""
    sentences = []
    analysis, spans = marked("\n".join(lines))
    start = 0
    for line in analysis.document.text.split("\n"):
        sentences.append(Sentence(start, start + len(line), (), "list"))
        start += len(line) + 1
    read = Analysis(analysis.document, tuple(sentences), ())
    return list(resolve_places(mentions_at(read, spans), [read], gazetteer))


def test_a_programme_says_once_which_one_it_is(gazetteer: Gazetteer) -> None:
    found = programme(gazetteer, "[Birmingham] ([Alabama])", "[Birmingham]", "[Coventry]")
    assert [r.place.id if r.place else None for r in found] == [
        "geonames:4049979",
        "geonames:4829764",
        "geonames:4049979",
        "geonames:2652221",
    ]


def test_a_name_said_in_many_lines_is_one_witness(gazetteer: Gazetteer) -> None:
    once = programme(gazetteer, "[Portland]", "[Bangor]")
    often = programme(gazetteer, "[Portland]", *["[Bangor]"] * 6)
    assert once[0].place == often[0].place


def test_the_names_of_a_book_are_weighed_in_stretches(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He came to [Raleigh], [North Carolina]. " + "It was hot in [Durham]. He dined in [Chapel Hill]. " * 20
    whole = resolve(gazetteer, text)
    sizes: list[int] = []
    weigh_scene = resolution.weigh_scene

    def spy(scene: Scene) -> Weighing | None:
        sizes.append(sum(len(group.candidates.places) for group in scene.groups if group.members))
        return weigh_scene(scene)

    monkeypatch.setattr(resolution, "weigh_scene", spy)
    monkeypatch.setattr(resolution, "_TOGETHER", 12)
    parts = resolve(gazetteer, text)
    assert len(sizes) > 1
    assert max(sizes) <= 12
    assert [r.mention for r in parts] == [r.mention for r in whole]
    assert [r.place and r.place.id for r in parts] == [r.place and r.place.id for r in whole]
    assert {r.place.region for r in parts if r.place and r.mention.name == "Durham"} == {"North Carolina"}


@pytest.mark.parametrize(
    ("text", "country"), [("We saw [Georgetown] on [Ascension].", "SH"), ("We saw [Georgetown].", "GY")]
)
def test_a_town_on_an_island(gazetteer: Gazetteer, text: str, country: str) -> None:
    first = resolve(gazetteer, text)[0]
    assert first.place is not None
    assert first.place.country == country


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (("They slept at [Bratca], 70 km by road from [Nairobi].",), False),
        (("They slept at [Bratca], 70 km by road from [Nairobi].", "In [Bratca] it rained."), False),
        (("They slept at [Bratca], 300 miles from [Warsaw].",), True),
        (("They slept at [Cusco], 70 km by road from [Nairobi].",), True),
    ],
)
def test_a_small_place_that_the_text_puts_elsewhere_is_another(
    gazetteer: Gazetteer, texts: tuple[str, ...], known: bool
) -> None:
    found = resolve(gazetteer, *texts)
    told = [r for r in found if r.mention.name in ("Bratca", "Cusco")]
    assert [r.place is not None for r in told] == [known] * len(told)
