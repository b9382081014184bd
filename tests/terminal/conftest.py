"""Chats in a terminal for the tests of this folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if os.name == "nt":
    pytest.skip("needs a pty", allow_module_level=True)

from programs import Program, write_model
from terminals import SHORT, Open, Terminal


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, model_file: Path) -> Iterator[Terminal]:
    """One chat for all tests that do not end it; each starts from /reset at an empty prompt."""
    terminal = Terminal(Program(tmp_path_factory.mktemp("chat"), model_file), *SHORT)
    yield terminal
    terminal.close()


@pytest.fixture
def chat(shared: Terminal) -> Terminal:
    shared.ready()
    shared.say("/set temp=1 top_p=0.7 seed=5 max_tokens=12")
    shared.say("/template completion")
    shared.say("/reset")
    return shared


@pytest.fixture
def open_chat(tmp_path: Path, model_file: Path) -> Iterator[Open]:
    """Opens a chat of its own."""
    opened = []

    def start(*arguments: str, model: Path = model_file, **options: Any) -> Terminal:
        opened.append(Terminal(Program(tmp_path, model), *arguments, **options))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture(scope="session")
def slow_model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that takes long enough for what happens while it works."""
    return write_model(tmp_path_factory.mktemp("slow"), "slow.pth", n_layer=6, n_embd=512)
