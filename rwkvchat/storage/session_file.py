"""A conversation as one file: safetensors with the tree as JSON in one tensor and a hash over everything.

Layout, version 1. Tensors: first ``record`` (U8), all the text as JSON (see `session_tables`); ``ids`` and
``readings`` (I32, all turns' one after another); for each kept snapshot ``snapshot.N.state`` (F32, ``(n_layer, 5,
n_embd)``) and ``snapshot.N.logits`` (F32, ``(n_vocab,)``). Metadata: ``format``, ``version``, ``sha256`` over
everything, ``turns`` over the first three. What came after the file was written may stand in its journal.
"""

import ctypes
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import torch

from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import ModelInfo
from rwkvchat.engine.safetensors_format import Part
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.errors import RwkvchatError
from rwkvchat.files import write_atomically
from rwkvchat.params import SamplingParams
from rwkvchat.session_record import Seeds, SessionRecord
from rwkvchat.storage.journal import Entries, merge, read_entries, remark
from rwkvchat.storage.locks import unlocked
from rwkvchat.storage.pack import (
    CONVERSATION,
    RECORD,
    VERSION,
    Damaged,
    Pack,
    Packed,
    Table,
    digest,
    pack,
    table_part,
    unpack,
    unpack_leading,
)
from rwkvchat.storage.paths import read_source
from rwkvchat.storage.salvage import refusal, salvage
from rwkvchat.storage.tables import (
    build,
    build_item,
    describe_conversation,
    describe_settings,
    expect,
    is_seed,
    number_parts,
    restore_conversation,
)

TURNS = frozenset({RECORD, "ids", "readings"})
"""The parts that are the turns; the others can be computed from them."""


class Opened(NamedTuple):
    """A conversation out of a file, and a sentence on what the user should know of it (mostly empty)."""

    record: SessionRecord
    remark: str


def save_session(path: Path, record: SessionRecord) -> None:
    """Write a conversation file that the user named; the one before it, if any, is kept as ``path~``.

    Raises:
        SaveError: it could not be written; what was there still is.
        ConversationError: another window goes on with the conversation in this file.
    """
    with unlocked(path):
        write_atomically(path, dump(record))


def load_session(path: Path) -> SessionRecord:
    """The record of `open_session`, where there is nobody to be told the remark. Raises as that does."""
    return open_session(path).record


def open_session(path: Path) -> Opened:
    """Read a conversation file, whole, into memory, with what its journal adds.

    Raises:
        ConversationError: it is missing, damaged, foreign or of a newer version.
    """
    source = read_source(path)
    record, entries = restore(source.data, source.journal, path)
    return Opened(record, remark(entries))


def reopen_without_snapshots(path: Path) -> Opened:
    """Read a damaged conversation file whose turns are whole; its snapshots are left for replay to compute anew.

    Raises:
        ConversationError: the turns are damaged as well; or as `open_session`.
    """
    source = read_source(path)
    return _restore_turns(source.data, source.journal, path)


def parse(data: bytes, where: str) -> SessionRecord:
    """The record in the bytes of a conversation file; ``where`` names it in errors.

    Raises:
        ConversationError: as `open_session`.
    """
    return restore(data, b"", Path(where))[0]


def parse_without_snapshots(data: bytes, where: str) -> SessionRecord:
    """The same of a damaged one whose turns are whole, without snapshots.

    Raises:
        ConversationError: as `reopen_without_snapshots`.
    """
    return _restore_turns(data, b"", Path(where)).record


def restore(data: bytes, journal: bytes, path: Path) -> tuple[SessionRecord, Entries]:
    """The record of a conversation file and its journal, and the journal's entries that are whole.

    Raises:
        ConversationError: as `open_session`.
    """
    try:
        base = unpack(data, CONVERSATION, str(path))
        entries = read_entries(journal, base.sha256, str(path))
        return _record(merge(base, entries.packs)), entries
    except Damaged:
        raise refusal(path, len(salvage(data + journal))) from None


def dump(record: SessionRecord) -> bytes:
    """The bytes of a conversation file."""
    return packed(record).data


def packed(record: SessionRecord) -> Packed:
    """The bytes of a conversation file, and the hash that its journal has to carry."""
    turns: dict[str, Part] = {
        RECORD: table_part(describe_settings(record) | describe_conversation(record.conversation)),
        **number_parts(record.conversation.turns.values()),
    }
    metadata = {"format": CONVERSATION, "version": str(VERSION), "turns": digest({}, turns)}
    return pack(metadata, turns | snapshot_parts(record, record.snapshots.keys()))


def snapshot_parts(record: SessionRecord, numbers: Collection[int]) -> dict[str, Part]:
    """The snapshots of these turns, as far as they are kept."""
    parts: dict[str, Part] = {}
    for number in sorted(set(numbers) & record.snapshots.keys()):
        parts |= encode_snapshot(number, record.snapshots[number])
    return parts


def encode_snapshot(number: int, snapshot: Snapshot) -> dict[str, Part]:
    """A snapshot as parts of a container, under a number."""
    return {
        f"snapshot.{number}.state": _part(snapshot.state.flatten()),
        f"snapshot.{number}.logits": _part(snapshot.logits),
    }


def _restore_turns(data: bytes, journal: bytes, path: Path) -> Opened:
    """A damaged file's record without snapshots."""
    try:
        base = unpack_leading(data, CONVERSATION, str(path), TURNS)
        entries = read_entries(journal, base.sha256, str(path))
        whole = merge(base, entries.packs)
        record = _record(whole._replace(table=whole.table | {"snapshots": []}))
    except Damaged:
        raise refusal(path, len(salvage(data + journal))) from None
    if base.metadata.get("turns") != digest({}, base.parts):
        return Opened(record, f"{path} is damaged: some of its words or tokens may have changed")
    return Opened(record, remark(entries))


def _record(content: Pack) -> SessionRecord:
    try:
        return _build_record(content.table, content.parts)
    except (LookupError, ValueError, TypeError, ArithmeticError, RuntimeError, RwkvchatError):
        # The hash was right, so another program wrote it; the data are as foreign as any.
        raise Damaged("it does not fit together") from None


def _build_record(table: Table, parts: Mapping[str, Part]) -> SessionRecord:
    """The opposite of `packed`.

    Raises:
        ValueError, TypeError, LookupError, ArithmeticError, RwkvchatError: something does not belong there.
    """
    model = build(ModelInfo, table["model"])
    seeds = build(Seeds, table["seeds"])
    expect(seeds.used >= 0 and is_seed(seeds.base))
    conversation = restore_conversation(table, parts, model.n_vocab)
    kept = build_item(table["snapshots"], tuple[int, ...])
    expect(conversation.turns.keys() >= set(kept))
    template, stops = build(PromptTemplate, table["template"]), build_item(table["stops"], tuple[str, ...])
    StopMatcher((*template.stops, *stops))
    return SessionRecord(
        model=model,
        source=build_item(table["source"], str),
        tokenizer=build_item(table["tokenizer"], str),
        title=build_item(table["title"], str),
        template=template,
        system=build_item(table["system"], str | None),
        params=build(SamplingParams, table["params"]),
        stops=stops,
        seeds=seeds,
        conversation=conversation,
        snapshots={number: build_snapshot(parts, number, model) for number in kept},
    )


def build_snapshot(parts: Mapping[str, Part], number: int, model: ModelInfo) -> Snapshot:
    """The opposite of `encode_snapshot`.

    Raises:
        ValueError, LookupError: there is none of this model.
    """
    state, logits = (_tensor(parts[f"snapshot.{number}.{name}"]) for name in ("state", "logits"))
    expect(state.shape == (model.n_layer, 5, model.n_embd) and logits.shape == (model.n_vocab,))
    expect(all(bool(tensor.isfinite().all()) for tensor in (state, logits)))
    return Snapshot(State.unflatten(state), logits)


def _part(tensor: torch.Tensor) -> Part:
    # Neither torch nor the safetensors library gives bytes without numpy, which a user need not have.
    whole = tensor.contiguous()
    return Part("F32", tuple(tensor.shape), ctypes.string_at(whole.data_ptr(), whole.nbytes))


def _tensor(part: Part) -> torch.Tensor:
    expect(part.dtype == "F32")
    if not part.data:  # of which torch makes no tensor
        return torch.empty(part.shape)
    return torch.frombuffer(bytearray(part.data), dtype=torch.float32).view(part.shape)
