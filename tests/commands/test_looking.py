"""Commands that show what is going on, with a real session."""

import re

import pytest
from shells import SessionShell
from talks import fake, last

from rwkvchat.commands.looking import MB, token_text
from rwkvchat.errors import ConversationError, UsageError
from rwkvchat.params import SETTINGS


def rows(lines: list[str]) -> dict[str, str]:
    """Lines of a table by their first words."""
    return {name: rest for name, _, rest in (line.partition(" ") for line in lines)}


def test_the_state_is_shown_to_the_letter_and_to_the_token(shell: SessionShell) -> None:
    shell.say("one")
    assert "\n".join(shell.say("/state text")) == shell.session.memory_text().replace("\n\n", "\n").strip("\n")
    shown = shell.say("/state tokens")
    assert [int(line.split()[3]) for line in shown] == shell.session.conversation.ids()
    assert [int(line.split()[0]) for line in shown] == list(range(len(shown)))
    assert shown[-1].endswith("'!'")
    info = rows(shell.say("/state"))
    assert f"{len(shown)} tokens read" in info["state"]
    assert "turn 2 on the branch main" in info["place"]
    assert "3 turns, 1 named branch" in info["conversation"]
    assert re.search(r"3, \d+\.\d MB of 1024 MB, 0 dropped so far", info["snapshots"])
    assert shell.session.id in info["session"]
    assert info == rows(shell.say("/state info"))


def test_why_gives_the_line_that_gives_the_reply_again(letters: SessionShell) -> None:
    letters.say("/set temp=2 top_p=0.9")
    letters.say("one")
    text = last(letters.session).text
    shown = letters.say("/why")
    assert "it ended by itself, at a stop text" in shown
    assert rows(shown)["temp"].strip() == "2.0"
    assert {setting.word for setting in SETTINGS.values()} <= rows(shown).keys()
    letters.say("/set temp=0.1 max=1")
    letters.say("/retry seed=1")
    letters.say(shown[-1])
    assert last(letters.session).text == text


@pytest.mark.parametrize("line", ["/reset", "/say user hi"])
def test_there_is_no_why_without_a_reply(shell: SessionShell, line: str) -> None:
    shell.say("one")
    shell.say(line)
    with pytest.raises(ConversationError, match="there is no reply here"):
        shell.say("/why")


def test_a_reply_that_was_given_has_no_why(shell: SessionShell) -> None:
    shell.say("/say user hi")
    shell.say("/say reply ho")
    assert shell.say("/why") == ["this reply was given and not sampled, or sampled by another model"]


def test_the_likeliest_tokens_are_listed(shell: SessionShell) -> None:
    shell.say("/say user hi")
    shown = shell.say("/probs 3")
    assert shown[0].split() == ["id", "token", "chance"]
    assert len(shown) == 4
    assert "' the'" in shown[1]
    chances = [float(re.findall(r"(\d+\.\d+)%", line)[0]) for line in shown[1:]]
    assert chances == sorted(chances, reverse=True)
    assert shown[1].endswith("━" * 24)
    assert len(shell.say("/probs")) == 11
    assert len(shell.say("/probs 100000")) == 1 + min(1000, shell.session.model.info.n_vocab)
    for argument in ("0", "x", "-1"):
        with pytest.raises(UsageError, match="is not a number of tokens"):
            shell.say(f"/probs {argument}")


def test_figures_tell_of_snapshots_and_readings(shell: SessionShell) -> None:
    shell.say("one")
    shown = rows(shell.say("/stats"))
    readings = sum(len(turn.readings) for turn in shell.session.conversation.current_line())
    assert f"in {readings} readings" in shown["conversation"]
    assert "MB of 1024 MB, 0 dropped so far" in shown["snapshots"]
    assert "seed" in shown["reply"]


def test_a_model_that_is_slower_than_it_might_be_says_why(shell: SessionShell) -> None:
    assert rows(shell.say("/stats"))["strategy"].strip() == "cpu fp32"
    fake(shell.session).slower_because = "no graphs today"
    assert rows(shell.say("/stats"))["strategy"].strip() == "cpu fp32, layer by layer (no graphs today)"


def test_a_smaller_budget_drops_snapshots_and_the_talk_goes_on(shell: SessionShell) -> None:
    shell.say("one")
    shell.session.snapshots.budget = 1
    shell.say("two")
    memory = shell.session.memory_text()
    assert "1 MB" in shell.say("/snapshots 1")[0]
    assert shell.session.snapshots.budget == MB
    assert shell.session.snapshots.dropped > 0
    shell.say("/undo 2")
    shell.say("/redo 2")
    list(shell.session.here())
    assert shell.session.memory_text() == memory
    for argument in ("0", "x", "-5"):
        with pytest.raises(UsageError, match="is not a number of megabytes"):
            shell.say(f"/snapshots {argument}")


def test_white_space_and_parts_of_characters_are_told_apart() -> None:
    assert [token_text(data) for data in (b" a", b"\n", "é".encode(), b"\xc3")] == ["' a'", "'\\n'", "'é'", "b'\\xc3'"]
