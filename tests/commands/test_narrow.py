"""What commands show in a narrow window: nothing is too long, and nothing is cut off."""

from collections import Counter
from pathlib import Path

import pytest
from shells import SessionShell

LINES = ["/help", "/help all", "/help keys", "/help models", "/help retry", "/help settings", "/set", "/preset",
         "/template", "/stats", "/state", "/context", "/probs 5", "/tokens Hello, wörld 日本", "/theme"]  # fmt: skip


def shown(shell: SessionShell, line: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines on standard output, in a window so wide."""
    monkeypatch.setenv("COLUMNS", str(columns))
    before = len(shell.stdout.getvalue())
    shell.say(line)
    return shell.stdout.getvalue()[before:].splitlines()


@pytest.fixture
def talk(shell: SessionShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SessionShell:
    """A conversation with long lines."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    shell.say("a question that is longer than the window is wide, by far")
    return shell


@pytest.mark.parametrize("line", LINES)
def test_lines_are_broken_and_none_is_cut(talk: SessionShell, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    narrow = shown(talk, line, 40, monkeypatch)
    assert narrow
    assert max(map(len, narrow)) <= 40
    letters = [Counter("".join(lines).replace(" ", "").replace("━", ""))
               for lines in (narrow, shown(talk, line, 200, monkeypatch))]  # fmt: skip
    assert letters[0] == letters[1]


@pytest.mark.parametrize("line", ["/context turns", "/sessions", "/models", "/goto", "/branches"])
def test_where_there_is_too_much_to_tell_less_is_told(
    talk: SessionShell, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    narrow = shown(talk, line, 40, monkeypatch)
    assert narrow
    assert max(map(len, narrow)) <= 40
    assert len(narrow) <= len(shown(talk, line, 80, monkeypatch)) + 2


def test_settings_have_their_values_in_a_very_narrow_window(
    talk: SessionShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow = shown(talk, "/set temp=0.25", 20, monkeypatch)
    assert narrow[1].split() == ["temp", "0.25"]
    assert max(map(len, narrow)) <= 20


def test_bars_are_seen_in_a_narrow_window(talk: SessionShell, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in ("/context", "/context turns", "/probs 3"):
        assert any("━" in row for row in shown(talk, line, 40, monkeypatch))
