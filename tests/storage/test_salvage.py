"""Salvage: of a damaged file every turn comes back but the one that is damaged, and it is never silently blank."""

from dataclasses import replace
from pathlib import Path

import pytest
from records import Talk, grown, parts_of

from rwkvchat.storage.pack import RECORD
from rwkvchat.storage.paths import aside_of, journal_of
from rwkvchat.storage.salvage import SalvagedTurn, salvage, salvage_file
from rwkvchat.storage.session_file import dump


@pytest.fixture(scope="module")
def talk() -> Talk:
    talk = grown(256)
    talk.exchange('{"number": 1, "role": "user", "text": "x"}', '\\{"number": 2, "role": "reply')
    return talk


@pytest.fixture(scope="module")
def data(talk: Talk) -> bytes:
    return dump(replace(talk.record(), snapshots={0: talk.snapshot(0)}))


@pytest.fixture(scope="module")
def turns(talk: Talk) -> list[SalvagedTurn]:
    said = talk.conversation.turns.items()
    return [SalvagedTurn(turn.role, turn.text, number, turn.parent, turn.name, turn.system) for number, turn in said]


def spans(data: bytes) -> list[tuple[int, int]]:
    """Where each turn's table stands in a file."""
    text = parts_of(data)[RECORD].data
    start = data.index(text)
    begins = [
        start + at for at in range(len(text)) if text.startswith(b'{"number": ', at) and text[at - 1 : at] != b'"'
    ]
    ends = [begin - 2 for begin in begins[1:]] + [start + len(text.rstrip()) - 2]
    return list(zip(begins, ends, strict=True))


def test_all_turns_of_a_whole_file_are_found(data: bytes, turns: list[SalvagedTurn]) -> None:
    assert salvage(data) == turns
    assert len(turns) == 11
    assert len(spans(data)) == 11


def test_a_file_cut_anywhere_gives_the_turns_before_the_cut(data: bytes, turns: list[SalvagedTurn]) -> None:
    ends = [end for _, end in spans(data)]
    for length in range(len(data)):
        whole = sum(end <= length for end in ends)
        assert salvage(data[:length]) == turns[:whole]


@pytest.mark.parametrize("mask", [0xFF, 0x01, 0x20], ids=hex)
def test_a_flipped_byte_costs_no_turn_but_its_own(data: bytes, turns: list[SalvagedTurn], mask: int) -> None:
    places = spans(data)
    damaged = bytearray(data)
    for place in range(len(data)):
        damaged[place] ^= mask
        found = salvage(bytes(damaged))
        hit = next((n for n, (begin, end) in enumerate(places) if begin <= place < end), None)
        others = turns if hit is None else turns[:hit] + turns[hit + 1 :]
        assert [turn for turn in found if turn in others] == others
        assert len(found) <= len(turns)
        damaged[place] ^= mask


def test_turns_of_the_journal_are_found_too(data: bytes, turns: list[SalvagedTurn], tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    path.write_bytes(data[:100])
    assert salvage_file(path) == []
    journal_of(path).write_bytes(data)
    assert salvage_file(path) == turns
    journal_of(path).replace(aside_of(path))
    assert salvage_file(path) == turns
    path.write_bytes(data)
    assert salvage_file(path) == turns, "each once"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04" * 100,
        b'{"number": 1, "role": "',
        b'{"number": 1, "role": "user"}',
        b'{"number": 1, "role": "user", "text": 5}',
        b'{"number": 1, "role": "system", "text": "x"}',
        b'{"number": 1, "role": "user", "x": ' + b"[" * 100_000,
        b'{"number": 1, "role": "user", "text": "x", "x": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda data: repr(data[:50]),
)
def test_what_is_no_turn_is_not_found(data: bytes) -> None:
    assert salvage(data) == []


def test_parents_never_lead_round_in_a_circle() -> None:
    turns = [b'{"number": %d, "role": "user", "text": "x", "parent": %d}' % pair for pair in ((1, 2), (2, 1))]
    data = b"".join(turns)
    assert [turn.parent for turn in salvage(data)] == [None, 1]


def test_many_beginnings_without_an_end_take_no_time_to_speak_of() -> None:
    assert salvage(b'{"number": 1, "role": "user", "text": "' * 100_000) == []
