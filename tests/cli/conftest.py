"""The program in processes of its own, and inside the test's."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from programs import Ended, Program, write_model

import rwkvchat
from rwkvchat.cli import main


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model of the shipped tokenizer's size, which never ends a text by itself."""
    return write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def conversation(model_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a conversation with that model: "hello", and three tokens in reply."""
    program = Program(tmp_path_factory.mktemp("conversation"), model_file)
    ended = program.run("-p", "hello", "--max-tokens", "3", "--seed", "1", "--save-state", "a.state")
    assert ended.code == 0, ended.stderr
    return (program.folder / "a.state").read_bytes()


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

    def call(*arguments: str, stdin: bytes = b"", terminal: bool = False, asked: bool = False) -> Ended:
        stream = io.TextIOWrapper(io.BytesIO(stdin))
        stream.isatty = lambda: terminal or asked  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: asked)
        code = main(arguments)
        shown = capsys.readouterr()
        return Ended(code, shown.out.encode(), shown.err)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "dumb")
    for name in [name for name in os.environ if name.startswith("RWKVCHAT_") or name == "NO_COLOR"]:
        monkeypatch.delenv(name)
    for name in ("state", "data", "cache", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    monkeypatch.setattr(os, "_exit", give_up)
    kept = {name: signal.getsignal(name) for name in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))}
    yield call
    for name, handler in kept.items():
        signal.signal(name, handler)


@pytest.fixture
def keep(tmp_path: Path, conversation: bytes) -> Callable[..., Path]:
    """Puts a conversation among those that are kept, as if it had been gone on with so many seconds ago."""

    def keep(name: str, seconds_ago: float = 0, data: bytes = conversation) -> Path:
        folder = tmp_path / "data" / "rwkvchat" / "sessions"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.state"
        path.write_bytes(data)
        os.utime(path, (time.time() - seconds_ago,) * 2)
        return path

    return keep


@contextlib.contextmanager
def _held_elsewhere(path: Path) -> Iterator[None]:
    code = (
        "import sys; from pathlib import Path; from rwkvchat.storage.locks import hold\n"
        "lock = hold(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(rwkvchat.__file__).parent.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as other:
        assert other.stdout
        assert other.stdin
        try:
            assert other.stdout.readline() == b"held\n"
            yield
        finally:
            other.stdin.close()


@pytest.fixture
def elsewhere() -> Callable[[Path], contextlib.AbstractContextManager[None]]:
    """While another process goes on with the conversation in a file."""
    return _held_elsewhere
