"""A stored grammar model as it is, in PyTorch: to learn on, or to learn from."""

# ruff: noqa: E731  (short accessors next to their use)
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from cutting import HEADS, LABELS, Arrays
from torch import nn
from torch.nn import functional

_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


class Model(nn.Module):
    """The layers of a grammar model, from the arrays of its file; word vectors are read apart."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        super().__init__()
        self.layers = nn.ModuleList()
        for n in range(sum("lstm_in_" in key for key in arrays)):
            self.layers.append(lstm_of(arrays, n))
        names = (*HEADS, *LABELS, "rel_out")
        self.linear = nn.ModuleDict({name: stored_linear(arrays, name) for name in names})
        single = lambda name: nn.Parameter(torch.from_numpy(arrays[name].astype(np.float32)))
        self.arc_weight, self.arc_bias = single("arc_weight"), single("arc_bias")
        self.root, self.rel_root = single("root"), single("rel_root")
        self.said: list[torch.Tensor] = []

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        """(windows, words, width) → what the last layer says."""
        self.said = [vectors]
        for layer in self.layers:
            self.said.append(layer(self.said[-1])[0])
        return self.said[-1]

    def arcs(self, x: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
        """(windows, words, 1 + words): log-odds of the root and of each word as head, of those that are allowed."""
        dependents, heads = (torch.relu(self.linear[f"arc_{side}"](x)) for side in ("dependent", "head"))
        asked = dependents @ self.arc_weight + self.arc_bias
        scores = torch.cat([(asked @ self.root)[..., None], asked @ heads.transpose(1, 2)], 2)
        return functional.log_softmax(scores.masked_fill(~allowed, -1e4), 2)

    def relations(self, x: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Log-odds of relations, given each word's head in its window, -1 for the root."""
        governors = self.linear["rel_head"](x)
        chosen = governors.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, governors.shape[2]))
        chosen = torch.where((heads < 0)[..., None], self.rel_root, chosen)
        return self.linear["rel_out"](torch.relu(self.linear["rel_dependent"](x) + chosen)).log_softmax(2)

    def labels(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        narrow = torch.relu(self.linear["narrow"](x))
        return {name: self.linear[name](narrow).log_softmax(2) for name in LABELS}

    def arrays(self) -> Arrays:
        """Under the names of the file, in half precision."""
        found: dict[str, torch.Tensor] = {}
        for n, layer in enumerate(self.layers):
            found |= stored_lstm(layer, n)
        for name, linear in self.linear.items():
            found |= {f"{name}_weight": linear.weight.T, f"{name}_bias": linear.bias}
        found |= {name: getattr(self, name) for name in ("arc_weight", "arc_bias", "root", "rel_root")}
        return {k: np.ascontiguousarray(v.detach().cpu().numpy()).astype(np.float16) for k, v in found.items()}


def stored_lstm(layer: nn.LSTM, n: int) -> dict[str, torch.Tensor]:
    """Layer ``n`` under the names of the file."""
    ways = [[getattr(layer, f"{what}_l0{way}") for what in _PARTS] for way in ("", "_reverse")]
    read, own, first, second = (torch.stack(parts) for parts in zip(*ways, strict=True))
    found = {f"lstm_in_{n}": _stored(read).transpose(1, 2), f"lstm_own_{n}": _stored(own).transpose(1, 2)}
    return found | {f"lstm_bias_{n}": _stored((first + second)[..., None])[..., 0]}


def _stored(gates: torch.Tensor) -> torch.Tensor:
    """PyTorch's gates i f g o as i f o g, with g doubled, in the second dimension."""
    i, f, g, o = gates.chunk(4, 1)
    return torch.cat([i, f, o, 2 * g], 1)


def lstm_of(arrays: Mapping[str, np.ndarray], n: int) -> nn.LSTM:
    """Layer ``n`` of stored arrays."""
    read, own, bias = (arrays[f"lstm_{what}_{n}"] for what in ("in", "own", "bias"))
    layer = nn.LSTM(read.shape[1], own.shape[1], batch_first=True, bidirectional=True)
    with torch.no_grad():
        for way, suffix in enumerate(("", "_reverse")):
            for what, array in (("weight_ih", read[way].T), ("weight_hh", own[way].T), ("bias_ih", bias[way])):
                i, f, o, g = torch.from_numpy(array.astype(np.float32)).chunk(4)
                getattr(layer, f"{what}_l0{suffix}").copy_(torch.cat([i, f, g / 2, o]))
            getattr(layer, f"bias_hh_l0{suffix}").zero_()
    return layer


def stored_linear(arrays: Mapping[str, np.ndarray], name: str) -> nn.Linear:
    weight, bias = arrays[f"{name}_weight"], arrays[f"{name}_bias"]
    layer = nn.Linear(*weight.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weight.astype(np.float32).T))
        layer.bias.copy_(torch.from_numpy(bias.astype(np.float32)))
    return layer
