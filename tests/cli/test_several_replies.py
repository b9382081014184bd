"""``-n``: several replies to one prompt, from one place."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from programs import Ended
from talks import FREE, Start, always, finish

from rwkvchat.cli.candidates import ask_several, in_order
from rwkvchat.events import Candidate, Chunk, Event, Finished, Prefilling
from rwkvchat.params import SamplingParams
from rwkvchat.storage.session_file import load_session

Call = Callable[..., Ended]


def test_each_is_byte_for_byte_the_reply_of_its_seed_alone(call: Call, model_file: Path) -> None:
    flags = ("-m", str(model_file), "--max-tokens", "8", "--temp", "1")
    alone = [json.loads(call(*flags, "-p", "hello", "--json", "--seed", str(seed)).stdout) for seed in (15, 16, 17)]
    assert len({each["text"] for each in alone}) == 3

    shown = call(*flags, "-p", "hello", "-n", "3", "--seed", "15", "--stats")
    assert shown.code == 0, shown.stderr
    assert shown.stdout.decode() == "\n\n".join(each["text"] for each in alone) + "\n"
    assert shown.stderr.count(" · 8 tokens · ") == 3

    as_json = call(*flags, "-n", "3", "--seed", "15", "--json", "--save-state", "a.state", stdin=b"hello")
    lines = [json.loads(line) for line in as_json.stdout.splitlines()]
    assert [line.pop("candidate") for line in lines] == [1, 2, 3]
    for line, each in zip(lines, alone, strict=True):
        assert line.keys() == each.keys()
        assert line["prefill_tokens_per_s"] > 0
        same = ("text", "stop_reason", "seed", "prompt_tokens", "completion_tokens", "model")
        assert {name: line[name] for name in same} == {name: each[name] for name in same}

    tree = load_session(Path("a.state")).conversation
    assert [tree.turns[number].text for number in tree.answers()] == [each["text"] for each in alone]
    assert tree.cursor == tree.answers()[0]


def test_they_are_numbered_from_one_though_the_question_was_asked_before(start: Start) -> None:
    session = start(always(" the hello!\n\nBob: and", " hello\n\nBob: so"), FREE)
    finish(session.ask("hello"))
    session.reset()
    events = list(ask_several(session, "hello", 3))
    found = sorted(event.number for event in events if isinstance(event, Candidate))
    assert found == [1, 2, 3]
    assert len(session.conversation.answers()) == 4
    asked = session.conversation.asked()
    assert asked is not None
    tokens = len(session.conversation.turns[asked].ids)
    assert {event.finished.prompt_tokens for event in events if isinstance(event, Candidate)} == {tokens}


def test_each_is_shown_as_soon_as_it_and_those_before_it_are_complete() -> None:
    def candidate(number: int) -> Candidate:
        return Candidate(number, Finished(f"reply {number}", "stop", 0, 0, 1, 0, 0), SamplingParams())

    shown: list[tuple[str, int]] = []
    come = 0

    def events() -> Iterator[Event]:
        nonlocal come
        for number in (2, 4, 1, 3):
            come += 1
            yield candidate(number)

    taken: list[Finished] = []
    for event in in_order([Prefilling(1, 1)], taken, silent=False):
        assert event == Prefilling(1, 1)
    for event in in_order(events(), taken, silent=False):
        assert isinstance(event, Chunk | Finished)
        shown.append((event.text if isinstance(event, Chunk) else "", come))
    assert shown[::2] == [("reply 1", 3), ("\n\nreply 2", 3), ("\n\nreply 3", 4), ("\n\nreply 4", 4)]
    assert {text for text, _ in shown[1::2]} == {""}  # each ends before the next begins
    assert [each.text for each in taken] == [f"reply {number}" for number in (1, 2, 3, 4)]
    taken.clear()
    assert not any(isinstance(event, Chunk) for event in in_order(events(), taken, silent=True))
    assert len(taken) == 4
