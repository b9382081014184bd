"""Shells for commands, with a session that has begun."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shells import SessionShell
from talks import FREE, Start, always

from rwkvchat.storage.keeper import Keeper

Letters = Callable[[], SessionShell]


@pytest.fixture
def shell(start: Start, tmp_path: Path) -> Iterator[SessionShell]:
    """Counts the questions in its replies: `` the 1e!``, `` the 2e!``, ...; kept in a folder of its own."""
    keeper = Keeper(tmp_path / "data" / "sessions")
    made = SessionShell(start(), tmp_path, keeper)
    made.answer(made.session.open)
    yield made
    keeper.close()


@pytest.fixture
def letters(start: Start, tmp_path: Path) -> SessionShell:
    """Answers with one letter of eight, as chance has it; kept nowhere."""
    made = SessionShell(start(always(*(f" {letter}\n\nBob" for letter in "abcdefgh")), FREE), tmp_path)
    made.answer(made.session.open)
    return made
