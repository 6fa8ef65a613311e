"""All of GeoNames from a dump, a user's own places, and what is said when they are broken."""

from __future__ import annotations

import errno
import gc
import importlib.util
import io
import os
import resource
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from kimmap.cli import main
from kimmap.errors import DataMissing, UnreadableSource, WrongSettings
from kimmap.gazetteer import build, open_gazetteer, shelf
from kimmap.gazetteer import dump as dump_module
from kimmap.gazetteer import store as store_module
from kimmap.gazetteer.download import fetch
from kimmap.gazetteer.dump import build_from_dump
from kimmap.gazetteer.index import PlaceIndex
from kimmap.gazetteer.own import build_own, read_own
from kimmap.gazetteer.store import IndexWriter
from kimmap.gazetteer.supplement import Entry
from kimmap.gazetteer.unfinished import Unfinished
from kimmap.model import Place

LINES = (
    "101\tNordmark\tNordmark\t\t60.0\t10.0\tA\tADM1\tNO\t\t07\t\t\t\t5000\t\t1\tEtc/UTC\t2020-01-01",
    "102\tVale County\tVale County\t\t60.1\t10.1\tA\tADM2\tNO\t\t07\t0701\t\t\t3000\t\t1\tEtc/UTC\t2020-01-01",
    "103\tNorheim\tNorheim\tNordheim,nor heim\t60.2\t10.2\tP\tPPL\tNO\t\t07\t0701\t\t\t2500\t\t1\tEtc/UTC\t2020-01-01",
    "104\tNor River\tNor River\t\t60.3\t10.3\tH\tSTM\tNO\t\t07\t\t\t\t0\t\t1\tEtc/UTC\t2020-01-01",
    "105\tOld Norheim\tOld Norheim\t\t60.4\t10.4\tP\tPPLH\tNO\t\t07\t\t\t\t0\t\t1\tEtc/UTC\t2020-01-01",
    "106\tKingdom of Nor\tKingdom of Nor\t\t60.4\t10.4\tA\tPCLI\tNO\t\t00\t\t\t\t0\t\t1\tEtc/UTC\t2020-01-01",
)
KNOWN = Entry(Place("geonames:900", "Nor Lake", "lake", 61, 11, "NO", radius_km=10))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIMMAP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(dump_module, "supplement_entries", lambda: iter([KNOWN]))
    return tmp_path / "cache"


def files_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def write_zip(path: Path, lines: tuple[str, ...] = LINES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("allCountries.txt", "".join(line + "\n" for line in lines))
    return path


# ------------------------------------------------------------------------------------------- GeoNames


def test_a_dump_becomes_places_of_their_kind_in_their_areas(tmp_path: Path) -> None:
    again = "107\tNor Lake\tNor Lake\t\t61.05\t11.0\tH\tLK\tNO\t\t07\t\t\t\t0\t\t1\tEtc/UTC\t2020-01-01"
    assert build_from_dump(write_zip(tmp_path / "NO.zip", (*LINES, again)), tmp_path / "i.places") == 5
    index = PlaceIndex(tmp_path / "i.places")
    (town,) = index.find("Nordheim")
    assert (town.id, town.kind, town.region, town.district, town.population) == (
        "geonames:103", "city", "Nordmark", "Vale County", 2500,
    )  # fmt: skip
    assert [p.kind for p in index.find("Nor River")] == ["river"]
    assert [p.kind for p in index.find("Nordmark")] == ["region"]
    assert index.find("Old Norheim") == ()
    assert [p.id for p in index.find("Nor Lake")] == ["geonames:900"]
    assert index.find("nor heim") == ()
    index.close()


def test_a_dump_unzipped_is_the_same(tmp_path: Path) -> None:
    table = tmp_path / "NO.txt"
    table.write_text("\n".join(LINES), encoding="utf-8")
    assert build_from_dump(table, tmp_path / "i.places") == 5


def truncated(path: Path) -> None:
    write_zip(path, LINES * 2000)
    path.write_bytes(path.read_bytes()[:-3000])


def corrupt(path: Path) -> None:
    write_zip(path, LINES * 2000)
    content = bytearray(path.read_bytes())
    content[900:960] = bytes(60)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: write_zip(p, (*LINES, "only\tfour\tcolumns\there")), r"NO\.zip, line 7: 4 columns where .* has 19"),
        (lambda p: write_zip(p, (LINES[0], LINES[2].replace("\t60.2\t", "\t95\t"))), r"line 2: .* not on Earth"),
        (lambda p: write_zip(p, (LINES[0], LINES[2].replace("\t60.2\t", "\tnorth\t"))), r"line 2: could not convert"),
        (lambda p: write_zip(p, (*LINES, LINES[2])), r"line 7: the id 103 was there before"),
        (lambda p: write_zip(p, ("x" + LINES[2],)), r"line 1: invalid literal"),
        (lambda p: p.write_bytes(b"PK no zip"), r"NO\.zip cannot be read to its end .*download it again"),
        (truncated, r"NO\.zip cannot be read"),
        (corrupt, r"NO\.zip cannot be read|NO\.zip, line"),
        (lambda p: zipfile.ZipFile(p, "w").close(), r"holds 0 tables"),
    ],
)  # fmt: skip
def test_a_broken_dump_is_named_and_leaves_the_index_before_it(
    tmp_path: Path, make: Callable[[Path], Any], says: str
) -> None:
    index = tmp_path / "index" / "i.places"
    build_from_dump(write_zip(tmp_path / "good.zip"), index)
    before = index.read_bytes()
    make(tmp_path / "NO.zip")
    with pytest.raises(UnreadableSource, match=says) as caught:
        build_from_dump(tmp_path / "NO.zip", index)
    assert "\n" not in str(caught.value)
    assert index.read_bytes() == before
    assert files_in(index.parent) == ["i.places"]


def fill(index: Path) -> None:
    with IndexWriter(index, lambda _share, _what: None) as writer:
        for number in range(50_000):
            writer.add(Entry(Place(f"t:{number}", f"Place {number}", "city", 1, 1)))


def test_a_full_disk_says_so_and_leaves_the_index_before_it(tmp_path: Path) -> None:
    index = tmp_path / "index" / "i.places"
    build_from_dump(write_zip(tmp_path / "good.zip"), index)
    before = index.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        with pytest.raises(DataMissing, match=r"^the place index \S+ could not be written: (?!the place index)"):
            fill(index)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, was)
    assert index.read_bytes() == before
    assert files_in(index.parent) == ["i.places"]


def killed_build(dump: Path, index: Path, at: int) -> None:
    """Build in a process of its own that kills itself, without a word, as soon as it has written ``at`` states."""
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from kimmap.gazetteer import dump, runs, store, unfinished\n"
        "store._BATCH, runs._WINDOW = 1500, 3000\n"
        "dump.supplement_entries = lambda: iter(())\n"
        "saved, save = [], unfinished.Unfinished.save\n"
        "def save_and_die(self, state):\n"
        "    save(self, state)\n"
        "    saved.append(state)\n"
        "    if len(saved) == int(sys.argv[3]):\n"
        "        (self.folder / 'text').open('ab').write(b'half')\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "unfinished.Unfinished.save = save_and_die\n"
        "dump.build_from_dump(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(dump), str(index), str(at)], check=False)
    assert done.returncode == -signal.SIGKILL


def small_dump(path: Path, seed: int = 1) -> Path:
    dump_maker().write(path, 3000, seed)
    return path


def dump_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "geonames_dump", Path(__file__).parent / "benchmarks" / "geonames_dump.py"
    )
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    return maker


@pytest.fixture
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump_module, "supplement_entries", lambda: iter(()))


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize("form", ["all.zip", "all.txt"])
def test_a_build_that_was_killed_goes_on_and_ends_in_the_same_bytes(tmp_path: Path, form: str) -> None:
    dump = small_dump(tmp_path / "all.zip")
    if form == "all.txt":
        with zipfile.ZipFile(dump) as archive:
            (tmp_path / form).write_bytes(archive.read("allCountries.txt"))
    build_from_dump(tmp_path / form, tmp_path / "whole.places")
    index = tmp_path / "index" / "i.places"
    # In the middle of the dump, at its end, between the steps of sorting, and at the last of them.
    for states in (1, 2, 1, 2, 1, 1, 1, 1):
        killed_build(tmp_path / form, index, states)
        assert files_in(index.parent) == ["i.unfinished"]
    said: list[str] = []
    build_from_dump(tmp_path / form, index, lambda _share, what: said.append(what))
    assert index.read_bytes() == (tmp_path / "whole.places").read_bytes()
    assert any(what.startswith("going on behind line 3,3") for what in said)
    assert not any("reading the names of areas" in what for what in said)
    assert files_in(index.parent) == ["i.places"]


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize("harm", ["another dump", "a file is shorter", "a file is gone", "the state is broken"])
def test_what_does_not_belong_to_the_dump_is_not_gone_on_with(tmp_path: Path, harm: str) -> None:
    index, dump = tmp_path / "index" / "i.places", small_dump(tmp_path / "all.zip")
    killed_build(dump, index, 2)
    work = index.parent / "i.unfinished"
    if harm == "another dump":
        small_dump(dump, seed=2)
    elif harm == "a file is shorter":
        os.truncate(work / "place", 100)
    elif harm == "a file is gone":
        (work / "name.run").unlink()
    else:
        (work / "state.json").write_text('{"files"')
    said: list[str] = []
    build_from_dump(dump, index, lambda _share, what: said.append(what))
    assert not any("going on" in what for what in said)
    build_from_dump(dump, tmp_path / "whole.places")
    assert index.read_bytes() == (tmp_path / "whole.places").read_bytes()


@pytest.mark.usefixtures("nothing_known")
def test_a_full_disk_or_a_stop_by_the_user_leaves_what_the_next_call_goes_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, dump = tmp_path / "index" / "i.places", small_dump(tmp_path / "all.zip")
    build_from_dump(dump, tmp_path / "whole.places")
    monkeypatch.setattr(store_module, "_BATCH", 1500)
    write, stops = IndexWriter._write_batch, [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]

    def stopped(writer: IndexWriter) -> None:
        write(writer)
        if writer.count > 1500 and stops:
            raise stops.pop(0)

    monkeypatch.setattr(IndexWriter, "_write_batch", stopped)
    with pytest.raises(DataMissing, match=r"the disk is full.*the same command then goes on from here"):
        build_from_dump(dump, index)
    with pytest.raises(KeyboardInterrupt):
        build_from_dump(dump, index)
    said: list[str] = []
    build_from_dump(dump, index, lambda _share, what: said.append(what))
    assert any("going on behind line" in what for what in said)
    assert index.read_bytes() == (tmp_path / "whole.places").read_bytes()


def test_who_stops_an_install_is_told_how_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_what: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(IndexWriter, "add", stopped)
    dump = write_zip(tmp_path / "NO.zip")
    result = CliRunner().invoke(main, ["gazetteer", "install", "geonames", "--file", str(dump)])
    assert (result.exit_code, result.output) == (130, "kimmap: stopped; the same command goes on from here\n")


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    first = Unfinished(tmp_path / "i.places", "a dump")
    with pytest.raises(DataMissing, match="being written by another kimmap"):
        Unfinished(tmp_path / "i.places", "a dump")
    first.close()
    Unfinished(tmp_path / "i.places", "a dump").discard()
    assert files_in(tmp_path) == []


def test_installing_uses_it_and_going_back_is_possible(tmp_path: Path) -> None:
    run = CliRunner()
    result = run.invoke(main, ["gazetteer", "install", "geonames", "--file", str(write_zip(tmp_path / "NO.zip"))])
    assert result.exit_code == 0, result.output
    assert "5 places, in use from now on" in result.output
    assert shelf.in_use() == "geonames"
    assert open_gazetteer().find("Norheim")[0].id == "geonames:103"
    info = run.invoke(main, ["gazetteer", "info"]).output
    assert "* geonames: 5 places" in info
    assert "  embedded: " in info
    assert run.invoke(main, ["gazetteer", "use", "embedded"]).exit_code == 0
    assert shelf.in_use() == "embedded"
    assert run.invoke(main, ["gazetteer", "use", "geonames"]).exit_code == 0
    assert run.invoke(main, ["gazetteer", "remove", "geonames"]).exit_code == 0
    assert shelf.in_use() == "embedded"
    gone = run.invoke(main, ["gazetteer", "use", "geonames"])
    assert gone.exit_code == 2
    assert "kimmap gazetteer install geonames" in gone.output


@pytest.mark.slow
def test_a_dump_of_realistic_shape(tmp_path: Path) -> None:
    maker = dump_maker()
    maker.write(tmp_path / "all.zip", 20_000)
    shares: list[float] = []
    count = build_from_dump(tmp_path / "all.zip", tmp_path / "i.places", lambda share, _what: shares.append(share))
    assert count == 20_000 + 16 * 20 + 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    index = PlaceIndex(tmp_path / "i.places")
    names = [line.split("\t")[1] for line in list(maker.lines(20_000))[400:600]]
    assert all(index.find(name) for name in names)
    index.close()


# ------------------------------------------------------------------------------------------ download


class Answer(io.BytesIO):
    def __init__(self, content: bytes, status: int, length: int) -> None:
        super().__init__(content)
        self.status = status
        self.headers = {"Content-Length": str(length)}


def test_a_download_goes_on_where_it_broke_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, asked = bytes(range(256)) * 40, []

    def broken(request: urllib.request.Request, timeout: float) -> Answer:
        asked.append(request.get_header("Range"))
        return Answer(whole[:5000], 200, len(whole))

    def rest(request: urllib.request.Request, timeout: float) -> Answer:
        asked.append(request.get_header("Range"))
        return Answer(whole[5000:], 206, len(whole) - 5000)

    target = tmp_path / "all.zip"
    monkeypatch.setattr(urllib.request, "urlopen", broken)
    with pytest.raises(DataMissing, match=r"broke off.*run the command again"):
        fetch("https://example.org/all.zip", target, lambda _share, _what: None)
    assert not target.exists()
    monkeypatch.setattr(urllib.request, "urlopen", rest)
    assert fetch("https://example.org/all.zip", target, lambda _share, _what: None) == target
    assert target.read_bytes() == whole
    assert asked == [None, "bytes=5000-"]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (urllib.error.URLError("no route"), r"the network is away \(no route\).*--file"),
        (TimeoutError("timed out"), "the network is away"),
        (urllib.error.HTTPError("https://example.org", 503, "busy", Message(), None), "503 busy.*--file"),
    ],
)
def test_a_network_that_is_away_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    def away(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(urllib.request, "urlopen", away)
    with pytest.raises(DataMissing, match=says):
        fetch("https://example.org/all.zip", tmp_path / "all.zip", lambda _share, _what: None)
    assert files_in(tmp_path) == []


# --------------------------------------------------------------------------------------- own places


def own(tmp_path: Path, text: str, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "name,lat,lon,kind,country,names\nCamp Ridge,-13.83,-171.76,site,ws,The Ridge|Ridge Camp\n",
        "\ufeffNames;Kind;Title;Longitude;Latitude;Country\nThe Ridge|Ridge Camp;site;Camp Ridge;-171.76;-13.83;WS\n\n",
        "country\ttype\ty\tx\tplace\taliases\nWS\t\t-13.83\t-171.76\tCamp Ridge\tThe Ridge|Ridge Camp\n",
    ],
)
def test_csv_in_the_forms_people_have(tmp_path: Path, text: str) -> None:
    (entry,) = read_own(own(tmp_path, text))
    assert (entry.place.name, entry.place.kind, entry.place.point, entry.place.country) == (
        "Camp Ridge", "site", (-13.83, -171.76), "WS",
    )  # fmt: skip
    assert entry.names == ("The Ridge", "Ridge Camp")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,lat\nA,1\n", r"mine\.csv, line 1: no column lon \(or lng, long, longitude, x\)"),
        ("name,lat,lon\nA,1,2\nB,,3\n", r"line 3: no latitude"),
        ("name,lat,lon\nA,91,2\n", r"line 2: latitude 91 is outside -90"),
        ("name,lat,lon\nA,1,-180.5\n", r"line 2: longitude -180.5 is outside"),
        ("name,lat,lon\nA,one,2\n", r"line 2: latitude 'one' is not a number"),
        ("name,lat,lon\nA,nan,2\n", r"line 2: latitude 'nan' makes no sense"),
        ("name,lat,lon\n,1,2\n", r"line 2: no name"),
        ("name,lat,lon,kind\nA,1,2,castle\n", r"line 2: 'castle' is no kind of place; kinds are"),
        ("name,lat,lon,country\nA,1,2,Samoa\n", r"line 2: 'SAMOA' is no ISO 3166-1 code"),
        ("id,name,lat,lon\n7,A,1,2\n8,B,1,2\n7,C,3,4\n", r"line 4: the id '7' is that of line 2 already"),
        ('name,lat,lon\n"A\nB",1,2\nC,1\n', r"line 4: no longitude"),
        ("name,lat,lon\n", r"has no places"),
        ("", r"line 1: no column name"),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    index = tmp_path / "index" / "i.places"
    build_own(own(tmp_path, "name,lat,lon\nA,1,2\n", "good.csv"), index)
    before = index.read_bytes()
    with pytest.raises(UnreadableSource, match=says):
        build_own(own(tmp_path, text), index)
    assert index.read_bytes() == before
    assert files_in(index.parent) == ["i.places"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", r"mine\.geojson, line 1: not JSON"),
        ("[]", "no GeoJSON FeatureCollection"),
        ('{"features": [7]}', "feature 1: no feature"),
        ('{"features": [{"properties": {"name": "A"}, "geometry": null}]}', "feature 1: no coordinates"),
        (
            '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            "feature 1: no name",
        ),
        (
            '{"features": [{"properties": {"name": "A"}, "geometry": {"coordinates": [1, 95]}}]}',
            "latitude 95 is outside",
        ),
    ],
)
def test_broken_geojson_is_named_with_its_feature(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says):
        list(read_own(own(tmp_path, text, "mine.geojson")))


def test_geojson_points_and_shapes(tmp_path: Path) -> None:
    source = own(
        tmp_path,
        '{"type": "FeatureCollection", "features": ['
        '{"id": 3, "properties": {"name": "A", "names": ["B", "C"]},'
        ' "geometry": {"type": "Point", "coordinates": [1, 2, 9]}},'
        '{"properties": {"name": "D", "kind": "park"}, "geometry":'
        ' {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 0]]]}}]}',
        "mine.geojson",
    )
    first, second = read_own(source)
    assert (first.place.id, first.place.point, first.names) == ("own:mine/3", (2, 1), ("B", "C"))
    assert (second.place.kind, second.place.point) == ("park", (1, 2))


def test_an_unreadable_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("name,lat,lon\nÅ,1,2\n".encode("latin-1"))
    with pytest.raises(UnreadableSource, match="save it as UTF-8"):
        list(read_own(path))


def test_own_places_come_first_and_go_when_removed(tmp_path: Path) -> None:
    run = CliRunner()
    run.invoke(main, ["gazetteer", "install", "geonames", "--file", str(write_zip(tmp_path / "NO.zip"))])
    source = own(tmp_path, "name,lat,lon,kind\nNorheim,-5,5,site\nBase One,60.21,10.21,city\n")
    added = run.invoke(main, ["gazetteer", "add", str(source)])
    assert added.exit_code == 0, added.output
    gazetteer = open_gazetteer()
    assert [p.id for p in gazetteer.find("Norheim")] == ["own:mine/Norheim@-5,5", "geonames:103"]
    assert [p.name for p in gazetteer.near(60.2, 10.2, 20, {"city"})] == ["Norheim", "Base One"]
    assert gazetteer.longest_match(["Base", "One"]) == 2
    assert gazetteer.names_of("own:mine/Base One@60.21,10.21") == ("base one",)
    assert gazetteer.by_id("geonames:103") is not None
    assert "* mine: 2 places" in run.invoke(main, ["gazetteer", "info"]).output
    assert run.invoke(main, ["gazetteer", "remove", "mine"]).exit_code == 0
    assert [p.id for p in open_gazetteer().find("Norheim")] == ["geonames:103"]
    assert run.invoke(main, ["gazetteer", "remove", "mine"]).exit_code == 2


# ------------------------------------------------------------------------------------- older indexes


def aged(path: Path, days: float = 0) -> Path:
    """A file that nobody has touched for some days."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"old")
    then = time.time() - days * 86_400
    os.utime(path, (then, then))
    return path


def test_a_new_embedded_index_takes_the_place_of_those_before_it(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "embedded_entries", lambda: iter([KNOWN]))
    stays = [
        aged(own_cache / "gazetteer-00112233445566aa.places", 0.5),
        aged(own_cache / "gazetteer-of-mine.sqlite", 9),
        aged(own_cache / "other-abcdefgh.part", 9),
        aged(own_cache / "gazetteer-00112233445566aa-abcdefgh.part", 0.5),
        aged(own_cache / "gazetteers" / "geonames.sqlite", 9),
        aged(own_cache / "gazetteers" / "own-mine.sqlite", 9),
    ]
    goes = [
        aged(own_cache / "gazetteer-00112233445566bb.places", 2),
        aged(own_cache / "gazetteer-00112233445566cc.sqlite"),
        aged(own_cache / "gazetteer-00112233445566cc-abcdefgh.raw", 2),
        aged(own_cache / "gazetteer-00112233445566cc-abcdefgh.part", 2),
    ]
    assert open_gazetteer().by_id(KNOWN.place.id) is not None
    assert [path.name for path in stays if not path.exists()] == []
    assert [path.name for path in goes if path.exists()] == []


def test_an_index_elsewhere_takes_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "embedded_entries", lambda: iter([KNOWN]))
    other = aged(tmp_path / "gazetteer-00112233445566cc.sqlite", 9)
    build.build_index(tmp_path / "mine.places")
    assert other.exists()


def test_an_installed_index_of_an_older_format_says_how_it_comes_back(tmp_path: Path, own_cache: Path) -> None:
    run = CliRunner()
    places, mine = (
        aged(own_cache / "gazetteers" / "geonames.sqlite"),
        aged(own_cache / "gazetteers" / "own-mine.sqlite"),
    )
    (own_cache / "gazetteers" / "in-use").write_text("geonames\n", encoding="utf-8")
    info = run.invoke(main, ["gazetteer", "info"]).output
    assert "  geonames: of an older format, not read any more: kimmap gazetteer install geonames\n" in info
    assert "  mine: of an older format, not read any more: kimmap gazetteer add its file again\n" in info
    assert "* embedded: " in info
    run.invoke(main, ["gazetteer", "install", "geonames", "--file", str(write_zip(tmp_path / "NO.zip"))])
    info = run.invoke(main, ["gazetteer", "info"]).output
    assert "* geonames: 5 places" in info
    assert info.count("older format") == 1
    assert not places.exists()
    assert run.invoke(main, ["gazetteer", "remove", "mine"]).exit_code == 0
    assert not mine.exists()


@pytest.mark.parametrize("suffix", [".places", ".sqlite"])
def test_whoever_would_ask_an_index_of_another_version_is_told_how_it_comes_back(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, suffix: str
) -> None:
    monkeypatch.setattr(build, "embedded_entries", lambda: iter([KNOWN]))
    aged(own_cache / "gazetteers" / f"geonames{suffix}")
    aged(own_cache / "gazetteers" / f"own-mine{suffix}")
    (own_cache / "gazetteers" / "in-use").write_text("geonames\n", encoding="utf-8")
    assert open_gazetteer().by_id(KNOWN.place.id) == KNOWN.place
    assert [record.getMessage() for record in caplog.records] == [
        "kimmap: the gazetteer mine is left out: it is of another version; kimmap gazetteer add its file again",
        "kimmap: the gazetteer geonames is left out: it is of another version; kimmap gazetteer install geonames",
    ]


def test_what_is_unfinished_is_told_and_can_be_removed(own_cache: Path) -> None:
    (work := own_cache / "gazetteers" / "geonames.unfinished").mkdir(parents=True)
    (work / "text").write_bytes(bytes(2_000_000))
    run = CliRunner()
    told = "geonames: unfinished, 2 MB: kimmap gazetteer install geonames goes on with it\n"
    assert told in run.invoke(main, ["gazetteer", "info"]).output
    assert run.invoke(main, ["gazetteer", "remove", "geonames"]).exit_code == 0
    assert not work.exists()


def test_an_installed_index_of_another_version_says_how_it_comes_back(own_cache: Path) -> None:
    aged(own_cache / "gazetteers" / "geonames.places")
    info = CliRunner().invoke(main, ["gazetteer", "info"]).output
    assert "geonames: not readable by this version: kimmap gazetteer install geonames\n" in info


@pytest.mark.parametrize("name", ["geonames.csv", "embedded.csv", "---.csv"])
def test_a_file_cannot_take_the_name_of_another_gazetteer(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongSettings, match="rename the file"):
        shelf.own_name(tmp_path / name)


def test_errors_are_one_line_and_exit_with_2(tmp_path: Path) -> None:
    bad = own(tmp_path, "name,lat,lon\nA,91,2\n")
    result = CliRunner().invoke(main, ["gazetteer", "add", str(bad)])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "line 2" in result.output


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Indexes that ``open_gazetteer`` opened are closed by their deletion, within the test."""
    yield
    gc.collect()
