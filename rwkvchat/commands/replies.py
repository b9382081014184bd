"""Commands that let the model say something, or say it in its place."""

from rwkvchat.commands.arguments import first_word, settings_in, whole_number
from rwkvchat.commands.completing import one_of, settings
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import preview, where
from rwkvchat.errors import PromptError, UsageError, did_you_mean

command = family("talking")

ROLES = dict.fromkeys(("user", "me", "bob"), "user") | dict.fromkeys(("reply", "bot", "alice", "assistant"), "reply")
"""What a session calls who speaks, by the words that a user may use."""

NOT_KEPT = "not kept"


@command("retry", "regen", usage="[k=v ...]", complete=settings)
def retry(shell: Shell, argument: str) -> None:
    """Answer the last message again; earlier answers stay.

    /retry                  with the settings as they are
    /retry temp=1.2 seed=7  with others, for this answer alone
    /retry preset=precise   with those of a preset
    /alt goes from one answer to another.
    """
    changes = settings_in(argument)
    shell.answer(lambda: shell.session.retry(changes))


@command("continue", usage="[n]")
def continue_(shell: Shell, argument: str) -> None:
    """Go on with a reply that was cut, for n tokens more.

    It goes on from the very token where it was cut. /max sets after how many tokens replies are cut.
    """
    tokens = whole_number(argument, "tokens") if argument else None
    shell.answer(lambda: shell.session.go_on(tokens))


@command("btw", usage="TEXT")
def btw(shell: Shell, argument: str) -> None:
    """Ask something that leaves no trace.

    /btw what does that word mean?  answered, and forgotten
    """
    shell.answer(lambda: shell.session.aside(_given(argument)), NOT_KEPT)


@command("ask", usage="TEXT")
def ask(shell: Shell, argument: str) -> None:
    """The same from right after the document read last.

    /read book.txt          reads it once
    /ask Who is the thief?  asks about it, as often as you like
    """
    shell.answer(lambda: shell.session.aside(_given(argument), document=True), NOT_KEPT)


@command("prefix", usage="[TEXT]")
def prefix(shell: Shell, argument: str) -> None:
    """Let the next reply begin with a text.

    /prefix Once upon a time  the reply goes on from there
    /prefix                   as the model likes, again
    """
    conversation = shell.session.conversation
    if not argument and not conversation.place.prefix:
        shell.renderer.notice("the next reply begins with nothing given; /prefix TEXT gives it a beginning")
        return
    conversation.begin_with(argument)
    begins = f"begins with: {preview(argument)}" if argument else "begins as the model likes"
    shell.renderer.notice(f"the next reply {begins}")


@command("say", usage="ROLE TEXT", complete=one_of({"user": "as if you had said it", "reply": "as if the model had"}))
def say(shell: Shell, argument: str) -> None:
    """Add what you say, or the reply, without the model.

    /say user I live in Paris.   a message, without an answer
    /say reply Paris is lovely.  the answer to the last message
    """
    who, text = first_word(argument)
    if who.lower() not in ROLES:
        hint = f"{did_you_mean(who, ROLES)}write /say user TEXT or /say reply TEXT"
        raise UsageError(f"{who} is no role" if who else "who says what?", hint)
    shell.answer(lambda: shell.session.say(ROLES[who.lower()], text))
    shell.renderer.notice(where(shell.session.conversation))


def _given(text: str) -> str:
    if not text:
        raise PromptError("the message is empty", "write it after the command")
    return text
