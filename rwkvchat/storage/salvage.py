"""What can still be read of a damaged conversation file: every turn whose own table is whole, wherever it stands.

Trusts nothing in the file but the turns themselves; needs no torch.
"""

import contextlib
import json
import os
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from rwkvchat.dialogue.conversation import Conversation, Place, Role, Turn
from rwkvchat.errors import ConversationError
from rwkvchat.storage.paths import aside_of, older_of, read_journal

_BEGINNING = re.compile(rb'\{"number": [0-9]{1,9}, "role": "')
_ASCII = re.compile(rb"[ -~]*")
"""What a turn's table is written in."""
_ROLES = frozenset(get_args(Role))
_DECODER = json.JSONDecoder()


class SalvagedTurn(NamedTuple):
    """A turn as a damaged file tells it."""

    role: str
    text: str
    number: int | None
    parent: int | None
    name: str = ""
    """Of a document."""
    system: str | None = None
    """Of an opening."""


def salvage(data: bytes) -> list[SalvagedTurn]:
    """The turns that can be read in a file's bytes, in the order in which they stand there."""
    starts = [match.start() for match in _BEGINNING.finditer(data)]
    found = [_turn(data, start, end) for start, end in pairwise([*starts, len(data)])]
    return list(dict.fromkeys(turn for turn in found if turn))


def salvage_file(path: Path) -> list[SalvagedTurn]:
    """The turns that can be read in a conversation file, its journal and what was set aside of a journal.

    Raises:
        OSError: the file cannot be read.
    """
    return salvage(path.read_bytes() + read_journal(path) + _aside(path))


def threaded(found: list[SalvagedTurn]) -> Conversation:
    """The turns to which an unbroken line leads from an opening, with no tokens; the cursor is at the last."""
    turns: dict[int, Turn] = {}
    for each in sorted(found, key=lambda turn: -1 if turn.number is None else turn.number):
        known = each.parent is None if each.role == "opening" else each.parent in turns
        if known and each.number is not None and each.number not in turns:
            role = cast(Role, each.role)
            turns[each.number] = Turn(role, (), (), each.text, each.parent, name=each.name, system=each.system)
    return Conversation(turns, Place(next(reversed(turns), -1)))


def refusal(path: Path, data: bytes) -> ConversationError:
    """Says that a conversation file is damaged, how many turns can be read in it, and what there is instead.

    Args:
        data: the bytes of the file and of its journal.
    """
    hints = []
    if turns := len(salvage(data + _aside(path))):
        hints = [
            f"`rwkvchat state text {path}` shows the {turns} turn{'s' if turns > 1 else ''} that can still be read"
        ]
        again = sum(turn.role != "opening" for turn in threaded(salvage(data)).turns.values())
        if again:
            hints.append("--replay reads them again through the model")
    if path.name and os.path.isfile(older_of(path)):
        hints.append(f"the generation before it is kept as {older_of(path)}")
    hint = "; ".join(hints) or "no turn can be read in it: check the path"
    return ConversationError(f"{path} is damaged or is no conversation file", hint)


def _turn(data: bytes, start: int, end: int) -> SalvagedTurn | None:
    """The turn whose table begins there, if it can be read, and does not reach into the next."""
    match = _ASCII.match(data, start, end)
    try:
        table: dict[str, Any] = _DECODER.raw_decode(match.group().decode() if match else "")[0]
    except (ValueError, RecursionError):
        return None
    number, role, text, parent, name, system = (
        table.get(key) for key in ("number", "role", "text", "parent", "name", "system")
    )
    if not (isinstance(role, str) and role in _ROLES and isinstance(text, str)):
        return None
    known = number if type(number) is int else None
    # A damaged number must not send whoever follows the parents round in a circle.
    below = type(parent) is int and known is not None and 0 <= parent < known
    return SalvagedTurn(
        role, text, known, parent if below else None,
        name if isinstance(name, str) else "", system if isinstance(system, str) else None,
    )  # fmt: skip


def _aside(path: Path) -> bytes:
    """What was set aside of a journal."""
    with contextlib.suppress(OSError, ValueError):  # there is none, or the path is none
        return aside_of(path).read_bytes()
    return b""
