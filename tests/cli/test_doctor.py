"""``rwkvchat doctor`` as it is used: by a person in a terminal, through a pipe, by another program."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Ended
from rich.cells import cell_len

from rwkvchat import doctor
from rwkvchat.cli.doctor import run
from rwkvchat.doctor import Advice

Call = Callable[..., Ended]


def test_through_a_pipe_it_is_plain_lines(call: Call) -> None:
    ended = call("doctor")
    assert (ended.code, ended.stderr) == (0, "")
    shown = ended.stdout.decode()
    assert "\x1b" not in shown
    assert [line.split()[0] for line in shown.splitlines() if not line.startswith((" ", "Warning"))][:3] == [
        "rwkvchat", "machine", "torch",
    ]  # fmt: skip
    assert re.search(r"^ +memory +\d+\.\d GB free of \d+\.\d GB", shown, re.MULTILINE)
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_for_a_program_it_is_one_object(call: Call, tmp_path: Path) -> None:
    ended = call("doctor", "--json")
    assert (ended.code, ended.stderr) == (0, "")
    table = json.loads(ended.stdout)
    assert table["terminal"]["is_terminal"] is False
    assert table["terminal"]["colors"] is None
    assert table["folders"][0]["path"].startswith(str(tmp_path))
    assert {"rwkvchat", "python", "system", "cpu", "memory", "gpus", "torch", "packages", "folders", "models",
            "unknown", "warnings"} <= set(table)  # fmt: skip


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise io.UnsupportedOperation("fileno")


@pytest.mark.parametrize("flags", [[], ["--plain"], ["--no-color"]], ids=["colours", "plain", "no colours"])
def test_in_a_terminal_it_fits_eighty_columns(monkeypatch: pytest.MonkeyPatch, flags: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(
        doctor, "CHECKS", (lambda facts, unknown: [Advice("something is wrong " * 9, "do this " * 20)],)
    )
    monkeypatch.setattr(doctor, "_package", lambda: Path("/" + "/".join(["a-long-name"] * 12)))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert run(flags) == 0
    shown = terminal.getvalue()
    assert ("\x1b[36m" in shown) == (flags == [])
    if flags != ["--plain"]:
        lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
        assert max(map(cell_len, lines)) <= 80
        assert len(lines) > 40
    assert "\nWarning: something is wrong" in shown
    assert "do this" in shown


def test_it_never_fails_though_nothing_can_be_found_out(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor.probes

    def broken() -> None:
        raise MemoryError

    monkeypatch.setattr("rwkvchat.cli.doctor.probes", lambda folders: dict.fromkeys(real(folders), broken))
    ended = call("doctor")
    assert (ended.code, ended.stderr) == (0, "")
    assert b"unknown (MemoryError)" in ended.stdout
    assert call("doctor", "--json").code == 0


def test_what_comes_from_the_machine_is_made_harmless(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "\x1b]0;title\x07")
    assert b"^[]0;title^G" in call("doctor").stdout
