"""From flags to the things they mean: model files, template, settings, and a session that is ready."""

import argparse
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rwkvchat.catalogue import DEMO, FoundModel, find_model
from rwkvchat.cli.download import offer
from rwkvchat.cli.start import Start, find_start, model_of
from rwkvchat.config import Folders
from rwkvchat.demo import MODEL
from rwkvchat.dialogue.stream import StopMatcher
from rwkvchat.dialogue.template import PromptTemplate, load_template
from rwkvchat.documents import Document, read_document
from rwkvchat.engine.memory import free_memory
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import NotHereError, TemplateError, WeightsError
from rwkvchat.events import Event
from rwkvchat.files import check_path, user_path
from rwkvchat.integrity import verify_beside
from rwkvchat.needs import memory_remarks
from rwkvchat.preferences import Preferences
from rwkvchat.shell import EngineShell
from rwkvchat.storage.paths import check_replaceable
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the flags say, checked as far as it can be without torch."""

    flags: argparse.Namespace
    preferences: Preferences
    """What holds of the settings and the flags together."""
    folders: Folders
    found: FoundModel
    template: PromptTemplate
    system: str | None
    stops: tuple[str, ...]
    start: Start | None
    document: Document | None

    def open(self, keeper: "Keeper | None" = None) -> "Generator[Event, None, Session]":
        """Load the model, make the session and read what there is to read; runs on the engine's thread.

        Args:
            keeper: locks a conversation that is gone on with in place.
        """
        session = yield from self._load(self.found, self.template, self.system)
        if self.start is None:
            yield from session.open()
        else:
            yield from self._go_on(session, self.start, keeper)
        if self.document:
            yield from session.study(self.document.name, self.document.text)
        return session

    def open_for(self, shell: EngineShell, *, keep: bool) -> Iterator[Event]:
        """The same, for a shell that goes on with it.

        Args:
            keep: whether to keep the conversation without being asked again.
        """
        shell.keeper = self.make_keeper() if keep else None
        try:
            shell.opened = yield from self.open(shell.keeper)
            shell.remarks = self.remarks_after(shell.opened)
        except BaseException:
            if shell.keeper:
                shell.keeper.close()
            raise

    def save(self, shell: EngineShell) -> None:
        """Write the file that the conversation is to be in at the end, if there is one.

        Raises:
            SaveError: it cannot be written.
        """
        session = shell.opened
        if self.flags.save_state is not None and session:
            from rwkvchat.storage.session_file import save_session

            path = user_path(self.flags.save_state)
            session.stopping.set()  # if a signal came in the middle of a reply, it ends first
            record = shell.compute(session.record)
            shell.compute(lambda: save_session(path, record))
            shell.renderer.notice(f"saved to {path}")

    def load(self, found: FoundModel) -> "Generator[Event, None, Session]":
        """Load another model and make a session of it, which has read nothing yet; runs on the engine's thread."""
        return (yield from self._load(found, load_template(found.profile.template), None))

    def find(self, name: str) -> FoundModel:
        """Another model, its files read as the flags say."""
        with self.preferences.blaming(f"models.{name}"):
            text = self.preferences.weights(name)
            return find_model(text, self.preferences.tokenizer_for(text), mmap=self.preferences.mmap)

    def make_keeper(self) -> "Keeper | None":
        """What keeps the conversations; None for nothing. Imports torch."""
        if self.preferences.incognito:
            return None
        from rwkvchat.storage.keeper import Keeper

        return Keeper(self.folders.sessions)

    def remarks_before(self) -> list[str]:
        """What the user should know before it is opened."""
        remarks = [self.start.remark] if self.start and self.start.remark else []
        if self.document:
            tokens = len(self.found.tokenizer.encode(self.document.text))
            remarks.append(f"reading {self.document.name}: {self.document.nbytes:,} bytes, {tokens:,} tokens")
        strategy = parse_strategy(self.preferences.strategy)
        return remarks + memory_remarks(self.found.weights, self.found.layout, strategy, free_memory())

    def remarks_after(self, session: "Session") -> list[str]:
        """What the user should know of what was kept."""
        if self.start and self.start.id not in (None, session.id):
            return [f"its text was read again, and it goes on as a conversation of its own: {session.id}"]
        return []

    def _load(
        self, found: FoundModel, template: PromptTemplate, system: str | None
    ) -> "Generator[Event, None, Session]":
        from rwkvchat.session import Session
        from rwkvchat.storage.opening_cache import OpeningCache

        preferences = self.preferences
        model = yield from found.load(preferences.strategy)
        params = found.profile.params.with_texts(preferences.sampling)
        openings = None if preferences.incognito else OpeningCache(self.folders.openings, model)
        path = found.weights.path
        session = Session(
            model, found.tokenizer, template, params, system, self.stops,
            source=DEMO if path == MODEL else str(path.absolute()), openings=openings,
        )  # fmt: skip
        session.snapshots.budget = preferences.snapshots << 20

        def damaged(error: WeightsError) -> None:
            session.damage = error
            if openings:
                openings.distrust()

        self._watch(found, damaged)
        return session

    def _go_on(self, session: "Session", start: Start, keeper: "Keeper | None") -> Generator[Event, None, None]:
        """Take a conversation over, reading again what cannot be taken over, if that is wanted."""
        from rwkvchat.storage.session_file import open_session, reopen_without_snapshots

        flags, kept_as = self.flags, start.id
        if start.conversation is None:
            record, kept_as = reopen_without_snapshots(start.path).record, None
        else:
            record = (open_session(start.path) if keeper is None or kept_as is None else keeper.open(kept_as)).record
        told_again = yield from session.take_over(record, kept_as, replay=flags.replay)
        if told_again and keeper and kept_as is not None:
            keeper.leave(kept_as)
        if start.conversation is None:
            yield from session.here()
        session.configure(flags.settings)  # the others are the conversation's own
        session.stops = tuple(dict.fromkeys((*session.stops, *self.stops)))
        if flags.template:
            session.template = self.template

    def _watch(self, found: FoundModel, damaged: Callable[[WeightsError], None]) -> None:
        """Look in the background whether the weights are damaged."""
        memory = self.folders.state / "verified.json"
        verify_beside(found.weights, memory, damaged, remember=not self.preferences.incognito)


def plan(
    flags: argparse.Namespace, preferences: Preferences, folders: Folders, renderer: Renderer | None = None
) -> Plan:
    """Check flags, files and settings.

    Args:
        preferences: with those of the flags over them. renderer: by which a model that is not here is offered for
        download; None offers nothing.

    Raises:
        RwkvchatError: whatever is wrong, as early as it can be known.
    """
    if flags.save_state is not None:
        check_replaceable(user_path(flags.save_state))
    system = _text(flags.system)
    stops = tuple(stop.replace("\\n", "\n") for stop in flags.stop)
    StopMatcher(stops)
    start = find_start(flags, folders)
    document = read_document(user_path(flags.read)) if flags.read is not None else None
    found = _find(flags, preferences, start, renderer, folders)
    with preferences.blaming("strategy"):
        if strategy := parse_strategy(preferences.strategy):
            strategy.place(found.layout.n_layer)
    template = load_template(preferences.template or found.profile.template)
    template.opening_text(system)
    return Plan(flags, preferences, folders, found, template, system, stops, start, document)


def _find(
    flags: argparse.Namespace, preferences: Preferences, start: Start | None, renderer: Renderer | None,
    folders: Folders,
) -> FoundModel:  # fmt: skip
    """The model: of the flags, else that of the conversation to go on with, else that of the settings."""
    of_start = start is not None and flags.model is None
    name = model_of(start.source) if start and of_start else preferences.model
    tokenizer = flags.tokenizer or (preferences.tokenizer_for(name) if of_start else preferences.tokenizer)
    text = name if name is None or of_start else preferences.weights(name)

    def find() -> FoundModel:
        return find_model(text, tokenizer, mmap=preferences.mmap, revision=flags.revision)

    with preferences.blaming("" if of_start else "model" if text == name else f"models.{name}"):
        try:
            return find()
        except NotHereError as error:
            if renderer is None:
                raise
            offer(error, flags.revision, preferences, renderer, folders)
        return find()


def _text(given: str | None) -> str | None:
    """A text, or with ``@FILE`` what is in the file."""
    if given is None or not given.startswith("@"):
        return given
    path = user_path(given[1:])
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 at byte {error.start}"
        raise TemplateError(f"cannot read the system text {given[1:]}: {reason}", "save it as UTF-8") from error
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "there can be no such path"
        raise TemplateError(f"cannot read the system text {given[1:]}: {reason}", check_path(path)) from error
