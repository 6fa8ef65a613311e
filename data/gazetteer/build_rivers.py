"""Rivers: their courses from ``facts/rivers.txt``, and the stretches of them that are borders.

A course goes by towns on the river, whose points are GeoNames', and by points where there is no town.  A
border stretch is cut from the common border of its two countries (Natural Earth 1:10m) between two
points on it, so that its course is the border's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sources import HERE, borders, km, towns

from kimmap.gazetteer.folding import name_key

if TYPE_CHECKING:
    from build_features import Fact

Point = tuple[float, float]

FAR_KM = 25
"""The ends of a stretch lie at most this far from the countries' common border."""
STEP_KM = 12
"""Distance of the points kept."""
APART_KM = 900
"""Two points of a course that are further apart than this are a mistake."""
TENTH_KM = 100.0
"""A namesake with a tenth of the inhabitants is chosen when it shortens the way by this much."""
DETOUR = 6.0
"""So is a point that makes the way between its neighbours this many times longer."""
_ROMANCE = {
    "AO", "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "GW", "HN", "MX", "MZ", "NI", "PA", "PE",
    "PR", "PT", "PY", "SV", "UY", "VE",
}  # fmt: skip
"""Countries where a river is a rio."""


def read_rivers(problems: list[str]) -> list[Fact]:
    from build_features import Fact

    found: list[Fact] = []
    whole: Fact | None = None
    stretches = 0
    for line in (HERE / "facts" / "rivers.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("  ") and whole is not None:
            pair, ends = line.strip().split(": ")
            given = [_point(p) for p in ends.split()]
            course = border_course(pair.split("-"), *given) if len(given) == 2 else given
            if course is None:
                problems.append(f"no common border of {pair} at {ends}: river {whole.names[0]}")
                continue
            middle = course[len(course) // 2]
            stretches += 1
            part = f"/border{stretches}"
            found.append(Fact("river", list(whole.names), *middle, pair.split("-"), whole.rank + 1, 5, course, part))
            whole.countries += [c for c in pair.split("-") if c not in whole.countries]
        else:
            names, rank, course_text = line.split("; ")
            stretches = 0
            countries, points = _course(course_text, names, problems)
            if not points:
                problems.append(f"no course: river {names}")
                whole = None
                continue
            middle = points[len(points) // 2]
            whole = Fact("river", _names(names.split("|"), countries), *middle, countries, float(rank), 10, points)
            found.append(whole)
    return found


def _names(own: list[str], countries: list[str]) -> list[str]:
    """The names with "River" before and after, "Rio" where that is the language."""
    more: list[str] = []
    for name in (re.sub(r" \(.*\)$", "", n) for n in own):
        words = set(re.split(r"[\s-]+", name.lower()))
        if name.endswith(" River"):
            more.append(name)
            more += [f"Rio {name.removesuffix(' River')}"] if _ROMANCE & set(countries) and "rio" not in words else []
        elif not words & {"river", "rio", "río", "canal", "creek", "jiang", "rud"}:
            more += [f"{name} River", f"River {name}"]
            more += [f"Rio {name}"] if _ROMANCE & set(countries) else []
    return list(dict.fromkeys([own[0], *(re.sub(r" \(.*\)$", "", n) for n in own[1:]), *more]))


def _course(text: str, river: str, problems: list[str]) -> tuple[list[str], list[Point]]:
    """Countries in order and points of a course; what cannot be found or lies off the way is left out."""
    countries: list[str] = []
    choices: list[list[tuple[float, Point]]] = []
    for item in text.split(", "):
        name = item
        if match := re.match(r"([A-Z]{2}) (.+)$", item):
            countries.append(match[1])
            name = match[2]
        if re.match(r"-?\d", name):
            choices.append([(0.0, _point(name))])
        elif spots := towns()[countries[-1]].get(name_key(name), ()):
            largest = max(s[2] for s in spots)
            choices.append([(TENTH_KM * math.log10((largest + 100) / (s[2] + 100)), s[:2]) for s in spots])
        else:
            problems.append(f"no town {name} in {countries[-1]}: river {river}")
    return list(dict.fromkeys(countries)), list(_on_the_way(_shortest(choices), river, problems))


def _shortest(choices: list[list[tuple[float, Point]]]) -> list[Point]:
    """One point of each choice, so that the way and what the choices cost are least."""
    best: list[tuple[float, list[Point]]] = [(0.0, [])]
    for choice in choices:
        best = [
            min((cost + own + (km(way[-1], point) if way else 0.0), [*way, point]) for cost, way in best)
            for own, point in choice
        ]
    return min(best)[1]


def _on_the_way(points: list[Point], river: str, problems: list[str]) -> Iterator[Point]:
    for before, point, after in zip([None, *points], points, [*points[1:], None], strict=False):
        if before and km(before, point) > APART_KM:
            problems.append(f"{km(before, point):.0f} km to ({point[0]:.2f}, {point[1]:.2f}): river {river}")
        if before and after:
            way, straight = km(before, point) + km(point, after), km(before, after)
            if way > 150 and way > DETOUR * straight:
                problems.append(f"a detour of {way:.0f} km by ({point[0]:.2f}, {point[1]:.2f}): river {river}")
                continue
        yield point


def _point(text: str) -> Point:
    lat, lon = text.split(",")
    return float(lat), float(lon)


def border_course(codes: list[str], a: Point, b: Point) -> list[Point] | None:
    """Points of the two countries' common border between what is nearest to ``a`` and to ``b``."""
    import shapely
    from shapely.geometry import LineString, Point
    from shapely.ops import linemerge, substring

    one, other = (borders()[code] for code in codes)
    line = shapely.intersection(one.boundary, other.boundary)
    line = linemerge([g for g in getattr(line, "geoms", [line]) if isinstance(g, LineString) and g.length > 0])
    start, end = Point(a[1], a[0]), Point(b[1], b[0])
    best: tuple[float, list[Point]] | None = None
    for part in getattr(line, "geoms", [line]):
        near = [part.interpolate(part.project(p)) for p in (start, end)]
        away = max(km((p.y, p.x), (q.y, q.x)) for p, q in zip(near, (start, end), strict=True))
        if away <= FAR_KM and (best is None or away < best[0]):
            s, e = sorted((part.project(start), part.project(end)))
            best = away, _thinned([(y, x) for x, y in substring(part, s, e).coords])
    return best[1] if best else None


def _thinned(points: list[Point]) -> list[Point]:
    kept = [points[0]]
    for point in points[1:-1]:
        if km(kept[-1], point) >= STEP_KM:
            kept.append(point)
    return kept if len(points) < 2 else [*kept, points[-1]]
