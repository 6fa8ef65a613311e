"""A namesake far from all that a text tells of is not what it means; a small feature stands near the other places."""

from __future__ import annotations

import pytest
from test_places import resolve

from kimmap.gazetteer import Gazetteer, open_gazetteer

FAR = "is far from all that the text tells of"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    "text",
    [
        # airports, ridges, quarters that are called like a town far away
        "the [Huntingdon] airfield, an hour from [Lima] and [Cusco]",
        "the [Huntingdon] war cemetery, outside [Lima] and near [Cusco]",
        "the memorial on [Huntingdon] ridge, between [Lima] and [Cusco]",
        "a bed in the [Huntingdon] hospital; then [Lima] and [Cusco]",
        "the riots in [Chinatown], as in [Lima] and [Cusco]",
        "the races at [Happy Valley], then [Lima] and [Cusco]",
        "supper on the [South Bank], after [Lima] and [Cusco]",
        # nearly the name, in a country that the text names, too
        "from [Lima] to [Lata] and [Cusco], not the [United States]",
        # hamlets of a country that the text names
        "from [Alma Center] to [Lima] and [Cusco], not the [United States]",
    ],
)
def test_a_far_namesake_is_not_meant(gazetteer: Gazetteer, text: str) -> None:
    found = {r.mention.name: r for r in resolve(gazetteer, text)}
    first = next(r for name, r in found.items() if name not in ("Lima", "Cusco", "United States"))
    assert first.place is None or first.place.country == "PE"
    assert first.place is not None or FAR in first.why


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the [Callao] airfield, an hour from [Lima] and [Cusco]", "Callao"),
        ("the [Denver] airport; then [Lima] and [Cusco]", "Denver"),
        ("from the [Braga] hospital to [Porto] and [Lisbon]", "Braga"),
        ("the minister is in [Nuuk]; [Lima] and [Cusco] were quiet", "Nuuk"),
        ("by way of [Fremantle]; [Lima] and [Cusco] were quiet", "Fremantle"),
        ("the Norwegian meeting in [Kirkenes]; [Lima] and [Cusco] were quiet", "Kirkenes"),
    ],
)
def test_a_far_place_that_the_world_knows_is(gazetteer: Gazetteer, text: str, wanted: str) -> None:
    named = wanted.split()[0]
    first = next(r for r in resolve(gazetteer, text) if r.mention.name == named)
    assert first.place is not None
    assert first.place.name == wanted


def test_what_others_name_beside_it_makes_a_far_place_known(gazetteer: Gazetteer) -> None:
    alone = resolve(gazetteer, "In May we sail from [Lima] and [Cusco] for [Akureyri].")
    beside = resolve(
        gazetteer, "In May we sail from [Lima] and [Cusco] for [Akureyri].", "[Reykjavík], then [Húsavík] and [Dalvík]."
    )
    assert [r.place is not None for r in alone] == [True, True, False]
    assert beside[2].place is not None
    assert beside[2].why == "other texts tell of what is near it"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "[Peru], [Chile], [Bolivia], [Brazil], [Japan], [Australia]: from [Anchorage] to [Halifax] and [Lisbon]",
            "PT",
        ),
        ("[Peru], [Chile], [Bolivia], [Brazil], [Japan], [Australia]: from [Plymouth] to [Paris] and [Genoa]", "IT"),
        ("[Peru], [Chile], [Bolivia], [Brazil], [Japan], [Australia]: from [Manchester] by [Lima] and [Athens]", "GR"),
        ("[Peru], [Chile], [Bolivia], [Brazil], [Japan], [Australia]: from [Cambridge] by [Dover] and [Dresden]", "DE"),
        ("[Peru], [Chile], [Bolivia], [Brazil], [Japan], [Australia]: from [Berlin] by [Vienna] and [Milan]", "IT"),
        ("[Peru], [Chile], [Bolivia], [Brazil], [Japan], [Australia]: from [Oxford] by [Troy] and [Moscow]", "RU"),
    ],
)
def test_who_names_many_countries_names_the_towns_that_the_world_knows(
    gazetteer: Gazetteer, text: str, country: str
) -> None:
    last = resolve(gazetteer, text)[-1].place
    assert last is not None
    assert last.country == country


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Washington] denied it.", "city"),
        ("[Buenos Aires] denied it, and so did [Lima].", "city"),
        ("the state of [Washington]", "region"),
        ("the ferry to [Luzon]", "island"),
    ],
)
def test_the_capital_comes_before_its_region_and_the_island_before_a_village(
    gazetteer: Gazetteer, text: str, kind: str
) -> None:
    first = resolve(gazetteer, text)[0].place
    assert first is not None
    assert first.kind == kind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("landed at [Henderson airport], near [Honiara]", "Honiara International Airport"),
        ("landed at [Arlanda], near [Stockholm]", "Stockholm-Arlanda Airport"),
        ("landed at [Kastrup], near [Copenhagen]", "Copenhagen Kastrup Airport"),
        ("landed at [Palam], near [Delhi]", "Indira Gandhi International Airport"),
        ("over the [Great Atlas] to [Taroudant]", "High Atlas"),
        ("at home on [Alsen], near [Flensburg]", "Als"),
        ("ships at [Rabaul] and off [Neu-Mecklenburg]", "New Ireland"),
        ("the march to [Badrinath] and [Joshimath]", "Badrinath"),
        ("a bay of [Santa Maura], near [Preveza]", "Lefkada"),
    ],
)
def test_other_names_of_airports_islands_and_villages(gazetteer: Gazetteer, text: str, wanted: str) -> None:
    assert wanted in [r.place.name for r in resolve(gazetteer, text) if r.place]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("From [Lima] and [Cusco]. Reached [Akureyri] at noon.", "Akureyri"),
        ("From [Lima] and [Cusco]. They arrived at [Akureyri] in May.", "Akureyri"),
        ("Left [Akureyri] in March for [Lima] and [Cusco].", "Akureyri"),
        ("She landed at [Akureyri] after [Lima] and [Cusco].", "Akureyri"),
        ("Embarked at [Port Adelaide]; then [Lima] and [Cusco].", "Port Adelaide"),
        ("We came to [Akureyri] from [Lima] and [Cusco].", "Akureyri"),
        # capitals, however small
        ("After [Montevideo] and [Lima] we arrived at [Port Stanley].", "Stanley"),
        ("From [Lima] and [Cusco] to [Grytviken], and on.", "Grytviken"),
    ],
)
def test_what_is_told_as_reached_is_meant_however_far(gazetteer: Gazetteer, text: str, wanted: str) -> None:
    assert wanted in {r.place.name for r in resolve(gazetteer, text) if r.place}


def test_a_far_hamlet_is_not_meant_though_it_is_told_as_reached(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "From [Lima] and [Cusco]. Reached [Dobbo] at noon.")
    assert found[-1].place is None


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("[Jerusalem] on 1 June 1397, [Bethlehem] on 8 June 1397, then [Nazareth].", ["IL", "PS", "IL"]),
        ("In 1738 he rode from [Cambridge] to [Boston] and [York].", ["GB", "GB", "GB"]),
        ("In June 1704 we lay at [Hanover] and [Brunswick].", ["DE", "DE"]),
        ("1689. From [Dresden] to [Hanover].", ["DE", "DE"]),
        ("The envoy of 1701 saw [Athens] and [Corinth].", ["GR", "GR"]),
        ("In 1660 he was in [Lebanon], at [Bethlehem] and in [Hebron].", ["LB", "PS", "PS"]),
        ("[Plymouth], 4 June 1755. We sail from [Portsmouth] to [Lisbon].", ["GB", "GB", "PT"]),
    ],
)
def test_before_the_new_world_had_namesakes_the_old_is_meant(
    gazetteer: Gazetteer, text: str, countries: list[str]
) -> None:
    assert [r.place and r.place.country for r in resolve(gazetteer, text)] == countries


@pytest.mark.parametrize(
    "text",
    [
        "From [Lima] over the [Andes] by train.",
        "We crossed the [Andes] on the 6th, to [Cusco].",
        "Beyond the [Andes], in [Lima], it rained.",
        "The [Andes] are white; [Santiago] is warm.",
        "[Santiago] lies at the foot of the [Andes].",
        "To [Mendoza] and into the [Andes] with mules.",
    ],
)
def test_mountains_with_an_article_are_no_town(gazetteer: Gazetteer, text: str) -> None:
    kinds = {r.mention.name: r.place and r.place.kind for r in resolve(gazetteer, text)}
    assert kinds["Andes"] == "mountains"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[Buenos Aires]. Left [B.A.] at noon.", "Buenos Aires"),
        ("To [Punta Arenas] from [Valdivia]. [P.A.] is cold.", "Punta Arenas"),
        ("[Puerto Montt] was full. Back in [P.M.] at noon.", "Puerto Montt"),
        ("[Montevideo]. Left [B.A.] at noon.", None),
        ("[Braga]. Left [P.O.] at noon.", None),
        ("From [Lima] to [L.A.] on Friday.", "Los Angeles"),
        ("From [Villa O'Higgins] to [Cochrane]. Rain in [O'Higgins].", "Villa O'Higgins"),
        ("From [Caleta Tortel] to [Cochrane]. Back in [Tortel] at noon.", "Caleta Tortel"),
    ],
)
def test_short_forms_mean_what_the_text_names_in_full(gazetteer: Gazetteer, text: str, wanted: str | None) -> None:
    found = {r.mention.name: r.place and r.place.name for r in resolve(gazetteer, text)}
    short = next(name for name in found if "." in name or name in ("O'Higgins", "Tortel"))
    assert found[short] == wanted


@pytest.mark.parametrize("lead", ["off", "among", "in", "north of", "towards", "beyond"])
def test_the_south_shetlands_are_none_of_the_north(gazetteer: Gazetteer, lead: str) -> None:
    found = resolve(gazetteer, f"Ice {lead} the [South Shetlands], and no [Elephant Island].")
    assert [r.place and r.place.country for r in found] == ["AQ", "AQ"]
