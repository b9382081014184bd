"""Texts that go to other programs and come from them, with a clipboard that is a variable."""

from pathlib import Path

import pytest
from shells import SessionShell

from rwkvchat.commands.copying import code_blocks
from rwkvchat.errors import ConversationError, UsageError


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the clipboard holds, and held before."""
    texts: list[str] = []

    def copy(text: str, terminal: object) -> str:
        texts.append(text)
        return "a tool"

    monkeypatch.setattr("rwkvchat.commands.copying.copy", copy)
    monkeypatch.setattr("rwkvchat.commands.copying.paste", lambda: texts[-1])
    return texts


def test_replies_are_copied_to_the_letter_counted_from_where_one_is(shell: SessionShell, held: list[str]) -> None:
    for message in ("one", "two", "three"):
        shell.say(message)
    shell.say("/copy")
    shell.say("/copy 3")
    shell.say("/undo")
    shell.say("/copy 1")
    assert held == ["the 3e!", "the 1e!", "the 2e!"]
    with pytest.raises(ConversationError, match="there are only 2 replies here"):
        shell.say("/copy 3")


def test_the_whole_line_of_talk_is_copied_as_it_would_be_exported(
    shell: SessionShell, held: list[str], tmp_path: Path
) -> None:
    shell.say("one")
    shell.say("/rename About one")
    shell.say("/copy all")
    shell.say(f"/export md {tmp_path / 'a.md'}")
    assert held == [(tmp_path / "a.md").read_text()]


def test_what_is_pasted_stands_in_the_line_and_is_sent_as_it_is(shell: SessionShell, held: list[str]) -> None:
    memory = shell.session.memory_text()
    for text, draft in (("two\nlines\n", "two\nlines"), ("/reset", "//reset"), ("\n\n  indented", "  indented")):
        held.append(text)
        shell.say("/paste")
        assert shell.draft == draft
    assert shell.session.memory_text() == memory


@pytest.mark.parametrize("line", ["/copy", "/copy all", "/paste", "/edit"])
def test_where_nobody_sits_at_a_terminal_they_are_refused_with_another_way(shell: SessionShell, line: str) -> None:
    shell.say("one")
    shell.interactive = False
    with pytest.raises(UsageError, match=r"/\w+ needs a terminal") as caught:
        shell.say(line)
    assert caught.value.hint
    assert shell.draft == ""
    assert shell.say("/raw") == ["the 1e!"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("no code", [], id="none"),
        pytest.param("`inline` only", [], id="none inline"),
        pytest.param("```\na\n\nb\n```\n\n~~~ py\nc\n~~~", ["a\n\nb\n", "c\n"], id="both kinds of fences"),
        pytest.param("````\n```\na\n```\n````", ["```\na\n```\n"], id="a fence in a fence"),
        pytest.param("- list\n\n  ```sh\n  a\n    b\n  ```", ["a\n  b\n"], id="in a list, without its indent"),
        pytest.param("> ```\n> a\n> ```", ["a\n"], id="in a quote"),
        pytest.param("text\n\n    a\n      b\n", ["a\n  b\n"], id="indented"),
        pytest.param("```py\nprint(1)\nprint(", ["print(1)\nprint("], id="cut off"),
        pytest.param("```\n```", [""], id="empty"),
    ],
)
def test_blocks_of_code_are_what_markdown_says(text: str, blocks: list[str]) -> None:
    assert code_blocks(text) == blocks
