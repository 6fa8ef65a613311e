"""How a slim model learns to say what the whole one says: its windows, its batches, its steps."""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from build_grammar import FOLDER
from learner import Average, Checkpoint, Pace
from torch import nn

from kimmap.language.network import cut_windows

T = TypeVar("T")
_SHORTEST = 3
"""Words of the shortest window."""


def read_arguments(doc: str, model: str, needed: Iterable[str]) -> tuple[argparse.Namespace, dict[str, Any]]:
    """What a script was called with, and the settings of its ``model``; ``needed`` are files that it reads."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("whole", "raw", *needed):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER / f"{model}.npz")
    parser.add_argument("--state", type=Path, metavar="FILE", help="where the training stands: it goes on from there")
    parser.add_argument("--config", type=Path, default=FOLDER / "config.toml")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="override the configuration")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))[f"slim_{model}"]
    return options, config | {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in options.set)}


def texts_of(sets: Mapping[str, Sequence[Any]]) -> list[list[str]]:
    """The words of the examples that build_names.py prepared, those held out excepted."""
    return [list(e[0]) for name in sorted(sets) if not name.startswith("dev/") for e in sets[name]]


def windows_of(texts: Sequence[list[str]], joined: int, rng: np.random.Generator) -> Iterator[list[str]]:
    """The windows of the texts, in another order and other company each time: up to ``joined`` follow each other."""
    order = rng.permutation(len(texts)).tolist()
    while order:
        words: list[str] = []
        for _ in range(min(len(order), int(rng.integers(1, joined + 1)))):
            words += texts[order.pop()]
        yield from (words[a:b] for a, b in cut_windows(words) if b - a >= _SHORTEST)


def batches_of_alike(
    windows: Sequence[T], kind: Callable[[T], tuple[int, Hashable]], words: int, rng: np.random.Generator
) -> Iterator[list[T]]:
    """Windows of exactly the same length and kind, in batches of about so many words, in any order."""
    alike: dict[tuple[int, Hashable], list[T]] = {}
    for i in rng.permutation(len(windows)).tolist():
        alike.setdefault(kind(windows[i]), []).append(windows[i])
    batches = []
    for (length, _), own in alike.items():
        size = max(1, words // length)
        batches += [own[i : i + size] for i in range(0, len(own), size)]
    return (batches[i] for i in rng.permutation(len(batches)).tolist())


def apart(own: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """How far the slim model's log-odds are from the whole one's: divergence a word."""
    return (known.exp() * (known - own)).sum(2).mean()


def learn(
    student: nn.Module,
    config: Mapping[str, Any],
    words: float,
    epoch_of: Callable[[], Iterable[Mapping[str, torch.Tensor]]],
    rng: np.random.Generator,
    state: Path | None,
) -> None:
    """Train a slim model; it ends with the running mean of its weights.

    ``epoch_of`` gives the parts of the loss of each batch of an epoch, which has so many ``words``; the last word of
    a part's name says what it weighs.
    """
    optimizer = torch.optim.AdamW(
        student.parameters(), lr=config["rate"], betas=(0.9, 0.98), weight_decay=config["decay"]
    )
    pace = Pace(optimizer, config["rate"], int(config["epochs"] * words / config["batch"]), config["seconds"])
    average = Average(student, 0.9995)
    checkpoint = Checkpoint(state, student, optimizer, average, pace, rng)
    print(f"{int(words):,} words an epoch", flush=True)
    for epoch in range(checkpoint.resume(), config["epochs"]):
        losses: Counter[str] = Counter()
        count = 0
        for parts in epoch_of():
            optimizer.zero_grad()
            sum(config["weights"][k.split()[-1]] * v for k, v in parts.items()).backward()
            nn.utils.clip_grad_norm_(student.parameters(), 2.0)
            optimizer.step()
            pace.step()
            average.update(student)
            losses.update({k: float(v.detach()) for k, v in parts.items()})
            count += 1
            if pace.progress >= 1:
                break
        line = " ".join(f"{k} {v / max(count, 1):.4f}" for k, v in losses.items())
        print(f"epoch {epoch + 1} {line} {pace.seconds:.0f} s", flush=True)
        checkpoint.save(epoch)
        if pace.progress >= 1:
            break
    student.load_state_dict(average.weights)
