"""Places in texts: which words stand for one, and which one it is.

``find_places`` finds the mentions, ``resolve_places`` says where they are and why.
"""

from __future__ import annotations

from kimmap.places.recognition import find_places
from kimmap.places.resolution import resolve_places

__all__ = ["find_places", "resolve_places"]
