"""What tests of a session share: scripts, commands run to their ends, and what must hold after each."""

from collections.abc import Callable, Iterable

from fakes import FakeModel, Script, ids_in, replay, same

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.events import Chunk, Event, Finished
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session

GREEDY = SamplingParams(temperature=0)
FREE = SamplingParams(temperature=1, top_p=1)

Start = Callable[..., Session]


def always(*texts: str) -> Script:
    """Says one of these texts whatever it is asked."""
    return lambda asked: texts


def counting(asked: str) -> str:
    """Says how many questions there were: every reply is another."""
    return f" the {asked.count('Bob: ')}e!\n\nBob: and"


def fake(session: Session) -> FakeModel:
    assert isinstance(session.model, FakeModel)
    return session.model


def finish(events: Iterable[Event]) -> Finished:
    """Run a command to its end and check what its events promise."""
    seen = list(events)
    finished = seen[-1]
    assert isinstance(finished, Finished)
    chunks = [event.text for event in seen if isinstance(event, Chunk)]
    assert "".join(chunks) == finished.text
    assert all(chunks)
    return finished


def last(session: Session) -> Turn:
    return session.conversation.turns[session.conversation.cursor]


def check(session: Session) -> None:
    """What the model remembers is what the turns say, cut as they say."""
    turns = list(session.conversation.current_line())
    kept = session.snapshots[session.conversation.cursor]
    calls = fake(session).calls if isinstance(session.model, FakeModel) else 0
    assert same(kept, replay(session.model, turns))
    if isinstance(session.model, FakeModel):
        assert ids_in(kept.state) == session.conversation.ids()
        fake(session).calls = calls
    pieces = [session.tokenizer.decode_bytes(turn.ids) for turn in turns]
    assert session.memory_text() == b"".join(pieces).decode("utf-8", "replace")


def places(session: Session) -> tuple[object, ...]:
    """Everything that a command which fails may not change."""
    tree: Conversation = session.conversation
    return (
        dict(tree.turns), tree.cursor, list(tree.past), list(tree.future), session.seeds, set(session.snapshots),
        session.params, session.last,
    )  # fmt: skip


def last_user(session: Session) -> Turn:
    return session.conversation.turns[session.conversation.line()[-2]]


def without_snapshots(seen: tuple[object, ...]) -> tuple[object, ...]:
    """Snapshots may be rebuilt by a command that then fails."""
    return seen[:5] + seen[6:]
