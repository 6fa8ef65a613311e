"""Names from other scripts in spellings that the gazetteer has not."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import Analysis, Sentence
from kimmap.model import Document, Place, PlaceKind
from kimmap.places import mentions_at, resolve_places
from kimmap.places.respelling import Respellings, sound_key


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def place_of(gazetteer: Gazetteer, text: str) -> str | None:
    """The place of the name in square brackets."""
    plain = re.sub(r"[\[\]]", "", text)
    document = Document("a.txt", plain)
    analysis = Analysis(document, (Sentence(0, len(plain), ()),), ())
    country = [m.span() for m in re.finditer("Iraq(?!i)|Georgia(?!n)", plain)]
    mentions = mentions_at(analysis, [*country, (text.index("["), text.index("]") - 1)])
    *_, found = resolve_places(mentions, [analysis], gazetteer)
    return found.place.name if found.place else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Iraqi army left [Rutbeh].", "Ar Ruţbah"),
        ("The Iraqi army left [Mahmoudiyya].", "Al Maḩmūdīyah"),
        ("The Iraqi army left [As-Suweira].", "Aş Şuwayrah"),
        ("Iraq left [Rut Beh].", "Ar Ruţbah"),
        # only in countries that the text speaks of
        ("The army left [Rutbeh].", None),
        ("The Syrian army left [Rutbeh].", None),
        ("Georgia left [Zougdidi].", None),
        # no town sounds so
        ("The Iraqi army left [Rutbehan].", None),
    ],
)
def test_another_spelling_leads_to_the_town(gazetteer: Gazetteer, text: str, wanted: str | None) -> None:
    assert place_of(gazetteer, text) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tal al-Zour", "Tall az Zawr"),
        ("Qasr-i Shireen", "Kasr i Shirin"),
        ("Dimitrovskiy", "Dimitrovsky"),
        ("Khoudjand", "Khujand"),
        ("Al-Khaledia", "Al Haledia"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other) != ""


def test_a_key_of_few_letters_says_nothing() -> None:
    assert sound_key("Toukh") == sound_key("Al-Fua") == ""


class Towns:
    """A gazetteer of two towns of one sound."""

    def __init__(self, one: int, other: int) -> None:
        self.towns = [Place(f"x:{n}", name, "city", 33.0, 43.0, "IQ", population=n)
                      for n, name in ((one, "Al Qwaxah"), (other, "Qwaaxa"))]  # fmt: skip

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> list[Place]:
        return self.towns if country == "IQ" else []


@pytest.mark.parametrize(("one", "other", "wanted"), [(50_000, 1_000, "Al Qwaxah"), (5_000, 1_000, None)])
def test_of_several_towns_one_must_be_much_larger(one: int, other: int, wanted: str | None) -> None:
    found = Respellings(cast("Gazetteer", Towns(one, other))).find("Qwaxeh", ["IQ"])
    assert (found.name if found else None) == wanted


def test_names_of_countries_that_write_latin_letters_are_not_read_by_their_sound() -> None:
    class Anywhere(Towns):
        def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> list[Place]:
            return self.towns

    found = Respellings(cast("Gazetteer", Anywhere(50_000, 1_000)))
    assert found.find("Qwaxeh", ["IQ"]) is not None
    assert found.find("Qwaxeh", ["ES"]) is None
