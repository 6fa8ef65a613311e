"""Means of travel that go by the strength of animals or by the wind, and how fast they are: coaches, camels, sails."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kimmap.distances.paces import FASTEST_KM_H, SLACK, moving_hours, say_by, say_range
from kimmap.distances.times import Duration, mode_in
from kimmap.model import Mode, Quote


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries somebody, in words ("by camel"), and what the fastest of its kind keeps up."""

    by: str
    fastest_km_h: float
    hours_a_day: float
    """How long it goes on of a day where a journey takes several: coaches change their horses."""


_ITS = r"(?:[\w-]+\s+){0,2}?"
_CARRIERS = (
    (Carrier("by coach and horses", 20, 24),
     r"(?:mail|stage|post)[\s-]?(?:coach(?:es)?|chaises?)|diligences?|tarantass\w*|troikas?|coach\s+and\s+(?:horses|four|six)"
     r"|horse-drawn|landaus?|droshk\w+"),
    (Carrier("by ox-cart", 6, 14), r"(?:ox|oxen|bullock)(?:[\s-](?:carts?|wagons?|teams?|drawn))"),
    (Carrier("by camel", 12, 14), r"camels?|dromedar(?:y|ies)"),
    (Carrier("by pack animal", 9, 14), rf"(?:on|by|with)\s+{_ITS}(?:mules?|donkeys?|pack-?horses?|yaks?|llamas?)"),
    (Carrier("on horseback", 20, 14), rf"on\s+horseback|by\s+horse|on\s+{_ITS}(?:horses?|pony|ponies)|horsem[ae]n"),
)  # fmt: skip
_CUES = tuple((carrier, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for carrier, words in _CARRIERS)


_WITH_ANIMALS: tuple[Mode, ...] = ("unknown", "road")
"""What a time is taken to be by where the words tell of a coach or a camel."""
_RIDER, _SAIL = _CARRIERS[-1][0], Carrier("under sail", 30, 24)
_RIDE = re.compile(r"\b(?:days?|nights?)[’']?(?:s[’']?)?\s+(?:[\w-]+\s+)?ride\b", re.IGNORECASE)
_DAYS_OF_SAIL = re.compile(r"\b(?:days?|nights?|weeks?)[’']?(?:s[’']?)?\s+(?:[\w-]+\s+)?sail\b", re.IGNORECASE)
_ENGINE = re.compile(
    r"\b(?:motor\w*|engines?|petrol|diesel|cars?|bus(?:es)?|lorr(?:y|ies)|trucks?|trains?|railways?|bi(?:kes?|cycles?)|cycl\w+|pedal\w*|scooters?)\b",
    re.IGNORECASE,
)
"""Where a text has one of these, a ride of days need not be one on horseback."""
_BESIDE = 40
"""Characters before and behind a claim that can tell by what means somebody goes."""
_NO_SPEED = 0.05
"""Kilometres an hour that are none in the figures that readers see."""


def carrier_beside(quote: Quote, mode: Mode) -> Carrier | None:
    """What carries somebody by the words of a claim or beside it in its clause; None for an engine, or for nothing."""
    text = quote.document.text
    before = re.split(r"[.;:]\s", text[max(quote.sentence_start, quote.start - _BESIDE) : quote.start])[-1]
    after = re.split(r"[,.;:]\s", text[quote.end : min(quote.sentence_end, quote.end + _BESIDE)])[0]
    words = before + quote.text + after
    if mode == "ship":
        return _SAIL if _DAYS_OF_SAIL.search(words) else None
    if mode not in _WITH_ANIMALS:
        return None
    carrier = next((carrier for carrier, cue in _CUES if cue.search(words)), None)
    is_ride = carrier is None and mode == "unknown" and _RIDE.search(words) is not None
    return _RIDER if is_ride and mode_in(words) == "unknown" and not _ENGINE.search(text) else carrier


def weigh_speed(
    least_km: float, duration: Duration, carrier: Carrier | None, least_hours: float | None = None
) -> tuple[float, bool, str]:
    """The speed that a way needs at least, whether that is possible, and what to say of it behind the way.

    Of a range of hours, which begins with ``least_hours``, the end is judged.
    """
    a_day = carrier.hours_a_day / 24 if carrier and duration.hours >= 24 else 1.0
    speed = least_km / (duration.hours * a_day if carrier else moving_hours(duration))
    limit = carrier.fastest_km_h if carrier else FASTEST_KM_H[duration.mode]
    by = carrier.by if carrier else say_by(duration.mode)
    hours = say_range(least_hours, duration.hours)
    needs = f" in {hours} needs at least {speed:,.{1 if speed < 10 else 0}f} km/h"
    if speed < _NO_SPEED:
        return speed, True, f" is hardly more than the size of the places: possible in {hours}"
    if speed > limit * SLACK:
        return speed, False, f"{needs}: too fast {by} (at most about {limit:,.0f} km/h)"
    is_told = duration.mode != "unknown" or carrier is not None
    return speed, True, f"{needs}: possible{f' {by}' * is_told}"
