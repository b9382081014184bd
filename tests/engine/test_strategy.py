"""Strategy texts: what they mean, and where a mistake is."""

import pytest

from rwkvchat.engine.strategy import Strategy, choose_strategy, parse_strategy
from rwkvchat.errors import DeviceError, StrategyError

GB = 1 << 30


@pytest.mark.parametrize(
    ("text", "strategy"),
    [
        ("cpu fp32", Strategy("cpu", "fp32")),
        ("  CPU   bf16 ", Strategy("cpu", "bf16")),
        ("cuda fp16", Strategy("cuda", "fp16")),
        ("cuda:1 bf16", Strategy("cuda:1", "bf16")),
        ("auto", None),
    ],
)
def test_a_strategy_is_a_device_and_a_number_format(text: str, strategy: Strategy | None) -> None:
    assert parse_strategy(text) == strategy


@pytest.mark.parametrize(
    ("text", "problem", "column"),
    [
        ("", "empty", None),
        ("gpu fp16", "gpu is not a device", 0),
        ("cpu", "no number format", 3),
        ("cpu fp8", "fp8 is not a number format", 4),
        ("cpu fp32 now", "now is too much", 9),
        ("cuda fp16i8", "fp16i8 in a strategy cannot be used yet", 5),
        ("cuda fp16 *10 -> cpu fp32", "cannot be used yet", 10),
        ("cpu fp32 -> cuda fp16", "cannot be used yet", 9),
        ("mps fp16", "cannot be used yet", 0),
    ],
)
def test_a_mistake_is_shown_where_it_is(text: str, problem: str, column: int | None) -> None:
    with pytest.raises(StrategyError, match=problem) as caught:
        parse_strategy(text)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    if column is not None:
        sentence, shown, caret = caught.value.message.split("\n")
        assert shown.strip() == text
        assert caret.index("^") - (len(shown) - len(shown.lstrip())) == column, sentence


@pytest.mark.usefixtures("no_cuda")
def test_cuda_where_there_is_none_is_refused() -> None:
    with pytest.raises(DeviceError, match="no CUDA device") as caught:
        Strategy("cuda", "fp16").torch_device()
    assert caught.value.exit_code == 3
    assert "cpu fp32" in caught.value.hint


@pytest.mark.usefixtures("no_cuda")
@pytest.mark.parametrize(
    ("stored", "free", "chosen"),
    [
        ("bf16", 8 * GB, "cpu fp32"),
        ("bf16", 2 * GB, "cpu bf16"),
        ("fp16", 2 * GB, "cpu fp16"),
        ("fp32", 2 * GB, "cpu fp32"),
    ],
)
def test_auto_takes_fp32_where_it_fits_and_else_the_file_as_it_is(stored: str, free: int, chosen: str) -> None:
    assert choose_strategy(10**9, stored, free).text == chosen
