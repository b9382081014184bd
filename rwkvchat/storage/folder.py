"""The folder of kept conversations: what is in it, finding one, removing one. Needs no torch, reads no tensors."""

import contextlib
import difflib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rwkvchat.errors import ConversationError
from rwkvchat.files import remove_for_good, temporary_files
from rwkvchat.storage.locks import hold
from rwkvchat.storage.paths import aside_of, check_is_file, journal_of, lock_of, older_of
from rwkvchat.storage.salvage import salvage_file
from rwkvchat.storage.text import SessionText, TextTurn, heading, read_text

SUFFIX = ".state"
BEFORE, AFTER = 12, 40
"""Characters that are told around a text that was looked for; few before it, so that it shows where room is short."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One conversation of the folder."""

    id: str
    title: str
    """The user's; else the first words said."""
    model: str
    messages: int
    """How many of the turns are the user's."""
    updated: datetime
    problem: str = ""
    """Why it cannot be opened as it is, in a sentence; what else is told of it is then what can still be read."""
    snippet: str = ""
    """The line around the text that was looked for."""

    @property
    def damaged(self) -> bool:
        return bool(self.problem)


def session_path(folder: Path, id: str) -> Path:
    """The conversation file of that name."""
    return folder / f"{id}{SUFFIX}"


def session_id(path: Path) -> str:
    """The name of the conversation in a file of the folder."""
    return path.name.removesuffix(SUFFIX)


def list_sessions(folder: Path, text: str | None = None, limit: int | None = None) -> list[Listed]:
    """The conversations of a folder, the newest first; with ``text``, those in which it was said.

    Args:
        limit: look at so many alone.
    """
    found = (_listed(path, text) for path in _newest_first(folder)[:limit])
    return [listed for listed in found if listed]


def last_session(folder: Path) -> Path | None:
    """The conversation that was gone on with last."""
    return next(iter(_newest_first(folder)), None)


def find_session(folder: Path, word: str) -> Path:
    """The conversation that a user's word means: its id, the beginning of its id alone, or its title (of several with
    one title the newest).

    Raises:
        ConversationError: there is none, or more than one; names the near ones.
    """
    if not word.strip():
        raise ConversationError("this id is empty", "`rwkvchat sessions list`, or /sessions in a chat, tells the ids")
    paths = {session_id(path): path for path in _newest_first(folder)}
    if word in paths:
        return paths[word]
    if len(begun := [name for name in paths if name.startswith(word)]) == 1:
        return paths[begun[0]]
    listed = list_sessions(folder)
    titled = [each.id for each in listed if each.title.casefold() == word.strip().casefold()]
    if titled:
        return paths[titled[0]]
    if begun:
        raise ConversationError(f"{word} may be one of {len(begun)} conversations", f"give one of {_some(begun)}")
    near = difflib.get_close_matches(word, [*paths, *(each.title for each in listed)], n=3)
    hint = f"did you mean {_some(near)}?" if near else "`rwkvchat sessions list`, or /sessions in a chat, lists them"
    raise ConversationError(f"there is no conversation {word}", hint)


def remove_session(path: Path) -> None:
    """Remove a conversation for good, with all that is kept beside it.

    Raises:
        ConversationError: there is none, or it is open in another window. SaveError: it cannot be removed.
    """
    if not any(os.path.isfile(each) for each in (path, *leftovers(path))):
        check_is_file(path)  # says that there is none
    lock = hold(path)
    try:
        # The file itself last: whatever stops this on the way, the conversation is still listed to be removed.
        remove_for_good([*leftovers(path), path])
        # Whoever takes the lock hereafter finds no conversation to go on with.
        remove_for_good([lock_of(path)])
    finally:
        lock.release()


def leftovers(path: Path) -> list[Path]:
    """The files beside a conversation file in which something of it may stand."""
    aside = aside_of(path)
    return [
        older_of(path), journal_of(path), aside,
        *temporary_files(path.parent, path.name), *temporary_files(path.parent, aside.name),
    ]  # fmt: skip


def _newest_first(folder: Path) -> list[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(SUFFIX))
        paths = [folder / name for name in names if not name.startswith(".") and os.path.isfile(folder / name)]
    except OSError:
        return []
    return sorted(paths, key=_updated, reverse=True)


def _updated(path: Path) -> float:
    """When the conversation was last gone on with: the newer of the file and its journal."""
    times = []
    for each in (path, journal_of(path)):
        with contextlib.suppress(OSError):  # there is no journal, or another process has just removed it
            times.append(each.stat().st_mtime)
    return max(times, default=0.0)


def _listed(path: Path, text: str | None) -> Listed | None:
    """What is told of a conversation; None if the text is not in it, or it has just been removed."""
    problem = ""
    try:
        content = read_text(path)
    except ConversationError as error:
        problem = error.message
        content = _salvaged(path)
    turns = content.turns.values()
    snippet = (_snippet(turns, text) or _titled(content.title, text)) if text else ""
    if text and not snippet:
        return None
    return Listed(
        id=session_id(path),
        # Who has gone back to the beginning still knows the conversation by what was said in it.
        title=heading(content.title, [*content.line(), *turns]),
        model=content.model,
        messages=sum(turn.role == "user" for turn in content.turns.values()),
        updated=datetime.fromtimestamp(_updated(path)).astimezone(),
        problem=problem,
        snippet=snippet,
    )


def _salvaged(path: Path) -> SessionText:
    """What can still be read of a damaged file, as if it were all in one line."""
    try:
        found = salvage_file(path)
    except OSError:
        found = []
    turns = {n: TextTurn(n, turn.role, turn.text, n - 1 if n else None) for n, turn in enumerate(found)}
    return SessionText("", "", turns, len(turns) - 1)


def _titled(title: str, text: str) -> str:
    """The title, if the text is in it."""
    return title if text.casefold() in title.casefold() else ""


def _snippet(turns: Iterable[TextTurn], text: str) -> str:
    """The first place where a text was said, as one line; empty if it was not."""
    pattern = re.compile(re.escape(text), re.IGNORECASE)
    for turn in turns:
        if match := pattern.search(turn.text):
            start, end = max(0, match.start() - BEFORE), match.end() + AFTER
            cut = " ".join(turn.text[start:end].split())
            return f"{'...' if start else ''}{cut}{'...' if end < len(turn.text) else ''}"
    return ""


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
