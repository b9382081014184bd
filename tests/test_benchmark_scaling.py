"""Scaling is measured where it says: after so many tokens, with so many threads, of so many texts."""

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from checkpoints import random_weights, write_pth
from subjects import without_processes

from rwkvchat import benchmark_scaling
from rwkvchat.benchmark_entries import OURS, Entry
from rwkvchat.benchmark_scaling import (
    TEXTS,
    Pace,
    Scaling,
    Stretch,
    measure_scaling,
    places_up_to,
    thread_counts,
)
from rwkvchat.cli.bench_scaling import plots
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.line_plot import draw


def test_all_of_it_is_measured_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark_scaling, "usable_cores", lambda: 3)
    monkeypatch.setattr(benchmark_scaling, "FIRST", 30)
    weights = open_checkpoint(write_pth(tmp_path / "tiny.pth", random_weights(2, 32, 100)))
    entry = Entry(OURS, "cpu fp32", weights.path)
    with without_processes(monkeypatch) as log:
        found = measure_scaling(
            weights, rwkv4_layout(weights.tensors), entry, length=450, rounds=2, threads=1, tokens=4
        )
    assert not log.running
    assert (found.strategy, found.threads) == ("cpu fp32", 1)
    assert [each.count for each in found.by_length] == [30, 300, 450]
    assert [each.until for each in found.reading] == [30, *range(57, 301, 27), *range(315, 451, 15)]
    assert [each.count for each in found.by_threads] == [1, 2, 3]
    assert [each.count for each in found.by_texts] == list(TEXTS)
    rates = [each.decode for part in (found.by_length, found.by_threads, found.by_texts) for each in part]
    assert all(rate > 0 for rate in rates)
    assert all(each.prefill > 0 and each.memory > 1 << 20 for each in found.reading)
    asked = Counter(line.partition(" ")[0] for line in log.lines)
    # Each place, and one of each number of threads, in each round.
    assert (asked["go_on"], asked["decode"], asked["candidates"], asked["begin"]) == (21, 2 * 6, 2 * 5, 4)


@pytest.mark.parametrize(
    ("length", "places"),
    [(1_000_000, [1000, 10_000, 100_000, 1_000_000]), (25_000, [1000, 10_000, 25_000]), (700, [700]), (0, [])],
)
def test_figures_are_taken_at_every_tenfold_length_and_at_the_end(length: int, places: list[int]) -> None:
    assert places_up_to(length) == places


@pytest.mark.parametrize(("cores", "counts"), [(1, [1]), (2, [1, 2]), (6, [1, 2, 4, 6]), (8, [1, 2, 4, 8])])
def test_threads_are_doubled_up_to_all_cores(cores: int, counts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark_scaling, "usable_cores", lambda: cores)
    assert thread_counts() == counts


FOUND = Scaling(
    strategy="cpu fp32",
    threads=2,
    reading=[Stretch(1000, 400.0, 90_000_000), Stretch(10_000, 410.0, 90_000_000)],
    by_length=[Pace(1000, 20.0), Pace(10_000, 20.0)],
    by_threads=[Pace(1, 11.0, 200.0), Pace(2, 22.0, 390.0)],
    by_texts=[Pace(1, 20.0), Pace(8, 90.0)],
)


def test_everything_is_drawn() -> None:
    drawn = plots(FOUND)
    assert list(drawn) == ["length", "memory", "threads", "texts"]
    assert drawn["threads"].lines[0].points == [(1, 1.0), (2, 2.0)]
    assert drawn["memory"].lines[0].points == [(1000, 90.0), (10_000, 90.0)]
    assert drawn["texts"].lines[1].points == [(1, 20.0), (8, 90 / 8)]
    for plot in drawn.values():
        ET.fromstring(draw([plot]))


def test_what_was_left_out_is_not_drawn() -> None:
    found = Scaling("cuda bf16", 2, [], [], [], FOUND.by_texts)
    assert list(plots(found)) == ["texts"]
