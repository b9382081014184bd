"""A conversation as one file: safetensors with the tree as JSON in one tensor and a hash over everything.

Layout, version 1. Tensors: first ``record`` (U8), all the text as JSON (see `tables`); ``ids`` and
``readings`` (I32, all turns' one after another); for each kept snapshot ``snapshot.N.state`` (F32, ``(n_layer, 5,
n_embd)``) and ``snapshot.N.logits`` (F32, ``(n_vocab,)``). Metadata: ``format``, ``version``, ``sha256`` over
everything, ``turns`` over the first three, ``previous`` (see `journal`). What came after the file was written may
stand in its journal.
"""

import ctypes
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import torch

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import ModelInfo
from rwkvchat.engine.safetensors_format import Part
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.errors import RwkvchatError
from rwkvchat.files import write_atomically
from rwkvchat.params import SamplingParams
from rwkvchat.session_record import Seeds, SessionRecord
from rwkvchat.storage.journal import PREVIOUS, Entries, merge, read_entries, remark
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
from rwkvchat.storage.paths import check_replaceable, read_source, settled
from rwkvchat.storage.salvage import refusal, salvage, threaded
from rwkvchat.storage.tables import (
    LARGEST_SEED,
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
MOST_SNAPSHOTS = 1000
"""Snapshots in a file: more would not be let in again (see `safetensors_format`)."""
MOST_SNAPSHOT_BYTES = 1 << 28
"""Bytes of them, so that a file with its journal stays below the largest that is read."""


class Opened(NamedTuple):
    """A conversation out of a file, and a sentence on what the user should know of it (mostly empty)."""

    record: SessionRecord
    remark: str


def save_session(path: Path, record: SessionRecord) -> None:
    """Write a conversation file that the user named; the one before it, if any, is kept as ``path~``.

    Raises:
        SaveError: it could not be written, or the file there is no conversation; what was there still is.
        ConversationError: another window goes on with the conversation in this file.
    """
    check_replaceable(path)
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

    def read() -> tuple[SessionRecord, Entries]:
        source = read_source(path)
        return restore(source.data, source.journal, path)

    record, entries = settled(path, read, lambda found: found[1].torn)
    return Opened(record, remark(entries, path))


def reopen_without_snapshots(path: Path) -> Opened:
    """Read what can be gone on with of a damaged conversation file; replay computes its snapshots anew.

    Where the tokens are damaged as well, it is a record of no model, which has to be told again to one.

    Raises:
        ConversationError: there is nothing to go on with; or as `open_session`.
    """
    source = read_source(path)
    try:
        return _restore_turns(source.data, source.journal, path)
    except Damaged:
        whole = source.data + source.journal
    found = salvage(whole)
    conversation = threaded(found)
    if all(turn.role == "opening" for turn in conversation.turns.values()):
        raise refusal(path, whole)
    told = f"{path} is damaged: of {len(found)} turns that can be read in it it goes on from {len(conversation.turns)}"
    return Opened(_of_no_model(conversation), told)


def restore(data: bytes, journal: bytes, path: Path) -> tuple[SessionRecord, Entries]:
    """The record of a conversation file and its journal, and the journal's entries that are whole.

    Raises:
        ConversationError: as `open_session`.
    """
    try:
        base = unpack(data, CONVERSATION, str(path))
        entries = read_entries(journal, base, str(path))
        return _record(merge(base, entries.packs)), entries
    except Damaged:
        raise refusal(path, data + journal) from None


def dump(record: SessionRecord) -> bytes:
    """The bytes of a conversation file."""
    return packed(record).data


def packed(record: SessionRecord, previous: str = "") -> Packed:
    """The bytes of a conversation file, and the hash that its journal has to carry.

    Args:
        previous: the hash of the file whose journal this one makes needless.
    """
    record = within_limits(record)
    turns: dict[str, Part] = {
        RECORD: table_part(describe_settings(record) | describe_conversation(record.conversation)),
        **number_parts(record.conversation.turns.values()),
    }
    metadata = {"format": CONVERSATION, "version": str(VERSION), "turns": digest({}, turns)}
    metadata |= {PREVIOUS: previous} if previous else {}
    return pack(metadata, turns | snapshot_parts(record, record.snapshots.keys()))


def within_limits(record: SessionRecord) -> SessionRecord:
    """The record with no more snapshots than a file may hold; the others are computed when they are needed.

    The cursor's comes first, then those of the ends of branches and of what was read last.
    """
    place, kept = record.conversation.place, record.snapshots
    if len(kept) <= MOST_SNAPSHOTS and len(kept) * _size_of_one(kept) <= MOST_SNAPSHOT_BYTES:
        return record
    order = [place.cursor, *sorted(place.tips.values(), reverse=True), *sorted(kept, reverse=True)]
    most = min(MOST_SNAPSHOTS, MOST_SNAPSHOT_BYTES // _size_of_one(kept))
    first = list(dict.fromkeys(number for number in order if number in kept))[: max(1, most)]
    return replace(record, snapshots={number: kept[number] for number in sorted(first)})


def _size_of_one(snapshots: Mapping[int, Snapshot]) -> int:
    """Bytes of one; all of a conversation are of one size, which is one model's."""
    return max(1, next(iter(snapshots.values())).nbytes) if snapshots else 1


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
    """A damaged file's record without snapshots.

    Raises:
        Damaged: its turns are damaged as well.
    """
    base = unpack_leading(data, CONVERSATION, str(path), TURNS)
    entries = read_entries(journal, base, str(path))
    whole = merge(base, entries.packs)
    record = _record(whole._replace(table=whole.table | {"snapshots": []}))
    if base.metadata.get("turns") != digest({}, base.parts):
        return Opened(record, f"{path} is damaged: some of its words or tokens may have changed")
    return Opened(record, remark(entries, path))


def _of_no_model(conversation: Conversation) -> SessionRecord:
    """A record of which only what was said is known."""
    return SessionRecord(
        model=ModelInfo("an unknown model", "", 0, 0, 0, 0, "", 0, ""), source="", tokenizer="", title="",
        template=PromptTemplate("unknown", "{message}"), system=None, params=SamplingParams(), stops=(), seeds=Seeds(),
        conversation=conversation, snapshots={},
    )  # fmt: skip


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
    expect(0 <= seeds.used <= LARGEST_SEED and is_seed(seeds.base))
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
    whole = tensor.cpu().contiguous()
    return Part("F32", tuple(tensor.shape), ctypes.string_at(whole.data_ptr(), whole.nbytes))


def _tensor(part: Part) -> torch.Tensor:
    expect(part.dtype == "F32")
    if not part.data:  # of which torch makes no tensor
        return torch.empty(part.shape)
    return torch.frombuffer(bytearray(part.data), dtype=torch.float32).view(part.shape)
