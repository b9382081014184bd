"""The journal: what it adds to a conversation file is there as far as it is whole, and never anything else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from records import Talk, alike, at, grown, parse, rewritten

from rwkvchat.engine.safetensors_format import split
from rwkvchat.errors import ConversationError
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage.journal import Before, entry, read_entries, remark
from rwkvchat.storage.pack import CODES, CONVERSATION, Packed, pack, unpack
from rwkvchat.storage.session_file import packed, restore, snapshot_parts

WHERE = Path("talk.state")


def moves(talk: Talk) -> list[Callable[[], object]]:
    """What may happen between two times of saving."""
    tree = talk.conversation
    return [
        lambda: talk.exchange("c", " three"),
        lambda: tree.undo(4),
        lambda: tree.redo(1),
        lambda: tree.fork("more"),
        lambda: talk.exchange("é\ud800", " four"),
        lambda: None,
        lambda: tree.switch("side"),
        lambda: talk.add("document", "a long one", name="b.txt"),
        lambda: setattr(talk, "title", "Named"),
        lambda: tree.begin_with("Yes"),
        lambda: tree.undo(100),
        lambda: talk.exchange("d", ""),
        lambda: tree.go(0),
    ]


def journaled(talk: Talk, base: Packed) -> tuple[list[SessionRecord], list[bytes]]:
    """The records after each move, and the entries that tell of the moves."""
    records, entries = [talk.record()], []
    tip = base.sha256
    for move in moves(talk):
        move()
        record, before = talk.record(), records[-1]
        new = snapshot_parts(record, record.snapshots.keys() - before.snapshots.keys())
        added = entry(record, Before.of(before.conversation), tip, new)
        assert added is not None
        records.append(record)
        entries.append(added.data)
        tip = added.sha256
    return records, entries


@pytest.fixture(scope="module")
def made() -> tuple[bytes, list[SessionRecord], list[bytes]]:
    talk = grown()
    base = packed(talk.record())
    return (base.data, *journaled(talk, base))


Made = tuple[bytes, list[SessionRecord], list[bytes]]


def opened(base: bytes, journal: bytes) -> SessionRecord:
    return restore(base, journal, WHERE)[0]


def without_others(record: SessionRecord, other: SessionRecord) -> SessionRecord:
    """The record without snapshots that the other does not have: those are rebuilt when they are needed."""
    kept = {number: kept for number, kept in record.snapshots.items() if number in other.snapshots}
    return SessionRecord(**{name: getattr(record, name) for name in record.__slots__} | {"snapshots": kept})


def test_a_file_and_its_journal_are_the_conversation_after_every_move(made: Made) -> None:
    base, records, entries = made
    for count, record in enumerate(records):
        loaded = opened(base, b"".join(entries[:count]))
        assert alike(loaded, without_others(record, loaded))
        assert loaded.conversation.cursor in loaded.snapshots


def test_what_was_loaded_with_a_journal_can_be_written_and_loaded_again(made: Made) -> None:
    base, _, entries = made
    loaded = opened(base, b"".join(entries))
    assert alike(parse(packed(loaded).data, "x"), loaded)


def test_an_entry_holds_what_is_new_alone(made: Made) -> None:
    base, _, entries = made
    assert len(entries[1]) < len(base) / 3


def test_a_journal_cut_anywhere_gives_the_entries_before_and_says_so(made: Made) -> None:
    base, records, entries = made
    journal = b"".join(entries[:4])
    ends = [sum(map(len, entries[:count])) for count in range(5)]
    whole_base = unpack(base, CONVERSATION, "x")
    for length in range(len(journal)):
        found = read_entries(journal[:length], whole_base, "x")
        whole = max(count for count, end in enumerate(ends) if end <= length)
        assert (len(found.packs), found.length, found.torn) == (whole, ends[whole], length != ends[whole])
        assert (remark(found, WHERE) != "") == found.torn
        assert found.lost <= 2
        assert (f"{found.lost} turn" in remark(found, WHERE)) == (found.lost > 0)
    for whole, end in enumerate(ends):
        loaded = opened(base, journal[: end + 100])
        assert alike(loaded, without_others(records[whole], loaded))


def test_a_journal_with_any_byte_flipped_gives_the_entries_before(made: Made) -> None:
    base, _, entries = made
    whole_base = unpack(base, CONVERSATION, "x")
    journal = bytearray(b"".join(entries[:2]))
    accepted = 0
    for place in range(len(journal)):
        journal[place] ^= 0x41
        try:
            found = read_entries(bytes(journal), whole_base, "x")
        except ConversationError as error:
            pytest.fail(f"{place}: {error}")
        if not found.torn:
            accepted += len(found.packs) == 2
        else:
            assert len(found.packs) == (place >= len(entries[0]))
        journal[place] ^= 0x41
    assert accepted <= 16, "only the white space that fills a header may change"


def test_a_journal_of_another_file_adds_nothing_and_what_it_alone_holds_is_counted(made: Made) -> None:
    base, records, entries = made
    other = packed(grown().record(title="Another"))
    journal = b"".join(entries)
    record, found = restore(other.data, journal, WHERE)
    assert alike(record, parse(other.data, "x"))
    new = records[-1].conversation.turns.keys() - records[0].conversation.turns.keys()
    assert (found.packs, found.length, found.torn, found.stale) == ([], 0, True, False)
    assert found.lost == len(new) == 7
    assert "another file" in remark(found, WHERE)
    assert f"7 turns in it that can still be read are left out; going on keeps them as {WHERE}.journal~" in remark(
        found, WHERE
    )
    record, found = restore(base, b"".join(entries[1:]), WHERE)
    assert (found.packs, found.length) == ([], 0)


def test_a_journal_that_a_newer_file_holds_is_known_as_such(made: Made) -> None:
    base, records, entries = made
    journal = b"".join(entries)
    after = packed(records[-1])
    named = packed(records[0], previous=unpack(base, CONVERSATION, "x").sha256)
    for newer in (after, named):
        record, found = restore(newer.data, journal, WHERE)
        assert alike(record, parse(newer.data, "x"))
        assert (found.packs, found.torn, found.stale, remark(found, WHERE)) == ([], False, True, "")


def test_entries_out_of_their_order_end_a_journal(made: Made) -> None:
    base, records, entries = made
    record, found = restore(base, entries[0] + entries[2], WHERE)
    assert alike(record, without_others(records[1], record))
    assert found.torn


def test_a_newer_entry_is_refused_naming_both_versions(made: Made) -> None:
    base, _, entries = made
    metadata, parts = split(entries[0][8:], CODES)
    del metadata["sha256"]
    newer = pack(metadata | {"version": "7"}, parts).data
    with pytest.raises(ConversationError, match="version 7"):
        opened(base, len(newer).to_bytes(8, "little") + newer)


def test_turns_that_are_gone_cannot_be_said_in_an_entry() -> None:
    talk = grown()
    before = Before.of(talk.conversation.copy())
    talk.conversation.delete(8)
    assert entry(talk.record(), before, "x", {}) is None
    talk.exchange("other", " words")
    assert entry(talk.record(), before, "x", {}) is None


def test_turns_that_took_the_place_of_others_cannot_be_said_in_an_entry() -> None:
    talk = grown()
    mark = talk.conversation.mark()
    tokens = talk.conversation.turns[1]
    talk.conversation.add(tokens)
    before = Before.of(talk.conversation.copy())
    assert entry(talk.record(), before, "x", {}) is not None
    talk.conversation.abandon(mark)
    assert entry(talk.record(), before, "x", {}) is None
    talk.conversation.mark()
    talk.conversation.add(replace(tokens))
    assert entry(talk.record(), before, "x", {}) is None


@pytest.mark.parametrize(
    "change",
    [
        at("past", value=[]),
        at("past", 0, value=99),
        at("past", 0, value=-1),
        at("past", 0, value=True),
        at("past", 1, value=[[1]]),
        at("future", value=None),
        at("place", value=[0]),
        at("place", 2, value="x"),
        at("tips", value=5),
        at("turns", value=None),
        at("turns", 0, "number", value=0),
        at("snapshots", value=3),
        lambda table: table.clear(),
    ],
)
def test_an_entry_that_does_not_fit_together_is_refused(made: Made, change: Callable[[dict[str, Any]], object]) -> None:
    base, _, entries = made
    foreign = rewritten(entries[0][8:], change)
    with pytest.raises(ConversationError, match="damaged"):
        opened(base, len(foreign).to_bytes(8, "little") + foreign)
