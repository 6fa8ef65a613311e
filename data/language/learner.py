"""The network of ``kimmap.language.network`` and ``layers`` in PyTorch: trained here, stored for numpy.

Only the build scripts import it.  ``Vocabulary`` numbers the features of words; ``Encoder`` is the word
vectors and the layers that read them; ``stored_encoder`` gives the arrays under the names that the package reads.
"""

# ruff: noqa: ARG002, B023, E731  (layers are called alike; short accessors next to their use)
from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from kimmap.language.network import feature_key, word_features

_TELL_EVERY_S = 30.0
_LEAST_BATCH = 500
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Vocabulary:
    """Features seen at least ``least`` times; row 0 stands for an unknown form."""

    def __init__(self, counts: Mapping[str, int], least: int) -> None:
        seen: Counter[int] = Counter()
        for word, count in counts.items():
            for feature in word_features(word):
                seen[feature_key(feature)] += count
        self.keys = sorted(k for k, n in seen.items() if n >= least)
        self._rows = {k: i + 1 for i, k in enumerate(self.keys)}
        self._of_word: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.keys) + 1

    def rows(self, word: str) -> list[int]:
        """The row of the form, then those of the other features."""
        if word not in self._of_word:
            first, *rest = (feature_key(f) for f in word_features(word))
            known = self._rows
            self._of_word[word] = [known.get(first, 0), *(known[k] for k in rest if k in known)]
        return self._of_word[word]


class Encoder(nn.Module):
    """Words of windows → one vector per word.

    ``layers`` are the sizes of two-way LSTM layers in one direction, read one after the other.
    """

    def __init__(
        self, features: int, width: int, layers: Sequence[int], dropout: float, marks: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features, width, mode="sum")
        nn.init.normal_(self.rows.weight, std=0.1)
        self.norm = nn.LayerNorm(width)
        self.marks = nn.ModuleList(nn.Embedding(n, width) for n in marks)
        for m in self.marks:
            nn.init.normal_(m.weight, std=0.1)
        self.layers = nn.ModuleList()
        for size in layers:
            self.layers.append(LSTM(width, size))
            width = 2 * size
        self.size = width
        self.drop = nn.Dropout(dropout)
        self.input_drop = nn.Dropout(dropout)

    def forward(
        self,
        ids: torch.Tensor,
        offsets: torch.Tensor,
        inverse: torch.Tensor,
        lengths: torch.Tensor,
        marks: Sequence[torch.Tensor] = (),
    ) -> torch.Tensor:
        """``ids`` and ``offsets``: features of the distinct words; ``inverse``: which word stands where, flat."""
        x = self.norm(self.rows(ids, offsets))[inverse]
        for table, mark in zip(self.marks, marks, strict=True):
            x = x + table(mark)
        x = self.input_drop(x)
        inside = (torch.arange(int(lengths.max()))[None] < lengths[:, None]).to(x.device)
        padded = x.new_zeros(*inside.shape, x.shape[1])
        padded[inside] = x
        for layer in self.layers:
            padded = self.drop(layer(padded, lengths, inside))
        return padded[inside]


class LSTM(nn.Module):
    """One two-way LSTM layer over padded windows."""

    def __init__(self, width: int, size: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(width, size, batch_first=True, bidirectional=True)

    def forward(self, x: torch.Tensor, lengths: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        return pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]


def word_batch(
    words: Sequence[str], vocabulary: Vocabulary, rng: np.random.Generator | None, drop: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(ids, offsets, inverse) for ``Encoder``; with ``rng``, forms are hidden with probability ``drop``."""
    distinct: dict[tuple[str, bool], int] = {}
    hidden = rng.random(len(words)) < drop if rng is not None else np.zeros(len(words), bool)
    inverse = [distinct.setdefault((w, bool(h)), len(distinct)) for w, h in zip(words, hidden, strict=True)]
    ids: list[int] = []
    offsets: list[int] = []
    for word, is_hidden in distinct:
        offsets.append(len(ids))
        rows = vocabulary.rows(word)
        ids.append(0 if is_hidden else rows[0])
        ids += rows[1:]
    return _tensor(ids), _tensor(offsets), _tensor(inverse)


def _tensor(values: Sequence[int]) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.long).to(DEVICE, non_blocking=True)


class Average:
    """Running mean of the weights: what is stored, smoother than the last step."""

    def __init__(self, model: nn.Module, decay: float = 0.998) -> None:
        self._decay, self.steps = decay, 0
        self.weights = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self._decay, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                if v.dtype.is_floating_point:
                    self.weights[k].lerp_(v, 1 - decay)


def stored_encoder(
    weights: Mapping[str, torch.Tensor], prefix: str, vocabulary: Vocabulary, layers: Sequence[int]
) -> dict[str, np.ndarray]:
    """The encoder's arrays: word rows as bytes with a scale each, the rest in half precision."""
    get = lambda name: weights[prefix + name].detach().float().cpu().numpy()
    rows = get("rows.weight")
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-6) / 127
    arrays: dict[str, np.ndarray] = {
        "feature_keys": np.array(vocabulary.keys, np.uint32),
        "rows": np.round(rows / scales[:, None]).astype(np.int8),
        "row_scales": scales.astype(np.float16),
        "norm_gain": get("norm.weight").astype(np.float16),
        "norm_bias": get("norm.bias").astype(np.float16),
    }
    half = lambda array: np.ascontiguousarray(array).astype(np.float16)
    for n, size in enumerate(layers):
        name, ways = f"layers.{n}.lstm", ("", "_reverse")
        stacked = lambda what: np.stack([_gates(get(f"{name}.{what}_l0{w}").reshape(4 * size, -1)).T for w in ways])
        arrays[f"lstm_in_{n}"] = half(stacked("weight_ih"))
        arrays[f"lstm_own_{n}"] = half(stacked("weight_hh"))
        arrays[f"lstm_bias_{n}"] = half((stacked("bias_ih") + stacked("bias_hh"))[:, 0])
    return arrays


def _gates(matrix: np.ndarray) -> np.ndarray:
    """PyTorch's gates i f g o as i f o g, with g doubled (tanh by the logistic function)."""
    i, f, g, o = np.split(matrix, 4)
    return np.concatenate([i, f, o, 2 * g])


def write_weights(path: Path, settings: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    data = np.frombuffer(json.dumps(settings, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
    np.savez_compressed(path, settings=data, **arrays)


class Pace:
    """The learning rate: up over the first hundred steps, then down in a line to nothing.

    The end is after ``steps``, or after ``seconds`` where those are given and run out first.  Tells how far it is.
    """

    def __init__(self, optimizer: torch.optim.Optimizer, rate: float, steps: int, seconds: float) -> None:
        self._optimizer, self._rate, self._steps, self._seconds = optimizer, rate, steps, seconds
        self._step, self._began = 0, time.monotonic()
        self._told = self._began

    @property
    def progress(self) -> float:
        spent = self.seconds / self._seconds if self._seconds else 0.0
        return max(self._step / self._steps, spent)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def step(self) -> None:
        self._step += 1
        factor = min(1.0, self._step / 100) * max(0.01, 1 - self.progress)
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate * factor
        if time.monotonic() - self._told > _TELL_EVERY_S:
            self._told = time.monotonic()
            print(f"  {min(1, self.progress):.0%} after {self.seconds:.0f} s", flush=True)

    def state(self) -> dict[str, float]:
        return {"step": self._step, "spent": self.seconds}

    def resume(self, state: Mapping[str, float]) -> None:
        self._step, self._began = int(state["step"]), time.monotonic() - state["spent"]


class Checkpoint:
    """Where a training stands after an epoch, in a file, so that an interrupted one can go on; None keeps nothing."""

    def __init__(
        self, path: Path | None, model: nn.Module, optimizer: torch.optim.Optimizer, average: Average, pace: Pace,
        rng: np.random.Generator,
    ) -> None:  # fmt: skip
        self._path = path
        self._model, self._optimizer, self._average, self._pace, self._rng = model, optimizer, average, pace, rng

    def resume(self) -> int:
        """The first epoch that is still to come."""
        if self._path is None or not self._path.is_file():
            return 0
        state = torch.load(self._path, map_location=DEVICE, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._average.weights, self._average.steps = state["average"], state["average_steps"]
        self._pace.resume(state["pace"])
        self._rng.bit_generator.state = json.loads(state["rng"])
        torch.set_rng_state(state["torch_rng"].cpu())
        print(f"  goes on after epoch {state['epoch'] + 1}", flush=True)
        return int(state["epoch"]) + 1

    def save(self, epoch: int) -> None:
        if self._path is None:
            return
        state = {
            "epoch": epoch,
            "model": self._model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "average": self._average.weights,
            "average_steps": self._average.steps,
            "pace": self._pace.state(),
            "rng": json.dumps(self._rng.bit_generator.state),
            "torch_rng": torch.get_rng_state(),
        }
        fresh = self._path.with_suffix(".new")
        torch.save(state, fresh)
        fresh.replace(self._path)


def words_at_once(config: Mapping[str, Any]) -> int:
    """Words of a batch: fewer for a sample, so that it is learnt in as many steps."""
    return int(max(min(_LEAST_BATCH, config["batch"]), config["batch"] * config.get("sample", 1.0)))


def batches_of(sizes: Sequence[int], words: int, rng: np.random.Generator | None) -> Iterable[list[int]]:
    """Indices in batches of about ``words`` words of similar length; shuffled with ``rng``."""
    noise = rng.random(len(sizes)) * 8 if rng is not None else np.zeros(len(sizes))
    order = np.argsort(np.asarray(sizes) + noise, kind="stable")
    batches: list[list[int]] = [[]]
    total = 0
    for i in order:
        if total + sizes[i] > words and batches[-1]:
            batches.append([])
            total = 0
        batches[-1].append(int(i))
        total += sizes[i]
    if rng is not None:
        rng.shuffle(batches)  # type: ignore[arg-type]
    return batches
