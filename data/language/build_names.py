"""Trains the names model: ``names.npz``.

    python data/language/build_names.py --data FOLDER [--out data/language/names.npz]

FOLDER holds ``names/*.jsonl.gz`` with lines ``{"text", "ents": [[start, end, "PER"|"ORG"|"LOC"], …]}``.
``--prepare FILE`` only writes the varied examples; ``--examples FILE`` starts from them.
"""

# ruff: noqa: C901  (a training loop reads best in one piece, its tables in long lines)
from __future__ import annotations

import argparse
import gzip
import json
import math
import pickle
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from augment import (
    CITY_CLASSES,
    Example,
    Pools,
    Span,
    from_template,
    headline,
    plain_letters,
    shout,
    swap_names,
    with_dateline,
    with_region,
)  # fmt: skip

from kimmap.language.names_gazetteer import MAX_WORDS, PERSON_FEATURES, PLACE_FEATURES, NameLists
from kimmap.language.network import WINDOW, cut_windows
from kimmap.language.words import split_words

FOLDER = Path(__file__).parent
LABELS = ["O"] + [f"{p}-{x}" for x in ("PER", "ORG", "LOC") for p in "BILU"]
IGNORED = -100
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
ENGLISH_SPEAKING = ("US", "GB", "CA", "AU", "NZ", "IE", "ZA")
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ibn",
        "der",
        "den",
        "ter",
        "ash",
        "as",
        "ad",
        "ould",
        "abu",
        "d",
        "'",
        "-",
        ".",
    ]
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER / "names.npz")
    parser.add_argument("--lists", type=Path, default=FOLDER / "gazetteer.npz")
    parser.add_argument("--prepare", type=Path)
    parser.add_argument("--examples", type=Path)
    parser.add_argument("--state", type=Path, metavar="FILE", help="where the training stands: it goes on from there")
    parser.add_argument("--config", type=Path, default=FOLDER / "config.toml")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="override the configuration")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))["names"]
    config |= {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in options.set)}
    config["train"] = {name: times for name, times in config["train"].items() if times}
    if options.examples:
        with gzip.open(options.examples) as file:
            sets = pickle.load(file)
    else:
        sets = prepare(options.data, NameLists(options.lists), config)
    if options.prepare:
        with gzip.open(options.prepare, "wb", 6) as file:
            pickle.dump(sets, file)
        return
    train(sets, config, options.out, options.state)


# ------------------------------------------------------------------------------------- examples


def prepare(data: Path, lists: NameLists, config: dict[str, Any]) -> dict[str, list[Any]]:
    """Coded examples by set name: plain ones, varied ones, and the held-out parts."""
    rng = random.Random(config["seed"])
    plain = {
        name: read_examples(data / "names" / f"{name}.jsonl.gz")
        for name in sorted({*config["train"], *config["held_out"]})
    }
    sample = config.get("sample", 1.0)
    for name in config["train"] if sample < 1 else ():
        plain[name] = rng.sample(plain[name], math.ceil(sample * len(plain[name])))
    pools = gather_pools([e for name in config["train"] for e in plain[name]])
    sets: dict[str, list[Any]] = {f"dev/{n}": code(plain[n], lists) for n in config["held_out"]}
    for name in config["train"]:
        sets[f"train/{name}"] = code(plain[name], lists)
        sets[f"varied/{name}"] = code([vary(e, pools, lists, rng) for e in plain[name]], lists)
        print(f"{name}: {len(plain[name]):,} examples", flush=True)
    lines = [x for x in (FOLDER / "templates.txt").read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    filled = []
    for _ in range(math.ceil(sample * config["templates"])):
        example = from_template(rng.choice(lines), pools, rng)
        if rng.random() < 0.5:
            more = from_template(rng.choice(lines), pools, rng)
            shift = len(example.words)
            example = Example(
                example.words + more.words, (*example.spans, *((s + shift, e + shift, x) for s, e, x in more.spans))
            )
        if rng.random() < 0.15:
            example = plain_letters(example)
        filled.append(example)
    sets["templates"] = code(filled, lists)
    return sets


def vary(example: Example, pools: Pools, lists: NameLists, rng: random.Random) -> Example:
    example = swap_names(example, pools, lists, rng)
    if rng.random() < 0.3:
        example = with_region(example, pools, rng)
    draw = rng.random()
    if draw < 0.12:
        example = with_dateline(example, pools, rng)
    elif draw < 0.17:
        example = headline(example)
    elif draw < 0.20:
        example = shout(headline(example))
    if rng.random() < 0.1:
        example = plain_letters(example)
    return example


def read_examples(path: Path) -> list[Example]:
    examples = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            text = row["text"].translate(_PLAIN)
            tokens = [(offset, offset + len(word), word) for word, offset in split_words(text)]
            words = tuple(t[2] for t in tokens)
            spans: list[Span] = []
            for start, end, label in sorted(row["ents"]):
                inside = [i for i, (s, e, _) in enumerate(tokens) if s < end and start < e]
                if (
                    inside
                    and (span := tidy(words, inside[0], inside[-1] + 1))
                    and (not spans or spans[-1][1] <= span[0])
                ):
                    spans.append((*span, label))
            if words:
                examples.append(Example(words, tuple(split_lists(words, spans))))
    return examples


def tidy(words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """A name without the small words and punctuation at its ends: the sources disagree about them."""
    while start < end and (
        not any(c.isalnum() for c in words[start])
        or (words[start].islower() and words[start] not in _PARTICLES)
        or words[start] == "The"
    ):
        start += 1
    while start < end and (words[end - 1] in ("'s", "'") or not any(c.isalnum() for c in words[end - 1])):
        end -= 1
    return (start, end) if start < end else None


def split_lists(words: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
    """ "Springfield, Illinois" marked as one place is two."""
    for start, end, label in spans:
        cuts = [i for i in range(start + 1, end - 1) if words[i] == ","] if label == "LOC" else []
        for a, b in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True):
            if a < b:
                yield a, b, label


def code(examples: Sequence[Example], lists: NameLists) -> list[tuple[Any, ...]]:
    """(words, labels, marks of places, marks of people) of each example."""
    places, people = (marks.astype(np.uint8) for marks in lists.mark([e.words for e in examples]))
    coded = []
    base = 0
    for example in examples:
        end = base + len(example.words)
        # Copies, since a view would keep the marks of all.
        coded.append((example.words, labels_of(example), places[base:end].copy(), people[base:end].copy()))
        base = end
    return coded


def labels_of(example: Example) -> np.ndarray:
    labels = np.zeros(len(example.words), np.int8)
    for start, end, label in example.spans:
        base = LABELS.index(f"B-{label}")
        labels[start:end] = base + 1
        labels[start], labels[end - 1] = base, base + 2
        if end == start + 1:
            labels[start] = base + 3
    return labels


def gather_pools(examples: Sequence[Example]) -> Pools:
    from build_gazetteer import people_names, place_names

    places: dict[str, list[list[str]]] = {}
    english: list[list[str]] = []
    for i, (name, kind, country) in enumerate(place_names()):
        words = name.split()
        # Names in other languages are met less often than there are of them.
        if len(words) > MAX_WORDS or name.isupper() or (country is None and kind not in CITY_CLASSES and i % 12):
            continue
        tokens = [word for word, _ in split_words(name)]
        places.setdefault(kind, []).append(tokens)
        if country in ENGLISH_SPEAKING and kind in CITY_CLASSES:
            english.append(tokens)
    names = list(people_names())
    spans = [(x, e.words[s:t]) for e in examples for s, t, x in e.spans]
    people = [w for x, w in spans if x == "PER" and len(w) > 1 and w[0][0].isupper() and w[-1][0].isupper()]
    return Pools(
        places=places,
        given=[n for n, bit in names if bit == 1][:4000] + [w[0] for w in people],
        family=[n for n, bit in names if bit == 2][:40000] + [w[-1] for w in people] * 2,
        organisations=[w for x, w in spans if x == "ORG"],
        english=english,
        ships=[
            "Endeavour",
            "Resolution",
            "Discovery",
            "Victory",
            "Fortune",
            "Enterprise",
            "Adventure",
            "Hope",
            "Star",
            "Swift",
        ],
    )


# ------------------------------------------------------------------------------------- training


def train(sets: dict[str, list[Any]], config: dict[str, Any], out: Path, state: Path | None = None) -> None:
    import torch
    from learner import (
        DEVICE,
        Average,
        Checkpoint,
        Encoder,
        Pace,
        Vocabulary,
        batches_of,
        stored_encoder,
        word_batch,
        words_at_once,
        write_weights,
    )
    from torch import nn

    torch.manual_seed(config["seed"])
    rng = np.random.default_rng(config["seed"])
    examples: list[Any] = []
    for name, weight in config["train"].items():
        for kind, times in (("train", weight * config["plain_share"]), ("varied", weight * config["varied_share"])):
            chosen = sets[f"{kind}/{name}"]
            examples += chosen * int(times) + [
                chosen[i] for i in rng.permutation(len(chosen))[: int(len(chosen) * (times % 1))]
            ]
    examples += sets["templates"][: int(len(sets["templates"]) * config["templates_share"])]
    windows = [tuple(part[a:b] for part in e) for e in examples for a, b in cut_windows(e[0])]
    counts = Counter(w for e in windows for w in e[0])
    vocabulary = Vocabulary(counts, config["least"])
    marks = (PLACE_FEATURES, PERSON_FEATURES) if config["marks"] else ()

    class Names(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = Encoder(len(vocabulary), config["width"], config["layers"], config["dropout"], marks)
            self.out = nn.Linear(self.encoder.size, len(LABELS))

    def run(batch: list[Any], learning: bool) -> torch.Tensor:
        words = [w for e in batch for w in e[0]]
        ids, offsets, inverse = word_batch(words, vocabulary, rng if learning else None, config["hide"])
        lengths = torch.tensor([len(e[0]) for e in batch])
        columns = []
        for column in (2, 3) if marks else ():
            values = np.concatenate([e[column] for e in batch]).astype(np.int64)
            if learning:
                values[rng.random(len(values)) < config["hide_marks"]] = 0
            columns.append(torch.from_numpy(values).to(DEVICE))
        return model.out(model.encoder(ids, offsets, inverse, lengths, columns))

    model = Names().to(DEVICE)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=config["rate"], betas=(0.9, 0.98), weight_decay=config["decay"]
    )
    sizes = [len(e[0]) for e in windows]
    steps = config["epochs"] * len(list(batches_of(sizes, words_at_once(config), rng)))
    pace = Pace(optimizer, config["rate"], steps, config["seconds"])
    loss_of = nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=config["smoothing"])
    average = Average(model)
    began = time.time()
    print(f"{len(windows):,} windows, {sum(sizes):,} words, {len(vocabulary):,} features, {steps:,} steps", flush=True)
    checkpoint = Checkpoint(state, model, optimizer, average, pace, rng)
    for epoch in range(checkpoint.resume(), config["epochs"]):
        model.train()
        total, count = 0.0, 0
        for indices in batches_of(sizes, words_at_once(config), rng):
            batch = [windows[i] for i in indices]
            gold = torch.from_numpy(np.concatenate([e[1] for e in batch]).astype(np.int64)).to(DEVICE)
            loss = loss_of(run(batch, True), gold)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pace.step()
            average.update(model)
            total, count = total + loss.detach(), count + 1
            if pace.progress >= 1:
                break
        print(f"epoch {epoch + 1} loss {float(total) / count:.4f} {time.time() - began:.0f} s", flush=True)
        checkpoint.save(epoch)
        if pace.progress >= 1:
            break
    model.load_state_dict(average.weights)
    model.eval()
    with torch.no_grad():
        for name, held in sets.items():
            if name.startswith("dev/"):
                parts = [tuple(p[a:b] for p in e) for e in held for a, b in cut_windows(e[0])]
                found = [run(parts[i : i + 100], False).argmax(1).cpu().numpy() for i in range(0, len(parts), 100)]
                print(name, *score(np.concatenate([e[1] for e in parts]), np.concatenate(found)), flush=True)
    arrays = stored_encoder(average.weights, "encoder.", vocabulary, config["layers"])
    for i, kind in enumerate(("place_marks", "person_marks") if marks else ()):
        arrays[kind] = average.weights[f"encoder.marks.{i}.weight"].cpu().numpy().astype(np.float16)
    arrays["out_weight"] = average.weights["out.weight"].T.cpu().numpy().astype(np.float16)
    arrays["out_bias"] = average.weights["out.bias"].cpu().numpy().astype(np.float16)
    write_weights(out, {"labels": LABELS, "config": config, "window": WINDOW}, arrays)
    print(f"{out}: {out.stat().st_size:,} bytes in {time.time() - began:.0f} s", flush=True)


def score(gold: np.ndarray, found: np.ndarray) -> list[str]:
    """Strict F1 by label."""
    a, b = spans_of(gold), spans_of(found)
    result = []
    for label in ("PER", "ORG", "LOC"):
        g, f = {s for s in a if s[2] == label}, {s for s in b if s[2] == label}
        result.append(f"{label} {2 * len(g & f) / max(1, len(g) + len(f)):.3f}")
    return result


def spans_of(labels: np.ndarray) -> set[Span]:
    spans, start = set(), None
    for i, label in enumerate(labels):
        if label <= 0:
            start = None
            continue
        place, kind = (label - 1) % 4, LABELS[label][2:]
        if place == 3:
            spans.add((i, i + 1, kind))
        elif place == 0:
            start = (i, kind)
        elif place == 2 and start and start[1] == kind:
            spans.add((start[0], i + 1, kind))
            start = None
    return spans


if __name__ == "__main__":
    main()
