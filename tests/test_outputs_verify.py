"""Quotations looked up again: at their place, moved, gone, or without their source."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from outputs_trips import far_east_trip

from kimmap.errors import UnreadableSource
from kimmap.model import Document
from kimmap.outputs.files import write_trip
from kimmap.outputs.readback import Quotation, Quotations, read_quotations
from kimmap.outputs.record import text_sha256
from kimmap.outputs.verify import verify_quotations


def told(*quotations: tuple[str, str, int], **hashes: str) -> Quotations:
    found = tuple(Quotation(source, text, start, start + len(text), "stop 1") for source, text, start in quotations)
    return Quotations(found, {f"{name}.txt": value for name, value in hashes.items()})


@pytest.mark.parametrize(
    ("text", "finding", "now_at"),
    [
        ("He left on Monday.", "stands", None),
        ("So: he said. He left on Monday.", "moved", 13),
        ("He left on Tuesday.", "gone", None),
        ("", "gone", None),
        ("he left on monday.", "gone", None),
        ("\ufeffHe left on Monday.", "moved", 1),
        ("\U0001f600 He left on Monday. He left on Monday.", "moved", 2),
    ],
)
def test_a_quotation_is_looked_up_word_for_word(text, finding, now_at):
    (checked,) = verify_quotations(told(("a.txt", "He left on Monday.", 0)), [Document("a.txt", text)]).checked
    assert (checked.finding, checked.now_at) == (finding, now_at)


def test_of_several_places_the_nearest_is_told():
    text = "Monday. " * 5
    (checked,) = verify_quotations(told(("a.txt", "Monday", 25)), [Document("a.txt", text)]).checked
    assert (checked.finding, checked.now_at) == ("moved", 24)


def test_offsets_count_code_points():
    text = "\U0001f600\U0001f600 In Seoul."
    (checked,) = verify_quotations(told(("a.txt", "In Seoul.", 3)), [Document("a.txt", text)]).checked
    assert checked.finding == "stands"


def test_a_source_that_is_not_there_is_told():
    found = verify_quotations(told(("a.txt", "x", 0)), [Document("b.txt", "x")])
    assert [c.finding for c in found.checked] == ["no source"]
    assert len(found.lost) == 1


def test_a_source_is_known_by_its_text_whatever_its_name():
    renamed = Document("new name.txt", "He left.")
    found = verify_quotations(told(("a.txt", "He left.", 0), a=text_sha256(renamed)), [Document("x", "He"), renamed])
    assert [c.finding for c in found.checked] == ["stands"]
    assert found.changed_sources == ()


def test_a_source_is_known_by_its_file_name_where_only_folders_differ():
    documents = [Document("2023/a.txt", "He left."), Document("2023/b.txt", "He came.")]
    assert not verify_quotations(told(("seeds/a.txt", "He left.", 0)), documents).lost
    twins = [Document("1/a.txt", "He left."), Document("2/a.txt", "He left.")]
    assert verify_quotations(told(("seeds/a.txt", "He left.", 0)), twins).lost


@pytest.mark.parametrize("name", ["trip.geojson", "map.html"])
def test_a_trip_file_stands_in_its_own_sources(name, tmp_path):
    trip = far_east_trip()
    quotations = read_quotations(write_trip(trip, tmp_path / name))
    found = verify_quotations(quotations, trip.documents)
    assert {c.finding for c in found.checked} == {"stands"}
    assert found.changed_sources == ()
    said = {(q.source, q.text) for q in quotations.quotations}
    assert said >= {(c.quote.source, c.quote.text) for s in trip.stops for c in s.evidence}
    assert ("daily.txt", "Artyom is 254 kilometres from Khasan.") in said
    assert ("daily.txt", "left Pyongyang by train") in said
    assert (("daily.txt", "Moscow said nothing.") in said) is (name == "map.html")


def test_a_changed_source_is_named_and_what_it_lost(tmp_path):
    trip = far_east_trip()
    quotations = read_quotations(write_trip(trip, tmp_path / "trip.geojson"))
    daily, wire = trip.documents
    edited = replace(wire, text=wire.text.replace("on Monday", "on Sunday"), blocks=(), shared=())
    found = verify_quotations(quotations, [daily, edited])
    assert found.changed_sources == ("wire.txt",)
    assert [c.quotation.text for c in found.lost] == ["It crossed the border at Khasan on Monday."]
    assert found.lost[0].quotation.supports == "stop 6, Khasan"


def test_geojson_of_others_in_the_same_form_is_checked(tmp_path):
    stop = {"kind": "stop", "order": 1, "place": "Seoul",
            "evidence": [{"source": "a.txt", "quote": "In Seoul.", "start": 0, "end": 9}]}  # fmt: skip
    path = tmp_path / "other.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": stop}]}))
    found = verify_quotations(read_quotations(path), [Document("a.txt", "In Seoul.")])
    assert [c.finding for c in found.checked] == ["stands"]


@pytest.mark.parametrize(
    "content", ['{"features": 1}', '{"features": [{}]}', '{"features": [{"properties": {"kind": "stop"}}]}', "x"]
)
def test_what_is_no_trip_is_told(content, tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text(content)
    with pytest.raises(UnreadableSource):
        read_quotations(path)


OLD = "The walk\n\nHe left Arden on\nMonday morning by the early train.\n\nIt rained.\n"


def saved(text: str = OLD, *quoted: str) -> Quotations:
    """What a trip keeps of a text and of quotations in it."""
    found = tuple(Quotation("a.txt", q, text.index(q), text.index(q) + len(q), "stop 1") for q in quoted)
    return Quotations(found, {"a.txt": text_sha256(Document("a.txt", text))})


QUOTED = "He left Arden on\nMonday morning by the early train."


@pytest.mark.parametrize("name", ["a.txt", "renamed.txt"])
def test_other_line_ends_change_nothing(name):
    for old, new in ((OLD, OLD.replace("\n", "\r\n")), (OLD.replace("\n", "\r\n"), OLD)):
        quoted = QUOTED if "\r" not in old else QUOTED.replace("\n", "\r\n")
        found = verify_quotations(saved(old, quoted, "It rained."), [Document("b.txt", "x"), Document(name, new)])
        assert [c.finding for c in found.checked] == ["stands", "stands"]
        assert (found.changed_sources, found.other_line_ends) == ((), ("a.txt",))


def test_words_with_other_white_space_are_the_same_words():
    text = f"New: {OLD}".replace("on\nMonday", "on  Monday")
    (checked,) = verify_quotations(saved(OLD, QUOTED), [Document("a.txt", text)]).checked
    assert checked.finding == "moved"
    assert text[checked.now_at : checked.now_end] == QUOTED.replace("\n", "  ")


def test_what_stands_in_place_of_an_edited_quotation_is_told():
    text = OLD.replace("Monday", "Sunday")
    checked = verify_quotations(saved(OLD, QUOTED, "It rained."), [Document("a.txt", text)])
    assert [c.finding for c in checked.checked] == ["gone", "stands"]
    assert checked.checked[0].reads_now == "He left Arden on Sunday morning by the early train."
    (other,) = verify_quotations(
        saved(OLD, QUOTED), [Document("a.txt", "He left nothing that anybody had written there.")]
    ).checked
    assert (other.finding, other.reads_now) == ("gone", None)


def test_a_source_renamed_and_edited_is_known_by_its_quotations():
    edited = Document("new.txt", OLD.replace("The walk", "A walk"))
    others = [Document("b.txt", "Nothing of that."), edited]
    found = verify_quotations(saved(OLD, QUOTED, "It rained."), others)
    assert [c.finding for c in found.checked] == ["moved", "moved"]
    assert found.changed_sources == ("a.txt",)
    assert verify_quotations(saved(OLD, QUOTED), [*others, Document("c.txt", edited.text)]).lost, "it may be either"
    long = f"{OLD}\nOn Tuesday he slept in Kestel.\n\nOn Friday he came to Brunn.\n"
    third = saved(long, QUOTED, "On Tuesday he slept in Kestel.", "On Friday he came to Brunn.")
    assert len(verify_quotations(third, [Document("b.txt", "Well. On Friday he came to Brunn.")]).lost) == 3
    few = saved(OLD, QUOTED, "The walk", "It rained.")
    assert verify_quotations(few, [Document("b.txt", "It rained.")]).checked[0].finding == "no source"


def test_sources_all_of_whose_quotations_stand_are_told():
    found = verify_quotations(saved(OLD, QUOTED, "It rained."), [Document("a.txt", OLD)])
    assert found.untouched_sources() == {"a.txt": 2}
    edited = verify_quotations(saved(OLD, QUOTED, "It rained."), [Document("a.txt", OLD.replace("rained", "snowed"))])
    assert edited.untouched_sources() == {}
