"""From flags to the things they mean: model files, template, settings, and a session that is ready."""

import argparse
import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.config import Folders, private_folder
from rwkvchat.dialogue.template import PromptTemplate, load_template
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import SaveError, TemplateError, UsageError, WeightsError
from rwkvchat.events import Event
from rwkvchat.integrity import verify_beside

if TYPE_CHECKING:
    from rwkvchat.session import Session


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the flags say, checked as far as it can be without torch."""

    flags: argparse.Namespace
    found: FoundModel
    template: PromptTemplate
    system: str | None

    def open(self) -> "Generator[Event, None, Session]":
        """Load the model and make the session; runs on the engine's thread."""
        from rwkvchat.session import Session
        from rwkvchat.session_file import load_session

        flags = self.flags
        record = load_session(Path(flags.state).expanduser()) if flags.state else None
        model = yield from self.found.load(flags.strategy)
        params = self.found.profile.params.with_texts(flags.settings)
        stops = tuple(stop.replace("\\n", "\n") for stop in flags.stop)
        session = Session(model, self.found.tokenizer, self.template, params, self.system, stops)
        if record is None:
            yield from session.open()
        else:
            session.adopt(record)
            session.configure(flags.settings)
            session.stops = (*session.stops, *stops)
            if flags.template:
                session.template = self.template
        self._watch(session)
        return session

    def _watch(self, session: "Session") -> None:
        """Let the session know if the weights turn out to be damaged."""

        def damaged(error: WeightsError) -> None:
            session.damage = error

        state = Folders.of_user().state
        with contextlib.suppress(OSError):  # without the folder the file is read again next time
            private_folder(state)
        verify_beside(self.found.weights, state / "verified.json", damaged)


def plan(flags: argparse.Namespace) -> Plan:
    """Check flags, files and settings.

    Raises:
        RwkvchatError: whatever is wrong, as early as it can be known.
    """
    parse_strategy(flags.strategy)
    if flags.save_state:
        _check_place(Path(flags.save_state).expanduser())
    system = _text(flags.system)
    if flags.state and flags.system is not None:
        raise UsageError(
            "--system has no effect on a conversation that has begun",
            "leave out --system, or start anew without --state",
        )
    found = find_model(flags.model, flags.tokenizer, mmap=not flags.no_mmap)
    found.profile.params.with_texts(flags.settings)
    template = load_template(flags.template or found.profile.template)
    template.opening_text(system)
    return Plan(flags, found, template, system)


def _check_place(path: Path) -> None:
    """See that a file can be written there, before the work that it is to keep."""
    if not path.parent.is_dir():
        raise SaveError(f"cannot write {path}: there is no folder {path.parent}", "make it, or give another place")
    if path.is_dir():
        raise SaveError(f"cannot write {path}: it is a folder", "give the name of a file in it")


def _text(given: str | None) -> str | None:
    """A text, or with ``@FILE`` what is in the file."""
    if given is None or not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
        raise TemplateError(f"cannot read the system text {given[1:]}: {reason}", "check the path") from error
