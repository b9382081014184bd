"""Commands that let the model say something, with a real session."""

import pytest
from shells import SessionShell
from talks import check, last

from rwkvchat.commands.several import candidates
from rwkvchat.errors import ConversationError, PromptError, SettingsError, UsageError


def test_retry_keeps_the_answers_before(letters: SessionShell) -> None:
    letters.say("one")
    letters.say("/retry temp=2 seed=3")
    tree = letters.session.conversation
    assert len(tree.answers()) == 2
    assert last(letters.session).params is not None
    assert last(letters.session).seed == 3
    check(letters.session)


def test_continue_goes_on_where_the_reply_was_cut(shell: SessionShell) -> None:
    shell.say("/max 2")
    shell.say("one")
    begun = last(shell.session)
    assert begun.stop_reason == "length"
    shell.say("/continue 1")
    assert last(shell.session).ids[:2] == begun.ids
    assert len(last(shell.session).ids) == 3
    shell.say("/max 100")
    shell.say("/continue 50")
    assert last(shell.session).text == "the 1e!"
    check(shell.session)
    with pytest.raises(ConversationError, match="this reply came to its end by itself"):
        shell.say("/continue")
    with pytest.raises(UsageError, match="x is not a number of tokens"):
        shell.say("/continue x")


def test_an_aside_is_answered_and_leaves_no_trace(shell: SessionShell) -> None:
    shell.say("one")
    memory, stamp = shell.session.memory_text(), shell.session.stamp()
    shown = shell.say("/btw what is two?")
    assert shown[0] == "the 2e!"
    assert shown[1].startswith("not kept · ")
    assert (shell.session.memory_text(), shell.session.stamp()) == (memory, stamp)
    shell.say("/stats off")
    assert shell.say("/btw and three?") == ["the 2e!", "not kept"]
    check(shell.session)
    for line in ("/btw", "/ask"):
        with pytest.raises(PromptError, match="the message is empty"):
            shell.say(line)
    with pytest.raises(ConversationError, match="no document was read"):
        shell.say("/ask about what?")


def test_a_reply_begins_as_it_is_told(shell: SessionShell) -> None:
    assert shell.say("/prefix the") == ["the next reply begins with: the"]
    shell.say("one")
    assert last(shell.session).text == "the 1e!"
    assert shell.session.conversation.place.prefix == ""
    shell.say("/prefix once")
    assert shell.say("/prefix") == ["the next reply begins as the model likes"]
    assert shell.say("/prefix") == ["the next reply begins with nothing given; /prefix TEXT gives it a beginning"]
    assert shell.say("/undo 2") == ["now after the reply: the 1e!"]
    check(shell.session)


@pytest.mark.parametrize("role", ["reply", "bot", "Alice", "assistant"])
def test_a_reply_is_said_in_the_models_place(shell: SessionShell, role: str) -> None:
    shell.say("one")
    assert shell.say(f"/say {role} as I say") == ["now after the reply: as I say"]
    assert shell.session.memory_text().endswith("Alice: as I say")
    check(shell.session)


@pytest.mark.parametrize("role", ["user", "me", "Bob"])
def test_a_message_is_said_without_a_reply(shell: SessionShell, role: str) -> None:
    assert shell.say(f"/say {role}\nhello there") == ["now after your message: hello there"]
    assert last(shell.session).role == "user"
    shell.say("/retry")
    assert last(shell.session).text == "the 1e!"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("/say", "who says what", id="nobody"),
        pytest.param("/say carol hi", "carol is no role", id="somebody else"),
        pytest.param("/say user", "the text is empty", id="no text"),
        pytest.param("/say reply", "there is no message here to answer|the text is empty", id="nothing to reply"),
    ],
)
def test_what_cannot_be_said_changes_nothing(shell: SessionShell, line: str, message: str) -> None:
    before = shell.session.stamp()
    with pytest.raises((UsageError, PromptError, ConversationError), match=message):
        shell.say(line)
    assert shell.session.stamp() == before


def test_answers_are_compared_and_one_is_chosen(letters: SessionShell) -> None:
    letters.say("one")
    shown = letters.say("/compare 3 temp=0.5,1,2 seed=5")
    tree = letters.session.conversation
    first, *new = tree.answers()
    assert tree.cursor == new[0]
    texts = [tree.turns[number].text for number in new]
    assert sorted(shown[:3]) == sorted(texts)
    headers = [line for line in shown if line.endswith(" tokens")]
    assert sorted(headers) == [
        "2 · temp 0.5 · seed 5 · 2 tokens", "3 · temp 1 · seed 6 · 2 tokens", "4 · temp 2 · seed 7 · 2 tokens",
    ]  # fmt: skip
    assert shown[-1] == "/alt 2-4 chooses; you are at 2"
    assert [tree.turns[number].seed for number in new] == [5, 6, 7]
    letters.say("/alt 4")
    assert tree.cursor == new[2]
    list(letters.session.here())
    check(letters.session)
    letters.say("/retry temp=2 seed=7")
    assert last(letters.session).text == texts[2]
    letters.say("/undo 3")
    assert tree.cursor == first


def test_other_settings_are_told_where_they_were_given(letters: SessionShell) -> None:
    letters.say("one")
    shown = letters.say("/compare 2 top_p=0.5,1 seed=1,1")
    assert sum("top_p 0.5 · seed 1" in line for line in shown) == 1
    assert sum("top_p 1 · seed 1" in line for line in shown) == 1


def test_values_are_given_to_each_answer() -> None:
    assert candidates(2, "") == [{}, {}]
    assert candidates(2, "temp=0.5 top_p=0.1,0.2") == [
        {"temp": "0.5", "top_p": "0.1"}, {"temp": "0.5", "top_p": "0.2"},
    ]  # fmt: skip
    assert candidates(3, "seed=5") == [{"seed": "5"}, {"seed": "6"}, {"seed": "7"}]
    assert candidates(3, "seed=5,5,9") == [{"seed": "5"}, {"seed": "5"}, {"seed": "9"}]
    assert candidates(2, "seed=random") == [{"seed": "random"}] * 2
    assert candidates(2, f"seed={2**63 - 1}") == [{"seed": str(2**63 - 1)}, {"seed": "0"}]
    assert candidates(2, "max=5") == [{"max_tokens": "5"}] * 2


@pytest.mark.parametrize(
    ("argument", "error", "message"),
    [
        pytest.param("", UsageError, "how many answers", id="no number"),
        pytest.param("1", UsageError, "1 is not a number of answers", id="one"),
        pytest.param("17", UsageError, "17 is not a number of answers", id="too many"),
        pytest.param("temp=1,2", UsageError, "temp=1,2 is not a number of answers", id="no number first"),
        pytest.param("3 temp=1,2", UsageError, "temp has 2 values for 3 answers", id="too few values"),
        pytest.param("2 temp=1,2,3", UsageError, "temp has 3 values for 2 answers", id="too many values"),
        pytest.param("2 temp=1,", SettingsError, "temp cannot be ''", id="an empty value"),
        pytest.param("2 temp=1,99", SettingsError, "temp cannot be 99", id="out of range"),
        pytest.param("2 tmep=1", SettingsError, "there is no setting named tmep", id="no such setting"),
        pytest.param("2 temp", UsageError, "temp gives no value", id="no value"),
        pytest.param("2 seed=x", SettingsError, "seed cannot be 'x'", id="no seed"),
    ],
)
def test_a_comparison_that_cannot_be_is_refused(
    letters: SessionShell, argument: str, error: type[Exception], message: str
) -> None:
    letters.say("one")
    before = letters.session.stamp()
    with pytest.raises(error, match=message):
        letters.say(f"/compare {argument}")
    assert letters.session.stamp() == before


def test_there_is_nothing_to_compare_before_a_message(letters: SessionShell) -> None:
    with pytest.raises(ConversationError, match="there is no message here to answer"):
        letters.say("/compare 2")
