"""Geocoders on the network, for names that the gazetteer lacks, when a user asks for one.

Only names that nothing else knows are asked, one a second, as the services' usage policies want it; answers are
kept on disk and not asked again.  What went wrong is never kept.
"""

from __future__ import annotations

import json
import math
import os
import re
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, get_args

from kimmap.errors import DataMissing, WrongSettings
from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.build import cache_directory
from kimmap.gazetteer.folding import MAX_NAME_WORDS, name_key
from kimmap.model import Place, PlaceKind
from kimmap.version import __version__

Service = Literal["nominatim", "photon", "geonames"]

USER_AGENT = f"kimmap/{__version__} (https://pypi.org/project/kimmap/)"
GEONAMES_USERNAME = "KIMMAP_GEONAMES_USERNAME"
"""The environment variable with the name of one's account at geonames.org."""
SECONDS_APART = 1.1
MOST_QUESTIONS = 300
"""In one run; services are for occasional use."""
_ANSWERS = 5
_TIMEOUT_S = 10
_KINDS: dict[str, PlaceKind] = {
    "country": "country", "state": "region", "region": "region", "province": "region", "county": "district",
    "district": "district", "municipality": "district", "city": "city", "town": "city", "village": "city",
    "hamlet": "city", "suburb": "quarter", "neighbourhood": "quarter", "quarter": "quarter", "island": "island",
    "islet": "island", "archipelago": "island", "peak": "mountain", "volcano": "volcano", "mountain_range": "mountains",
    "saddle": "pass", "mountain_pass": "pass", "desert": "desert", "cape": "cape", "strait": "strait", "sea": "sea",
    "ocean": "ocean", "bay": "gulf", "fjord": "gulf", "river": "river", "stream": "river", "canal": "canal",
    "water": "lake", "lake": "lake", "reservoir": "lake", "station": "station", "halt": "station",
    "aerodrome": "airport", "spaceport": "spaceport", "harbour": "port", "port": "port", "ferry_terminal": "port",
    "border_control": "border_crossing", "national_park": "park", "nature_reserve": "park", "park": "park",
    "protected_area": "park", "administrative": "district",
}  # fmt: skip


def _in_short(error: Exception) -> str:
    """What went wrong in a few words: transports wrap one error into another until a line does not hold them."""
    told = str(error)
    if re.search(r"resolve|unreachable|getaddrinfo", told):
        return "no network"
    return told if len(told) <= _SHORT else f"{told[:_SHORT].rstrip()} …"


_SHORT = 80


class OnlineGazetteer:
    """A gazetteer that asks a geocoder for names that ``base`` does not have.

    ``on_problem`` is told once, in a line, when the service cannot be reached; all else goes on without it.
    ``adapter_factory`` is geopy's seam for the transport.  Raises ``WrongSettings`` where an account is needed
    and missing.
    """

    def __init__(
        self,
        base: Gazetteer,
        service: Service,
        *,
        cache: Path | None = None,
        on_problem: Callable[[str], None] | None = None,
        adapter_factory: Callable[..., Any] | None = None,
        seconds_apart: float = SECONDS_APART,
    ) -> None:
        from geopy.extra.rate_limiter import RateLimiter

        self._base = base
        self._service = service
        self._tell = on_problem or (lambda _problem: None)
        geocoder = _geocoder(service, adapter_factory)
        # Once is enough: a service that did not answer is not pressed.
        self._geocode = RateLimiter(
            geocoder.geocode, min_delay_seconds=seconds_apart, max_retries=0, swallow_exceptions=False
        )
        self._answers = _AnswerFile(cache or cache_directory() / f"geocoder-{service}.sqlite")
        self._places: dict[str, Place] = {}
        self._questions_left = MOST_QUESTIONS

    def find(self, name: str) -> Sequence[Place]:
        return self._base.find(name) or self._ask(name)

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        return self._base.near(lat, lon, radius_km, kinds)

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        return self._base.of_kind(kinds, country)

    def by_id(self, place_id: str) -> Place | None:
        return self._places.get(place_id) or self._base.by_id(place_id)

    def country(self, code: str) -> Place | None:
        return self._base.country(code)

    def longest_match(self, words: Sequence[str]) -> int:
        return self._base.longest_match(words)

    def demonym(self, word: str) -> str | None:
        return self._base.demonym(word)

    def names_of(self, place_id: str) -> tuple[str, ...]:
        known = self._places.get(place_id)
        return (name_key(known.name),) if known else self._base.names_of(place_id)

    def _ask(self, name: str) -> tuple[Place, ...]:
        key = name_key(name)
        if not key or not name[:1].isupper() or len(name.split()) > MAX_NAME_WORDS:
            return ()
        places = self._answers.get(key)
        if places is None:
            if self._questions_left <= 0:
                return ()
            places = self._question(name)
            if places is None:
                return ()
            self._answers.put(key, places)
        self._places.update({place.id: place for place in places})
        return places

    def _question(self, name: str) -> tuple[Place, ...] | None:
        """What the service answers; None when it does not."""
        from geopy import exc

        self._questions_left -= 1
        if self._questions_left == 0:
            self._tell(f"{MOST_QUESTIONS} names were asked at {self._service}; the rest is left to the gazetteer")
        options: dict[str, Any] = {"exactly_one": False}
        if self._service != "geonames":
            options |= {"limit": _ANSWERS, "language": "en"}
        if self._service == "nominatim":
            options |= {"addressdetails": True}
        try:
            found = self._geocode(name, **options) or []
        except (exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges) as error:
            raise WrongSettings(
                f"{self._service} refuses the account: {error}" + (f" (see {GEONAMES_USERNAME})" * self._needs_account)
            ) from error
        except (exc.GeocoderQuotaExceeded, exc.GeocoderRateLimited):
            self._give_up(f"{self._service} was asked too often and wants a pause: try again later")
            return None
        except exc.GeopyError as error:
            self._give_up(
                f"{self._service} cannot be reached ({_in_short(error)}): going on with the gazetteer alone; "
                "run kimmap again when the network is there"
            )
            return None
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            self._give_up(f"the answer of {self._service} is not to be understood ({error}): going on without it")
            return None
        read = {"nominatim": _from_nominatim, "photon": _from_photon, "geonames": _from_geonames}[self._service]
        return tuple(place for location in found[:_ANSWERS] if (place := read(location.raw)))

    @property
    def _needs_account(self) -> bool:
        return self._service == "geonames"

    def _give_up(self, problem: str) -> None:
        self._questions_left = 0
        self._tell(problem)


class _AnswerFile:
    """Answers by folded name.  A file that cannot be written only costs asking again."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("CREATE TABLE IF NOT EXISTS answer (name TEXT PRIMARY KEY, places TEXT)")
        except (OSError, sqlite3.Error) as error:
            raise DataMissing(
                f"{path} cannot keep the geocoder's answers ({error}): delete it or set KIMMAP_CACHE"
            ) from error

    def get(self, key: str) -> tuple[Place, ...] | None:
        row = self._connection.execute("SELECT places FROM answer WHERE name = ?", (key,)).fetchone()
        if row is None:
            return None
        return tuple(Place(**{**place, "countries": tuple(place["countries"])}) for place in json.loads(row[0]))

    def put(self, key: str, places: tuple[Place, ...]) -> None:
        text = json.dumps([asdict(place) for place in places], ensure_ascii=False)
        self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (key, text))


def _geocoder(service: Service, adapter_factory: Callable[..., Any] | None) -> Any:
    from geopy import geocoders

    if service not in get_args(Service):
        raise WrongSettings(f"there is no geocoder {service}: choose {', '.join(get_args(Service))}")
    options: dict[str, Any] = {"user_agent": USER_AGENT, "timeout": _TIMEOUT_S}
    if adapter_factory:
        options["adapter_factory"] = adapter_factory
    if service == "geonames":
        username = os.environ.get(GEONAMES_USERNAME, "")
        if not username:
            raise WrongSettings(f"geonames.org wants a (free) account: set {GEONAMES_USERNAME} to its name")
        return geocoders.GeoNames(username, **options)
    return {"nominatim": geocoders.Nominatim, "photon": geocoders.Photon}[service](**options)


def _from_nominatim(raw: dict[str, Any]) -> Place | None:
    address = raw.get("address") or {}
    south, north, west, east = map(float, raw.get("boundingbox") or (0, 0, 0, 0))
    kind = _KINDS.get(raw.get("addresstype", "")) or _KINDS.get(raw.get("type", ""), "site")
    return _place(
        f"nominatim:{raw.get('osm_type', 'node')}/{raw.get('osm_id')}",
        raw.get("name") or str(raw.get("display_name", "")).partition(",")[0],
        kind, raw.get("lat"), raw.get("lon"), address.get("country_code"), address.get("state"), address.get("county"),
        radius_km=_radius_km(south, north, west, east),
    )  # fmt: skip


def _from_photon(raw: dict[str, Any]) -> Place | None:
    about = raw.get("properties") or {}
    lon, lat, *_ = (raw.get("geometry") or {}).get("coordinates") or (None, None)
    west, north, east, south = map(float, about.get("extent") or (0, 0, 0, 0))
    kind = _KINDS.get(about.get("osm_value", "")) or _KINDS.get(about.get("type", ""), "site")
    return _place(
        f"photon:{about.get('osm_type', 'N')}{about.get('osm_id')}", about.get("name"), kind, lat, lon,
        about.get("countrycode"), about.get("state"), about.get("county"),
        radius_km=_radius_km(south, north, west, east),
    )  # fmt: skip


def _from_geonames(raw: dict[str, Any]) -> Place | None:
    from kimmap.gazetteer.dump import kind_of
    from kimmap.gazetteer.geonames import town_radius_km

    kind, population = kind_of(raw.get("fcl", ""), raw.get("fcode", "")), int(raw.get("population") or 0)
    return _place(
        f"geonames:{raw.get('geonameId')}", raw.get("name"), kind, raw.get("lat"), raw.get("lng"),
        raw.get("countryCode"), raw.get("adminName1"), None, population,
        town_radius_km(population) if kind == "city" else 0.0,
    )  # fmt: skip


def _place(
    place_id: str, name: str | None, kind: PlaceKind, lat: Any, lon: Any, country: str | None, region: str | None,
    district: str | None, population: int = 0, radius_km: float = 0.0,
) -> Place | None:  # fmt: skip
    """The place that a service describes; None when it has no name or is not on Earth."""
    code = country.upper() if country else None
    try:
        return Place(
            place_id, name or "", kind, float(lat), float(lon), code, (), region or None, district or None, population,
            radius_km,
        )  # fmt: skip
    except (TypeError, ValueError):
        return None


def _radius_km(south: float, north: float, west: float, east: float) -> float:
    """Half of the larger side of a box, in km."""
    width = (east - west) * math.cos(math.radians((south + north) / 2))
    return round(max(north - south, width) * 111.2 / 2, 1) if max(north - south, width) > 0 else 0.0
