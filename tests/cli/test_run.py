"""``rwkvchat run``: whole conversations as lines of JSON, by programs that wait for each answer and that do not."""

import io
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from programs import PATIENCE, WITHOUT_END, Ended, Program
from talks import Start

from rwkvchat.cli.lines import NOTHING, Line, LineError, parse_line, read_lines
from rwkvchat.cli.run import Coprocess
from rwkvchat.commands.registry import COMMANDS
from rwkvchat.config import Folders
from rwkvchat.events import Event
from rwkvchat.preferences import Preferences
from rwkvchat.shell import EngineShell
from rwkvchat.storage.session_file import load_session
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

Call = Callable[..., Ended]
Run = Callable[..., tuple[int, list[dict[str, Any]]]]

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")

REPLY = {"text", "stop_reason", "seed", "prompt_tokens", "completion_tokens", "prefill_tokens_per_s",
         "decode_tokens_per_s", "model"}  # fmt: skip


@pytest.fixture
def run(call: Call, model_file: Path) -> Run:
    """Gives lines to one process, JSON values or raw text; returns its exit code and its answers."""

    def run(*lines: object, flags: tuple[str, ...] = (), model: bool = True) -> tuple[int, list[dict[str, Any]]]:
        data = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)
        which = ("-m", str(model_file), "--max-tokens", "4") if model else ()
        ended = call("run", *which, "--seed", "3", "-q", *flags, stdin=data)
        assert ended.stderr == ""
        assert b"\x1b" not in ended.stdout
        return ended.code, [json.loads(line) for line in ended.stdout.splitlines()]

    return run


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('"hello"', Line("hello", False)),
        ('"/retry temp=1"', Line("/retry temp=1", True)),
        ('"//bin is a folder"', Line("/bin is a folder", False)),
        ('" /x"', Line(" /x", False)),
        ('{"message": "/etc/passwd"}', Line("/etc/passwd", False)),
        ('{"command": "/undo", "id": null}', Line("/undo", True, None)),
        ('{"message": "a", "id": {"n": [1]}, "stream": true}', Line("a", False, {"n": [1]}, stream=True)),
        ('{"command": "/delete 1", "sure": true}', Line("/delete 1", True, sure=True)),
    ],
)
def test_a_line_asks_for(line: str, meant: Line) -> None:
    assert parse_line(line) == meant


@pytest.mark.parametrize(
    ("line", "message", "hint", "id"),
    [
        ("hello", "not JSON: Expecting value: character 1", '{"message": "..."}', NOTHING),
        ("[" * 100_000, "not JSON", "write", NOTHING),
        ('{"message": "a", "id": NaN}', "NaN is no number", "write", NOTHING),
        ("3", "neither a text nor an object", "message", NOTHING),
        ("{}", "neither a message nor a command", "one of them", NOTHING),
        ('{"message": "a", "command": "/b", "id": 1}', "or both", "one of them", 1),
        ('{"mesage": "a", "id": "x"}', "no key 'mesage'", "did you mean message?", "x"),
        ('{"message": 3}', "message is not a text", "a text", NOTHING),
        ('{"message": "a", "stream": "yes"}', "stream is not true or false", "true or false", NOTHING),
        ('{"command": "retry"}', "'retry' is no command", "slash", NOTHING),
    ],
)
def test_a_line_that_asks_for_nothing_is_told(line: str, message: str, hint: str, id: object) -> None:
    with pytest.raises(LineError) as caught:
        parse_line(line)
    assert message in caught.value.error.message
    assert hint in caught.value.error.hint
    assert caught.value.id == id


def test_each_line_is_taken_as_soon_as_it_is_there_and_blank_ones_are_none() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as stream, os.fdopen(write, "wb", buffering=0) as end:
        lines = read_lines(stream)
        end.write(b'\xef\xbb\xbf"one"\n\n  \n"two"\n"unfinished')
        assert next(lines) == Line("one", False)
        assert next(lines) == Line("two", False)
        end.write(b' line"')
        end.close()
        assert list(lines) == [Line("unfinished line", False)]
    (wrong,) = read_lines(io.BytesIO(b'\n"\xff"\n'))
    assert isinstance(wrong, LineError)
    assert wrong.error.message == "line 2 is not UTF-8 at byte 1"


def test_a_whole_conversation_with_the_model_that_ships(run: Run) -> None:
    code, answers = run(
        {"message": "My name is Ada. What can you do?", "id": 1},
        {"message": "What is my name?", "id": "second"},
        "/retry",
        "/alt",
        "/undo 2",
        {"command": "/context", "id": 6},
        {"command": "/new"},
        "Hello.",
        flags=("--preset", "greedy", "--max-tokens", "24"),
        model=False,
    )
    assert code == 0
    assert [answer.get("id", "none") for answer in answers] == [1, "second", "none", "none", "none", 6, "none", "none"]
    first, second, again = answers[:3]
    assert first["text"]
    assert first["model"] == "raven-nano"
    assert "Ada" in second["text"]
    assert again["text"] == second["text"]
    assert again["prompt_tokens"] == 0
    assert all(set(answer) >= REPLY for answer in (first, second, again, answers[-1]))
    assert all("output" in answer for answer in answers[3:7])
    assert answers[5]["output"]


def test_a_transcript_with_a_model_that_speaks_a_script(start: Start, tmp_path: Path) -> None:
    session, worker, out = start(), Worker(), io.StringIO()

    def open_for(shell: EngineShell, *, keep: bool) -> Iterator[Event]:
        yield from session.open()
        shell.opened = session

    folders = Folders(*(tmp_path / name for name in ("state", "data", "cache", "config")))
    wanted = SimpleNamespace(
        found=SimpleNamespace(name="fake"), folders=folders, load=None, find=None, preferences=Preferences(),
        start=None, flags=SimpleNamespace(stream=False), open_for=open_for, remarks_after=lambda session: [],
        save=lambda shell: None,
    )  # fmt: skip
    lines = [
        "hello",
        "/retry",
        "/fork side",
        "hello again",
        "/switch main",
        {"message": "!", "id": 1},
        "/alt 9",
        "/undo 2",
    ]
    given = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    code = Coprocess(wanted, worker, Renderer(out, io.StringIO())).run(given)  # type: ignore[arg-type]
    assert worker.close(PATIENCE)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert code == answers[6]["error"]["code"] == 4
    assert [answer.get("text") for answer in answers] == [
        "the 1e!",
        "the 1e!",
        None,
        "the 2e!",
        None,
        "the 2e!",
        None,
        None,
    ]
    assert [answer.get("stop_reason") for answer in answers[:2]] == ["stop", "stop"]
    assert "side" in answers[2]["notices"][0]
    assert answers[5]["id"] == 1
    assert answers[5]["model"] == "fake"
    said = [turn.text for turn in session.conversation.current_line() if turn.role == "user"]
    assert said == ["hello", "hello again"]  # the message and the switch are taken back


def test_a_name_of_the_users_own_is_a_command_here_too(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "rwkvchat"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[commands]\nr = "/retry seed=9"\n', encoding="utf-8")
    _, answers = run("hello", "/r", "/r temp=0.5", "/rr")
    assert [answer.get("seed") for answer in answers[:3]] == [3, 9, 9]
    assert answers[3]["error"]["code"] == 2


def test_a_reply_is_the_one_that_p_gives(run: Run, call: Call, model_file: Path) -> None:
    once = call("-m", str(model_file), "-p", "hello", "--max-tokens", "4", "--seed", "3", "--json")
    _, (answer,) = run("hello")
    assert set(answer) == REPLY
    assert answer["text"] == json.loads(once.stdout)["text"]
    assert answer["seed"] == 3


def test_pieces_of_a_reply_come_before_it_where_they_are_wanted(run: Run) -> None:
    _, answers = run({"message": "hello", "id": 7, "stream": True}, {"command": "/retry"})
    chunks = [answer for answer in answers if "chunk" in answer]
    assert len(chunks) > 1
    assert all(set(chunk) == {"id", "chunk"} and chunk["id"] == 7 for chunk in chunks)
    assert "".join(chunk["chunk"] for chunk in chunks) == answers[len(chunks)]["text"]
    assert len(answers) == len(chunks) + 2
    _, answers = run("hello", flags=("--stream",))
    assert "".join(answer.get("chunk", "") for answer in answers) == answers[-1]["text"]


def test_a_mistake_in_a_line_stops_nothing_and_is_the_exit_code(run: Run) -> None:
    code, answers = run(
        "hello",
        b"nonsense",
        {"mesage": "x", "id": 3},
        "/set temp=99",
        "/nosuch",
        "",
        "/goto 99",
        "/load no.state",
        "/why",
    )
    assert code == 2
    assert [answer["error"]["code"] for answer in answers[1:8]] == [2, 2, 2, 2, 2, answers[6]["error"]["code"], 4]
    assert answers[1]["error"]["message"].startswith("line 2: this is not JSON")
    assert answers[2]["id"] == 3
    assert "from 0 to 10" in answers[3]["error"]["hint"]
    assert all(set(answer) <= {"id", "error", "notices"} for answer in answers[1:8])
    assert "output" in answers[8]
    assert run("/load no.state", "/nosuch")[0] == 4


def test_several_replies_are_one_answer(run: Run) -> None:
    _, (_, several) = run("hello", "/compare 3 temp=0.5,1,2")
    assert [each["candidate"] for each in several["replies"]] == [2, 3, 4]
    assert all(set(each) >= REPLY for each in several["replies"])
    assert several["notices"]


def test_what_a_command_shows_is_one_line_a_row_whatever_the_window(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    _, (answer,) = run("/set")
    rows = answer["output"].splitlines()
    assert rows[0].split() == ["setting", "value", "default", "range"]
    assert "a whole number from 0, or random" in answer["output"]
    assert not any(row.startswith(" ") for row in rows)


def test_what_cannot_be_undone_wants_to_be_sure(run: Run) -> None:
    code, answers = run("hello", "/delete 1", {"command": "/delete 1", "sure": True}, "/goto")
    assert code == 2
    assert '"sure": true' in answers[1]["error"]["hint"]
    assert "gone for good" in answers[2]["notices"][0]


def test_the_end_can_be_asked_for(run: Run) -> None:
    code, answers = run("/exit", "hello")
    assert (code, len(answers)) == (0, 1)


def test_nothing_to_do_is_done(run: Run) -> None:
    assert run() == (0, [])
    assert run(b"", b"  ") == (0, [])


def test_every_command_gives_one_answer(run: Run) -> None:
    names = [name for name in COMMANDS if name != "exit"]
    code, answers = run("hello", *({"command": f"/{name}", "id": name} for name in names))
    assert [answer.get("id") for answer in answers] == [None, *names]
    assert not [answer for answer in answers if "should not have happened" in json.dumps(answer)]
    assert code in (0, 2, 4)


def test_a_conversation_is_kept_only_where_that_was_asked_for(
    run: Run, keep: Callable[..., Path], tmp_path: Path
) -> None:
    assert run("hello")[0] == 0
    assert not list(tmp_path.rglob("*.state"))
    path = keep("one")
    before = path.read_bytes()
    assert run("and then?", flags=("--state", str(path), "--save-state", "b.state"))[0] == 0
    assert path.read_bytes() == before
    said = [turn.text for turn in load_session(tmp_path / "b.state").conversation.current_line() if turn.role == "user"]
    assert said == ["hello", "and then?"]
    assert run("and then?", "/rename mine", "more", flags=("-r", "one"))[0] == 0
    assert run("/state", flags=("-r", "mine"))[0] == 0
    said = [turn.text for turn in load_session(path).conversation.current_line() if turn.role == "user"]
    assert said == ["hello", "and then?", "more"]


def test_what_is_wrong_with_the_flags_is_told_before_any_line(call: Call, model_file: Path) -> None:
    for arguments, code in ((("--nosuch",), 2), (("-m", "none.pth"), 3), (("-p", "x"), 2), (("-r", "none"), 4)):
        ended = call("run", *arguments, stdin=b'"hello"\n')
        assert (ended.code, ended.stdout) == (code, b"")
        assert ended.stderr


class Other:
    """A program that talks with ours line by line."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*program.command((), model=False), "run", "-m", str(program.model), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=program.folder,
            env=program.environment, bufsize=0,  # else lines that came along with the one asked for would be lost
        )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def send(self, line: object) -> None:
        self.stdin.write(json.dumps(line).encode() + b"\n")
        self.stdin.flush()

    def answer(self) -> dict[str, Any]:
        return json.loads(self.stdout.readline())

    def end(self) -> tuple[int, bytes]:
        """Its exit code and what is left of its output, without anything on standard error."""
        if not self.stdin.closed:
            self.stdin.close()
        self.process.stdin = None
        rest, errors = self.process.communicate(timeout=PATIENCE)
        assert errors == b""
        return self.process.returncode, rest


@pytest.fixture
def coprocess(program: Program) -> Iterator[Callable[..., Other]]:
    started: list[Other] = []

    def start(*arguments: str) -> Other:
        started.append(Other(program, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        for stream in (each.stdin, each.stdout, each.process.stderr):
            if stream and not stream.closed:
                stream.close()


def test_each_line_is_answered_before_the_next_is_given(coprocess: Callable[..., Other]) -> None:
    other = coprocess("--max-tokens", "3", "--seed", "1")
    texts = []
    for number in range(3):
        other.send({"message": f"message {number}", "id": number})
        answer = other.answer()
        assert answer["id"] == number
        texts.append(answer["text"])
    other.send("/alt")
    assert "output" in other.answer()
    assert all(texts)
    assert other.end() == (0, b"")


@posix
def test_an_interrupt_answers_with_what_there_is_and_keeps_it(
    coprocess: Callable[..., Other], program: Program
) -> None:
    other = coprocess(*WITHOUT_END, "--save-state", "a.state")
    other.send({"message": "hello", "stream": True, "id": 1})
    first = other.answer()["chunk"]
    other.process.send_signal(signal.SIGINT)
    code, rest = other.end()
    answers = [json.loads(line) for line in rest.splitlines()]
    assert code == 130
    assert answers[-1]["stop_reason"] == "interrupted"
    assert answers[-1]["text"] == first + "".join(answer["chunk"] for answer in answers[:-1])
    reply = [*load_session(program.folder / "a.state").conversation.current_line()][-1]
    assert reply.text == answers[-1]["text"]


@posix
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_while_it_waits_ends_it_and_keeps_what_was_said(
    coprocess: Callable[..., Other], program: Program, name: str, code: int
) -> None:
    other = coprocess("--max-tokens", "3", "--save-state", "a.state")
    other.send("hello")
    text = other.answer()["text"]
    other.process.send_signal(getattr(signal, name))
    assert other.end() == (code, b"")
    assert [*load_session(program.folder / "a.state").conversation.current_line()][-1].text == text


@posix
def test_a_reader_that_goes_away_ends_it_quietly(coprocess: Callable[..., Other]) -> None:
    other = coprocess(*WITHOUT_END)
    other.send({"message": "hello", "stream": True})
    assert "chunk" in other.answer()
    other.stdout.close()
    assert other.process.wait(PATIENCE) == 0
    other.process.stdout = None
    assert other.end()[0] == 0
