"""Makes a slimmer names model that labels like the one it is made of: fewer units, hence faster.

    python data/language/build_slim_names.py --whole WEIGHTS --raw FILE [--lists FILE] [--out FILE] [--state FILE]

``--raw`` is what build_names.py ``--prepare`` wrote.  As in build_slim.py, the units that matter least are cut out,
and the slim model learns to give the odds that the whole one gives.  Words and lists keep their vectors.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_grammar import FOLDER, vary
from cutting import Arrays, slim_layer
from learner import DEVICE, Average, Checkpoint, Pace, write_weights
from stored_model import lstm_of, stored_linear, stored_lstm
from torch import nn

from kimmap.language.names_gazetteer import NameLists
from kimmap.language.network import WordVectors, cut_windows, load_weights

_SAMPLE = 2_000
"""Windows by which units are judged."""
_KEPT = ("feature_keys", "rows", "row_scales", "norm_gain", "norm_bias", "place_marks", "person_marks")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--lists", type=Path, default=FOLDER / "gazetteer.npz")
    parser.add_argument("--out", type=Path, default=FOLDER / "names.npz")
    parser.add_argument("--state", type=Path, metavar="FILE", help="where the training stands: it goes on from there")
    parser.add_argument("--config", type=Path, default=FOLDER / "config.toml")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="override the configuration")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))["slim_names"]
    config |= {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in options.set)}
    with gzip.open(options.raw) as file:
        raw = pickle.load(file)
    torch.manual_seed(config["seed"])
    texts = [list(e[0]) for name in sorted(raw) if not name.startswith("dev/") for e in raw[name]]
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
        config = self._config
        sample = list(self._windows(texts))
        student = Model(self._cut([sample[i] for i in self._rng.permutation(len(sample))[:_SAMPLE]])).to(DEVICE)
        optimizer = torch.optim.AdamW(
            student.parameters(), lr=config["rate"], betas=(0.9, 0.98), weight_decay=config["decay"]
        )
        steps = int(config["epochs"] * sum(map(len, texts)) / config["batch"])
        pace = Pace(optimizer, config["rate"], steps, config["seconds"])
        average = Average(student, 0.9995)
        checkpoint = Checkpoint(state, student, optimizer, average, pace, self._rng)
        for epoch in range(checkpoint.resume(), config["epochs"]):
            apart, count = 0.0, 0
            for batch in self._batches(list(self._windows(texts))):
                vectors = self._input(batch)
                known = self._whole(vectors)[1]
                loss = (known.exp() * (known - student(vectors)[1])).sum(2).mean()
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(student.parameters(), 2.0)
                optimizer.step()
                pace.step()
                average.update(student)
                apart, count = apart + float(loss.detach()), count + 1
                if pace.progress >= 1:
                    break
            print(f"epoch {epoch + 1}: {apart / max(count, 1):.5f} apart, {pace.seconds:.0f} s", flush=True)
            checkpoint.save(epoch)
            if pace.progress >= 1:
                break
        student.load_state_dict(average.weights)
        arrays = stored_lstm(student.layer, 0)
        arrays |= {"out_weight": student.out.weight.T, "out_bias": student.out.bias}
        stored = {k: np.ascontiguousarray(v.detach().cpu().numpy()).astype(np.float16) for k, v in arrays.items()}
        write_weights(out, self._settings | {"slim": dict(config)}, self._words | stored)

    def _windows(self, texts: Sequence[list[str]]) -> Iterator[list[str]]:
        """The windows of an epoch: texts in another order and other company each time."""
        order = self._rng.permutation(len(texts)).tolist()
        while order:
            words: list[str] = []
            for _ in range(min(len(order), int(self._rng.integers(1, self._config["joined"] + 1)))):
                words += texts[order.pop()]
            yield from (vary(words[a:b], self._rng, self._config["vary"]) for a, b in cut_windows(words))

    def _batches(self, windows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
        """Windows of exactly the same length, in batches of about so many words, in any order."""
        of_length: dict[int, list[list[str]]] = {}
        for i in self._rng.permutation(len(windows)).tolist():
            of_length.setdefault(len(windows[i]), []).append(windows[i])
        batches = []
        for length, own in of_length.items():
            size = max(1, self._config["batch"] // length)
            batches += [own[i : i + size] for i in range(0, len(own), size)]
        for i in self._rng.permutation(len(batches)).tolist():
            yield batches[i]

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
