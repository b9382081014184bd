"""Commands that let the model say something, or say it in its place."""

from rwkvchat.commands.registry import Shell, assignments, family, first_word, setting_words, whole_number
from rwkvchat.commands.showing import preview, where
from rwkvchat.errors import PromptError, UsageError

command = family("talking")

ROLES = dict.fromkeys(("user", "me", "bob"), "user") | dict.fromkeys(("reply", "bot", "alice", "assistant"), "reply")
"""What a session calls who speaks, by the words that a user may use."""

NOT_KEPT = "not kept"


@command("retry", "regen", usage="[k=v ...]", complete=setting_words)
def retry(shell: Shell, argument: str) -> None:
    """Answer the last message again; earlier answers stay."""
    changes = assignments(argument)
    shell.answer(lambda: shell.session.retry(changes))


@command("continue", usage="[n]")
def continue_(shell: Shell, argument: str) -> None:
    """Go on with a reply that was cut, for n tokens more."""
    tokens = whole_number(argument, "tokens") if argument else None
    shell.answer(lambda: shell.session.go_on(tokens))


@command("btw", usage="TEXT")
def btw(shell: Shell, argument: str) -> None:
    """Ask something that leaves no trace."""
    shell.answer(lambda: shell.session.aside(_given(argument)), NOT_KEPT)


@command("ask", usage="TEXT")
def ask(shell: Shell, argument: str) -> None:
    """The same from right after the document read last."""
    shell.answer(lambda: shell.session.aside(_given(argument), document=True), NOT_KEPT)


@command("prefix", usage="[TEXT]")
def prefix(shell: Shell, argument: str) -> None:
    """Let the next reply begin with a text."""
    conversation = shell.session.conversation
    if not argument and not conversation.place.prefix:
        shell.renderer.notice("the next reply begins with nothing given; /prefix TEXT gives it a beginning")
        return
    conversation.begin_with(argument)
    begins = f"begins with: {preview(argument)}" if argument else "begins as the model likes"
    shell.renderer.notice(f"the next reply {begins}")


@command("say", usage="ROLE TEXT", complete=lambda shell, word: ROLES)
def say(shell: Shell, argument: str) -> None:
    """Add what you say, or the reply, without the model."""
    who, text = first_word(argument)
    if who.lower() not in ROLES:
        raise UsageError(f"{who or 'nobody'} is no role", f"write /say ROLE TEXT; a role is {', '.join(ROLES)}")
    shell.answer(lambda: shell.session.say(ROLES[who.lower()], text))
    shell.renderer.notice(where(shell.session.conversation))


def _given(text: str) -> str:
    if not text:
        raise PromptError("the message is empty", "write it after the command")
    return text
