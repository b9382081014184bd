"""A conversation as one file: safetensors with the tree as JSON in its metadata and a hash over everything.

Layout, version 1. Tensors: ``ids`` and ``readings`` (I32, all turns' one after another) and, for each kept
snapshot, ``snapshot.N.state`` (F32, ``(n_layer, 5, n_embd)``) and ``snapshot.N.logits`` (F32, ``(n_vocab,)``).
Metadata: ``format``, ``version``, ``record`` (JSON) and ``sha256``.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save as save_tensors

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import ModelInfo
from rwkvchat.engine.safetensors_format import parse_header
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.errors import ConversationError, RwkvchatError
from rwkvchat.files import write_atomically
from rwkvchat.params import SamplingParams
from rwkvchat.session import Seeds, SessionRecord

FORMAT = "rwkvchat-conversation"
VERSION = 1
LARGEST = 1 << 30
DTYPES = {"fp32": torch.float32, "int32": torch.int32}


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
    # A file need not hold what is empty, and the format cannot.
    tensors = {name: tensor for name, tensor in tensors.items() if tensor.numel()}
    metadata = {"format": FORMAT, "version": str(VERSION), "record": json.dumps(_describe(record, turns))}
    metadata["sha256"] = _hash(metadata, {name: tensor.numpy().tobytes() for name, tensor in tensors.items()})
    data: bytes = save_tensors(tensors, metadata)
    return data


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
    if version.isdigit() and int(version) > VERSION:
        raise ConversationError(
            f"{where} has version {version} of the format, and this program reads up to {VERSION}", "update rwkvchat"
        )
    views = {name: memoryview(data)[info.offset : info.offset + info.nbytes] for name, info in infos.items()}
    if metadata.get("sha256") != _hash(metadata, views):
        raise damaged
    tensors = {
        name: torch.frombuffer(bytearray(views[name]), dtype=DTYPES[info.dtype]).view(info.shape)
        for name, info in infos.items()
    }
    try:
        return _restore(json.loads(metadata["record"]), tensors)
    except (KeyError, ValueError, TypeError, IndexError, RuntimeError, RwkvchatError):
        # The hash was right, so another program wrote it; the data are as foreign as any.
        raise damaged from None


def _hash(metadata: Mapping[str, str], tensors: Mapping[str, bytes | memoryview]) -> str:
    digest = hashlib.sha256()
    for key in ("format", "version", "record"):
        value = metadata.get(key, "").encode()
        digest.update(f"{key} {len(value)} ".encode() + value)
    for name in sorted(tensors):
        digest.update(f"{name} {len(tensors[name])} ".encode())
        digest.update(tensors[name])
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


def _restore(table: dict[str, Any], tensors: Mapping[str, torch.Tensor]) -> SessionRecord:
    """The opposite of `_describe`."""
    empty = torch.zeros(0, dtype=torch.int32)
    ids = tensors.get("ids", empty).tolist()
    readings = tensors.get("readings", empty).tolist()
    turns: dict[int, Turn] = {}
    for number, fields in enumerate(table["turns"]):
        n_ids, n_readings = int(fields["ids"]), int(fields["readings"])
        mine, ids = tuple(ids[:n_ids]), ids[n_ids:]
        lengths, readings = tuple(readings[:n_readings]), readings[n_readings:]
        if sum(lengths) != len(mine) or not (fields["parent"] is None or 0 <= fields["parent"] < number):
            raise ValueError("the turns do not fit together")
        params = SamplingParams(**fields["params"]) if fields["params"] else None
        turns[number] = Turn(**fields | {"ids": mine, "readings": lengths, "params": params})
    places = [table["cursor"], *table["past"], *table["future"]]
    if not all(place in turns for place in places):
        raise ValueError("the cursor is nowhere")
    template = table["template"]
    return SessionRecord(
        model=ModelInfo(**table["model"]),
        tokenizer=table["tokenizer"],
        template=PromptTemplate(**template | {"stops": tuple(template["stops"])}),
        system=table["system"],
        params=SamplingParams(**table["params"]),
        stops=tuple(table["stops"]),
        seeds=Seeds(**table["seeds"]),
        conversation=Conversation(turns, table["cursor"], table["past"], table["future"]),
        snapshots={
            number: Snapshot(State.unflatten(tensors[f"snapshot.{number}.state"]), tensors[f"snapshot.{number}.logits"])
            for number in table["snapshots"]
        },
    )
