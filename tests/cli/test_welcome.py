"""The first lines of a chat: what a newcomer is told, and in how few lines."""

import io
import re
import sys
from pathlib import Path

import pytest

from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.cli.welcome import RAVENS, raven_for, welcome
from rwkvchat.config import Folders
from rwkvchat.known_models import KNOWN
from rwkvchat.ui.render import Renderer

GB = 10**9


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Those of a user whose home is a folder of the test's own, where Linux keeps them."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("RWKVCHAT_CONFIG", raising=False)
    local = tmp_path / ".local"
    return Folders(
        local / "state/rwkvchat", local / "share/rwkvchat", tmp_path / ".cache/rwkvchat", tmp_path / ".config/rwkvchat"
    )


def greeting(monkeypatch: pytest.MonkeyPatch, folders: Folders, columns: int = 80, **others: bool) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("rwkvchat.cli.welcome.free_memory", lambda: 16 * GB)
    screen = Screen()
    welcome(Renderer(screen, screen, no_color=True), find_model(), folders, **others)
    return re.sub(r"\x1b\[\d*m", "", screen.getvalue()).splitlines()


if sys.platform == "linux":

    def test_the_first_time_it_says_what_this_is_where_things_are_and_how_to_get_more(
        monkeypatch: pytest.MonkeyPatch, folders: Folders
    ) -> None:
        lines = greeting(monkeypatch, folders)
        assert lines == [
            "rwkvchat with raven-nano, a small demonstration model",
            'It knows a little and runs anywhere: ask it "What can you do?".',
            "A Raven for this machine: rwkvchat -m raven-3b downloads 6.0 GB and needs 6.6 GB",
            "of the 16.0 GB of free memory; rwkvchat models list shows the others.",
            "Conversations are kept in ~/.local/share/rwkvchat/sessions, lines typed in",
            "~/.local/state/rwkvchat/history; --incognito keeps nothing. Your settings:",
            "~/.config/rwkvchat/config.toml.",
            "/help lists the commands; Ctrl-D leaves.",
            "",
        ]


def test_in_a_narrow_window_no_line_is_too_long(monkeypatch: pytest.MonkeyPatch, folders: Folders) -> None:
    assert max(map(len, greeting(monkeypatch, folders, columns=40))) <= 40


def test_later_it_is_two_lines(monkeypatch: pytest.MonkeyPatch, folders: Folders) -> None:
    folders.history.parent.mkdir(parents=True)
    folders.history.touch()
    assert greeting(monkeypatch, folders) == [
        "rwkvchat with raven-nano, a small demonstration model",
        "/help lists the commands; Ctrl-D leaves.",
        "",
    ]


def test_who_wants_nothing_kept_is_told_that_nothing_is(monkeypatch: pytest.MonkeyPatch, folders: Folders) -> None:
    shown = greeting(monkeypatch, folders, incognito=True)
    assert "Nothing of this conversation is kept, but for what you /save or /export." in shown
    assert not any(".local" in line for line in shown)


def test_of_another_model_it_tells_the_size(monkeypatch: pytest.MonkeyPatch, folders: Folders) -> None:
    monkeypatch.setattr(FoundModel, "name", property(lambda found: "raven-1b5"))
    assert greeting(monkeypatch, folders)[0] == "rwkvchat with raven-1b5, 6.2 million parameters"


@pytest.mark.parametrize(
    ("free", "name"),
    [
        pytest.param(4 * GB, "raven-1b5", id="barely"),
        pytest.param(7 * GB, "raven-1b5", id="small"),
        pytest.param(16 * GB, "raven-3b", id="middle"),
        pytest.param(40 * GB, "raven-7b", id="large"),
        pytest.param(100 * GB, "raven-14b", id="huge"),
    ],
)
def test_the_raven_that_fits_leaves_room_for_other_programs(free: int, name: str) -> None:
    assert f"rwkvchat -m {name} downloads " in raven_for(free)


def test_where_none_fits_it_says_so() -> None:
    assert "The smallest Raven, rwkvchat -m raven-1b5, needs 3.3 GB of memory, and 2.0 GB are free" in raven_for(2 * GB)
    assert all(name in KNOWN for name in RAVENS)
