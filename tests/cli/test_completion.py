"""What shells complete: the words that the program gives, and the shells themselves where they are installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Ended, Program

from rwkvchat.cli.completion import SCRIPTS, words
from rwkvchat.cli.flags import COMMANDS
from rwkvchat.dialogue.template import template_names
from rwkvchat.presets import preset_names

Call = Callable[..., Ended]


def texts(*line: str) -> list[str]:
    return [word.text for word in words(line)]


def test_the_first_word_is_a_command_or_a_flag() -> None:
    assert texts("") == list(COMMANDS)
    assert texts() == list(COMMANDS)
    assert texts("se") == ["sessions"]
    assert {"-p", "--prompt", "--preset", "--temp", "--no-markdown"} <= set(texts("-"))
    assert "--markdown" not in texts("--m")  # the opposites are not told of
    assert all(word.help for word in words(["-"]))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (("--template", ""), template_names()),
        (("--template", "raven-i"), ["raven-instruct", "raven-instruct-input"]),
        (("--template=alp",), ["--template=alpaca"]),
        (("--template", "=", "alp"), ["alpaca"]),  # as bash cuts it
        (("--template", "="), template_names()),
        (("-p", "x", "--preset", ""), preset_names()),
        (("--theme", "d"), ["dark"]),
        (("--strategy", "cpu b"), ["cpu bf16"]),
        (("models", ""), ["list", "get", "info", "remove"]),
        (("models", "--plain", "l"), ["list"]),
        (("models", "list", "--j"), ["--json"]),
        (("models", "get", "raven-n"), ["raven-nano"]),
        (("run", "--stre"), ["--stream"]),
        (("run", "--prompt"), []),  # which is another's
        (("config", "e"), ["edit"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("state", "verify", "--rep"), ["--replay"]),
        (("--temp", ""), []),
        (("-p", "--tem"), []),  # it is the prompt
        (("nonsense", "--tem"), ["--template", "--temp"]),
        (("--no-such-flag", "--tem"), ["--template", "--temp"]),
    ],
)
def test_words_go_on_as(line: tuple[str, ...], found: list[str]) -> None:
    assert texts(*line) == found


def test_models_are_those_of_the_user_and_all_that_have_names(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "rwkvchat"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[models]\nmine = "~/x.pth"\n', encoding="utf-8")
    shown = call("completion", "--words", "-m", "").stdout.decode().splitlines()
    assert shown[0] == "mine\t~/x.pth"
    assert "raven-nano\tships" in shown
    assert [line for line in shown if line.startswith("raven-1b5\t3.0 GB, ")]
    (folder / "config.toml").write_text("nonsense", encoding="utf-8")  # which is told when the settings are used
    ended = call("completion", "--words", "-m", "")
    assert (ended.code, ended.stdout, ended.stderr) == (0, b"", "")


def test_conversations_are_known_by_id_and_title(call: Call, keep: Callable[..., Path]) -> None:
    keep("20260101-000000-abc")
    for line in (("-r", ""), ("sessions", "show", "2026"), ("state", "info", "")):
        shown = call("completion", "--words", *line).stdout.decode()
        assert shown == "20260101-000000-abc\thello\n"
    assert call("completion", "--words", "sessions", "export", "x", "").stdout.decode().split() == ["md", "txt", "json"]
    assert call("completion", "--words", "sessions", "export", "x", "md", "").stdout == b""  # a file to be written


def test_a_title_cannot_bring_anything_into_a_shell(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    listed = [SimpleNamespace(id="one", title="a\tb\nc\x1b[31m\u202ed")]
    monkeypatch.setattr("rwkvchat.cli.completion.list_sessions", lambda folder: listed)
    shown = call("completion", "--words", "-r", "").stdout
    assert shown.count(b"\n") == 1
    assert shown.count(b"\t") == 1
    assert b"\x1b" not in shown
    assert "\u202e".encode() not in shown


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_is_printed_for_each_shell(call: Call, shell: str) -> None:
    ended = call("completion", shell)
    assert (ended.code, ended.stdout.decode(), ended.stderr) == (0, SCRIPTS[shell], "")


def test_another_shell_is_refused(call: Call) -> None:
    ended = call("completion", "tcsh")
    assert ended.code == 2
    assert "bash" in ended.stderr


@pytest.fixture
def in_shell(program: Program) -> Callable[..., str]:
    """Gives a script to a shell in which ``rwkvchat`` is this program; returns what it prints."""

    def run(shell: str, script: str, *arguments: str) -> str:
        found = shutil.which(shell)
        if found is None or os.name == "nt":
            pytest.skip(f"needs {shell}")
        folder = program.folder / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "rwkvchat").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rwkvchat "$@"\n', encoding="utf-8")
        (folder / "rwkvchat").chmod(0o755)
        path = program.folder / "script"
        path.write_text(script, encoding="utf-8")
        ended = subprocess.run(
            [found, *arguments, str(path)], capture_output=True, cwd=program.folder, timeout=120, check=True,
            env={**program.environment, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        )  # fmt: skip
        assert ended.stderr == b""
        return ended.stdout.decode()

    return run


def test_bash_completes_with_its_script(in_shell: Callable[..., str]) -> None:
    shown = in_shell(
        "bash",
        """
eval "$(rwkvchat completion bash)"
complete -p rwkvchat
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rwkvchat; echo "${#COMPREPLY[@]} ${COMPREPLY[*]}"; }
try rwkvchat con
try rwkvchat --preset gr
try rwkvchat --template = alp
try rwkvchat --strategy "cpu b"
try rwkvchat --read ""
COMP_CWORD=1; COMP_WORDS=(rwkvchat mod list); _rwkvchat; echo "${COMPREPLY[*]}"
""",
        "--norc",
    )
    assert shown.splitlines() == [
        "complete -o default -F _rwkvchat rwkvchat",
        "2 convert config",
        "1 greedy",
        "1 alpaca",
        "1 cpu\\ bf16",
        "0 ",
        "models",
    ]


def test_zsh_takes_its_script(in_shell: Callable[..., str]) -> None:
    script = f"compdef() {{ print defined $1 for $2 }}\n{SCRIPTS['zsh']}\nwhence -w _rwkvchat\n"
    assert in_shell("zsh", script, "-f") == "defined _rwkvchat for rwkvchat\n_rwkvchat: function\n"


def test_fish_completes_with_its_script(in_shell: Callable[..., str]) -> None:
    shown = in_shell(
        "fish",
        'rwkvchat completion fish | source\nfor line in "con" "--preset gr" "--template=alp" "models l"\n'
        'complete -C"rwkvchat $line"\nend\n',
        "--no-config",
    )
    found = [line.split("\t")[0] for line in shown.splitlines()]
    assert found == ["convert", "config", "greedy", "--template=alpaca", "list"]
