"""Makes a slimmer names model that labels like the one it is made of: fewer units, hence faster.

    python data/language/build_slim_names.py --whole WEIGHTS --raw FILE --lists FILE [--out FILE] [--state FILE]

``--raw`` is what build_names.py ``--prepare`` wrote.  As in build_slim_grammar.py, the units that matter least are
cut out, and the slim model learns to give the odds that the whole one gives.  Words and lists keep their vectors.
"""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_grammar import vary
from cutting import Arrays, slim_layer
from learner import DEVICE, write_weights
from slimming import apart, batches_of_alike, learn, read_arguments, texts_of, windows_of
from stored_model import lstm_of, stored_linear, stored_lstm
from torch import nn

from kimmap.language.names_gazetteer import NameLists
from kimmap.language.network import WordVectors, load_weights

_SAMPLE = 2_000
"""Windows by which units are judged."""
_KEPT = ("feature_keys", "rows", "row_scales", "norm_gain", "norm_bias", "place_marks", "person_marks")


def main() -> None:
    options, config = read_arguments(__doc__, "names", ["lists"])
    with gzip.open(options.raw) as file:
        texts = texts_of(pickle.load(file))
    torch.manual_seed(config["seed"])
    Slimmer(options.whole, NameLists(options.lists), config).train(texts, options.out, options.state)


class Model(nn.Module):
    """The layer and the labels of a names model, from the arrays of its file."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        super().__init__()
        self.layer = lstm_of(arrays, 0)
        self.out = stored_linear(arrays, "out")

    def forward(self, vectors: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(windows, words, width) → what the layer says, and the log-odds of labels."""
        said = self.layer(vectors)[0]
        return said, self.out(said).log_softmax(2)


class Slimmer:
    """The whole model, and a slimmer one that learns from it."""

    def __init__(self, whole: Path, lists: NameLists, config: Mapping[str, Any]) -> None:
        self._config, self._lists = config, lists
        self._settings, self._stored = load_weights(whole)
        with np.load(whole) as stored:
            self._words = {k: stored[k] for k in _KEPT}
        self._vectors = WordVectors(self._stored)
        self._whole = Model(self._stored).to(DEVICE).eval().requires_grad_(requires_grad=False)
        self._rng = np.random.default_rng(config["seed"])

    def train(self, texts: Sequence[list[str]], out: Path, state: Path | None) -> None:
        sample = list(self._windows(texts))
        student = Model(self._cut([sample[i] for i in self._rng.permutation(len(sample))[:_SAMPLE]])).to(DEVICE)

        def epoch() -> Iterator[dict[str, torch.Tensor]]:
            for batch in self._batches(list(self._windows(texts))):
                vectors = self._input(batch)
                yield {"labels": apart(student(vectors)[1], self._whole(vectors)[1])}

        learn(student, self._config, sum(map(len, texts)), epoch, self._rng, state)
        arrays = stored_lstm(student.layer, 0)
        arrays |= {"out_weight": student.out.weight.T, "out_bias": student.out.bias}
        stored = {k: np.ascontiguousarray(v.detach().cpu().numpy()).astype(np.float16) for k, v in arrays.items()}
        write_weights(out, self._settings | {"slim": dict(self._config)}, self._words | stored)

    def _windows(self, texts: Sequence[list[str]]) -> Iterator[list[str]]:
        for words in windows_of(texts, self._config["joined"], self._rng):
            yield vary(words, self._rng, self._config["vary"])

    def _batches(self, windows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
        return batches_of_alike(windows, lambda words: (len(words), None), self._config["batch"], self._rng)

    def _input(self, batch: Sequence[list[str]]) -> torch.Tensor:
        vectors, index = self._vectors.distinct([w for words in batch for w in words])
        places, people = self._lists.mark(batch)
        read = vectors[index] + self._stored["place_marks"][places] + self._stored["person_marks"][people]
        return torch.from_numpy(read).view(len(batch), -1, read.shape[1]).to(DEVICE)

    def _cut(self, sample: Sequence[list[str]]) -> Arrays:
        """The whole model with fewer units."""
        told: list[np.ndarray] = []
        worth: np.ndarray | float = 0.0
        for batch in self._batches(sample):
            said, odds = self._whole(self._input(batch).requires_grad_())
            drawn = torch.distributions.Categorical(logits=odds).sample()
            (grad,) = torch.autograd.grad(-odds.gather(2, drawn[..., None]).sum(), said)
            told.append(said.detach().flatten(0, 1).cpu().numpy())
            worth = worth + ((said * grad) ** 2).sum((0, 1)).detach().cpu().numpy()
        arrays = {k: np.asarray(v, np.float64) if v.dtype.kind == "f" else v for k, v in self._stored.items()}
        readers = {"out_weight": "out_bias"}
        slim_layer(arrays, 0, self._config["layers"][0], np.concatenate(told), np.asarray(worth), readers)
        return arrays


if __name__ == "__main__":
    main()
