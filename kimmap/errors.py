"""Everything that kimmap raises on purpose.

KimmapError
├── UnreadableSource      a file that is missing, binary, or in an encoding nobody can tell
│   └── ReadWithDoubt     a file that is read, and something about it is not as it should be
├── NoSources             nothing to read at all
├── NoTrip                sources read, and no trip in them
│   └── NoStops           a traveller, and no place where he was or was to be
├── WrongSettings         an option that makes no sense (also a ValueError)
├── UnwritableOutput      the result cannot be put where it was wanted (also an OSError)
├── DataMissing           an index or model that has to be built first (also a FileNotFoundError)
└── UnknownPlace          a name that the gazetteer does not have (also a LookupError)

A message is one line that says what to do next, for callers of the library and users of the command alike: it names
no option; ``setting`` tells the command which one to add.  What is merely not known about a trip is not an
error but data: an unresolved mention, an open date, an aside with its reason.
"""

from typing import Any


class KimmapError(Exception):
    """Base of all errors that a user can do something about.

    ``setting`` is what would mend it, where that is something that can be set: "traveller", "output" …
    """

    def __init__(self, *message: object, setting: str | None = None) -> None:
        super().__init__(*message)
        self.setting = setting


class UnreadableSource(KimmapError):
    """A file that is missing, binary, or in an encoding that nobody can tell."""


class ReadWithDoubt(UnreadableSource):
    """A source that is read all the same: what of it, or of what is said about it, could not be made out."""


class NoSources(KimmapError):
    """There was nothing to read."""


class NoTrip(KimmapError):
    """The sources were read, and no trip was found in them."""


class NoStops(NoTrip):
    """A traveller was found, and nothing that places him anywhere; ``trip`` has all that was mentioned instead."""

    def __init__(self, message: str, trip: Any, setting: str | None = None) -> None:
        super().__init__(message, setting=setting)
        self.trip = trip


class WrongSettings(KimmapError, ValueError):
    """An option that makes no sense."""


class UnwritableOutput(KimmapError, OSError):
    """The result cannot be written where it was wanted."""


class DataMissing(KimmapError, FileNotFoundError):
    """An index or a model that has to be built first; the message is the command that builds it."""


class UnknownPlace(KimmapError, LookupError):
    """A name that the gazetteer does not have."""
