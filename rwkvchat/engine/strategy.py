"""Where each layer of a model runs and in which number format, read from a text: ``cuda fp16i8 *10 -> cpu fp32``.

Knows the grammar that users of the `rwkv` package know, and which layers a part gets; knows no devices and no tensors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn

from rwkvchat.engine.quant_parts import KINDS
from rwkvchat.errors import StrategyError
from rwkvchat.sizes import counted

FORMATS = {"fp32": 4, "bf16": 2, "fp16": 2}
"""Number formats and their bytes."""

BLOCK_LENGTH = 256
"""Tokens read in one pass; fixed, since another cut of a text gives other last bits."""

GPU_BLOCK_LENGTH = 1024
"""The same where all of a model is on CUDA devices, whose multiprocessors a product of fewer rows does not fill."""

_WORD = re.compile(r"->|\*(?:(?!->)[^\s*])*|(?:(?!->)[^\s*])+")
_DEVICE = re.compile(r"cpu|cuda(:(0|[1-9][0-9]{0,2}))?|mps")
_FORMAT = re.compile(rf"({'|'.join(FORMATS)})({'|'.join(KINDS)})?")
_COUNT = re.compile(r"\*([0-9]{1,6})(\+?)")
_HINT = 'write a device and a number format, such as "cpu fp32", "cpu bf16", "cuda fp16i8", or "auto"'
_COUNT_HINT = (
    "write *10 behind a number format for ten layers, and *10+ for ten layers that stay while the rest streams"
)


class Placed(NamedTuple):
    """Where one layer runs, and in what."""

    device: str
    """``cpu``, ``cuda``, ``cuda:1``, ``mps``."""
    dtype: str
    """``fp32``, ``bf16`` or ``fp16``: how its matrices are kept; if they are quantised, what multiplies many rows."""
    quantisation: str = ""
    """``i8``, ``i4``, or nothing."""
    streamed: bool = False
    """Whether it is on the device only while something passes through it."""

    @property
    def text(self) -> str:
        return f"{self.device} {self.dtype}{self.quantisation}"


@dataclass(frozen=True, slots=True)
class Part:
    """A device and a format for several layers, one after another."""

    device: str
    dtype: str
    quantisation: str = ""
    count: int | None = None
    """Layers that stay there; None takes a share of what the others leave."""
    streams: bool = False
    """Whether it also takes what no other part does, and lets that pass through."""
    column: int = field(default=0, compare=False)
    count_column: int = field(default=0, compare=False)
    """Where it is in the text, and where its ``*`` is."""

    @property
    def text(self) -> str:
        count = "" if self.count is None else f" *{self.count}{'+' * self.streams}"
        return f"{self.device} {self.dtype}{self.quantisation}{count}"


@dataclass(frozen=True, slots=True)
class Strategy:
    """What a strategy text says, in the order of the layers."""

    parts: tuple[Part, ...]
    written: str = field(default="", compare=False)
    """The text as it was given, for errors."""

    @property
    def block_length(self) -> int:
        """Tokens read in one pass."""
        return GPU_BLOCK_LENGTH if all(device.startswith("cuda") for device in self.devices) else BLOCK_LENGTH

    @property
    def text(self) -> str:
        """The same in one way of writing it."""
        return " -> ".join(part.text for part in self.parts)

    @property
    def devices(self) -> tuple[str, ...]:
        """All that it names, each once."""
        return tuple(dict.fromkeys(part.device for part in self.parts))

    def place(self, n_layer: int) -> tuple[Placed, ...]:
        """A place for each layer of a model, and for what comes after the last of them.

        Raises:
            StrategyError: it does not suit a model of so many layers; shows where with a caret.
        """
        placed: list[Placed] = []
        for part, staying, passing in self._shares(n_layer):
            place = Placed(part.device, part.dtype, part.quantisation)
            placed += [place] * staying + [place._replace(streamed=True)] * passing
        return tuple(placed)

    def _shares(self, n_layer: int) -> Iterator[tuple[Part, int, int]]:
        """For every part the layers that stay there, and those that pass through."""
        total = n_layer + 1
        rest = total
        for part in self.parts:
            rest -= part.count or 0
            if rest < 0:
                raise self._error(
                    part.count_column,
                    f"these are more layers than the model has: {_whole(n_layer)}",
                    "write a smaller number, or none: a part without one takes what is left",
                )
        open_parts = sum(part.count is None for part in self.parts)
        if rest and not open_parts and not any(part.streams for part in self.parts):
            raise self._error(
                self.parts[-1].count_column,
                f"this leaves {counted(rest, 'layer')} of the model without a place: {_whole(n_layer)}",
                "leave this number out, and the part takes all that is left",
            )
        for part in self.parts:
            if part.count is not None:
                yield part, part.count, rest if part.streams else 0
                continue
            share = rest // open_parts
            if not share:
                raise self._error(
                    part.column, f"no layer of the model is left for this: {_whole(n_layer)}", "leave this part out"
                )
            yield part, share, 0
            rest, open_parts = rest - share, open_parts - 1

    def _error(self, column: int, problem: str, hint: str) -> StrategyError:
        return _mistake(self.written or self.text, column, problem, hint)


def parse_strategy(text: str) -> Strategy | None:
    """Read a strategy text; None stands for ``auto``.

    Raises:
        StrategyError: it cannot be read; the message shows where with a caret.
    """
    if not text.strip():
        raise StrategyError("the strategy is empty", _HINT)
    if text.strip().lower() == "auto":
        return None
    parts = tuple(_Reader(text).parts())
    _check_together(text, parts)
    return Strategy(parts, text)


class _Reader:
    """Goes through the words of a strategy text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(match.start(), match.group().lower()) for match in _WORD.finditer(text)]

    def parts(self) -> Iterator[Part]:
        """All of it.

        Raises:
            StrategyError: something is not what belongs there.
        """
        yield self._part()
        while self.words:
            column, word = self.words.pop(0)
            if word != "->":
                self._fail(column, f"{word} is too much here: a device and a number format are enough for a part")
            yield self._part()

    def _part(self) -> Part:
        column, device = self._next("the strategy has no device here")
        if device == "dml":
            self._fail(column, "DirectML cannot be used", 'use "cuda fp16" with an NVIDIA card, or "cpu fp32"')
        if not _DEVICE.fullmatch(device):
            self._fail(column, f"{device} is not a device (there are cpu, cuda, cuda:1, mps)")
        at, word = self._next("the strategy has no number format here")
        matched = _FORMAT.fullmatch(word)
        if matched is None:
            self._fail(at, f"{word} is not a number format (there are {', '.join(FORMATS)}, all of them also with "
                           f"{' or '.join(KINDS)} behind)")  # fmt: skip
        count, streams, count_column = self._count()
        return Part(device, matched[1], matched[2] or "", count, streams, column, count_column)

    def _count(self) -> tuple[int | None, bool, int]:
        if not self.words or not self.words[0][1].startswith("*"):
            return None, False, 0
        column, word = self.words.pop(0)
        matched = _COUNT.fullmatch(word)
        if matched is None:
            self._fail(column, f"{word} is not a number of layers", _COUNT_HINT)
        if not int(matched[1]) and not matched[2]:
            self._fail(column, "a part without layers does nothing", "leave it out, or write *0+ to stream all of them")
        return int(matched[1]), bool(matched[2]), column

    def _next(self, missing: str) -> tuple[int, str]:
        if not self.words:
            self._fail(len(self.text.rstrip()), missing)
        if self.words[0][1] == "->" or self.words[0][1].startswith("*"):
            self._fail(self.words[0][0], missing)
        return self.words.pop(0)

    def _fail(self, column: int, problem: str, hint: str = _HINT) -> NoReturn:
        raise _mistake(self.text, column, problem, hint)


def _check_together(text: str, parts: tuple[Part, ...]) -> None:
    """See that parts suit each other, whatever the model."""
    streaming = [part for part in parts if part.streams]
    if len(streaming) > 1:
        column, hint = streaming[1].count_column, "leave out the + of one"
        raise _mistake(text, column, "two parts would both stream what is left", hint)
    for part in parts:
        if streaming and part.count is None:
            raise _mistake(
                text, part.column, f"this takes what is left, and {streaming[0].text} would stream it",
                "say how many layers this one takes, such as *4",
            )  # fmt: skip


def _mistake(text: str, column: int, problem: str, hint: str) -> StrategyError:
    # Spaces of whatever kind, so that the caret stands where it is meant to.
    shown = "".join(" " if letter.isspace() else letter for letter in text)
    return StrategyError(f"{problem}\n    {shown}\n    {' ' * column}^", hint)


def _whole(n_layer: int) -> str:
    return f"it has {n_layer + 1}, counting what comes after its {counted(n_layer, 'block')} as one"
