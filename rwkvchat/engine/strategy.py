"""Where a model runs and in which number format, read from a strategy text such as ``cuda fp16``.

Knows the grammar that users of the `rwkv` package know; knows no tensors until a device is asked for.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from rwkvchat.errors import DeviceError, StrategyError

if TYPE_CHECKING:
    import torch

FORMATS = {"fp32": 4, "bf16": 2, "fp16": 2}
"""Number formats and their bytes."""

BLOCK_LENGTH = 256
"""Tokens read in one pass; fixed, since another cut of a text gives other last bits."""

DEVICE = re.compile(r"cpu|cuda(:\d+)?")
LATER = re.compile(r"->|\*\d*\+?|mps|dml|(?:fp32|bf16|fp16)i[48]")
HINT = 'write a device and a number format, such as "cpu fp32", "cpu bf16", "cuda fp16", or "auto"'


@dataclass(frozen=True, slots=True)
class Strategy:
    """A device (``cpu``, ``cuda``, ``cuda:1``) and a number format (``fp32``, ``bf16``, ``fp16``)."""

    device: str
    dtype: str
    block_length: int = BLOCK_LENGTH

    @property
    def text(self) -> str:
        return f"{self.device} {self.dtype}"

    @property
    def torch_dtype(self) -> "torch.dtype":
        import torch

        return {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}[self.dtype]

    def torch_device(self) -> "torch.device":
        """The device.

        Raises:
            DeviceError: this machine does not have it.
        """
        import torch

        if self.device != "cpu":
            if not torch.cuda.is_available():
                built = "" if torch.version.cuda else " (this PyTorch is built without CUDA)"
                raise DeviceError(
                    f"there is no CUDA device here{built}",
                    'use --strategy "cpu fp32", or install a CUDA build of PyTorch and its driver',
                )
            number = int(self.device.partition(":")[2] or 0)
            if number >= torch.cuda.device_count():
                raise DeviceError(
                    f"there is no {self.device}: this machine has {torch.cuda.device_count()} CUDA device(s)",
                    "they are numbered from cuda:0",
                )
        return torch.device(self.device)


def parse_strategy(text: str) -> Strategy | None:
    """Read a strategy text; None stands for ``auto``.

    Raises:
        StrategyError: it cannot be read; the message shows where with a caret.
    """
    words = [(match.start(), match.group()) for match in re.finditer(r"\S+", text.lower())]

    def fail(position: int, problem: str, hint: str = HINT) -> NoReturn:
        raise StrategyError(f"{problem}\n    {text}\n    {' ' * position}^", hint)

    if not words:
        raise StrategyError("the strategy is empty", HINT)
    if [word for _, word in words] == ["auto"]:
        return None
    for position, word in words:
        if LATER.fullmatch(word):
            fail(position, f"{word} in a strategy cannot be used yet: a model runs whole, on one device, unquantised")
    if not DEVICE.fullmatch(words[0][1]):
        fail(words[0][0], f"{words[0][1]} is not a device")
    if len(words) == 1:
        fail(len(text.rstrip()), "the strategy has no number format")
    if words[1][1] not in FORMATS:
        fail(words[1][0], f"{words[1][1]} is not a number format (there are {', '.join(FORMATS)})")
    if len(words) > 2:
        fail(words[2][0], f"{words[2][1]} is too much: one device and one number format are enough")
    return Strategy(words[0][1], words[1][1])


def choose_strategy(n_params: int, stored: str, free_bytes: int) -> Strategy:
    """What ``auto`` means for a model: a CUDA device in 16 bits where it fits, else the CPU in fp32, else as stored.

    Args:
        n_params: the model's size. stored: the number format of its file. free_bytes: free memory of the CPU.
    """
    import torch

    half = "fp16" if stored == "fp16" else "bf16"
    if torch.cuda.is_available() and torch.cuda.mem_get_info()[0] > n_params * FORMATS[half] * 1.1:
        return Strategy("cuda", half)
    if stored == "fp32" or free_bytes > n_params * FORMATS["fp32"] * 1.1:
        return Strategy("cpu", "fp32")
    return Strategy("cpu", stored)
