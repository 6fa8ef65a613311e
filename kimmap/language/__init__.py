"""English text → sentences, grammar and names: the embedded models, and what they say.

`analyse_documents` gives an `Analysis` per document; `read_events` gives the clauses of a sentence.
spaCy, which a user may put in place of the names model, stays inside this package.
"""

from __future__ import annotations

from kimmap.language.analysis import Analysis, Name, NameLabel, Recognizer, Sentence, Token
from kimmap.language.events import Event, read_events
from kimmap.language.pipeline import analyse_documents

__all__ = [
    "Analysis",
    "Event",
    "Name",
    "NameLabel",
    "Recognizer",
    "Sentence",
    "Token",
    "analyse_documents",
    "read_events",
]
