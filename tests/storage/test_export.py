"""Exports: what was said, for people and other programs."""

import json
from pathlib import Path

import pytest
from records import Talk

from rwkvchat.errors import UsageError
from rwkvchat.storage.export import KINDS, export
from rwkvchat.storage.session_file import save_session
from rwkvchat.storage.text import TextTurn, line_of, read_text

TURNS = [
    TextTurn(0, "opening", "Bob talks.\n\n"),
    TextTurn(1, "user", "Why?", 0),
    TextTurn(2, "reply", "\nBecause.\n\n* a\n* b", 1, stop_reason="stop"),
    TextTurn(4, "document", "Long ago.", 2, name="tale.txt"),
]


def test_markdown_has_a_heading_for_each_turn() -> None:
    assert export(TURNS, "Of\nreasons", "raven", "md") == (
        "# Of reasons\n\nWith raven.\n\n## Opening\n\nBob talks.\n\n## You\n\nWhy?\n\n## raven\n\nBecause.\n\n"
        "* a\n* b\n\n## Document tale.txt\n\nLong ago.\n"
    )


def test_plain_text_names_who_speaks() -> None:
    assert export(TURNS[:2], "", "raven", "txt") == (
        "Conversation (with raven)\n\nOpening:\nBob talks.\n\nYou:\nWhy?\n"
    )


def test_a_reply_that_the_model_did_not_sample_is_not_called_its_own() -> None:
    given = TextTurn(2, "reply", "So.", 1)
    assert export([given], "", "raven", "txt") == "Conversation (with raven)\n\nReply:\nSo.\n"


def test_json_holds_the_texts_as_they_are() -> None:
    table = json.loads(export(TURNS, "Of\nreasons", "raven", "json"))
    assert (table["title"], table["model"]) == ("Of\nreasons", "raven")
    assert table["turns"][2] == {
        "number": 2, "role": "reply", "text": "\nBecause.\n\n* a\n* b", "parent": 1, "name": "", "stop_reason": "stop",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_written_whatever_was_typed(kind: str, tmp_path: Path) -> None:
    talk = Talk()
    talk.add("opening", "")
    talk.exchange("half a pair: \ud800, é, 🎈", " \x1b[31m")
    save_session(tmp_path / "x.state", talk.record())
    turns = read_text(tmp_path / "x.state").line()
    assert turns == line_of(talk.conversation)
    text = export(turns, "\udfff", "fake", kind)
    assert "half a pair: \ufffd, é, 🎈" in text
    assert text.encode().endswith(b"\n")


def test_another_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="docx"):
        export(TURNS, "", "raven", "docx")
