"""Strategy texts: what they mean, where a mistake is, and which layers a part gets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rwkvchat.engine.strategy import Part, Placed, Strategy, parse_strategy
from rwkvchat.errors import StrategyError


def parsed(text: str) -> Strategy:
    strategy = parse_strategy(text)
    assert strategy is not None
    return strategy


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("cpu fp32", [Part("cpu", "fp32")]),
        ("  CPU   bf16 ", [Part("cpu", "bf16")]),
        ("cuda:1 bf16", [Part("cuda:1", "bf16")]),
        ("cuda fp16i8", [Part("cuda", "fp16", "i8")]),
        ("mps fp16", [Part("mps", "fp16")]),
        ("cpu fp32i4*3+", [Part("cpu", "fp32", "i4", 3, True)]),
        ("cuda fp16 *0+->cpu fp32 *1", [Part("cuda", "fp16", count=0, streams=True), Part("cpu", "fp32", count=1)]),
        ("cuda fp16i8 *10 -> cuda fp16", [Part("cuda", "fp16", "i8", 10), Part("cuda", "fp16")]),
        ("cuda:0 fp16->cuda:1 fp16->cpu\tbf16i8 *2", [
            Part("cuda:0", "fp16"), Part("cuda:1", "fp16"), Part("cpu", "bf16", "i8", 2),
        ]),
    ],
)  # fmt: skip
def test_a_strategy_is_parts_of_device_format_and_layers(text: str, parts: list[Part]) -> None:
    assert parsed(text) == Strategy(tuple(parts))


def test_auto_is_none() -> None:
    assert parse_strategy(" Auto ") is None


BAD = [
    ("", None, "the strategy is empty", "auto"),
    ("gpu fp16", 0, "gpu is not a device", "cpu fp32"),
    ("cpu:0 fp32", 0, "cpu:0 is not a device", "auto"),
    ("cuda:01 fp16", 0, "cuda:01 is not a device", "auto"),
    ("auto fp32", 0, "auto is not a device", "auto"),
    ("dml fp16", 0, "DirectML cannot be used", "cpu fp32"),
    ("cuda fp16 -> dml fp16", 13, "DirectML cannot be used", "cpu fp32"),
    ("cpu", 3, "no number format here", "auto"),
    ("cpu *4", 4, "no number format here", "auto"),
    ("cpu fp32 ->", 11, "no device here", "auto"),
    ("-> cpu fp32", 0, "no device here", "auto"),
    ("cpu fp32 -> -> cpu bf16", 12, "no device here", "auto"),
    ("cpu fp8", 4, "fp8 is not a number format", "auto"),
    ("cpu fp32i3", 4, "fp32i3 is not a number format", "auto"),
    ("cpu i8", 4, "i8 is not a number format", "cuda fp16i8"),
    ("cpu fp32 now", 9, "now is too much", "auto"),
    ("cpu fp32 cuda fp16", 9, "cuda is too much", "auto"),
    ("cpu fp32 *3 *4", 12, r"\*4 is too much", "auto"),
    ("cpu fp32 *", 9, r"\* is not a number of layers", r"\*10"),
    ("cpu fp32 *x", 9, r"\*x is not a number of layers", r"\*10"),
    ("cpu fp32 *-1", 9, r"\*-1 is not a number of layers", r"\*10"),
    ("cpu fp32 *1234567", 9, r"\*1234567 is not a number of layers", r"\*10"),
    ("cpu fp32 *+", 9, r"\*\+ is not a number of layers", r"\*10"),
    ("cpu fp32 *0 -> cuda fp16", 9, "a part without layers does nothing", r"\*0\+"),
    ("cuda fp16 *3+ -> cpu fp32 *2+", 26, "two parts would both stream", r"leave out the \+"),
    ("cuda fp16 *3+ -> cpu fp32", 17, r"and cuda fp16 \*3\+ would stream it", r"\*4"),
    ("cpu fp32 -> cuda fp16 *3+", 0, r"and cuda fp16 \*3\+ would stream it", r"\*4"),
]


@pytest.mark.parametrize(("text", "column", "problem", "hint"), BAD, ids=[text or "nothing" for text, *_ in BAD])
def test_a_mistake_is_shown_where_it_is(text: str, column: int | None, problem: str, hint: str) -> None:
    with pytest.raises(StrategyError, match=problem) as caught:
        parse_strategy(text)
    assert_shown(caught.value, text, column)
    assert re.search(hint, caught.value.hint)


# Five layers and what comes after them.
UNSUITABLE = [
    ("cpu fp32 *7", 9, "more layers than the model has: it has 6"),
    ("cpu fp32 *3 -> cpu bf16 *4", 24, "more layers than the model has"),
    ("cpu fp32 *7+", 9, "more layers than the model has"),
    ("cpu fp32 *2 -> cpu bf16 *5+", 24, "more layers than the model has"),
    ("cpu fp32 *5", 9, "leaves 1 layer of the model without a place"),
    ("cpu fp32 *1 -> cuda fp16 *2", 25, "leaves 3 layers of the model without a place"),
    ("cpu fp32 *6 -> cuda fp16", 15, "no layer of the model is left for this"),
    ("cpu fp32 *5 -> cuda fp16 -> cuda fp16i8", 15, "no layer of the model is left for this"),
]


@pytest.mark.parametrize(("text", "column", "problem"), UNSUITABLE, ids=[text for text, *_ in UNSUITABLE])
def test_what_does_not_suit_the_model_is_shown_where_it_is(text: str, column: int, problem: str) -> None:
    strategy = parsed(text)
    with pytest.raises(StrategyError, match=problem) as caught:
        strategy.place(5)
    assert_shown(caught.value, text, column)


def assert_shown(error: StrategyError, text: str, column: int | None) -> None:
    assert error.exit_code == 2
    assert error.hint
    if column is not None:
        _, shown, caret = error.message.split("\n")
        assert shown == f"    {text}"
        assert caret == f"    {' ' * column}^"


@pytest.mark.parametrize(
    ("text", "layers"),
    [
        ("cpu fp32", "AAAAAA"),
        ("cpu fp32 *2 -> cuda fp16", "AABBBB"),
        ("cpu fp32 -> cuda fp16 *2", "AAAABB"),
        ("cpu fp32 -> cuda fp16", "AAABBB"),
        ("cpu fp32 -> cuda fp16 -> cuda:1 fp16 -> mps fp16", "ABCCDD"),
        ("cpu fp32 -> cuda fp16 *1 -> cuda:1 fp16", "AABCCC"),
        ("cpu fp32 *2 -> cuda fp16 *4", "AABBBB"),
        ("cpu fp32 *2+", "AAaaaa"),
        ("cpu fp32 *0+", "aaaaaa"),
        ("cpu fp32 *6+", "AAAAAA"),
        ("cpu fp32 *1 -> cuda fp16 *0+ -> cuda:1 fp16 *2", "AbbbCC"),
    ],
)
def test_layers_go_to_the_parts_in_order(text: str, layers: str) -> None:
    strategy = parsed(text)
    letters = {part.device: "ABCD"[number] for number, part in enumerate(strategy.parts)}
    placed = strategy.place(5)
    shown = [letters[place.device].lower() if place.streamed else letters[place.device] for place in placed]
    assert "".join(shown) == layers
    for part in strategy.parts:
        place = Placed(part.device, part.dtype, part.quantisation)
        assert {each._replace(streamed=False) for each in placed if each.device == part.device} <= {place}


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    """Any that can be written."""
    streaming = draw(st.booleans())
    counts = st.integers(1, 60) if streaming else st.none() | st.integers(1, 60)
    parts = [
        Part(
            draw(st.sampled_from(["cpu", "cuda", "cuda:0", "cuda:17", "mps"])),
            draw(st.sampled_from(["fp32", "bf16", "fp16"])),
            draw(st.sampled_from(["", "i8", "i4"])),
            draw(counts),
        )
        for _ in range(draw(st.integers(1, 4)))
    ]
    if streaming:
        at = draw(st.integers(0, len(parts) - 1))
        parts[at] = Part(parts[at].device, parts[at].dtype, parts[at].quantisation, draw(st.integers(0, 60)), True)
    return Strategy(tuple(parts))


@given(strategies())
def test_a_strategy_is_read_as_it_is_written(strategy: Strategy) -> None:
    assert parse_strategy(strategy.text) == strategy
    assert parsed(strategy.text.upper().replace(" -> ", "->").replace(" ", "\t ")).text == strategy.text


@given(strategies(), st.integers(1, 100))
def test_every_layer_gets_one_place_or_the_text_is_refused(strategy: Strategy, n_layer: int) -> None:
    try:
        placed = strategy.place(n_layer)
    except StrategyError:
        with pytest.raises(StrategyError, match=f"it has {n_layer + 1},"):
            strategy.place(n_layer)
        return
    assert len(placed) == n_layer + 1
    staying = sum(not place.streamed for place in placed)
    counts = [part.count for part in strategy.parts]
    if None not in counts:
        assert staying == sum(filter(None, counts))
    assert staying == n_layer + 1 or any(part.streams for part in strategy.parts)
    open_parts = counts.count(None)
    if open_parts:
        left = n_layer + 1 - sum(filter(None, counts))
        assert left >= open_parts


@given(st.text(alphabet="cpudamls fbi1234680*+->:\n\t", max_size=40) | st.text(max_size=20))
def test_any_text_is_a_strategy_or_a_mistake_that_is_shown(text: str) -> None:
    try:
        strategy = parse_strategy(text)
    except StrategyError:
        with pytest.raises(StrategyError) as caught:
            parse_strategy(text)
        assert caught.value.hint
        assert len(caught.value.message.split("\n")) in (1, 3)
        return
    assert strategy is None or parse_strategy(strategy.text) == strategy
