"""Names by another model that the user has installed: a spaCy pipeline (``pip install spacy``), or GLiNER.

Only the names come from it.  The grammar stays kimmap's own, because what reads it relies on Universal
Dependencies, and most spaCy pipelines speak another scheme.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from kimmap.errors import WrongSettings
from kimmap.language.analysis import Name, NameLabel, Recognizer

LABELS: Final[Mapping[str, NameLabel]] = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
    "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC", "PLACE": "LOC",
}  # fmt: skip
"""What the labels of common models are called here; names with other labels are left out."""

GLINER = "gliner"
_GLINER_MODEL = "gliner-community/gliner_small-v2.5"
_GLINER_LABELS = ("person", "organization", "location")
_GLINER_THRESHOLD = 0.5


class _Pipeline(Protocol):
    def pipe(self, texts: Iterable[str]) -> Iterable[Any]: ...


class _Predictor(Protocol):
    def predict_entities(self, text: str, labels: list[str], threshold: float) -> Sequence[Mapping[str, Any]]: ...


class PipelineNames:
    """The names that a spaCy pipeline finds, as a `Recognizer`."""

    def __init__(self, pipeline: _Pipeline) -> None:
        self._pipeline = pipeline

    def recognise(self, texts: Sequence[str]) -> list[list[Name]]:
        return [
            tidy_names(text, [(e.start_char, e.end_char, e.label_) for e in doc.ents])
            for text, doc in zip(texts, self._pipeline.pipe(texts), strict=True)
        ]


class GlinerNames:
    """The names that a GLiNER model finds, as a `Recognizer`."""

    def __init__(self, model: _Predictor) -> None:
        self._model = model

    def recognise(self, texts: Sequence[str]) -> list[list[Name]]:
        return [tidy_names(text, [(e["start"], e["end"], e["label"]) for e in self._predict(text)]) for text in texts]

    def _predict(self, text: str) -> Sequence[Mapping[str, Any]]:
        return (
            self._model.predict_entities(text, list(_GLINER_LABELS), threshold=_GLINER_THRESHOLD)
            if text.strip()
            else ()
        )


def open_recognizer(name: str) -> Recognizer:
    """The `Recognizer` called ``name``: an installed spaCy pipeline, "gliner", or "gliner:" and a model of it.

    Raises ``WrongSettings`` where it is not installed or finds no names.
    """
    if name.partition(":")[0].lower() == GLINER:
        return _open_gliner(name.partition(":")[2] or _GLINER_MODEL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other people's pipelines warn about themselves
        try:
            import spacy
        except ImportError as error:
            raise WrongSettings("spaCy is not installed: pip install spacy") from error
        try:
            pipeline = spacy.load(name)
        except (OSError, ValueError, ImportError) as error:
            raise WrongSettings(f"no spaCy pipeline “{name}” is installed: python -m spacy download {name}") from error
    if not any(LABELS.get(label.upper()) for labels in pipeline.pipe_labels.values() for label in labels):
        raise WrongSettings(f"the spaCy pipeline “{name}” finds no names of people or places: choose one with NER")
    return PipelineNames(pipeline)


def tidy_names(text: str, found: Iterable[tuple[int, int, str]]) -> list[Name]:
    """Names in text order without overlap, blanks, leading article and possessive, with kimmap's labels."""
    names: list[Name] = []
    for start, end, label in sorted(found, key=lambda span: (span[0], -span[1])):
        kind = LABELS.get(label.upper())
        start, end = _trimmed(text, start, end)
        if kind and start < end and (not names or names[-1].end <= start):
            names.append(Name(start, end, text[start:end], kind))
    return names


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    if piece[:4].lower() == "the ":
        start += 4
    if piece.endswith(("'s", "’s")):
        end -= 2
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _open_gliner(model: str) -> Recognizer:
    try:
        from gliner import GLiNER  # type: ignore[import-not-found]
    except ImportError as error:
        raise WrongSettings("GLiNER is not installed: pip install gliner") from error
    try:
        return GlinerNames(GLiNER.from_pretrained(model))
    except (OSError, ValueError) as error:
        raise WrongSettings(f"the GLiNER model “{model}” is not on this computer and cannot be had: {error}") from error
