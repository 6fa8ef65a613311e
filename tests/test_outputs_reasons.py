"""Reasons of the itinerary in the page's language."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from kimmap.outputs.reasons import in_language, known_by, said_against
from kimmap.outputs.texts import languages, load_texts

CATALOGUE = json.loads((files("kimmap.outputs") / "assets" / "reasons.json").read_text(encoding="utf-8"))
OTHERS = [lang for lang in languages() if lang != "en"]
VALUES = {
    "day": "12 Sep 2023", "days": "12 Sep 2023 to 15 Sep 2023", "place": "Alpha and Beta", "source": "a note.txt",
    "who": "Nemo", "n": "2", "s": "s", "km": "1229", "speed": "615", "mode": "train", "quote": "that week",
    "why": "the arrival in Gamma on 3 Oct 2023", "at": "Delta on 1 May 2024", "named": "Eta (3 Oct 2023, b.txt)",
}  # fmt: skip


def filled(pattern: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: VALUES[slot[1].rstrip("2")], pattern)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", CATALOGUE["patterns"])
def test_every_form_of_a_reason_is_told_in_every_language(lang, name):
    reason = filled(CATALOGUE["patterns"][name])
    told = in_language(reason, load_texts(lang))
    english = re.compile(r"\b(the|and|with|according|says|day|between|Sep|Oct|that|of)\b")
    kept = told.replace("Alpha and Beta", "").replace("that week", "").replace("Sep.", "")
    if lang != "en":
        assert not english.search(kept), told
    for word in ("Alpha and Beta", "a note.txt", "Nemo", "b.txt", "that week"):
        assert (word in told) == (word in reason), told


@pytest.mark.parametrize("lang", OTHERS)
def test_the_languages_have_the_slots_of_the_patterns(lang):
    for section in ("patterns", "days"):
        for name, pattern in CATALOGUE[section].items():
            own = set(re.findall(r"\{(\w+)\}", CATALOGUE[lang][name]))
            assert own == set(re.findall(r"\{(\w+)\}", pattern)) - {"s"}, name


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "between the arrival in Bosnia and Herzegovina on 1 Mar 2020 and 4 Mar 2020, when a.txt was published",
            "von: Ankunft in Bosnia and Herzegovina am 1. März 2020; bis: 4. März 2020, als a.txt erschien",
        ),
        (
            "arrived on 1 Mar 2020 according to a.txt; arrived on 2 Mar 2020 according to b.txt",
            "laut a.txt am 1. März 2020 angekommen; laut b.txt am 2. März 2020 angekommen",
        ),
        ("not before 18 Jun 2026, when a.txt announced it", "frühestens: 18. Juni 2026, als a.txt es ankündigte"),
        ("5000 km within 1 day needs 208 km/h, too fast by foot power",
         "5.000 km in 1 Tag(en) verlangen 208 km/h, zu schnell: zu Fuß"),
        ("something that nobody foresaw", "something that nobody foresaw"),
    ],
)  # fmt: skip
def test_reasons_hold_reasons(reason, told):
    assert in_language(reason, load_texts("de")) == told


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "arrived on 1 Mar 2020 according to a.txt; arrived on 2 Mar 2020 according to b.txt",
            "Sources disagree: arrived",
        ),
        ("a.txt says that it did not happen; affirmed by b.txt", "Sources disagree: a.txt"),
        (
            "7345 km out of the way between Lima on 1 Mar 2020 and Cusco on 2 Mar 2020",
            "Doubtful: 7,345 km out of the way between Lima",
        ),
        ("5000 km within 1 day needs 208 km/h, too fast by train", "Doubtful: 5,000 km within 1 day needs 208 km/h"),
        ("the arrival on 1 Mar 2020 comes before the departure on 2 Mar 2020", "Doubtful: the arrival"),
    ],
)
def test_only_sources_disagree_and_the_doubts_of_kimmap_are_its_own(reason, said):
    assert said_against(reason, load_texts("en")).startswith(said)


def test_a_visit_that_only_its_announcement_dates_is_no_plan():
    t = load_texts("en")
    assert known_by("announced for 3 May 2020", "visited", t) == (
        "as announced beforehand; no source reports that it took place on that day"
    )
    assert known_by("announced for 3 May 2020", "planned", t) == "announced for 3 May 2020"


def test_english_stays_as_it_is():
    assert in_language("not after 4 Mar 2020, when a.txt was published", load_texts("en")).startswith("not after 4")
