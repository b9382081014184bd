"""Conversation files: what is loaded goes on as if it had never been away, and nothing else is loaded at all."""

import copy
import json
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from checkpoints import build
from fakes import FakeModel, replay, same, small_tokenizer

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.model import Model
from rwkvchat.engine.safetensors_format import MAX_HEADER
from rwkvchat.errors import ConversationError, RwkvchatError
from rwkvchat.params import SamplingParams
from rwkvchat.session import Seeds, Session, SessionRecord
from rwkvchat.session_file import VERSION, dump, encode, load_session, parse, save_session

ROOM = 64
"""Tokens that the small files' model has room for."""
METADATA = {"format": "rwkvchat-conversation", "version": "1"}


@pytest.fixture
def session(tokenizer: Tokenizer, template: PromptTemplate) -> Session:
    """A conversation with branches, a past and a future, on a fake model."""
    model = FakeModel(tokenizer, lambda asked: [" one\n\nBob", " two"], longest=ROOM)
    params = SamplingParams(temperature=1, top_p=1, presence=0.5, seed=11)
    session = Session(model, tokenizer, replace(template, system="Hi."), params, stops=["#", "é"])
    run(session, "ask", "a\ud800b")
    list(session.retry({"seed": "3", "temp": "0"}))
    run(session, "ask", "b")
    session.undo()
    session.configure({"top_k": "5"})
    return session


@pytest.fixture
def data(session: Session) -> bytes:
    return dump(session.record())


def run(session: Session, command: str, *arguments: Any) -> None:
    for _ in getattr(session, command)(*arguments):
        pass


def fresh(session: Session, params: SamplingParams = SamplingParams()) -> Session:  # noqa: B008, a frozen value
    return Session(session.model, session.tokenizer, PromptTemplate("another", "{message}"), params)


def resumed(session: Session, record: SessionRecord) -> Session:
    other = fresh(session)
    other.adopt(record)
    return other


def with_record(tensors: dict[str, torch.Tensor], text: str) -> bytes:
    """A file with another record and a right hash."""
    record = torch.tensor(list(text.encode()), dtype=torch.uint8)
    return encode(METADATA, tensors | {"record": record})


def record_of(tensors: dict[str, torch.Tensor]) -> Any:
    return json.loads(bytes(tensors["record"].tolist()))


def rewritten(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file whose record was changed, with a right hash."""
    tensors = safetensors.torch.load(data)
    table = record_of(tensors)
    change(table)
    return with_record(tensors, json.dumps(table))


def assert_refused(data: bytes) -> ConversationError:
    with pytest.raises(ConversationError) as caught:
        parse(data, "talk.state")
    assert caught.value.exit_code == 4
    assert "talk.state" in caught.value.message
    return caught.value


# What comes back


def test_everything_comes_back(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    record = session.record()
    assert record.conversation.future
    assert len(record.conversation.turns) == 6
    save_session(path, record)
    loaded = load_session(path)
    assert replace(loaded, snapshots={}) == replace(record, snapshots={})
    assert loaded.conversation.turns[1].text == "a\ud800b"
    assert loaded.seeds == Seeds(11, used=2)
    assert set(loaded.snapshots) == set(record.snapshots) == {0, session.conversation.cursor}
    assert all(same(loaded.snapshots[number], record.snapshots[number]) for number in record.snapshots)
    assert dump(loaded) == path.read_bytes()


def test_a_loaded_conversation_can_be_undone_redone_and_tried_again(session: Session) -> None:
    other = resumed(session, parse(dump(session.record()), "x"))
    assert other.memory_text() == session.memory_text()
    for move in ("redo", "undo", "undo", "undo", "redo"):
        assert getattr(other, move)() == getattr(session, move)()
        here = other.conversation.cursor
        list(other._here(here))
        assert same(other.snapshots[here], replay(other.model, list(other.conversation.current_line())))
    run(session, "retry")
    run(other, "retry")
    assert (other.last.text, other.last.seed) == (session.last.text, session.last.seed)
    assert other.conversation == session.conversation


def test_the_session_that_was_saved_and_the_loaded_one_do_not_share_what_changes(session: Session) -> None:
    record = session.record()
    other = resumed(session, record)
    run(other, "ask", "more")
    assert session.conversation == record.conversation != other.conversation


@pytest.fixture
def real(tmp_path: Path, tokenizer: Tokenizer, template: PromptTemplate) -> Callable[[], Session]:
    """Makes sessions, each with a small real model loaded anew."""

    def make() -> Session:
        params = SamplingParams(temperature=0, presence=0.4, frequency=0.4, max_tokens=30)
        return Session(build(tmp_path, n_vocab=tokenizer.size), tokenizer, template, params)

    return make


@pytest.mark.parametrize("settings", [{}, {"temp": "1.3", "top_p": "1", "seed": "5"}], ids=["greedy", "sampled"])
def test_a_loaded_conversation_goes_on_to_the_bit(
    real: Callable[[], Session], tmp_path: Path, settings: dict[str, str]
) -> None:
    session = real()
    session.configure(settings)
    run(session, "ask", "hello there")
    run(session, "ask", "é?")
    save_session(tmp_path / "talk.state", session.record())
    other = real()
    other.adopt(load_session(tmp_path / "talk.state"))
    for one in (session, other):
        one.configure({"max": "200"})
        run(one, "ask", "and then")
    assert session.last is not None
    assert session.last.completion_tokens == 200
    assert other.conversation == (session.conversation if settings else seeded(other, session))
    cursor = session.conversation.cursor
    assert same(other.snapshots[cursor], session.snapshots[cursor])
    run(session, "retry", {"seed": "9"})
    run(other, "retry", {"seed": "9"})
    assert other.conversation.ids() == session.conversation.ids()


def seeded(session: Session, other: Session) -> object:
    """The other's conversation with the seeds that this one drew."""
    conversation = other.conversation.copy()
    for number, turn in session.conversation.turns.items():
        conversation.turns[number] = replace(conversation.turns[number], seed=turn.seed)
    return conversation


def test_a_conversation_that_has_not_begun_comes_back(tokenizer: Tokenizer, template: PromptTemplate) -> None:
    session = Session(FakeModel(tokenizer, lambda asked: " x"), tokenizer, template, SamplingParams(seed=1))
    other = resumed(session, parse(dump(session.record()), "x"))
    run(other, "ask", "a")
    run(session, "ask", "a")
    assert other.conversation == session.conversation


@pytest.mark.parametrize("asked", [False, True], ids=["opened", "asked"])
@pytest.mark.parametrize("kept", [False, True], ids=["without snapshots", "with snapshots"])
def test_an_empty_opening_comes_back(tokenizer: Tokenizer, asked: bool, kept: bool) -> None:
    model = FakeModel(tokenizer, lambda asked: f" {len(asked)}")
    session = Session(model, tokenizer, PromptTemplate("bare", "{message} Alice:"), SamplingParams(seed=1))
    run(session, "open")
    if asked:
        run(session, "ask", "a")
    record = session.record()
    other = resumed(session, parse(dump(record if kept else replace(record, snapshots={})), "x"))
    for one in (session, other):
        run(one, "ask", "b")
    assert other.conversation == session.conversation
    cursor = session.conversation.cursor
    assert same(session.snapshots[cursor], other.snapshots[cursor])


def test_a_conversation_with_more_text_than_a_header_may_hold_comes_back(session: Session) -> None:
    record = session.record()
    turns = record.conversation.turns
    turns[1] = replace(turns[1], text='"\n' * MAX_HEADER)
    assert parse(dump(record), "x").conversation == record.conversation


def test_snapshots_that_share_their_tensors_can_be_saved(session: Session) -> None:
    record = session.record()
    shared = {0: record.snapshots[0], 1: record.snapshots[0]}
    loaded = parse(dump(replace(record, snapshots=shared)), "x")
    assert all(same(loaded.snapshots[number], shared[number]) for number in shared)


def test_a_file_is_what_the_formats_own_library_reads(session: Session, data: bytes) -> None:
    tensors = safetensors.torch.load(data)
    turns = session.conversation.turns.values()
    assert tensors["ids"].tolist() == [token for turn in turns for token in turn.ids]
    assert torch.equal(tensors["snapshot.0.state"], session.snapshots[0].state.flatten())
    assert torch.equal(tensors["snapshot.0.logits"], session.snapshots[0].logits)


def test_saving_and_loading_need_no_numpy(session: Session, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("Numpy is not available")

    monkeypatch.setattr(torch.Tensor, "numpy", fail)
    monkeypatch.setattr(torch.Tensor, "__array__", fail)
    assert dump(parse(dump(session.record()), "x")) == data


def test_the_generation_before_is_kept_and_both_are_private(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    save_session(path, session.record())
    first = path.read_bytes()
    run(session, "ask", "c")
    save_session(path, session.record())
    older = tmp_path / "talk.state~"
    assert older.read_bytes() == first != path.read_bytes()
    assert load_session(older).conversation != load_session(path).conversation
    assert {file.stat().st_mode & 0o777 for file in (path, older)} == {0o600}


# What is another model's


def test_another_models_conversation_is_refused_with_both_names(session: Session, tokenizer: Tokenizer) -> None:
    record = session.record()
    model: Model = FakeModel(tokenizer, lambda asked: "", longest=ROOM)
    model.info = replace(model.info, name="raven", fingerprint="other")
    other = Session(model, tokenizer, PromptTemplate("t", "{message}"), SamplingParams())
    before = other.conversation
    with pytest.raises(ConversationError, match=r"held with fake .* raven .* cannot") as caught:
        other.adopt(record)
    assert caught.value.exit_code == 4
    assert other.conversation is before
    assert other.template.name == "t"


def test_a_conversation_of_another_tokenizer_is_refused_with_both(session: Session) -> None:
    vocabulary = small_tokenizer([("q", "q")])
    model = FakeModel(vocabulary, lambda asked: "", longest=ROOM)
    other = Session(model, vocabulary, PromptTemplate("t", "{message}"), SamplingParams())
    model.info = session.model.info
    with pytest.raises(ConversationError, match="another tokenizer") as caught:
        other.adopt(session.record())
    assert session.tokenizer.fingerprint[:8] in caught.value.message
    assert vocabulary.fingerprint[:8] in caught.value.message
    assert caught.value.exit_code == 4


# What is damaged, foreign or newer


def test_a_newer_version_is_refused_naming_both(data: bytes) -> None:
    newer = encode(METADATA | {"version": "12", "else": "x"}, {"ids": torch.zeros(1)})
    error = assert_refused(newer)
    assert "12" in error.message
    assert str(VERSION) in error.message


@pytest.mark.parametrize("version", ["", "0", "-1", "²", "1.5", "9" * 5000, "one", "01", " 1"])
def test_a_version_that_is_none_is_refused(data: bytes, version: str) -> None:
    assert_refused(encode(METADATA | {"version": version}, safetensors.torch.load(data)))


def test_a_file_cut_at_any_byte_is_refused(data: bytes) -> None:
    for length in range(len(data)):
        assert_refused(data[:length])
    assert_refused(data + b"\0")


@pytest.mark.parametrize("mask", [0xFF, 0x01, 0x0F, 0x20], ids=hex)
def test_a_file_with_any_byte_flipped_is_refused_or_means_the_same(data: bytes, mask: int) -> None:
    # The header decides what the other bytes mean, so it is tried with every mask; 0x0F makes F32 of I32.
    end = len(data) if mask == 0xFF else 8 + int.from_bytes(data[:8], "little")
    damaged = bytearray(data)
    accepted = 0
    for place in range(end):
        damaged[place] ^= mask
        try:
            assert dump(parse(bytes(damaged), "talk.state")) == data
            accepted += 1
        except ConversationError:
            pass
        damaged[place] ^= mask
    assert accepted <= 8, "only the white space that fills the header may change"


def test_the_same_bytes_under_another_type_or_shape_are_refused(data: bytes) -> None:
    assert_refused(data.replace(b'"I32"', b'"F32"', 1))
    shape = f"[1,5,{ROOM}]".encode()
    assert data.count(shape) == 2
    assert_refused(data.replace(shape, f"[5,1,{ROOM}]".encode()))


def test_a_swap_of_two_tensors_is_refused(data: bytes) -> None:
    one, other, third = b'"snapshot.0.state"', b'"snapshot.3.state"', b'"snapshot.X.state"'
    assert (data.count(one), data.count(other)) == (1, 1)
    assert_refused(data.replace(one, third).replace(other, one).replace(third, other))


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04" + bytes(100), id="a zip"),
        pytest.param(safetensors.torch.save({"emb.weight": torch.zeros(2, 2)}), id="weights"),
        pytest.param(safetensors.torch.save({"emb.weight": torch.zeros(2)}, {"format": "pt"}), id="weights of torch"),
        pytest.param(safetensors.torch.save({"ids": torch.zeros(2)}, {"format": "rwkvchat-conversation"}), id="a name"),
        pytest.param(encode(METADATA, {}), id="no tensors"),
        pytest.param(encode(METADATA, {"a": torch.zeros(0)}), id="no record"),
    ],
)
def test_a_foreign_file_is_refused(foreign: bytes) -> None:
    assert_refused(foreign)


@pytest.mark.parametrize(
    "record",
    ["", "[]", "null", "1", '"x"', "{}", "NaN", "[" * 100_000, '{"turns": ' + "9" * 5000 + "}", '{"turns": {}}'],
    ids=lambda text: text[:12],
)
def test_a_record_that_is_no_record_is_refused(data: bytes, record: str) -> None:
    assert_refused(with_record(safetensors.torch.load(data), record))


def at(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """Puts a value at a place of a record."""

    def change(table: Any) -> None:
        for key in path[:-1]:
            table = table[key]
        table[path[-1]] = value

    return change


REFUSED = {
    "a cursor nowhere": at("cursor", value=6),
    "a cursor before the beginning": at("cursor", value=-1),
    "a cursor that is true": at("cursor", value=True),
    "a past nowhere": at("past", 0, value=99),
    "a past that is a table": at("past", value={}),
    "a future that is a text": at("future", value=""),
    "a parent that comes later": at("turns", 1, "parent", value=2),
    "a parent that is itself": at("turns", 1, "parent", value=1),
    "a parent below zero": at("turns", 1, "parent", value=-1),
    "a reply without a parent": at("turns", 2, "parent", value=None),
    "an opening with a parent": at("turns", 0, "parent", value=0),
    "a role of no name": at("turns", 1, "role", value="system"),
    "a stop reason of no name": at("turns", 2, "stop_reason", value="tired"),
    "a text that is a number": at("turns", 1, "text", value=5),
    "a closing that is none": at("turns", 1, "closing", value=None),
    "a seed that is a text": at("turns", 2, "seed", value="3"),
    "tokens below zero": at("turns", 0, "ids", value=-1),
    "more tokens than there are": at("turns", 5, "ids", value=2**70),
    "infinitely many tokens": at("turns", 0, "ids", value=math.inf),
    "an unknown field of a turn": at("turns", 0, "mood", value="good"),
    "no turns": at("turns", value=[]),
    "a last turn left out": lambda table: table["turns"].pop(),
    "settings out of range": at("params", "temperature", value=-1),
    "settings of a turn that are a list": at("turns", 2, "params", value=[]),
    "stops that are a text": at("stops", value="abc"),
    "stops of the template that are numbers": at("template", "stops", value=[1]),
    "a template without a name": lambda table: table["template"].pop("name"),
    "a system text that is a list": at("system", value=[]),
    "seeds below zero": at("seeds", "base", value=-1),
    "seeds used below zero": at("seeds", "used", value=-1),
    "a seed of a turn below zero": at("turns", 2, "seed", value=-1),
    "snapshots by text": at("snapshots", value=["0"]),
    "a snapshot that is not there": at("snapshots", value=[0, 1]),
    "a snapshot of no turn": at("snapshots", value=[9]),
    "another size of state": at("model", "n_embd", value=ROOM + 1),
    "another size of logits": at("model", "n_vocab", value=3),
    "a model that is a name": at("model", value="raven"),
    "a tokenizer that is none": at("tokenizer", value=None),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_a_record_that_does_not_fit_together_is_refused(
    data: bytes, change: Callable[[dict[str, Any]], object]
) -> None:
    assert dump(parse(rewritten(data, lambda table: None), "x")) == data
    assert_refused(rewritten(data, change))


TENSORS: dict[str, Callable[[dict[str, torch.Tensor]], object]] = {
    "no ids": lambda tensors: tensors.pop("ids"),
    "no record": lambda tensors: tensors.pop("record"),
    "a record that is no text": lambda tensors: tensors["record"].fill_(255),
    "no readings": lambda tensors: tensors.pop("readings"),
    "ids that are not whole": lambda tensors: tensors.update(ids=tensors["ids"].float()),
    "ids in rows": lambda tensors: tensors.update(ids=tensors["ids"].unsqueeze(1)),
    "ids beyond the vocabulary": lambda tensors: tensors["ids"].fill_(10_000),
    "ids below zero": lambda tensors: tensors["ids"].fill_(-1),
    "an id more": lambda tensors: tensors.update(ids=torch.cat([tensors["ids"], tensors["ids"][:1]])),
    "readings of nothing": lambda tensors: tensors["readings"].zero_(),
    "a reading below zero": lambda tensors: tensors["readings"][2:4].add_(torch.tensor([-3, 3], dtype=torch.int32)),
    "a state that is not a number": lambda tensors: tensors["snapshot.0.state"].fill_(math.nan),
    "logits that are not finite": lambda tensors: tensors["snapshot.0.logits"].fill_(math.inf),
    "a flat state": lambda tensors: tensors.update({"snapshot.0.state": tensors["snapshot.0.state"].flatten()}),
    "a state of whole numbers": lambda tensors: tensors.update(
        {"snapshot.0.state": tensors["snapshot.0.state"].to(torch.int32)}
    ),
    "an empty state": lambda tensors: tensors.update({"snapshot.0.state": torch.zeros(0)}),
}


@pytest.mark.parametrize("change", TENSORS.values(), ids=TENSORS.keys())
def test_tensors_that_do_not_fit_the_record_are_refused(
    data: bytes, change: Callable[[dict[str, torch.Tensor]], object]
) -> None:
    tensors = safetensors.torch.load(data)
    change(tensors)
    assert_refused(encode(METADATA, tensors))


WRONG = [None, True, -1, 0, 1.5, math.inf, math.nan, 2**70, "", "x", "\ud800", [], {}, [[]], [None], {"x": 1}]


def paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """Every place inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (key,)
        yield from ((key, *rest) for rest in paths(item))


def test_anything_in_any_place_of_a_record_is_refused_or_can_be_gone_on_with(session: Session, data: bytes) -> None:
    tensors = safetensors.torch.load(data)
    table = record_of(tensors)
    accepted = refused = 0
    for path in paths(table):
        for wrong in WRONG:
            other = copy.deepcopy(table)
            at(*path, value=wrong)(other)
            try:
                record = parse(with_record(tensors, json.dumps(other)), "x")
                dump(record)
                run(resumed(session, record), "retry")
            except ConversationError:
                refused += 1
            except RwkvchatError as error:
                pytest.fail(f"{path} = {wrong!r}: {error!r}")
            else:
                accepted += 1
    assert refused > 10 * accepted > 0


# Where it is read from


def test_what_cannot_be_read_is_a_conversation_error(tmp_path: Path) -> None:
    for place in ("nowhere", "", "x" * 300, "a\0b"):
        with pytest.raises(ConversationError):
            load_session(tmp_path / place)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConversationError):
        load_session(tmp_path / "pipe")


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talk.state"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)  # a hole: it takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(ConversationError, match="too large"):
        load_session(path)
