"""``rwkvchat sessions``: listing, searching, showing, exporting and removing what is kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Ended

from rwkvchat.storage.session_file import load_session

Call = Callable[..., Ended]
Keep = Callable[..., Path]


def reply_in(path: Path) -> str:
    return [*load_session(path).conversation.current_line()][-1].text


def test_the_list_is_newest_first_and_a_line_each(call: Call, keep: Keep) -> None:
    keep("20260101-000000-aaaa", 7200)
    keep("20260202-000000-bbbb", 60)
    ended = call("sessions", "list")
    assert (ended.code, ended.stderr) == (0, "")
    titles, *rows = ended.stdout.decode().splitlines()
    assert titles.split() == ["id", "updated", "messages", "model", "title"]
    assert [row.split()[0] for row in rows] == ["20260202-000000-bbbb", "20260101-000000-aaaa"]
    assert [row.split()[3:] for row in rows] == [["1", "tiny", "hello"]] * 2


def test_the_list_as_json_is_an_object_a_line(call: Call, keep: Keep) -> None:
    path = keep("one", 60)
    (line,) = call("sessions", "list", "--json").stdout.splitlines()
    told = json.loads(line)
    assert (told["id"], told["messages"], told["model"], told["title"], told["problem"]) == (
        "one", 1, "tiny", "hello", "",
    )  # fmt: skip
    assert Path(told["path"]) == path
    assert "snippet" not in told


def test_a_text_is_searched_for(call: Call, keep: Keep) -> None:
    keep("one")
    for flags in ((), ("--json",)):
        found = call("sessions", "list", "HELL", *flags)
        assert b"one" in found.stdout
        assert b"hello" in found.stdout
        nothing = call("sessions", "list", "ravens", *flags)
        assert (nothing.code, nothing.stdout) == (0, b"")
    assert json.loads(call("sessions", "list", "HELL", "--json").stdout)["snippet"] == "hello"
    assert "'ravens'" in call("sessions", "list", "ravens").stderr


def test_an_empty_list_says_so_apart(call: Call) -> None:
    ended = call("sessions", "list")
    assert (ended.code, ended.stdout) == (0, b"")
    assert "no conversations" in ended.stderr


def test_a_damaged_conversation_is_listed_as_one(call: Call, keep: Keep, conversation: bytes) -> None:
    keep("one", data=conversation[:-9])
    (line,) = call("sessions", "list", "--json").stdout.splitlines()
    assert "damaged" in json.loads(line)["problem"]
    assert b"hello (damaged)" in call("sessions", "list").stdout


def test_showing_is_what_was_said(call: Call, keep: Keep) -> None:
    path = keep("one")
    ended = call("sessions", "show", "one")
    assert (ended.code, ended.stderr) == (0, "")
    assert b"You:\nhello\n" in ended.stdout
    assert ended.stdout.decode().rstrip("\n").endswith(reply_in(path).rstrip("\n"))


@pytest.mark.parametrize("kind", ["md", "txt", "json"])
def test_exporting_writes_to_standard_output_or_a_file(call: Call, keep: Keep, kind: str) -> None:
    path = keep("one")
    shown = call("sessions", "export", "one", kind)
    assert (shown.code, shown.stderr) == (0, "")
    assert "hello" in shown.stdout.decode()
    if kind == "json":
        assert json.loads(shown.stdout)["turns"][-1]["text"] == reply_in(path)
    written = call("sessions", "export", "one", kind, f"out.{kind}")
    assert (written.code, written.stdout) == (0, b"")
    assert Path(f"out.{kind}").read_bytes() == shown.stdout
    again = call("sessions", "export", "one", kind, f"out.{kind}")
    assert again.code == 1
    assert "nothing is written over" in again.stderr


def test_removing_is_for_good_and_tells_what_is_left(call: Call, keep: Keep) -> None:
    one, two, stays = keep("one"), keep("two"), keep("three")
    for name in ("one.state~", "one.state.journal", ".one.state.0123abcd.tmp"):
        one.with_name(name).write_bytes(b"hello")
    assert call("sessions", "remove", "one", "two").code == 2
    assert one.exists()
    ended = call("sessions", "remove", "one", "two", "--yes")
    assert (ended.code, ended.stdout) == (0, b"")
    assert [path.name for path in one.parent.iterdir()] == [stays.name]
    assert "history" in ended.stderr
    assert not two.exists()


@pytest.mark.parametrize(
    ("flags", "answer", "goes"),
    [
        pytest.param((), b"y\n", True, id="y"),
        pytest.param((), b"YES\n", True, id="YES"),
        pytest.param((), b"\n", False, id="Enter"),
        pytest.param((), b"n\n", False, id="n"),
        pytest.param((), b"", False, id="Ctrl-D"),
        pytest.param(("-y",), b"", True, id="-y"),
    ],
)
def test_in_a_terminal_it_is_asked_first(
    call: Call, keep: Keep, flags: tuple[str, ...], answer: bytes, goes: bool
) -> None:
    path = keep("one")
    ended = call("sessions", "remove", "one", *flags, stdin=answer, asked=True)
    assert ended.code == 0
    assert ("[y/N]" in ended.stderr) == (not flags)
    assert path.exists() == (not goes)


def test_nothing_is_removed_if_one_name_is_wrong(call: Call, keep: Keep) -> None:
    path = keep("one")
    assert call("sessions", "remove", "one", "three", "--yes").code == 4
    assert path.exists()


@pytest.mark.parametrize(
    "arguments", [["sessions", "show"], ["sessions", "export", "--json"], ["sessions", "remove"], ["-r"]]
)
def test_an_unknown_name_is_refused_with_near_ones(call: Call, keep: Keep, arguments: list[str]) -> None:
    keep("ravens-of-oslo")
    end = {"export": ["md"], "-r": ["-p", "x"]}
    words = [word for word in arguments if word != "--json"]
    ended = call(*words, "ravens-of-olso", *end.get(words[-1], []))
    assert (ended.code, ended.stdout) == (4, b"")
    assert "ravens-of-olso" in ended.stderr
    assert "ravens-of-oslo" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no command"),
        pytest.param(["lst"], id="no such command"),
        pytest.param(["list", "--no-such-flag"], id="no such flag"),
        pytest.param(["show"], id="no name"),
        pytest.param(["export", "one", "pdf"], id="no such kind"),
    ],
)
def test_a_command_line_that_is_wrong_is_refused(call: Call, arguments: list[str]) -> None:
    ended = call("sessions", *arguments)
    assert (ended.code, ended.stdout) == (2, b"")
    message, hint = ended.stderr.splitlines()
    assert message
    assert "--help" in hint


def test_there_is_no_last_conversation_at_first(call: Call) -> None:
    ended = call("-c", "-p", "x")
    assert (ended.code, ended.stdout) == (4, b"")
    assert "no conversation to go on with yet" in ended.stderr
