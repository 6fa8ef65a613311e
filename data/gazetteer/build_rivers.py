"""Rivers: whole ones from points in ``facts/rivers.txt``, and the stretches of them that are borders.

A stretch is cut from the common border of its two countries (Natural Earth 1:10m) between two points
on it, so that its course is the border's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources import HERE, borders, km

if TYPE_CHECKING:
    from build_features import Fact

FAR_KM = 25
"""The ends of a stretch lie at most this far from the countries' common border."""
STEP_KM = 12
"""Distance of the points kept."""


def read_rivers(problems: list[str]) -> list[Fact]:
    from build_features import Fact

    found: list[Fact] = []
    whole: Fact | None = None
    for line in (HERE / "facts" / "rivers.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("  ") and whole is not None:
            pair, ends = line.strip().split(": ")
            a, b = (tuple(map(float, p.split(","))) for p in ends.split())
            course = border_course(pair.split("-"), a, b)
            if course is None:
                problems.append(f"no common border of {pair} at {ends}: river {whole.names[0]}")
                continue
            middle = course[len(course) // 2]
            found.append(Fact("river", whole.names, *middle, pair.split("-"), whole.rank + 1, 5, course))
            whole.countries += [c for c in pair.split("-") if c not in whole.countries]
        else:
            names, countries, rank, course_text = line.split("; ")
            points = [(float(p.split(",")[0]), float(p.split(",")[1])) for p in course_text.split()]
            middle = points[len(points) // 2]
            own = names.split("|")
            more = [m for n in own for m in (f"{n} River", f"River {n}", f"Rio {n}") if "Ri" not in n]
            whole = Fact("river", own + more, *middle, countries.split(), float(rank), 10, points)
            found.append(whole)
    return found


def border_course(
    pair: list[str], a: tuple[float, ...], b: tuple[float, ...]
) -> list[tuple[float, float]] | None:
    """Points of the two countries' common border between what is nearest to ``a`` and to ``b``."""
    import shapely
    from shapely.geometry import LineString, Point
    from shapely.ops import linemerge

    one, other = (borders()[code] for code in pair)
    line = shapely.intersection(one.boundary, other.boundary)
    line = linemerge([g for g in getattr(line, "geoms", [line]) if isinstance(g, LineString) and g.length > 0])
    parts = list(getattr(line, "geoms", [line]))
    start, end = Point(a[1], a[0]), Point(b[1], b[0])
    best: list[tuple[float, float]] | None = None
    for part in parts:
        near = [part.interpolate(part.project(p)) for p in (start, end)]
        if any(km((p.y, p.x), (q.y, q.x)) > FAR_KM for p, q in zip(near, (start, end), strict=True)):
            continue
        s, e = sorted((part.project(start), part.project(end)))
        cut = shapely.ops.substring(part, s, e)
        best = _thinned([(y, x) for x, y in cut.coords])
    return best


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept = [points[0]]
    for point in points[1:-1]:
        if km(kept[-1], point) >= STEP_KM:
            kept.append(point)
    return kept if len(points) < 2 else [*kept, points[-1]]
