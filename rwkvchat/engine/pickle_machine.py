"""What a checkpoint's pickle describes, read without executing it.

Knows the handful of opcodes and names that torch.save writes for a dictionary of tensors and refuses all others by
name; imports nothing that a file asks for, calls nothing, and knows neither zip files nor where the bytes are.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from rwkvchat.engine.tensor_table import GET_PLAIN, MAX_DIMENSIONS, MAX_TENSORS, TENSOR_NAME, quoted
from rwkvchat.errors import WeightsError

SAVE_AGAIN = "save the weights alone, as a dictionary of tensors: torch.save(model.state_dict(), path)"
_DO_NOT_TRUST = "weights do not need this: do not open the file with other programs either, and get it from its author"

_MAX_OPCODES = 200_000  # the largest model needs 40,000, and more would take longer than a second
_MAX_STACK = 20_000
_MAX_LINE = 200


class Known(Enum):
    """The names a pickle may mention. They are symbols here: nothing behind them is ever imported."""

    ORDERED_DICT = ("collections", "OrderedDict")
    TENSOR = ("torch._utils", "_rebuild_tensor_v2")
    PARAMETER = ("torch._utils", "_rebuild_parameter")
    FP32 = ("torch", "FloatStorage")
    FP16 = ("torch", "HalfStorage")
    BF16 = ("torch", "BFloat16Storage")


_SPARSE = "save tensor.to_dense() of each instead"
_OTHER_TENSORS = {
    **dict.fromkeys(
        ["_rebuild_qtensor", "_rebuild_tensor_v3"]
        + [f"{kind}Storage" for kind in ("Char", "Byte", "Short", "Int", "Long", "QInt8", "QUInt8", "QInt32")]
        + [f"{kind}Storage" for kind in ("QUInt4x2", "QUInt2x4")],
        ("is quantised", GET_PLAIN),
    ),
    **dict.fromkeys(("_rebuild_sparse_tensor", "_rebuild_sparse_csr_tensor"), ("holds sparse tensors", _SPARSE)),
    "DoubleStorage": ("holds numbers of 64 bits", "save tensor.float() of each instead"),
}
"""What torch writes for tensors of kinds that no RWKV-4 needs. `_rebuild_tensor_v3` is for floats of 8 bits."""
_GLOBALS = {known.value: known for known in Known}
_STORAGES = {Known.FP32: "fp32", Known.FP16: "fp16", Known.BF16: "bf16"}


class Storage(NamedTuple):
    """A run of ``items`` values of one type in the record named ``key``."""

    dtype: str
    key: str
    items: int


class PickledTensor(NamedTuple):
    """A tensor as described: ``start`` and ``strides`` count values, not bytes, and are still unchecked."""

    storage: Storage
    start: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


class _Mark:
    """Where on the stack a tuple or a run of items begins."""


def read_pickle(data: bytes) -> dict[str, PickledTensor]:
    """The tensors of a checkpoint's pickle by name.

    Raises:
        WeightsError: it says anything that a dictionary of tensors does not need.
    """
    found = _Machine(data).run()
    if not isinstance(found, dict):
        raise WeightsError("it holds no dictionary of tensors", SAVE_AGAIN)
    if not 0 < len(found) <= MAX_TENSORS:
        raise WeightsError(f"it holds {len(found)} tensors, where 1 to {MAX_TENSORS} are expected", SAVE_AGAIN)
    for name, value in found.items():
        if not isinstance(value, PickledTensor):
            raise WeightsError(f"its entry {quoted(name)} is not a tensor", _hint_for(name))
        if not TENSOR_NAME.fullmatch(name):
            raise WeightsError(f"{quoted(name)} is no name for a tensor", SAVE_AGAIN)
    return found


def _hint_for(name: str) -> str:
    if name in ("_strategy", "_version", "_rescale_layer"):
        return "this file was converted for one strategy of the rwkv package: give the checkpoint it was made from"
    return SAVE_AGAIN


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0  # type() because True is an int


class _Machine:
    """A stack, a memo and the opcodes that torch.save uses."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}

    def run(self) -> object:
        for _ in range(_MAX_OPCODES):
            opcode = self.take(1)
            if opcode == b".":
                return self.pop()
            if opcode not in _ACTIONS:
                name = _REFUSED.get(opcode, f"0x{opcode.hex()}")
                raise WeightsError(f"its pickle uses the opcode {name}, which weights do not need", _DO_NOT_TRUST)
            _ACTIONS[opcode](self)
            if len(self.stack) > _MAX_STACK:
                raise self.error("nests or lists too much at once")
        raise self.error("goes on for too long")

    def error(self, what: str) -> WeightsError:
        return WeightsError(f"its pickle {what}", "the file is damaged, or it is not a dictionary of tensors")

    def take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        if len(taken) != count:
            raise self.error("ends in the middle")
        self.at += count
        return taken

    def skip(self, count: int) -> None:
        self.take(count)

    def number(self, count: int, *, signed: bool = False) -> int:
        return int.from_bytes(self.take(count), "little", signed=signed)

    def push_long(self) -> None:
        count = self.number(1)
        if count > 9:  # 8 bytes and a sign
            raise self.error("has a number of more than 64 bits")
        self.stack.append(self.number(count, signed=True))

    def line(self) -> str:
        end = self.data.find(b"\n", self.at, self.at + _MAX_LINE)
        if end < 0:
            raise self.error("has a name that does not end")
        line, self.at = self.data[self.at : end], end + 1
        return line.decode("latin-1")  # cannot fail, and no allowed name has a letter outside ASCII

    def push_text(self, length_bytes: int) -> None:
        try:
            self.stack.append(str(self.take(self.number(length_bytes)), "utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            raise self.error("has a text that is not UTF-8") from None

    def pop(self) -> Any:
        if not self.stack or isinstance(self.stack[-1], _Mark):
            raise self.error("takes more than it has put down")
        return self.stack.pop()

    def pop_mark(self) -> list[Any]:
        for at in range(len(self.stack) - 1, -1, -1):
            if isinstance(self.stack[at], _Mark):
                items = self.stack[at + 1 :]
                del self.stack[at:]
                return items
        raise self.error("closes what it has not opened")

    def pop_tuple(self, count: int) -> None:
        items = [self.pop() for _ in range(count)]
        self.stack.append(tuple(reversed(items)))

    def top_dict(self) -> dict[str, Any]:
        if not self.stack or not isinstance(self.stack[-1], dict):
            raise self.error("fills something that is not a dictionary")
        found: dict[str, Any] = self.stack[-1]
        return found

    def push_global(self, module: object, name: object) -> None:
        if not isinstance(module, str) or not isinstance(name, str):
            raise self.error("names something by what is not text")
        known = _GLOBALS.get((module, name))
        if known is None:
            if module in ("torch", "torch._utils") and name in _OTHER_TENSORS:
                kind, hint = _OTHER_TENSORS[name]
                raise WeightsError(f"it {kind}: its pickle asks for {quoted(f'{module}.{name}')}", hint)
            hint = SAVE_AGAIN if module.startswith("torch") else _DO_NOT_TRUST
            raise WeightsError(f"its pickle asks for {quoted(f'{module}.{name}')}, which weights do not need", hint)
        self.stack.append(known)

    def get(self, index: int) -> None:
        if index not in self.memo:
            raise self.error("goes back to something that it has not kept")
        self.stack.append(self.memo[index])

    def put(self, index: int) -> None:
        value = self.pop()
        self.stack.append(value)
        self.memo[index] = value

    def set_items(self, items: list[Any]) -> None:
        target = self.top_dict()
        if len(items) % 2:
            raise self.error("has a key without a value")
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, str):
                raise WeightsError(f"its pickle has a key that is {type(key).__name__}, not text", SAVE_AGAIN)
            if key in target:
                raise WeightsError(f"it names the tensor {quoted(key)} twice", SAVE_AGAIN)
            target[key] = value

    def build(self) -> None:
        state = self.pop()
        # torch keeps the versions of its modules there; anything else would be set on an object.
        if not isinstance(state, dict) or set(state) - {"_metadata"}:
            raise self.error("sets attributes (BUILD) other than _metadata")
        self.top_dict()

    def persistent(self) -> None:
        match self.pop():
            case ("storage", Known() as kind, str() as key, str(), items) if kind in _STORAGES and _is_count(items):
                if not (key.isascii() and key.isdecimal() and len(key) <= 20):
                    raise WeightsError(f"its pickle names a storage {quoted(key)}, which is not a number", SAVE_AGAIN)
                self.stack.append(Storage(_STORAGES[kind], key, items))
            case _:
                raise self.error("refers (BINPERSID) to something that is not a storage")

    def reduce(self) -> None:
        arguments, function = self.pop(), self.pop()
        match function, arguments:
            case Known.ORDERED_DICT, ():
                self.stack.append({})
            case Known.TENSOR, (Storage() as storage, start, tuple() as shape, tuple() as strides, bool(), dict()):
                self.stack.append(_describe(storage, start, shape, strides))
            case Known.PARAMETER, (PickledTensor() as tensor, bool(), dict()):
                self.stack.append(tensor)
            case Known(), _:
                raise self.error(f"calls {'.'.join(function.value)} with arguments that torch.save does not write")
            case _:
                raise self.error("calls (REDUCE) something that is not a function")


def _describe(storage: Storage, start: Any, shape: tuple[Any, ...], strides: tuple[Any, ...]) -> PickledTensor:
    if not (_is_count(start) and all(map(_is_count, shape)) and all(map(_is_count, strides))):
        raise WeightsError("it holds a tensor whose start, shape or strides are not counts", SAVE_AGAIN)
    if not 1 <= len(shape) <= MAX_DIMENSIONS or len(strides) != len(shape):
        raise WeightsError(
            f"it holds a tensor with {len(shape)} dimensions and {len(strides)} strides",
            f"RWKV-4 tensors have 1 to {MAX_DIMENSIONS}: this is another network's file",
        )
    return PickledTensor(storage, start, shape, strides)


_ACTIONS: dict[bytes, Callable[[_Machine], None]] = {
    b"\x80": lambda machine: machine.skip(1),  # PROTO
    b"\x95": lambda machine: machine.skip(8),  # FRAME
    b"(": lambda machine: machine.stack.append(_Mark()),
    b"N": lambda machine: machine.stack.append(None),
    b"\x88": lambda machine: machine.stack.append(True),
    b"\x89": lambda machine: machine.stack.append(False),
    b"K": lambda machine: machine.stack.append(machine.number(1)),
    b"M": lambda machine: machine.stack.append(machine.number(2)),
    b"J": lambda machine: machine.stack.append(machine.number(4, signed=True)),
    b"\x8a": lambda machine: machine.push_long(),
    b"\x8c": lambda machine: machine.push_text(1),
    b"X": lambda machine: machine.push_text(4),
    b")": lambda machine: machine.stack.append(()),
    b"\x85": lambda machine: machine.pop_tuple(1),
    b"\x86": lambda machine: machine.pop_tuple(2),
    b"\x87": lambda machine: machine.pop_tuple(3),
    b"t": lambda machine: machine.stack.append(tuple(machine.pop_mark())),
    b"}": lambda machine: machine.stack.append({}),
    b"s": lambda machine: machine.set_items([machine.pop(), machine.pop()][::-1]),
    b"u": lambda machine: machine.set_items(machine.pop_mark()),
    b"q": lambda machine: machine.put(machine.number(1)),
    b"r": lambda machine: machine.put(machine.number(4)),
    b"\x94": lambda machine: machine.put(len(machine.memo)),
    b"h": lambda machine: machine.get(machine.number(1)),
    b"j": lambda machine: machine.get(machine.number(4)),
    b"c": lambda machine: machine.push_global(machine.line(), machine.line()),
    b"\x93": lambda machine: machine.push_global(*[machine.pop(), machine.pop()][::-1]),
    b"Q": lambda machine: machine.persistent(),
    b"R": lambda machine: machine.reduce(),
    b"b": lambda machine: machine.build(),
}
# Names for the message only. All other opcodes are shown as a number.
_REFUSED = {
    b"i": "INST",
    b"o": "OBJ",
    b"\x81": "NEWOBJ",
    b"\x92": "NEWOBJ_EX",
    b"\x82": "EXT1",
    b"\x83": "EXT2",
    b"\x84": "EXT4",
    b"P": "PERSID",
    b"I": "INT",
    b"L": "LONG",
    b"F": "FLOAT",
    b"G": "BINFLOAT",
    b"S": "STRING",
    b"V": "UNICODE",
    b"B": "BINBYTES",
    b"C": "SHORT_BINBYTES",
    b"]": "EMPTY_LIST",
    b"l": "LIST",
    b"a": "APPEND",
    b"e": "APPENDS",
    b"d": "DICT",
    b"0": "POP",
    b"1": "POP_MARK",
    b"2": "DUP",
    b"g": "GET",
    b"p": "PUT",
    b"\x8b": "LONG4",
    b"\x8d": "BINUNICODE8",
    b"\x8e": "BINBYTES8",
    b"\x8f": "EMPTY_SET",
    b"\x90": "ADDITEMS",
    b"\x91": "FROZENSET",
    b"\x96": "BYTEARRAY8",
    b"\x97": "NEXT_BUFFER",
}
