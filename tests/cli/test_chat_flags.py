"""Flags of a chat in a terminal: going on with a conversation, and a document first."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pty", allow_module_level=True)

from programs import Program
from terminals import Terminal, reply_in

from rwkvchat.storage.session_file import load_session
from rwkvchat.ui.sanitize import sanitize

Keep = Callable[..., Path]

SMALL = ("--max-tokens", "6", "--seed", "5")


def test_a_chat_goes_on_where_it_was_and_shows_the_last_turns(program: Program, keep: Keep) -> None:
    path = keep("mine", 60)
    before = [*load_session(path).conversation.current_line()]
    (program.folder / "book.txt").write_text("Munin is a raven.\n", encoding="utf-8")
    terminal = Terminal(program, "-c", "--read", "book.txt", *SMALL)
    try:
        terminal.ready()
        shown = terminal.transcript
        assert (
            shown.index("> hello") < shown.index(before[-1].text.split("\n")[0]) < shown.index("reading book.txt: 18")
        )
        reply = reply_in(terminal.say("and then?"))
        terminal.say("/temp 0.5")
        terminal.send("/exit\r")
        assert terminal.end() == 0
    finally:
        terminal.close()
    record = load_session(path)
    turns = [*record.conversation.current_line()]
    assert [turn.role for turn in turns[len(before) :]] == ["document", "user", "reply"]
    assert sanitize(turns[-1].text).split() == reply.split()
    assert record.params.temperature == 0.5
    assert [each.name for each in path.parent.glob("*.state")] == [path.name]
