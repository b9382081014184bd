"""Commands that save and load conversations."""

import os
from collections.abc import Iterator
from pathlib import Path

from rwkvchat.autosave import something_said
from rwkvchat.commands.arguments import turn_number
from rwkvchat.commands.completing import among, files
from rwkvchat.commands.moves import turn_numbers
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.commands.showing import preview, show_last_turns
from rwkvchat.errors import ConversationError, UsageError, did_you_mean
from rwkvchat.files import user_path
from rwkvchat.sizes import counted
from rwkvchat.storage.folder import SUFFIX, find_session, list_sessions
from rwkvchat.storage.paths import older_of
from rwkvchat.ui.suggestion import Suggestion

command = family("files")

LISTED = 20
"""Conversations that /sessions lists."""
NARROW = 64
"""Columns of a window in which less is told of each."""
COMPLETED = 20
"""Conversations that are offered while /load is typed; each has to be read for its title."""
LONGEST_TITLE = 200
ALL = "session"
"""What /delete takes for the whole conversation."""
REPLAY = "--replay"
"""Reads the texts again through the model that is here."""


def _conversations(shell: Shell, typed: str) -> Iterator[Suggestion]:
    """The option, and behind it or without it the last conversations by id or title, and files."""
    yield from among({REPLAY: "read its text again"} if typed else {}, typed)
    typed = typed.removeprefix(REPLAY).lstrip(" ")
    newest = list_sessions(shell.folders.sessions, limit=COMPLETED)
    yield from among({each.id: f"{each.updated:%Y-%m-%d}  {preview(each.title)}" for each in newest}, typed)
    yield from among({each.title: f"{each.updated:%Y-%m-%d}" for each in newest if typed}, typed)
    yield from files(typed, SUFFIX)


@command("save", usage="[FILE]", complete=lambda shell, typed: files(typed, SUFFIX))
def save(shell: Shell, argument: str) -> None:
    """Save the conversation, state and all, in a file.

    /save         keep it now, where the others are; that happens after each line anyway
    /save a.state in a file of its own, which /load and rwkvchat --state go on from
    """
    from rwkvchat.storage.session_file import save_session

    session = shell.session
    if argument:
        path = user_path(argument)
        there = os.path.exists(path)
        shell.compute(lambda: save_session(path, session.record()))
        shell.saved()
        before = f", and what it held is in {older_of(path.resolve()).name}" if there else ""
        shell.renderer.notice(f"saved to {path}{before}; /load {path} goes on from there")
    elif shell.keeper is None:
        raise UsageError("conversations are not kept in this chat", "/save FILE writes this one to a file")
    elif not something_said(session):
        shell.renderer.notice("nothing was said yet; what is said will be kept without asking")
    else:
        shell.keep(asked=True)
        shell.renderer.notice(
            f"kept as {session.id}; /load {session.id} or rwkvchat -r {session.id} goes on from there"
        )


@command("load", usage="[--replay] FILE|ID", complete=_conversations)
def load(shell: Shell, argument: str) -> None:
    """Go on from a saved one; --replay: of another model too.

    /load ravens            by its title, or its id, or the beginning of that
    /load a.state           from a file, which stays as it is
    /load --replay a.state  reads its text again: of another model, or a damaged file
    /undo comes back here.
    """
    from rwkvchat.storage.session_file import Opened, open_session, reopen_without_snapshots

    replay = REPLAY in (argument.split(" ", maxsplit=1)[0], argument.rsplit(" ", maxsplit=1)[-1])
    argument = argument.removeprefix(REPLAY).removesuffix(REPLAY).strip() if replay else argument
    if not argument:
        ids = [each.id for each in list_sessions(shell.folders.sessions)[:3]]
        known = f"the last ones are {', '.join(ids)}; /sessions lists them" if ids else "/save makes one"
        raise ConversationError("which conversation?", f"give a file, or an id or a title: {known}")
    session = shell.session
    path = _found(shell, argument)

    def read() -> Opened:
        try:
            return open_session(path)
        except ConversationError:
            if not replay:
                raise
            return reopen_without_snapshots(path)

    opened = shell.compute(read)
    if not replay:
        try:
            session.check_fits(opened.record)
        except ConversationError as error:
            raise ConversationError(
                error.message,
                f"/model with its model's file comes first, or {REPLAY} reads its text again: "
                f"/load {REPLAY} {argument}",
            ) from None
    shell.keep()
    settings = session.params.as_words()
    if not shell.work(lambda: session.take_over(opened.record, replay=replay)):
        shell.saved()  # a copy that is only looked at leaves no file
    show_last_turns(shell.renderer, session.conversation)
    if opened.remark:
        shell.renderer.warning(opened.remark)
    came = [f"{word} {value}" for word, value in session.params.as_words().items() if settings[word] != value]
    if came:
        shell.renderer.notice(f"with its own settings: {', '.join(came)}")
    tree = session.conversation
    turns = sum(turn.role != "opening" for turn in tree.current_line())
    tokens = counted(len(tree.ids()), "token")
    others = sum(turn.role != "opening" for turn in tree.turns.values())
    elsewhere = f" of {others}, /goto goes to the others," if others and not turns else ""
    shell.renderer.notice(
        f"loaded {counted(turns, 'turn')}{elsewhere} as a copy; the model remembers {tokens}; /undo goes back\n"
    )


@command("sessions", usage="[TEXT]")
def sessions(shell: Shell, argument: str) -> None:
    """List the conversations kept, or those that say TEXT.

    /sessions ravens  those in which that was said, with the place
    """
    found = list_sessions(shell.folders.sessions, argument or None)
    if not found:
        shell.renderer.notice(f"no conversation says {argument}" if argument else "there are no conversations yet")
        return
    here = shell.opened.id if shell.opened else ""
    room = shell.renderer.out.width - 24
    titles = ["  id", "title"]
    if argument:
        titles.append("where it was said")
        room = (room - 1) // 2
    elif shell.renderer.out.width >= NARROW:
        titles[1:1] = ["last used", "messages"]
        room -= 28
    rows = []
    for each in found[:LISTED]:
        title = f"{each.title} (damaged)" if each.problem and each.title else each.problem or each.title
        told = {
            "  id": ("* " if each.id == here else "  ") + each.id,
            "last used": f"{each.updated:%Y-%m-%d %H:%M}",
            "messages": str(each.messages),
            "title": preview(title, max(10, room)),
            "where it was said": preview(each.snippet, max(10, room)),
        }
        rows.append([told[name] for name in titles])
    shell.renderer.table(rows, titles)
    more = f"and {len(found) - LISTED} older ones; " if len(found) > LISTED else ""
    shell.renderer.notice(f"{more}/load ID goes on from a copy of one, /sessions TEXT looks for a text")


def _turns_or_all(shell: Shell, typed: str) -> Iterator[Suggestion]:
    yield from among({ALL: "the whole conversation"}, typed)
    yield from turn_numbers(shell, typed)


@command("rename", usage="TITLE")
def rename(shell: Shell, argument: str) -> None:
    """Give the conversation a title, which /load knows."""
    title = " ".join(argument.split())
    if not title or len(title) > LONGEST_TITLE:
        raise UsageError(
            "which title?" if not title else "this title is too long", f"give at most {LONGEST_TITLE} characters"
        )
    shell.session.title = title
    shell.renderer.notice(f"this conversation is called {title}")


@command("delete", usage="TURN|session", complete=_turns_or_all)
def delete(shell: Shell, argument: str) -> None:
    """Take a turn and all after it out for good, or all.

    /delete 5        turn 5 and what followed it; /goto lists the turns
    /delete session  the whole conversation
    It asks for the same line once more. Nothing of it stays on the disk, and no /undo brings it back.
    """
    session = shell.session
    typed = f"; lines that you typed stay in {shell.folders.history}" if shell.keeper else ""
    if not argument:
        raise UsageError("which turn?", "/goto lists them; /delete session takes out the whole conversation")
    if argument == ALL:
        if not shell.sure("/delete session", "this takes out the whole conversation for good"):
            return
        gone_id = session.id
        shell.answer(session.begin_anew)
        session.forget(gone_id)
        shell.forget(gone_id)
        shell.renderer.notice(f"the conversation is gone for good, and another begins{typed}")
        return
    if did_you_mean(argument, [ALL]):
        raise UsageError(f"/delete {argument} means nothing", f"{did_you_mean(argument, [ALL])}/goto lists the turns")
    number = turn_number(argument)
    going = sorted(session.conversation.what_goes_with(number))
    turns = f"turn {going[0]}" if len(going) == 1 else f"the turns {', '.join(map(str, going))}"
    if shell.sure(f"/delete {number}", f"this takes out {turns} for good"):
        session.delete(number)
        shell.keep(clean=True)
        shell.renderer.notice(f"{turns} {'is' if len(going) == 1 else 'are'} gone for good{typed}")


def _found(shell: Shell, word: str) -> Path:
    """The file that a user's word means."""
    path = user_path(word)
    if os.path.exists(path) or path.suffix == SUFFIX or path.parent != Path():
        return path
    return find_session(shell.folders.sessions, word)
