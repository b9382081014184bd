"""Tokens counted: what was read, by what it is, against the length that the model was trained on."""

import re
from pathlib import Path

import pytest
from shells import SessionShell

from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.commands.counts import LISTED
from rwkvchat.commands.looking import bar


def counts(lines: list[str]) -> dict[str, int]:
    """The rows of the table by their names."""
    found = (re.fullmatch(r"(.+?) +(\d+)( +━+)?", line) for line in lines)
    return {match[1]: int(match[2]) for match in found if match}


def with_context(monkeypatch: pytest.MonkeyPatch, tokens: int | None) -> None:
    """A model that was trained on so many tokens, or whose file does not tell."""
    monkeypatch.setattr(FoundModel, "context", property(lambda found: tokens))


def test_the_parts_are_all_that_was_read(shell: SessionShell, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("A raven stole the ring.")
    shell.say(f"/read {tmp_path / 'notes.txt'}")
    shell.say("one")
    shell.say("two")
    tree = shell.session.conversation
    shown = shell.say("/context")
    assert list(counts(shown)) == ["opening", "documents", "messages", "replies"]
    assert sum(counts(shown).values()) == len(tree.ids())
    assert shown[-1] == (
        f"{len(tree.ids())} tokens read, {len(tree.ids()) / 1024:.0%} of the length that the model was trained on "
        "(1024)"
    )
    turns = shell.say("/context turns")
    assert [*counts(turns).values()] == [len(turn.ids) for turn in tree.current_line()]


def test_a_long_line_of_talk_is_told_by_its_last_turns(shell: SessionShell) -> None:
    for number in range(LISTED):
        shell.say(f"message {number}")
    shown = shell.say("/context turns")
    found = counts(shown)
    assert len(found) == LISTED + 1
    assert sum(found.values()) == len(shell.session.conversation.ids())
    assert found["those before"] > 0


def test_beyond_the_length_of_training_it_says_what_to_do(shell: SessionShell, monkeypatch: pytest.MonkeyPatch) -> None:
    with_context(monkeypatch, 10)
    shell.say("one")
    shown = shell.say("/context")
    assert re.search(r"tokens read, [2-9]\d\d% of the length", shown[-2])
    assert "/reset or /new" in shown[-1]
    with_context(monkeypatch, None)
    assert shell.say("/context")[-1].endswith("the model's file does not tell on what length it was trained")


def test_a_bar_is_as_long_as_its_share(tmp_path: Path) -> None:
    assert [bar(share, 10) for share in (0, 0.04, 0.5, 1)] == ["", "", "━" * 5, "━" * 10]
    assert bar(0.5, -3) == ""


def test_the_shipped_model_tells_what_it_was_trained_on() -> None:
    assert find_model().context == 1024
