"""The lines of ``rwkvchat run``: what a JSON value asks for, and the objects that answer it. Knows no session."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from rwkvchat.errors import PromptError, RwkvchatError, did_you_mean

NOTHING = object()
"""The id of a line that has none."""

KEYS = ("message", "command", "id", "stream", "sure")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line asks for."""

    text: str
    """A message, or a command with its slash."""
    command: bool
    id: Any = NOTHING
    stream: bool = False
    """Whether to give the reply piece by piece as well."""
    sure: bool = False
    """Whether what cannot be undone is to be done without asking again."""


class LineError(Exception):
    """A line that asks for nothing, by its id."""

    def __init__(self, error: RwkvchatError, id: Any = NOTHING) -> None:
        super().__init__(error.message)
        self.error = error
        self.id = id


def read_lines(stream: BinaryIO) -> Iterator[Line | LineError]:
    """What the lines of a stream ask for, each as soon as it is there; blank ones are left out."""
    number = 0
    while data := stream.readline():  # iterating over the stream would read ahead
        number += 1
        try:
            text = data.decode("utf-8").removeprefix("\ufeff" if number == 1 else "")
        except UnicodeDecodeError as error:
            yield LineError(PromptError(f"line {number} is not UTF-8 at byte {error.start}", "write JSON as UTF-8"))
            continue
        if not text.strip():
            continue
        try:
            yield parse_line(text)
        except LineError as error:
            error.error.message = f"line {number}: {error.error.message}"
            yield error


def parse_line(text: str) -> Line:
    """What a line asks for: a JSON text as it would be typed in a chat, or an object.

    Raises:
        LineError: it cannot be told.
    """
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg}: character {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise LineError(
            PromptError(f"this is not JSON: {reason}", 'write {"message": "..."}, {"command": "/..."} or "..."')
        ) from None
    if isinstance(value, str):
        command = value.startswith("/") and not value.startswith("//")
        return Line(value if command or not value.startswith("//") else value[1:], command)
    if not isinstance(value, dict):
        raise LineError(PromptError("this is neither a text nor an object", 'write {"message": "..."}'))
    named_by = value.get("id", NOTHING)
    for key in value:
        if key not in KEYS:
            raise LineError(
                PromptError(f"there is no key {key!r}", f"{did_you_mean(key, KEYS)}there are {', '.join(KEYS)}"),
                named_by,
            )
    for key, kind, what in (("message", str, "a text"), ("command", str, "a text"), ("stream", bool, "true or false"),
                            ("sure", bool, "true or false")):  # fmt: skip
        if key in value and not isinstance(value[key], kind):
            raise LineError(PromptError(f"{key} is not {what}", f"write {what}"), named_by)
    if ("message" in value) == ("command" in value):
        raise LineError(PromptError("this says neither a message nor a command, or both", "give one of them"), named_by)
    command = "command" in value
    text = value["command" if command else "message"]
    if command and not text.startswith("/"):
        raise LineError(PromptError(f"{text!r} is no command", "begin it with a slash, such as /retry"), named_by)
    return Line(text, command, named_by, value.get("stream", False), value.get("sure", False))


def _no_number(word: str) -> None:
    """NaN and infinities, which the library takes for numbers and other programs could not read again."""
    raise ValueError(f"{word} is no number there")


def told(error: RwkvchatError) -> dict[str, Any]:
    """An error as a part of an answer."""
    return {"error": {"message": error.message, "hint": error.hint, "code": error.exit_code}}


def named(answer: dict[str, Any], id: Any) -> dict[str, Any]:
    """An answer with the id of its line."""
    return answer if id is NOTHING else {"id": id, **answer}
