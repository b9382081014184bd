"""The measurement of products: what it tells of, not how fast anything is."""

import pytest

from rwkvchat import benchmark_kernels
from rwkvchat.benchmark_kernels import measure_products
from rwkvchat.engine.kernels.cpu import kernels
from rwkvchat.engine.kernels.native import why_not

TORCHS = ["reading", "torch float32", "torch bfloat16"]


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark_kernels, "MEMORY", 9 << 16)


def test_every_kind_of_product_is_measured_against_reading() -> None:
    found = kernels()
    if found is None:
        pytest.skip(f"no kernels: {why_not()}")
    speeds = measure_products(found, n_out=30, n_in=70, rows=2, rounds=2)
    kinds = ("float32", "bfloat16", "float16", "i8", "i4")
    assert [speed.name for speed in speeds] == [*TORCHS, *(f"{found.instruction_set} {kind}" for kind in kinds)]
    assert all(speed.share == speed.bytes_per_second / speeds[0].bytes_per_second for speed in speeds)


def test_without_kernels_torch_is_measured_alone() -> None:
    assert [speed.name for speed in measure_products(None, n_out=30, n_in=70, rounds=1)] == TORCHS
