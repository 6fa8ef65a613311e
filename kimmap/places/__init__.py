"""Places in texts: which words stand for one, and which one it is.

``find_places`` finds the mentions, or ``mentions_at`` takes them from elsewhere; ``resolve_places`` says
where they are and why.
"""

from __future__ import annotations

from kimmap.places.recognition import find_places, mentions_at
from kimmap.places.resolution import resolve_places

__all__ = ["find_places", "mentions_at", "resolve_places"]
