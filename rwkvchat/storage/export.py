"""A conversation as a text for people and other programs: Markdown, plain text or JSON. Opens no file."""

import json
from collections.abc import Sequence

from rwkvchat.errors import UsageError
from rwkvchat.storage.text import TextTurn

KINDS = ("md", "txt", "json")


def export(turns: Sequence[TextTurn], title: str, model: str, kind: str) -> str:
    """The turns as one of `KINDS`, with a line end behind the last; always text that can be written as UTF-8.

    Raises:
        UsageError: it is none of them.
    """
    if kind not in KINDS:
        raise UsageError(f"a conversation cannot be exported as {kind}", f"give one of {', '.join(KINDS)}")
    text = {"md": _markdown, "txt": _plain, "json": _json}[kind](turns, title, model)
    # What was typed may hold half a surrogate pair.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _markdown(turns: Sequence[TextTurn], title: str, model: str) -> str:
    parts = [f"# {' '.join(title.split()) or 'Conversation'}", f"With {model}."]
    for turn in turns:
        if turn.text:
            parts += [f"## {_speaker(turn, model)}", turn.text.strip("\n")]
    return "\n\n".join(parts) + "\n"


def _plain(turns: Sequence[TextTurn], title: str, model: str) -> str:
    parts = [f"{' '.join(title.split()) or 'Conversation'} (with {model})"]
    parts += [f"{_speaker(turn, model)}:\n{turn.text.strip(chr(10))}" for turn in turns if turn.text]
    return "\n\n".join(parts) + "\n"


def _json(turns: Sequence[TextTurn], title: str, model: str) -> str:
    table = {"title": title, "model": model, "turns": [turn._asdict() for turn in turns]}
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _speaker(turn: TextTurn, model: str) -> str:
    if turn.role == "reply":  # one that was given, or sampled by another model, has no reason why it ended
        return model if turn.stop_reason else "Reply"
    return {"opening": "Opening", "user": "You"}.get(turn.role) or f"Document {turn.name}".strip()
