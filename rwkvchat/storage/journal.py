"""The journal beside a conversation file that is too large to be written anew each time: what came after it, in
entries that are whole or not there. Needs no torch; opens no file.

An entry is its length (8 bytes, little-endian) and a container as a conversation file is one. Each carries the hash
of what it goes on from, the conversation file or the entry before, so that none is ever applied to anything else.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from rwkvchat.dialogue.conversation import Conversation, Place, Turn
from rwkvchat.engine.safetensors_format import Part
from rwkvchat.storage.pack import RECORD, VERSION, Damaged, Pack, Packed, Table, pack, table_part, unpack
from rwkvchat.storage.tables import PlaceTables, describe_settings, describe_turns, number_parts

if TYPE_CHECKING:
    from rwkvchat.session_record import SessionRecord

FORMAT = "rwkvchat-journal"


class Before(NamedTuple):
    """The conversation that a file and its journal hold already: what an entry has to add to."""

    turns: list[tuple[int, Turn]]
    past: list[Place]
    future: list[Place]

    @classmethod
    def of(cls, conversation: Conversation) -> "Before":
        return cls(list(conversation.turns.items()), list(conversation.past), list(conversation.future))


class Entries(NamedTuple):
    """The entries of a journal that are whole and belong to its conversation file."""

    packs: list[Pack]
    length: int
    """Where the last of them ends."""
    tip: str
    """The hash that the next one has to carry."""
    torn: bool
    """Whether something follows that is damaged."""


def entry(record: "SessionRecord", before: Before, tip: str, snapshots: Mapping[str, Part]) -> Packed | None:
    """What came after ``before``, to be appended; None if an entry cannot say it, because turns are gone.

    Args:
        tip: the hash of what it goes on from. snapshots: the parts of those that it is to hold.
    """
    known, turns = len(before.turns), record.conversation.turns
    if list(islice(turns.items(), known)) != before.turns:
        return None
    new = list(islice(turns.items(), known, None))
    places = PlaceTables()

    def moves(now: list[Place], then: list[Place]) -> list[Any]:
        common = _common(now, then)
        return [common, [places.describe(place) for place in now[common:]]]

    table = describe_settings(record) | {
        "place": places.describe(record.conversation.place),
        "past": moves(record.conversation.past, before.past),
        "future": moves(record.conversation.future, before.future),
        "tips": places.tips,
        "turns": describe_turns(new),
    }
    parts = {RECORD: table_part(table), **number_parts(turn for _, turn in new), **snapshots}
    packed = pack({"format": FORMAT, "version": str(VERSION), "after": tip}, parts)
    return Packed(len(packed.data).to_bytes(8, "little") + packed.data, packed.sha256)


def _common(now: Sequence[Place], then: Sequence[Place]) -> int:
    """How many places at the beginning are the same."""
    if now[: len(then)] == then:  # as after most moves, and fast
        return len(then)
    return next((n for n, (one, other) in enumerate(zip(now, then, strict=False)) if one != other), len(now))


def read_entries(data: bytes, base: str, where: str) -> Entries:
    """The entries in a journal's bytes that go on from the conversation file with the hash ``base``.

    A journal of another file is as good as empty: it was about to be removed, since a newer file holds all of it.

    Raises:
        ConversationError: an entry has a newer version.
    """
    packs: list[Pack] = []
    at, tip = 0, base
    while at < len(data):
        start = at + 8
        end = start + int.from_bytes(data[at:start], "little")
        if end > len(data):
            return Entries(packs, at, tip, torn=True)
        try:
            found = unpack(data[start:end], FORMAT, where)
        except Damaged:
            return Entries(packs, at, tip, torn=True)
        if found.metadata.get("after") != tip:
            return Entries(packs, at, tip, torn=at > 0)
        packs.append(found)
        at, tip = end, found.sha256
    return Entries(packs, at, tip, torn=False)


def remark(entries: Entries) -> str:
    """What to say of a journal; mostly nothing."""
    if not entries.torn:
        return ""
    return "the end of this conversation's journal was damaged: what was said last may be missing"


def merge(base: Pack, entries: Sequence[Pack]) -> Pack:
    """A conversation file's content with that of its journal's entries.

    Raises:
        Damaged: something in them does not fit together.
    """
    if not entries:
        return base
    try:
        return _merged(base, entries)
    except (LookupError, ValueError, TypeError, AttributeError):
        # The hashes were right, so another program wrote it; the data are as foreign as any.
        raise Damaged("it does not fit together") from None


def _merged(base: Pack, entries: Sequence[Pack]) -> Pack:
    table: Table = dict(base.table)
    lists = {name: list(table[name]) for name in ("past", "future", "tips", "turns")}
    snapshots = {name: part for name, part in base.parts.items() if name.startswith("snapshot.")}
    for each in entries:
        shift = len(lists["tips"])
        table.update(each.table)
        table["place"] = _shifted(table["place"], shift)
        for name in ("past", "future"):
            common, rest = each.table[name]
            if type(common) is not int or not 0 <= common <= len(lists[name]):
                raise ValueError("it goes on from something else")
            lists[name][common:] = [_shifted(place, shift) for place in rest]
        lists["tips"] += each.table["tips"]
        lists["turns"] += each.table["turns"]
        snapshots |= {name: part for name, part in each.parts.items() if name.startswith("snapshot.")}
    table |= lists
    table["snapshots"] = [number for number in table["snapshots"] if f"snapshot.{number}.state" in snapshots]
    parts = {name: _joined(name, (base, *entries)) for name in ("ids", "readings") if name in base.parts}
    return Pack(base.metadata, table, parts | snapshots)


def _shifted(place: list[Any], by: int) -> list[Any]:
    """A place whose other branches' ends are to be found so much further on."""
    cursor, branch, tips, prefix = place
    return [cursor, branch, tips + by, prefix]


def _joined(name: str, packs: Sequence[Pack]) -> Part:
    data = b"".join(pack.parts[name].data for pack in packs)
    return Part("I32", (len(data) // 4,), data)
