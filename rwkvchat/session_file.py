"""A conversation as one file: safetensors with the tree as JSON in one tensor and a hash over everything.

Layout, version 1. Tensors: ``ids`` and ``readings`` (I32, all turns' one after another) and, for each kept
snapshot, ``snapshot.N.state`` (F32, ``(n_layer, 5, n_embd)``) and ``snapshot.N.logits`` (F32, ``(n_vocab,)``);
last ``record`` (U8): all else, as JSON. Metadata, which is limited in size: ``format``, ``version``, ``sha256``.
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
from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import ModelInfo
from rwkvchat.engine.safetensors_format import Part, join, split
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.errors import ConversationError, RwkvchatError
from rwkvchat.files import write_atomically
from rwkvchat.params import SamplingParams
from rwkvchat.session import SEEDS, Seeds, SessionRecord

FORMAT = "rwkvchat-conversation"
VERSION = 1
LARGEST = 1 << 30
DTYPES = {"F32": torch.float32, "I32": torch.int32, "U8": torch.uint8}
CODES = {dtype: code for code, dtype in DTYPES.items()}

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
    text = json.dumps(_describe(record, turns)).encode()
    tensors["record"] = torch.frombuffer(bytearray(text), dtype=torch.uint8)
    return encode({"format": FORMAT, "version": str(VERSION)}, tensors)


def encode(metadata: Mapping[str, str], tensors: Mapping[str, torch.Tensor]) -> bytes:
    """The bytes of a safetensors file, with the hash over everything added to its metadata."""
    parts = {name: _part(tensor) for name, tensor in tensors.items()}
    return join({**metadata, "sha256": _hash(metadata, parts)}, parts)


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
        metadata, parts = split(data, frozenset(CODES.values()))
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
    if metadata.pop("sha256", None) != _hash(metadata, parts):
        raise damaged
    try:
        return _restore(json.loads(parts["record"].data), {name: _tensor(part) for name, part in parts.items()})
    except (LookupError, ValueError, TypeError, ArithmeticError, RuntimeError, RwkvchatError):
        # The hash was right, so another program wrote it; the data are as foreign as any.
        raise damaged from None


def _part(tensor: torch.Tensor) -> Part:
    # Neither torch nor the safetensors library gives bytes without numpy, which a user need not have.
    whole = tensor.contiguous()
    return Part(CODES[tensor.dtype], tuple(tensor.shape), ctypes.string_at(whole.data_ptr(), whole.nbytes))


def _tensor(part: Part) -> torch.Tensor:
    if not part.data:  # of which torch makes no tensor
        return torch.empty(part.shape, dtype=DTYPES[part.dtype])
    return torch.frombuffer(bytearray(part.data), dtype=DTYPES[part.dtype]).view(part.shape)


def _hash(metadata: Mapping[str, str], parts: Mapping[str, Part]) -> str:
    """Over everything that a file says: also the types and shapes, of which the same bytes could be given others."""
    digest = hashlib.sha256()

    def add(text: str, content: bytes) -> None:
        digest.update(f"{text} {len(content)} ".encode() + content)

    for key in sorted(metadata):
        add(key, metadata[key].encode())
    for name in sorted(parts):
        add(f"{name} {parts[name].dtype} {list(parts[name].shape)}", parts[name].data)
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
    _expect(seeds.used >= 0 and _is_seed(seeds.base))
    conversation = _restore_turns(table, tensors, model.n_vocab)
    kept = _typed(table["snapshots"], tuple[int, ...])
    _expect(conversation.turns.keys() >= set(kept))
    template, stops = _build(PromptTemplate, table["template"]), _typed(table["stops"], tuple[str, ...])
    StopMatcher((*template.stops, *stops))
    return SessionRecord(
        model=model,
        tokenizer=_typed(table["tokenizer"], str),
        template=template,
        system=_typed(table["system"], str | None),
        params=_build(SamplingParams, table["params"]),
        stops=stops,
        seeds=seeds,
        conversation=conversation,
        snapshots={number: _restore_snapshot(tensors, number, model) for number in kept},
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
        _expect(_is_seed(turn.seed))
        StopMatcher(turn.stops)
        _expect(turn.parent is None if turn.role == "opening" else turn.parent in range(number))
        turns[number] = turn
    _expect(not [*ids, *readings])
    cursor = _typed(table["cursor"], int)
    past, future = (_typed(table[name], tuple[int, ...]) for name in ("past", "future"))
    _expect((turns.keys() or {-1}) >= {cursor, *past, *future})
    return Conversation(turns, cursor, list(past), list(future))


def _restore_snapshot(tensors: Mapping[str, torch.Tensor], number: int, model: ModelInfo) -> Snapshot:
    state, logits = tensors[f"snapshot.{number}.state"], tensors[f"snapshot.{number}.logits"]
    _expect(state.shape == (model.n_layer, 5, model.n_embd) and logits.shape == (model.n_vocab,))
    _expect(all(tensor.dtype == torch.float32 and bool(tensor.isfinite().all()) for tensor in (state, logits)))
    return Snapshot(State.unflatten(state), logits)


def _build(kind: type[T], table: Any) -> T:
    """A value of a dataclass out of what JSON gave, if every field is of the type that it should be."""
    hints = get_type_hints(kind)
    return kind(**{name: _typed(value, hints[name]) for name, value in _typed(table, dict).items()})


def _typed(value: Any, hint: Any) -> Any:
    """The value, if it is of the type; a list as a tuple."""
    _expect(_fits(value, hint))
    return tuple(value) if isinstance(value, list) else value


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


def _is_seed(value: int | None) -> bool:
    return value is None or 0 <= value < SEEDS


def _expect(condition: bool) -> None:
    if not condition:
        raise ValueError("it does not fit together")
