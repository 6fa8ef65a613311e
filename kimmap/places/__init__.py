"""Places in texts: which words stand for one, and which one it is.

``find_places`` finds the mentions, or ``mentions_at`` takes them from elsewhere; ``resolve_places`` says
where they are and why.  ``rank_places`` shows what a name may mean, without a text.
"""

from __future__ import annotations

from kimmap.places.recognition import find_places, mentions_at
from kimmap.places.resolution import Choice, rank_places, resolve_places

__all__ = ["Choice", "find_places", "mentions_at", "rank_places", "resolve_places"]
