"""Commands that move in the conversation. Each is instant, for each only goes on from another snapshot."""

from rwkvchat.commands.registry import Shell, assignments, command, count, setting_words
from rwkvchat.dialogue.conversation import Conversation


@command("retry", "regen", usage="[k=v ...]", complete=setting_words)
def retry(shell: Shell, argument: str) -> None:
    """Answer the last message again, with one-off settings if given; the answer before it is kept."""
    changes = assignments(argument)
    shell.answer(lambda: shell.session.retry(changes))


@command("undo", usage="[n]")
def undo(shell: Shell, argument: str) -> None:
    """Take back the last step (or the last n): a message, a /retry, a /reset."""
    _moved(shell, shell.session.undo(count(argument)), "undo")


@command("redo", usage="[n]")
def redo(shell: Shell, argument: str) -> None:
    """Take back an /undo."""
    _moved(shell, shell.session.redo(count(argument)), "redo")


@command("reset", "clear")
def reset(shell: Shell, argument: str) -> None:
    """Forget the conversation: back to the state after the template's opening. /undo brings it back."""
    shell.session.reset()
    shell.renderer.notice("the model remembers nothing of this conversation now; /undo brings it back")


def _moved(shell: Shell, steps: int, what: str) -> None:
    if not steps:
        shell.renderer.notice(f"there is nothing to {what}")
        return
    shell.renderer.notice(_where(shell.session.conversation))


def _where(conversation: Conversation) -> str:
    """Where the conversation is now, in one line."""
    turn = conversation.turns[conversation.cursor]
    if turn.role == "opening":
        return "at the beginning of the conversation"
    words = " ".join(turn.text.split())
    shown = words if len(words) <= 50 else words[:49].rstrip() + "…"
    return f"now after {'your message' if turn.role == 'user' else 'the reply'}: {shown}"
