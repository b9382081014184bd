"""Draws the loss of a training run in the terminal.

    python -m rwkvchat.demo.plot DIR/log.jsonl

It knows the log's lines; it knows nothing of what they were measured on.
"""

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WIDTH, HEIGHT = 72, 12
DOT = "·"


class Point(NamedTuple):
    minutes: float
    loss: float


def read_log(path: Path) -> list[Point]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Point(line["seconds"] / 60, line["loss"]) for line in lines]


def plot(points: Sequence[Point], width: int = WIDTH, height: int = HEIGHT) -> str:
    """The losses over time, both axes with their ends: the loss by its logarithm, one dot for each column."""
    begin, end = points[0].minutes, points[-1].minutes
    columns: dict[int, list[float]] = {}
    for minutes, loss in points:
        share = (minutes - begin) / (end - begin) if end > begin else 0.0
        columns.setdefault(min(width - 1, int(share * width)), []).append(math.log(loss))
    means = {column: sum(losses) / len(losses) for column, losses in columns.items()}
    low, high = min(means.values()), max(means.values())
    rows = [[" "] * width for _ in range(height)]
    for column, mean in means.items():
        share = (high - mean) / (high - low) if high > low else 0.0
        rows[round(share * (height - 1))][column] = DOT
    labels = [f"{math.exp(high):6.3f}", *[" " * 6] * (height - 2), f"{math.exp(low):6.3f}"]
    lines = [f"{label} |{''.join(row).rstrip()}" for label, row in zip(labels, rows, strict=True)]
    ends = f"{begin:.0f}" + f"{end:.0f} min".rjust(width - len(f"{begin:.0f}"))
    return "\n".join([*lines, "       +" + "-" * width, " " * 8 + ends])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.plot")
    parser.add_argument("log", type=Path)
    print(plot(read_log(parser.parse_args().log)))


if __name__ == "__main__":
    main()
