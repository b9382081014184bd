"""What can still be read of a damaged conversation file: every turn whose own table is whole, wherever it stands.

Trusts nothing in the file but the turns themselves; needs no torch.
"""

import json
import os
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args

from rwkvchat.dialogue.conversation import Role
from rwkvchat.errors import ConversationError
from rwkvchat.storage.paths import older_of, read_journal

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


def salvage(data: bytes) -> list[SalvagedTurn]:
    """The turns that can be read in a file's bytes, in the order in which they stand there."""
    starts = [match.start() for match in _BEGINNING.finditer(data)]
    found = [_turn(data, start, end) for start, end in pairwise([*starts, len(data)])]
    return [turn for turn in found if turn]


def salvage_file(path: Path) -> list[SalvagedTurn]:
    """The turns that can be read in a conversation file and its journal.

    Raises:
        OSError: the file cannot be read.
    """
    return salvage(path.read_bytes() + read_journal(path))


def refusal(path: Path, turns: int) -> ConversationError:
    """Says that a conversation file is damaged, how many turns can be read in it, and what there is instead."""
    hints = []
    if turns:
        hints = [
            f"`rwkvchat state text {path}` shows the {turns} turn{'s' if turns > 1 else ''} that can still be read",
            "--replay reads them again through the model",
        ]
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
    number, role, text, parent = (table.get(key) for key in ("number", "role", "text", "parent"))
    if not (isinstance(role, str) and role in _ROLES and isinstance(text, str)):
        return None
    known = number if type(number) is int else None
    # A damaged number must not send whoever follows the parents round in a circle.
    below = type(parent) is int and known is not None and 0 <= parent < known
    return SalvagedTurn(role, text, known, parent if below else None)
