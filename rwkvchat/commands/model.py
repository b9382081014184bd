"""The commands that tell of models, and let another one go on with the conversation."""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from rwkvchat.autosave import something_said
from rwkvchat.catalogue import names_here
from rwkvchat.commands.completing import among, files
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import computed_in
from rwkvchat.download import download
from rwkvchat.errors import Interrupted, NotHereError
from rwkvchat.events import Event
from rwkvchat.hub.cache import is_offline
from rwkvchat.hub.place import place_of
from rwkvchat.known_models import KNOWN
from rwkvchat.model_list import as_table, room_text, told_models
from rwkvchat.needs import rooms
from rwkvchat.sizes import counted, size_text
from rwkvchat.ui.suggestion import Suggestion

if TYPE_CHECKING:  # they import torch, and the input line stands before that is done
    from rwkvchat.catalogue import FoundModel
    from rwkvchat.session import Session

command = family("settings")

NARROW = 64
"""Columns of a window in which less is told of each."""


def _models(shell: Shell, typed: str) -> Iterator[Suggestion]:
    """The user's own names, the models that are here, those to be had, and files."""
    here = names_here()
    yield from among(dict(shell.preferences.models), typed)
    yield from among(dict.fromkeys(here, "is here"), typed)
    others = {name: f"{size_text(each.nbytes)} to download" for name, each in KNOWN.items() if name not in here}
    yield from among(others if typed else {}, typed)
    yield from files(typed)


@command("model", usage="[NAME|PATH]", complete=_models)
def model(shell: Shell, argument: str) -> None:
    """Show the model, or let another one go on here.

    /model raven-1b5      one with a name; its download is offered if it is not here
    /model ~/raven.pth    a file, or a folder in the Hugging Face form
    It reads what was said so far, and goes on from there. /models lists those that have names.
    """
    session = shell.session
    info = session.model.info
    if not argument:
        shell.renderer.words(
            f"{info.name}, {info.n_params / 1e6:.1f}M parameters, {computed_in(session.model)}, from {session.source}"
        )
        return
    found = _found(shell, argument)
    if found is None:
        return
    kept = shell.keep()
    said, record = something_said(session), session.record()

    def change() -> "Generator[Event, None, Session]":
        other = yield from shell.begin(found)
        yield from other.retell(record) if said else other.begin_like(record)
        return other

    other = shell.work(change)
    shell.take(found, other)
    if said:
        tokens = len(other.conversation.ids())
        shell.renderer.notice(
            f"{found.name} has read this conversation, {counted(tokens, 'token')}, and goes on with it"
        )
    if record.system and not other.system:
        shell.renderer.notice(f"the system text is left behind: the template {other.template.name} has no place for it")
    if kept:
        shell.renderer.notice(f"as it was with {info.name} it is kept as {session.id}")
    shell.renderer.notice(f"now with {found.name}, written down as {other.template.name}; /set shows its settings\n")


def _found(shell: Shell, name: str) -> "FoundModel | None":
    """A model that is here, or that the user lets come; None if not.

    Raises:
        NotHereError: it is not here, and nobody can be asked. As `rwkvchat.catalogue.find_model` and `download`.
    """
    try:
        return shell.find(name)
    except NotHereError as error:
        place = place_of(error.name)
        if place is None or not shell.interactive or shell.preferences.offline or is_offline():
            raise
        shell.renderer.notice(error.message)
        try:
            if download(place, shell.renderer, shell.folders, ask=shell.confirm) is None:
                return None
        except KeyboardInterrupt:
            raise Interrupted("stopped while the model was coming") from None
    return shell.find(name)


@command("models", usage="[TEXT]")
def models(shell: Shell, argument: str) -> None:
    """List the models that have names, and what is here.

    /models        what is here and what can be had, with what each needs of memory
    /models raven  those with that in their names, in the Hugging Face form too
    /model NAME goes on with one; rwkvchat models get NAME only downloads it.
    """
    text, source = argument.casefold(), shell.session.source
    told = [
        each for each in told_models() if (text in each["name"].casefold() if text else each["path"] or each["file"])
    ]
    if not told:
        shell.renderer.notice(f"no model has {argument} in its name; /models lists them")
        return
    free = rooms()
    titles, rows = as_table(told, free)
    if shell.renderer.out.width < NARROW:
        titles = [titles[0], titles[1], titles[-1]]
        rows = [[row[0], row[1] + " !" * row[3].endswith("!"), row[-1]] for row in rows]
    marks = ["* " if source in (each["name"], each["path"]) else "  " for each in told]
    marked = [(mark + row[0], *row[1:]) for mark, row in zip(marks, rows, strict=True)]
    shell.renderer.table(marked, ("  name", *titles[1:]))
    shell.renderer.notice(room_text(free))
    if own := ", ".join(f"{name} for {path}" for name, path in shell.preferences.models.items()):
        shell.renderer.notice(f"Names of your own: {own}.")
    shell.renderer.notice("/model NAME goes on with one, and offers to download it")
