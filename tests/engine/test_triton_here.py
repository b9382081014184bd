"""Whether Triton can be used, on machines that lack one thing or another."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from rwkvchat.engine.kernels import VARIABLE, triton_here
from rwkvchat.engine.kernels.gpu import gpu_kernels

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def not_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the whole suite runs without kernels."""
    monkeypatch.delenv(VARIABLE, raising=False)


def find() -> triton_here.Found:
    """What is found when nothing is remembered."""
    return triton_here.find.__wrapped__(CPU)


def a_source(answer: float = 9.0, error: Exception | None = None) -> Any:
    """A module whose one kernel gives this, or fails."""

    class Kernel:
        def __getitem__(self, grid: tuple[int, ...]) -> Any:
            def run(x: torch.Tensor, out: torch.Tensor, count: int, **options: object) -> None:
                if error is not None:
                    raise error
                out.copy_(torch.tensor([0.0, answer]))

            return run

    return SimpleNamespace(square_of_relu=Kernel(), triton=SimpleNamespace(__version__="3.6.0"))


def test_kernels_that_work_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    source = a_source()
    monkeypatch.setitem(sys.modules, triton_here.SOURCE, source)
    found = find()
    assert (found.source, found.reason, found.version) == (source, "", "3.6.0")


def test_a_machine_without_triton_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, triton_here.SOURCE, None)
    assert find() == (None, "Triton is not installed", "")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (a_source(error=RuntimeError("Failed to find C compiler. Please specify via CC\nmore")),
         "Triton cannot compile here: RuntimeError: Failed to find C compiler. Please specify via CC"),
        (a_source(error=OSError()), "Triton cannot compile here: OSError"),
        (a_source(8.0), "Triton cannot compile here: ArithmeticError: a kernel gives [0.0, 8.0] where [0.0, 9.0]"),
    ],
    ids=["no compiler", "without a word", "a wrong result"],
)  # fmt: skip
def test_a_machine_on_which_it_cannot_compile_says_why(
    monkeypatch: pytest.MonkeyPatch, source: Any, reason: str
) -> None:
    monkeypatch.setitem(sys.modules, triton_here.SOURCE, source)
    found = find()
    assert found.source is None
    assert found.reason.startswith(reason)
    assert "\n" not in found.reason


def test_kernels_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, triton_here.SOURCE, a_source())
    monkeypatch.setenv("RWKVCHAT_KERNELS", " OFF ")
    assert find() == (None, "RWKVCHAT_KERNELS=off in the environment turns them off", "")
    monkeypatch.setenv("RWKVCHAT_KERNELS", "avx2")  # which speaks of the CPU's
    assert find().source is not None


def test_other_devices_have_none() -> None:
    assert gpu_kernels(CPU) is None
    assert gpu_kernels(torch.device("mps")) is None
