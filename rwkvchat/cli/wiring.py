"""From flags to the things they mean: model files, template, settings, and a session that is ready."""

import argparse
import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.config import Folders, private_folder
from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.dialogue.template import PromptTemplate, load_template
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import SaveError, TemplateError, UsageError, WeightsError
from rwkvchat.events import Event
from rwkvchat.files import check_place, user_path
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
    stops: tuple[str, ...]

    def open(self) -> "Generator[Event, None, Session]":
        """Load the model and make the session; runs on the engine's thread."""
        from rwkvchat.session import Session
        from rwkvchat.session_file import load_session

        flags = self.flags
        record = load_session(user_path(flags.state)) if flags.state else None
        model = yield from self.found.load(flags.strategy)
        params = self.found.profile.params.with_texts(flags.settings)
        session = Session(model, self.found.tokenizer, self.template, params, self.system, self.stops)
        if record is None:
            yield from session.open()
        else:
            session.adopt(record)
            session.configure(flags.settings)
            session.stops = tuple(dict.fromkeys((*session.stops, *self.stops)))
            if flags.template:
                session.template = self.template
        self._watch(session)
        return session

    def _watch(self, session: "Session") -> None:
        """Let the session know if the weights turn out to be damaged."""

        def damaged(error: WeightsError) -> None:
            session.damage = error

        state = Folders.of_user().state
        with contextlib.suppress(SaveError):  # without the folder the file is read again next time
            private_folder(state)
        verify_beside(self.found.weights, state / "verified.json", damaged)


def plan(flags: argparse.Namespace) -> Plan:
    """Check flags, files and settings.

    Raises:
        RwkvchatError: whatever is wrong, as early as it can be known.
    """
    parse_strategy(flags.strategy)
    if flags.save_state:
        check_place(user_path(flags.save_state))
    system = _text(flags.system)
    stops = tuple(stop.replace("\\n", "\n") for stop in flags.stop)
    StopMatcher(stops)
    if flags.state and flags.system is not None:
        raise UsageError(
            "--system has no effect on a conversation that has begun",
            "leave out --system, or start anew without --state",
        )
    found = find_model(flags.model, flags.tokenizer, mmap=not flags.no_mmap)
    found.profile.params.with_texts(flags.settings)
    template = load_template(flags.template or found.profile.template)
    template.opening_text(system)
    return Plan(flags, found, template, system, stops)


def _text(given: str | None) -> str | None:
    """A text, or with ``@FILE`` what is in the file."""
    if given is None or not given.startswith("@"):
        return given
    try:
        return user_path(given[1:]).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 at byte {error.start}"
        raise TemplateError(f"cannot read the system text {given[1:]}: {reason}", "save it as UTF-8") from error
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "there can be no such path"
        raise TemplateError(f"cannot read the system text {given[1:]}: {reason}", "check the path") from error
