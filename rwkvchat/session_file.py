"""A conversation as one file: safetensors with the tree as JSON in its metadata and a hash over everything.

Layout, version 1. Tensors: ``ids`` and ``readings`` (I32, all turns' one after another) and, for each kept
snapshot, ``snapshot.N.state`` (F32, ``(n_layer, 5, n_embd)``) and ``snapshot.N.logits`` (F32, ``(n_vocab,)``).
Metadata: ``format``, ``version``, ``record`` (JSON) and ``sha256``.
"""

import ctypes
import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import torch

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import ModelInfo
from rwkvchat.engine.safetensors_format import parse_header
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.engine.tensor_table import TensorInfo
from rwkvchat.errors import ConversationError, RwkvchatError
from rwkvchat.files import write_atomically
from rwkvchat.params import SamplingParams
from rwkvchat.session import SEEDS, Seeds, SessionRecord

FORMAT = "rwkvchat-conversation"
VERSION = 1
LARGEST = 1 << 30
DTYPES = {"fp32": torch.float32, "int32": torch.int32}
CODES = {torch.float32: "F32", torch.int32: "I32"}

T = TypeVar("T")


def save_session(path: Path, record: SessionRecord) -> None:
    """Write a conversation file; the one before it, if any, is kept as ``path~``.

    Raises:
        SaveError: it could not be written; what was there still is.
    """
    write_atomically(path, dump(record))


def load_session(path: Path) -> SessionRecord:
    """Read a conversation file, whole, into memory.

    Raises:
        ConversationError: it is missing, damaged, foreign or of a newer version.
    """
    try:
        if not path.is_file():
            raise ConversationError(f"there is no conversation file {path}", "check the path")
        if path.stat().st_size > LARGEST:
            raise ConversationError(f"{path} is too large for a conversation file", "check the path")
        data = path.read_bytes()
    except OSError as error:
        raise ConversationError(f"cannot read {path}: {error.strerror}", "check the path") from error
    return parse(data, str(path))


def dump(record: SessionRecord) -> bytes:
    """The bytes of a conversation file."""
    turns = [record.conversation.turns[number] for number in range(len(record.conversation.turns))]
    tensors = {
        "ids": torch.tensor([token for turn in turns for token in turn.ids], dtype=torch.int32),
        "readings": torch.tensor([length for turn in turns for length in turn.readings], dtype=torch.int32),
    }
    for number, snapshot in record.snapshots.items():
        tensors[f"snapshot.{number}.state"] = snapshot.state.flatten()
        tensors[f"snapshot.{number}.logits"] = snapshot.logits
    return encode({"format": FORMAT, "version": str(VERSION), "record": json.dumps(_describe(record, turns))}, tensors)


def encode(metadata: Mapping[str, str], tensors: Mapping[str, torch.Tensor]) -> bytes:
    """The bytes of a safetensors file, with the hash over everything added to its metadata.

    The format's own library would need numpy for this, which a user need not have.
    """
    header: dict[str, Any] = {"__metadata__": {**metadata, "sha256": _hash(metadata, tensors)}}
    body = bytearray()
    for name, tensor in tensors.items():
        start = len(body)
        body += _bytes(tensor)
        header[name] = {
            "dtype": CODES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, len(body)],
        }  # fmt: skip
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    return len(head).to_bytes(8, "little") + head + bytes(body)


def parse(data: bytes, where: str) -> SessionRecord:
    """The record in the bytes of a conversation file; ``where`` names it in errors.

    Raises:
        ConversationError: as `load_session`.
    """
    damaged = ConversationError(
        f"{where} is damaged or is no conversation file",
        f"the generation before it is kept as {where}~, if there was one",
    )
    try:
        infos, metadata, _ = parse_header(data, len(data), frozenset({"F32", "I32"}))
    except RwkvchatError:
        raise damaged from None
    if metadata.get("format") != FORMAT:
        raise damaged
    version = metadata.get("version", "")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", version):
        raise damaged
    if int(version) > VERSION:
        raise ConversationError(
            f"{where} has version {version} of the format, and this program reads up to {VERSION}", "update rwkvchat"
        )
    tensors = {name: _tensor(data, info) for name, info in infos.items()}
    if metadata.pop("sha256", None) != _hash(metadata, tensors):
        raise damaged
    try:
        return _restore(json.loads(metadata["record"]), tensors)
    except (LookupError, ValueError, TypeError, ArithmeticError, RuntimeError, RwkvchatError):
        # The hash was right, so another program wrote it; the data are as foreign as any.
        raise damaged from None


def _tensor(data: bytes, info: TensorInfo) -> torch.Tensor:
    dtype = DTYPES[info.dtype]
    if not info.nbytes:  # of which torch makes no tensor
        return torch.empty(info.shape, dtype=dtype)
    return torch.frombuffer(bytearray(data[info.offset : info.offset + info.nbytes]), dtype=dtype).view(info.shape)


def _bytes(tensor: torch.Tensor) -> bytes:
    whole = tensor.contiguous()
    return ctypes.string_at(whole.data_ptr(), whole.nbytes)


def _hash(metadata: Mapping[str, str], tensors: Mapping[str, torch.Tensor]) -> str:
    """Over everything that a file says: also the types and shapes, of which the same bytes could be given others."""
    digest = hashlib.sha256()

    def add(text: str, content: bytes) -> None:
        digest.update(f"{text} {len(content)} ".encode() + content)

    for key in sorted(metadata):
        add(key, metadata[key].encode())
    for name in sorted(tensors):
        add(f"{name} {CODES[tensors[name].dtype]} {list(tensors[name].shape)}", _bytes(tensors[name]))
    return digest.hexdigest()


def _describe(record: SessionRecord, turns: list[Turn]) -> dict[str, Any]:
    """The record without its tensors, as JSON holds it."""

    def turn_table(turn: Turn) -> dict[str, Any]:
        table = {f.name: getattr(turn, f.name) for f in dataclasses.fields(turn)}
        params = dataclasses.asdict(turn.params) if turn.params else None
        return table | {"ids": len(turn.ids), "readings": len(turn.readings), "params": params}

    conversation = record.conversation
    return {
        "model": dataclasses.asdict(record.model),
        "tokenizer": record.tokenizer,
        "template": dataclasses.asdict(record.template),
        "system": record.system,
        "params": dataclasses.asdict(record.params),
        "stops": record.stops,
        "seeds": dataclasses.asdict(record.seeds),
        "turns": [turn_table(turn) for turn in turns],
        "cursor": conversation.cursor,
        "past": conversation.past,
        "future": conversation.future,
        "snapshots": sorted(record.snapshots),
    }


def _restore(table: Any, tensors: Mapping[str, torch.Tensor]) -> SessionRecord:
    """The opposite of `_describe`.

    Raises:
        ValueError, TypeError, LookupError, ArithmeticError, RwkvchatError: something does not belong there.
    """
    model = _build(ModelInfo, table["model"])
    seeds = _build(Seeds, table["seeds"])
    _expect(seeds.used >= 0 and (seeds.base is None or 0 <= seeds.base < SEEDS))
    conversation = _restore_turns(table, tensors, model.n_vocab)
    _expect(_fits(table["snapshots"], tuple[int, ...]) and conversation.turns.keys() >= set(table["snapshots"]))
    _expect(_fits([table["tokenizer"], *table["stops"]], tuple[str, ...]) and _fits(table["system"], str | None))
    return SessionRecord(
        model=model,
        tokenizer=table["tokenizer"],
        template=_build(PromptTemplate, table["template"]),
        system=table["system"],
        params=_build(SamplingParams, table["params"]),
        stops=tuple(table["stops"]),
        seeds=seeds,
        conversation=conversation,
        snapshots={number: _restore_snapshot(tensors, number, model) for number in table["snapshots"]},
    )


def _restore_turns(table: Any, tensors: Mapping[str, torch.Tensor], n_vocab: int) -> Conversation:
    _expect(all(tensors[name].dtype == torch.int32 for name in ("ids", "readings")))
    ids, readings = iter(tensors["ids"].tolist()), iter(tensors["readings"].tolist())
    turns: dict[int, Turn] = {}
    for number, fields in enumerate(table["turns"]):
        mine, lengths = tuple(islice(ids, fields["ids"])), tuple(islice(readings, fields["readings"]))
        _expect((len(mine), len(lengths)) == (fields["ids"], fields["readings"]))
        _expect(sum(lengths) == len(mine) and min(lengths, default=1) >= 1)
        _expect(all(0 <= token < n_vocab for token in mine))
        params = None if fields["params"] is None else _build(SamplingParams, fields["params"])
        turn = _build(Turn, fields | {"ids": mine, "readings": lengths, "params": params})
        _expect(turn.parent is None if turn.role == "opening" else turn.parent in range(number))
        turns[number] = turn
    _expect(not [*ids, *readings])
    cursor, past, future = table["cursor"], table["past"], table["future"]
    places = [cursor, *past, *future]
    _expect(_fits(places, tuple[int, ...]) and turns.keys() >= set(places) if turns else places == [-1])
    return Conversation(turns, cursor, list(past), list(future))


def _restore_snapshot(tensors: Mapping[str, torch.Tensor], number: int, model: ModelInfo) -> Snapshot:
    state, logits = tensors[f"snapshot.{number}.state"], tensors[f"snapshot.{number}.logits"]
    _expect(state.shape == (model.n_layer, 5, model.n_embd) and logits.shape == (model.n_vocab,))
    _expect(all(tensor.dtype == torch.float32 and bool(tensor.isfinite().all()) for tensor in (state, logits)))
    return Snapshot(State.unflatten(state), logits)


def _build(kind: type[T], table: Any) -> T:
    """A value of a dataclass out of what JSON gave, if every field is of the type that it should be."""
    hints = get_type_hints(kind)
    _expect(all(_fits(value, hints[name]) for name, value in table.items()))
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in table.items()})


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a type, as far as the dataclasses here have types."""
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if get_origin(hint) is Literal:
        return value in parts
    if get_origin(hint) is tuple:
        return isinstance(value, list | tuple) and all(_fits(item, parts[0]) for item in value)
    # Exactly, because to Python true is a number.
    return type(value) is hint or (hint is float and type(value) is int)


def _expect(condition: bool) -> None:
    if not condition:
        raise ValueError("it does not fit together")
