"""The program in processes of its own, and inside the test's."""

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from programs import Ended, Program, write_model

from rwkvchat.cli import main


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model of the shipped tokenizer's size, which never ends a text by itself."""
    return write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def program(tmp_path: Path, model_file: Path) -> Program:
    return Program(tmp_path, model_file)


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Ended]]:
    """Calls ``main`` in this process, in a folder of its own, with bytes on standard input."""

    def give_up(code: int) -> None:
        raise AssertionError("the engine is still at work")

    def call(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        shown = capsys.readouterr()
        return Ended(code, shown.out.encode(), shown.err)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "_exit", give_up)
    kept = {name: signal.getsignal(name) for name in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))}
    yield call
    for name, handler in kept.items():
        signal.signal(name, handler)
