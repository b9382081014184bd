"""The command that lets another model go on with the conversation."""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from rwkvchat.autosave import something_said
from rwkvchat.catalogue import names_here
from rwkvchat.commands.paths import paths
from rwkvchat.commands.registry import Shell, family
from rwkvchat.events import Event

if TYPE_CHECKING:  # it imports torch, and the input line stands before that is done
    from rwkvchat.session import Session

command = family("settings")


def _models(shell: Shell, word: str) -> Iterator[str]:
    """The models that are here by their names, and files."""
    yield from names_here()
    yield from paths(word)


@command("model", usage="[NAME|PATH]", complete=_models)
def model(shell: Shell, argument: str) -> None:
    """Show the model, or let another one go on here."""
    session = shell.session
    info = session.model.info
    if not argument:
        shell.renderer.data(
            f"{info.name}, {info.n_params / 1e6:.1f}M parameters, {info.strategy}, from {session.source}"
        )
        return
    found = shell.find(argument)
    kept = shell.keep()
    said, record = something_said(session), session.record()

    def change() -> "Generator[Event, None, Session]":
        other = yield from shell.begin(found)
        yield from other.retell(record) if said else other.open()
        return other

    other = shell.work(change)
    shell.take(found, other)
    if said:
        tokens = len(other.conversation.ids())
        shell.renderer.notice(f"{found.name} has read this conversation, {tokens} tokens, and goes on with it")
    if kept:
        shell.renderer.notice(f"as it was with {info.name} it is kept as {session.id}")
    shell.renderer.notice(f"now with {found.name}, written down as {other.template.name}; /set shows its settings\n")
