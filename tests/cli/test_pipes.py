"""The program without a terminal: what scripts see of it."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import PATIENCE, WITHOUT_END, Ended, Program, write_model

from rwkvchat.cli.oneshot import prompt_text
from rwkvchat.errors import PromptError
from rwkvchat.storage.session_file import load_session
from rwkvchat.ui.sanitize import sanitize

KEYS = {
    "text",
    "stop_reason",
    "seed",
    "prompt_tokens",
    "completion_tokens",
    "prefill_tokens_per_s",
    "decode_tokens_per_s",
    "model",
}

FLAGS = [
    "-m", "--model", "--tokenizer", "--strategy", "--no-mmap", "-p", "--prompt", "--template", "--system",
    "--stop", "--state", "--save-state", "-c", "--continue", "-r", "--resume", "--replay", "--incognito", "-n",
    "--read", "--snapshots", "--temp", "--top-p", "--top-k", "--presence", "--frequency",
    "--penalty-decay", "--seed", "--max-tokens", "--json", "--plain", "--no-color", "-q", "--quiet",
    "--stats", "--version", "--help", "--preset", "--theme", "--no-markdown", "--no-config", "--offline", "--revision",
]  # fmt: skip

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and pipes")


@pytest.mark.parametrize(
    ("given", "piped", "terminal", "prompt"),
    [
        pytest.param("hello", b"", False, "hello", id="-p alone"),
        pytest.param(None, b"hello", False, "hello", id="a pipe alone"),
        pytest.param("sum up:", b"one\ntwo\n", False, "sum up:\n\none\ntwo", id="-p and then the pipe"),
        pytest.param("-", b"hello\n", False, "hello\n", id="-p - with a pipe"),
        pytest.param("-", b"hello", True, "hello", id="-p - reads even a terminal"),
        pytest.param("hello", b"typed later", True, "hello", id="-p leaves a terminal alone"),
        pytest.param(None, b"\xef\xbb\xbfhello", False, "hello", id="a byte order mark is no text"),
        pytest.param(None, "grüß dich 日本".encode(), False, "grüß dich 日本", id="UTF-8"),
        pytest.param("  x ", b"\n\n", False, "  x ", id="blank lines add nothing"),
    ],
)
def test_the_prompt_is_made_of(given: str | None, piped: bytes, terminal: bool, prompt: str) -> None:
    assert prompt_text(given, io.BytesIO(piped), stdin_is_terminal=terminal) == prompt


@pytest.mark.parametrize(
    ("given", "piped"),
    [
        pytest.param(None, b"", id="nothing at all"),
        pytest.param("-", b"", id="nothing where - looks"),
        pytest.param("", b"", id="an empty -p"),
        pytest.param(" \n", b"\n\t ", id="white space"),
    ],
)
def test_an_empty_prompt_is_refused(given: str | None, piped: bytes) -> None:
    with pytest.raises(PromptError, match="empty"):
        prompt_text(given, io.BytesIO(piped), stdin_is_terminal=False)


def test_standard_output_carries_the_answer_alone_and_a_seed_its_bytes(program: Program) -> None:
    settings = ("--seed", "7", "--max-tokens", "12")
    with_figures = program.run("-p", "hello", "--stats", *settings)
    piped = program.run("-q", *settings, stdin=b"hello")
    as_json = program.run("-p", "-", "--json", *settings, stdin=b"hello")
    for ended in (with_figures, piped, as_json):
        assert ended.code == 0
        assert b"\x1b" not in ended.stdout
        assert "\x1b" not in ended.stderr

    reply = json.loads(as_json.stdout)
    assert set(reply) == KEYS
    assert as_json.stdout.count(b"\n") == 1
    assert as_json.stderr == ""
    assert (reply["stop_reason"], reply["seed"], reply["model"]) == ("length", 7, "tiny")
    assert reply["completion_tokens"] == 12
    assert reply["prompt_tokens"] > 0
    assert reply["prefill_tokens_per_s"] > 0
    assert reply["decode_tokens_per_s"] > 0

    assert with_figures.stdout == piped.stdout
    assert with_figures.stdout.decode() == reply["text"] + "\n"
    assert with_figures.stderr.count("\n") == 1
    assert "12 tokens" in with_figures.stderr
    assert piped.stderr == ""


def test_a_pipe_follows_the_prompt_flag(call: Callable[..., Ended], model_file: Path) -> None:
    def reply(*arguments: str, stdin: bytes = b"") -> dict:
        ended = call("-m", str(model_file), "--json", "--seed", "1", "--max-tokens", "4", *arguments, stdin=stdin)
        assert ended.code == 0, ended.stderr
        return json.loads(ended.stdout)

    together, one = reply("-p", "read:", stdin=b"a b c\n"), reply("-p", "read:\n\na b c")
    assert together["text"] == one["text"]
    assert together["prompt_tokens"] == one["prompt_tokens"] > reply("-p", "read:")["prompt_tokens"]


def test_a_conversation_goes_on_in_another_process(program: Program, call: Callable[..., Ended]) -> None:
    first, second = program.folder / "a.state", program.folder / "b.state"
    small = ("--max-tokens", "6", "--seed", "3")
    assert program.run("-p", "hello", *small, "--save-state", str(first)).code == 0
    before = first.read_bytes()
    ended = program.run("-p", "and then?", "--json", *small, "--state", "a.state", "--save-state", "b.state")
    assert ended.code == 0, ended.stderr
    assert first.read_bytes() == before
    assert not (program.folder / "a.state~").exists()
    turns = list(load_session(second).conversation.current_line())
    assert [turn.text for turn in turns if turn.role == "user"] == ["hello", "and then?"]
    assert turns[-1].text == json.loads(ended.stdout)["text"]
    assert len(turns[-2].ids) == json.loads(ended.stdout)["prompt_tokens"]
    if os.name != "nt":
        assert second.stat().st_mode & 0o777 == 0o600

    refused = call("-m", str(program.model), "-p", "x", "--state", str(first), "--system", "You are a bird.")
    assert refused.code == 2
    assert refused.stdout == b""
    assert "--system" in refused.stderr


@posix
def test_a_reader_that_goes_away_ends_the_program_quietly(program: Program) -> None:
    process = program.start("-p", "hello", *WITHOUT_END)
    assert process.stdout
    assert process.stderr
    assert os.read(process.stdout.fileno(), 1)
    process.stdout.close()
    with process.stderr as errors:
        assert (process.wait(PATIENCE), errors.read()) == (0, b"")


@posix
@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGINT, 130, id="INT"),
        pytest.param(signal.SIGTERM, 143, id="TERM"),
        pytest.param(getattr(signal, "SIGHUP", 0), 129, id="HUP"),
    ],
)
def test_a_signal_keeps_the_partial_answer_and_tells_its_number(program: Program, number: int, code: int) -> None:
    process = program.start("-p", "hello", "--save-state", "a.state", *WITHOUT_END)
    assert process.stdout
    first = os.read(process.stdout.fileno(), 1)
    process.send_signal(number)
    rest, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert errors == b""
    assert (first + rest).endswith(b"\n")
    if number == signal.SIGINT:
        reply = [*load_session(program.folder / "a.state").conversation.current_line()][-1]
        assert reply.stop_reason == "interrupted"
        assert (first + rest).decode() == sanitize(reply.text) + "\n"


@posix
def test_an_interrupt_before_the_first_token_ends_the_program_soon(program: Program) -> None:
    # The clock starts when the prompt has been taken, so that the program is importing, loading or reading it.
    process = subprocess.Popen(
        program.command(("--max-tokens", "1")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=program.folder,
        env=program.environment,
    )
    assert process.stdin
    process.stdin.write(b"The raven is a large black bird. " * 200_000)
    process.stdin.close()
    process.stdin = None
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert time.monotonic() - started < 30  # reading it all takes minutes
    assert stdout == b""
    assert b"Traceback" not in stderr


def test_a_prompt_of_a_megabyte_is_read(program: Program, tmp_path: Path) -> None:
    program.model = write_model(tmp_path, "least.pth", n_layer=1, n_embd=16)
    prompt = b"The raven is a large black bird. " * 31_000
    assert len(prompt) > 1_000_000
    ended = program.run("--json", "--max-tokens", "2", stdin=prompt)
    assert ended.code == 0, ended.stderr
    assert json.loads(ended.stdout)["prompt_tokens"] > 200_000
    assert ended.stderr == ""


def test_version_and_help_are_requested_data(program: Program) -> None:
    version = program.run("--version", model=False)
    assert (version.code, version.stderr) == (0, "")
    assert version.stdout.startswith(b"rwkvchat ")
    shown = program.run("--help", model=False)
    assert (shown.code, shown.stderr) == (0, "")
    words = shown.stdout.decode().replace(",", " ").replace("[", " ").replace("]", " ").split()
    assert [flag for flag in FLAGS if flag not in words] == []
    assert {"130", "143", "129"} <= set(words)


@posix
def test_closed_streams_and_a_full_disk_give_an_exit_code_and_no_traceback(program: Program) -> None:
    def shell(redirections: str, *arguments: str) -> Ended:
        line = ["sh", "-c", f'exec "$@" {redirections}', "sh", *program.command(arguments)]
        ended = subprocess.run(
            line, capture_output=True, cwd=program.folder, env=program.environment, timeout=PATIENCE, check=False
        )
        assert b"Traceback" not in ended.stderr
        assert b"Exception ignored" not in ended.stderr
        assert b"should not have happened" not in ended.stderr
        return Ended(ended.returncode, ended.stdout, ended.stderr.decode())

    assert shell("<&-").code == 2
    assert shell(">&- 2>&-", "-p", "hello", "--max-tokens", "2").code == 0
    if Path("/dev/full").exists():
        full = shell(">/dev/full </dev/null", "-p", "hello", "--max-tokens", "2")
        assert full.code == 1
        assert "no room left" in full.stderr
        untold = shell("2>/dev/full </dev/null", "-p", "hello", "--max-tokens", "2", "--stats", "--seed", "1")
        assert untold.code == 0
        assert untold.stdout
        assert shell("2>/dev/full", "-p", "").code == 2


@posix
def test_help_into_a_pipe_without_a_reader_ends_quietly(program: Program) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "rwkvchat", "--help"],
            stdout=write,
            stderr=subprocess.PIPE,
            cwd=program.folder,
            env=program.environment,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_pipe_stays_plain_where_colour_is_forced(program: Program) -> None:
    flags = ("-p", "hello", "--seed", "1", "--max-tokens", "60", "--stats")
    plain = program.run(*flags)
    program.environment["FORCE_COLOR"] = "1"
    forced = program.run(*flags)
    assert forced.stdout == plain.stdout
    assert b"\x1b" not in forced.stdout + forced.stderr.encode()


@posix
@pytest.mark.parametrize("name", ["SIGHUP", "SIGINT"])
def test_a_signal_that_is_ignored_stays_ignored(program: Program, name: str) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_IGN)
    try:
        running = program.start("-p", "hello", "--seed", "1", "--max-tokens", "300", *WITHOUT_END[:2])
    finally:
        signal.signal(number, before)
    assert running.stdout
    first = running.stdout.read(1)
    running.send_signal(number)  # in the middle of the reply
    rest, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert first
    assert rest
