"""The journal beside a conversation file that is too large to be written anew each time: what came after it, in
entries that are whole or not there. Needs no torch; opens no file.

An entry is its length (8 bytes, little-endian) and a container as a conversation file is one. Each carries the hash
of what it goes on from, the conversation file or the entry before, so that none is ever applied to anything else.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rwkvchat.dialogue.conversation import Conversation, Place, Turn
from rwkvchat.engine.safetensors_format import Part
from rwkvchat.storage.pack import RECORD, VERSION, Damaged, Pack, Packed, Table, pack, table_part, unpack
from rwkvchat.storage.paths import aside_of
from rwkvchat.storage.salvage import salvage
from rwkvchat.storage.tables import PlaceTables, describe_settings, describe_turns, number_parts

if TYPE_CHECKING:
    from rwkvchat.session_record import SessionRecord

FORMAT = "rwkvchat-journal"
PREVIOUS = "previous"
"""In a conversation file, the hash of the one before it, if that had a journal: this one holds all of both."""


class Before(NamedTuple):
    """How far a file and its journal hold a conversation already: what an entry has to add to."""

    turns: int
    """How many."""
    last: tuple[int, Turn] | None
    deletions: int
    past: list[Place]
    future: list[Place]

    @classmethod
    def of(cls, conversation: Conversation) -> "Before":
        turns, past, future = conversation.turns, conversation.past, conversation.future
        last = next(reversed(turns.items()), None)
        return cls(len(turns), last, conversation.deletions, list(past), list(future))

    def new(self, conversation: Conversation) -> list[tuple[int, Turn]] | None:
        """The turns that came after; None if it is not this conversation that they came to, or turns are gone."""
        turns = conversation.turns
        # Turns go in at the end, and out either there or by a deletion, so all are there if the last one is; turns
        # that only look the same may be of another conversation.
        if conversation.deletions != self.deletions or (self.last and turns.get(self.last[0]) is not self.last[1]):
            return None
        return list(islice(reversed(turns.items()), len(turns) - self.turns))[::-1]


class Entries(NamedTuple):
    """The entries of a journal that are whole and belong to its conversation file."""

    base: Pack
    """The conversation file."""
    packs: list[Pack]
    length: int
    """Where the last of them ends."""
    tip: str
    """The hash that the next one has to carry."""
    torn: bool
    """Whether something follows that is damaged, or goes on from another file."""
    lost: int = 0
    """How many turns can be read in that, and nowhere else."""
    foreign: bool = False
    """Whether it goes on from another file, and not one of it from this."""
    stale: bool = False
    """Whether all of it is in the file, which a crash left it beside."""


def entry(record: "SessionRecord", before: Before, tip: str, snapshots: Mapping[str, Part]) -> Packed | None:
    """What came after ``before``, to be appended; None if an entry cannot say it, because turns are gone.

    Args:
        tip: the hash of what it goes on from. snapshots: the parts of those that it is to hold.
    """
    if (new := before.new(record.conversation)) is None:
        return None
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
    return packed._replace(data=len(packed.data).to_bytes(8, "little") + packed.data)


def _common(now: Sequence[Place], then: Sequence[Place]) -> int:
    """How many places at the beginning are the same."""
    both = min(len(now), len(then))
    if now[:both] == then[:both]:  # as after most moves, and fast
        return both
    return next(n for n, (one, other) in enumerate(zip(now, then, strict=False)) if one != other)


def read_entries(data: bytes, base: Pack, where: str) -> Entries:
    """The entries in a journal's bytes that go on from a conversation file.

    Raises:
        ConversationError: an entry has a newer version.
    """
    packs: list[Pack] = []
    at, tip, foreign, stale = 0, base.sha256, False, False
    while at < len(data):
        start = at + 8
        end = start + int.from_bytes(data[at:start], "little")
        try:
            found = unpack(data[start:end], FORMAT, where)
        except Damaged:
            break
        after = found.metadata.get("after", "")
        if after != tip:
            foreign, stale = not packs, not packs and after != "" and after == base.metadata.get(PREVIOUS)
            break
        packs.append(found)
        at, tip = end, found.sha256
    if at >= len(data) or stale:
        return Entries(base, packs, at, tip, torn=False, stale=stale)
    lost = _only_in(data[at:], [base, *packs])
    if foreign and not lost:
        return Entries(base, packs, at, tip, torn=False, stale=True)
    return Entries(base, packs, at, tip, torn=True, lost=lost, foreign=foreign)


def _only_in(data: bytes, packs: Sequence[Pack]) -> int:
    """How many turns can be read in some bytes that are not in these containers."""
    try:
        known = {(turn["number"], turn["role"], turn["text"]) for pack in packs for turn in pack.table["turns"]}
    except (LookupError, TypeError):
        known = set()
    return sum((turn.number, turn.role, turn.text) not in known for turn in salvage(data))


def remark(entries: Entries, path: Path) -> str:
    """What to say of a conversation file's journal; mostly nothing."""
    if not entries.torn:
        return ""
    if not entries.lost:
        return "the end of this conversation's journal was damaged: what was said last may be missing"
    turns = "1 turn" if entries.lost == 1 else f"{entries.lost} turns"
    why = "is damaged" if not entries.foreign else "goes on from another file than this one"
    return (
        f"the journal of this conversation {why}: {turns} in it that can still be read "
        f"{'is' if entries.lost == 1 else 'are'} left out; going on keeps them as {aside_of(path)}, and "
        f"`rwkvchat state text {aside_of(path)}` shows them"
    )


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
