"""The conversation that the flags say to go on with, looked at as far as that goes without torch."""

import argparse
import os
from pathlib import Path
from typing import NamedTuple

from rwkvchat.catalogue import DEMO
from rwkvchat.config import Folders
from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.errors import ConversationError
from rwkvchat.files import user_path
from rwkvchat.hub.cache import place_at
from rwkvchat.storage.facts import read_facts, source_in_damaged
from rwkvchat.storage.folder import find_session, last_session, session_id
from rwkvchat.storage.locks import hold


class Start(NamedTuple):
    """A conversation to go on with."""

    path: Path
    id: str | None
    """Of one that is gone on with in place; None for a copy."""
    source: str
    """Where its model is found."""
    conversation: Conversation | None
    """None of a damaged one, of which only what was said can be used."""
    remark: str
    """What the user should know of it; mostly empty."""


def find_start(flags: argparse.Namespace, folders: Folders) -> Start | None:
    """What --state, -c or -r mean; None without them.

    Raises:
        ConversationError: there is none, it is open in another window, or it cannot be used.
    """
    if flags.last:
        path = last_session(folders.sessions)
        if path is None:
            raise ConversationError("there is no conversation to go on with yet", "begin one: rwkvchat")
    elif flags.resume is not None:
        path = find_session(folders.sessions, flags.resume)
    elif flags.state is not None:
        path = user_path(flags.state)
    else:
        return None
    kept_as = None if flags.state is not None else session_id(path)
    if kept_as is not None:
        hold(path).release()  # so that it is told at once if another window has it
    try:
        facts = read_facts(path)
    except ConversationError as error:
        if not flags.replay:
            others = "; `rwkvchat sessions list` names the others, for -r" if flags.last else ""
            raise ConversationError(error.message, f"{error.hint}{others}") from error
        remark = f"{path} is damaged: what was said is read again, and some of its words may be others"
        return Start(path, kept_as, source_in_damaged(path), None, remark)
    return Start(path, kept_as, facts.source, facts.conversation, facts.remark)


def model_of(source: str) -> str | None:
    """The model that a conversation was held with, as -m takes it.

    Raises:
        ConversationError: it is no longer there.
    """
    if source in ("", DEMO):
        return None
    if not os.path.exists(source):
        place = place_at(Path(source))
        if place is not None:  # it was one of the hub's, and may be here at another revision, or be had again
            return place.text
        raise ConversationError(
            f"the model of this conversation is no longer there: {source}",
            "give the place where it is now: -m FILE; or another model and --replay",
        )
    return source
