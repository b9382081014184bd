"""What tests of conversation files share: records made by hand on a fake model, and files taken apart."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from fakes import FakeModel, replay, same, small_tokenizer

from rwkvchat.dialogue.conversation import Conversation, Role, Turn
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.safetensors_format import Part
from rwkvchat.engine.state import Snapshot
from rwkvchat.params import SamplingParams
from rwkvchat.session_record import Seeds, SessionRecord
from rwkvchat.storage.pack import CODES, RECORD, pack, split, table_part
from rwkvchat.storage.session_file import restore

ROOM = 64
"""Tokens that the small files' model has room for."""
TEMPLATE = PromptTemplate("test", "Bob: {message}\n\nAlice:", stops=("\n\nBob",), closing="\n\n")
PARAMS = SamplingParams(temperature=1, top_p=1, presence=0.5, seed=11)
METADATA = {"format": "rwkvchat-conversation", "version": "1"}


def parse(data: bytes, where: str) -> SessionRecord:
    """The record in the bytes of a conversation file; ``where`` names it in errors."""
    return restore(data, b"", Path(where))[0]


class Talk:
    """A conversation that grows turn by turn, each in a move of its own, with what a session would keep of it."""

    def __init__(self, room: int = ROOM) -> None:
        self.tokenizer = small_tokenizer()
        self.model = FakeModel(self.tokenizer, lambda asked: " x", longest=room)
        self.conversation = Conversation()
        self.title = ""

    def add(self, role: Role, text: str, **fields: Any) -> int:
        """A turn after the cursor."""
        tree = self.conversation
        if tree.turns:
            tree.mark()
        ids = tuple(self.tokenizer.encode(text))
        readings = (1,) * len(ids) if role == "reply" else (len(ids),) if ids else ()
        parent = None if role == "opening" else tree.cursor
        return tree.add(Turn(role, ids, readings, text, parent, **fields))

    def exchange(self, asked: str, answer: str) -> None:
        """A message and its reply."""
        self.add("user", asked, closing="\n\n", stops=("\n\nBob", "#"))
        self.add("reply", answer, params=PARAMS, seed=7, stop_reason="stop")

    def record(self, **changes: Any) -> SessionRecord:
        tree = self.conversation
        kept = {number for number, turn in tree.turns.items() if turn.role in ("opening", "document")}
        kept |= {tree.cursor, *tree.place.tips.values()} & tree.turns.keys()
        record = SessionRecord(
            model=self.model.info, source="/models/fake.pth", tokenizer=self.tokenizer.fingerprint, title=self.title,
            template=TEMPLATE, system=None, params=PARAMS, stops=("#", "é"), seeds=Seeds(11, used=2),
            conversation=tree.copy(), snapshots={number: self.snapshot(number) for number in sorted(kept)},
        )  # fmt: skip
        return replace(record, **changes)

    def snapshot(self, number: int) -> Snapshot:
        return replay(self.model, [self.conversation.turns[each] for each in self.conversation.line(number)])


def grown(room: int = ROOM) -> Talk:
    """A talk with everything in it: branches, a beginning wished for, a document, a gap, a past and a future."""
    talk = Talk(room)
    tree = talk.conversation
    talk.add("opening", "Hi.")
    talk.exchange("a\ud800b", " one")
    talk.add("user", 'the "{"number": 1, "role": "user"', prefix=" 2", trim_reply=False)
    tree.go(2)
    tree.fork("side")
    talk.add("document", "hello\n\n", name="a file.txt")
    talk.exchange("é?", "")
    tree.switch("main")
    talk.exchange("b", " two")
    tree.delete(3)
    tree.begin_with("Well,")
    talk.add("user", "c")
    tree.undo(2)
    assert list(tree.turns) == [0, 1, 2, 4, 5, 6, 7, 8, 9]
    assert tree.place.tips
    assert len(tree.future) == 2
    talk.title = "Of this\nand that"
    return talk


def alike(one: SessionRecord, other: SessionRecord) -> bool:
    """Whether two records are equal, their snapshots to the bit."""
    return (
        replace(one, snapshots={}) == replace(other, snapshots={})
        and one.snapshots.keys() == other.snapshots.keys()
        and all(same(one.snapshots[number], other.snapshots[number]) for number in one.snapshots)
    )


def parts_of(data: bytes) -> dict[str, Part]:
    return split(data, CODES)[1]


def table_of(data: bytes) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(parts_of(data)[RECORD].data)
    return table


def rewritten(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file whose table was changed, with a right hash."""
    table = table_of(data)
    change(table)
    metadata = split(data, CODES)[0]
    del metadata["sha256"]
    return pack(metadata, parts_of(data) | {RECORD: table_part(table)}).data


def at(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """Puts a value at a place of a table."""

    def change(table: Any) -> None:
        for key in path[:-1]:
            table = table[key]
        table[path[-1]] = value

    return change


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}
