"""Conversation files: what is loaded goes on as if it had never been away, and nothing else is loaded at all."""

import copy
import json
import math
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from checkpoints import build
from fakes import FakeModel, replay, same
from records import METADATA, ROOM, Talk, alike, at, grown, names, parse, parts_of, rewritten, table_of

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.safetensors_format import MAX_HEADER, Part, join
from rwkvchat.errors import ConversationError, RwkvchatError, SaveError
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage import session_file
from rwkvchat.storage.pack import RECORD, VERSION, pack
from rwkvchat.storage.session_file import (
    Opened,
    dump,
    load_session,
    open_session,
    reopen_without_snapshots,
    save_session,
)

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def talk() -> Talk:
    return grown()


@pytest.fixture(scope="module")
def record(talk: Talk) -> SessionRecord:
    return talk.record()


@pytest.fixture(scope="module")
def data(record: SessionRecord) -> bytes:
    return dump(record)


@pytest.fixture(scope="module")
def small(record: SessionRecord) -> bytes:
    """With one snapshot, to be damaged at every byte."""
    return dump(replace(record, snapshots={8: record.snapshots[8]}))


def with_record(data: bytes, text: str) -> bytes:
    """A file with another record and a right hash."""
    content = text.encode("utf-8", "surrogatepass")
    return pack(METADATA, parts_of(data) | {RECORD: Part("U8", (len(content),), content)}).data


def without_snapshots(folder: Path, data: bytes) -> Opened:
    """What can be gone on with of the bytes of a file."""
    path = folder / "damaged.state"
    path.write_bytes(data)
    return reopen_without_snapshots(path)


def assert_refused(data: bytes) -> ConversationError:
    with pytest.raises(ConversationError) as caught:
        parse(data, "talk.state")
    assert caught.value.exit_code == 4
    assert "talk.state" in caught.value.message
    return caught.value


def run(session: Session, command: str, *arguments: Any) -> None:
    for _ in getattr(session, command)(*arguments):
        pass


def session_of(talk: Talk, template: PromptTemplate) -> Session:
    return Session(talk.model, talk.tokenizer, template, SamplingParams())


# What comes back


def test_everything_comes_back(record: SessionRecord, tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    assert record.conversation.future
    assert record.conversation.place.tips
    assert set(record.snapshots) == {0, 4, 6, 8}
    save_session(path, record)
    loaded = load_session(path)
    assert alike(loaded, record)
    assert loaded.conversation.turns[1].text == "a\ud800b"
    assert dump(loaded) == path.read_bytes()
    assert open_session(path).remark == ""
    assert names(tmp_path) == {"talk.state"}


def test_a_loaded_conversation_can_be_undone_redone_and_tried_again(talk: Talk, template: PromptTemplate) -> None:
    one, other = (session_of(talk, template) for _ in range(2))
    one.adopt(talk.record(), "same")
    other.adopt(parse(dump(talk.record()), "x"), "same")
    for move in ("redo", "undo", "undo", "undo", "redo"):
        assert getattr(other, move)() == getattr(one, move)() == 1
        assert other.memory_text() == one.memory_text()
        list(other.here())
        here = other.conversation.cursor
        assert same(other.snapshots[here], replay(talk.model, list(other.conversation.current_line())))
    for session in (one, other):
        session.conversation.switch("side")
        run(session, "retry")
    assert (other.last.text, other.last.seed) == (one.last.text, one.last.seed)
    assert other.conversation == one.conversation


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
    other = Session(session.model, tokenizer, PromptTemplate("another", "{message}"), SamplingParams())
    other.adopt(parse(dump(session.record()), "x"))
    run(other, "ask", "a")
    run(session, "ask", "a")
    assert other.conversation == session.conversation


def test_a_wish_made_before_the_beginning_comes_back() -> None:
    talk = Talk()
    talk.conversation.begin_with("Well,")
    talk.conversation.fork("side")
    record = talk.record()
    assert record.conversation.turns == {}
    assert parse(dump(record), "x") == record
    talk.add("opening", "Hi.")
    talk.exchange("a", " b")
    assert alike(parse(dump(talk.record()), "x"), talk.record())


@pytest.mark.parametrize("asked", [False, True], ids=["opened", "asked"])
@pytest.mark.parametrize("kept", [False, True], ids=["without snapshots", "with snapshots"])
def test_an_empty_opening_comes_back(tokenizer: Tokenizer, asked: bool, kept: bool) -> None:
    model = FakeModel(tokenizer, lambda asked: f" {len(asked)}")
    session = Session(model, tokenizer, PromptTemplate("bare", "{message} Alice:"), SamplingParams(seed=1))
    run(session, "open")
    if asked:
        run(session, "ask", "a")
    record = session.record()
    other = Session(model, tokenizer, PromptTemplate("another", "{message}"), SamplingParams())
    other.adopt(parse(dump(record if kept else replace(record, snapshots={})), "x"))
    for one in (session, other):
        run(one, "ask", "b")
    assert other.conversation == session.conversation
    cursor = session.conversation.cursor
    assert same(session.snapshots[cursor], other.snapshots[cursor])


def test_a_conversation_with_more_text_than_a_header_may_hold_comes_back(record: SessionRecord) -> None:
    conversation = record.conversation.copy()
    conversation.turns[1] = replace(conversation.turns[1], text='"\n' * MAX_HEADER)
    assert parse(dump(replace(record, conversation=conversation)), "x").conversation == conversation


def test_snapshots_that_share_their_tensors_can_be_saved(record: SessionRecord) -> None:
    shared = {0: record.snapshots[0], 1: record.snapshots[0]}
    loaded = parse(dump(replace(record, snapshots=shared)), "x")
    assert all(same(loaded.snapshots[number], shared[number]) for number in shared)


def test_of_too_many_snapshots_those_of_the_ends_and_the_newest_are_kept(
    record: SessionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = record.snapshots[0]
    many = replace(record, snapshots=dict.fromkeys(record.conversation.turns, one))
    ends = {record.conversation.cursor, *record.conversation.place.tips.values()}
    assert len(ends) == 2
    assert parse(dump(many), "x").snapshots.keys() == many.snapshots.keys()
    monkeypatch.setattr(session_file, "MOST_SNAPSHOTS", 3)
    assert parse(dump(many), "x").snapshots.keys() == ends | {max(record.conversation.turns)}
    monkeypatch.setattr(session_file, "MOST_SNAPSHOT_BYTES", one.nbytes)
    assert parse(dump(many), "x").snapshots.keys() == {record.conversation.cursor}
    assert parse(dump(record), "x").conversation == record.conversation


def test_what_a_file_may_hold_can_be_loaded(record: SessionRecord) -> None:
    conversation = record.conversation.copy()
    for _ in range(3000):
        conversation.add(conversation.turns[1])
    many = replace(record, conversation=conversation, snapshots=dict.fromkeys(conversation.turns, record.snapshots[0]))
    loaded = parse(dump(many), "x")
    assert loaded.conversation == conversation
    assert len(loaded.snapshots) == session_file.MOST_SNAPSHOTS == 1000
    assert loaded.snapshots.keys() == {6, *list(conversation.turns)[-999:]}, "6 is the end of a branch"


def test_a_file_is_what_the_formats_own_library_reads(record: SessionRecord, data: bytes) -> None:
    tensors = safetensors.torch.load(data)
    turns = record.conversation.turns.values()
    assert tensors["ids"].tolist() == [token for turn in turns for token in turn.ids]
    assert torch.equal(tensors["snapshot.0.state"], record.snapshots[0].state.flatten())
    assert torch.equal(tensors["snapshot.0.logits"], record.snapshots[0].logits)


def test_the_text_comes_first_and_the_tensors_are_aligned() -> None:
    for length in range(8):
        data = dump(grown().record(title="x" * length))
        start = 8 + int.from_bytes(data[:8], "little")
        assert data[start : start + 10] == b'{"title": '
        assert len(parts_of(data)[RECORD].data) % 8 == 0


def test_the_ends_of_branches_are_written_once_however_many_places_share_them(talk: Talk) -> None:
    tree = talk.conversation.copy()
    for number in (0, 1, 2) * 10:
        tree.go(number)
    table = table_of(dump(talk.record(conversation=tree, snapshots={})))
    assert len(table["past"]) >= 30
    assert len(table["tips"]) == 3


def test_saving_and_loading_need_no_numpy(record: SessionRecord, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("Numpy is not available")

    monkeypatch.setattr(torch.Tensor, "numpy", fail)
    monkeypatch.setattr(torch.Tensor, "__array__", fail)
    assert dump(parse(dump(record), "x")) == data


def test_the_generation_before_is_kept_and_both_are_private(tmp_path: Path) -> None:
    path, talk = tmp_path / "talk.state", grown()
    save_session(path, talk.record())
    first = path.read_bytes()
    talk.exchange("c", " d")
    save_session(path, talk.record())
    older = tmp_path / "talk.state~"
    assert older.read_bytes() == first != path.read_bytes()
    assert load_session(older).conversation != load_session(path).conversation
    assert {file.stat().st_mode & 0o777 for file in (path, older)} == {0o600}


# Files of versions that were released open for ever


@pytest.mark.parametrize("path", sorted(DATA.glob("v*.state")), ids=lambda path: path.stem)
def test_a_file_of_an_older_version_opens_and_says_what_it_said(path: Path) -> None:
    opened = open_session(path)
    assert opened.remark == ""
    turns = opened.record.conversation.turns
    said = [f"{number} {turn.role} {turn.text!r}" for number, turn in turns.items()]
    assert said == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert opened.record.conversation.cursor in opened.record.snapshots
    assert opened.record.model.name == "fake"


def test_there_are_files_of_every_version() -> None:
    versions = {int(match[1]) for path in DATA.glob("v*.state") if (match := re.match(r"v(\d+)-", path.name))}
    assert versions == set(range(1, VERSION + 1))


# What is damaged, foreign or newer


def test_a_newer_version_is_refused_naming_both(tmp_path: Path, data: bytes) -> None:
    newer = pack(METADATA | {"version": "12", "else": "x"}, {"ids": Part("U8", (1,), b"x")}).data
    error = assert_refused(newer)
    assert "12" in error.message
    assert str(VERSION) in error.message
    with pytest.raises(ConversationError, match="12"):
        without_snapshots(tmp_path, pack(METADATA | {"version": "12"}, parts_of(data)).data)


@pytest.mark.parametrize("version", ["", "0", "-1", "²", "1.5", "9" * 5000, "one", "01", " 1"])
def test_a_version_that_is_none_is_refused(data: bytes, version: str) -> None:
    assert_refused(pack(METADATA | {"version": version}, parts_of(data)).data)


def test_a_file_cut_at_any_byte_is_refused(small: bytes) -> None:
    for length in range(len(small)):
        assert_refused(small[:length])
    assert_refused(small + b"\0")


@pytest.mark.parametrize("mask", [0xFF, 0x01, 0x0F, 0x20], ids=hex)
def test_a_file_with_any_byte_flipped_is_refused_or_means_the_same(small: bytes, mask: int) -> None:
    # The header decides what the other bytes mean, so it is tried with every mask; 0x0F makes F32 of I32.
    end = len(small) if mask == 0xFF else 8 + int.from_bytes(small[:8], "little")
    damaged = bytearray(small)
    accepted = 0
    for place in range(end):
        damaged[place] ^= mask
        try:
            assert dump(parse(bytes(damaged), "talk.state")) == small
            accepted += 1
        except ConversationError:
            pass
        damaged[place] ^= mask
    assert accepted <= 8, "only the white space that fills the header may change"


def test_the_same_bytes_under_another_type_or_shape_are_refused(data: bytes) -> None:
    assert_refused(data.replace(b'"I32"', b'"F32"', 1))
    shape = f"[1,5,{ROOM}]".encode()
    assert data.count(shape) == 4
    assert_refused(data.replace(shape, f"[5,1,{ROOM}]".encode()))


def test_a_swap_of_two_tensors_is_refused(data: bytes) -> None:
    one, other, third = b'"snapshot.0.state"', b'"snapshot.8.state"', b'"snapshot.X.state"'
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
        pytest.param(pack(METADATA, {}).data, id="no tensors"),
        pytest.param(pack(METADATA, {"a": Part("F32", (0,), b"")}).data, id="no record"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path: Path, foreign: bytes) -> None:
    assert "no turn" in assert_refused(foreign).hint
    with pytest.raises(ConversationError):
        without_snapshots(tmp_path, foreign)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "1", '"x"', "{}", "NaN", "[" * 100_000, '{"turns": ' + "9" * 5000 + "}", '{"turns": {}}'],
    ids=lambda text: text[:12],
)
def test_a_record_that_is_no_record_is_refused(data: bytes, text: str) -> None:
    assert_refused(with_record(data, text))


REFUSED = {
    "a cursor nowhere": at("place", 0, value=3),
    "a cursor below the beginning": at("place", 0, value=-2),
    "a cursor that is true": at("place", 0, value=True),
    "a place that is a number": at("place", value=8),
    "a place with less in it": lambda table: table["place"].pop(),
    "a place with more in it": lambda table: table["place"].append(0),
    "a branch of no name": at("place", 1, value=""),
    "a branch of two words": at("place", 1, value="a b"),
    "a branch that ends elsewhere, too": at("place", 1, value="side"),
    "ends that are not there": at("place", 2, value=3),
    "ends counted from behind": at("place", 2, value=-1),
    "ends that are a list": at("tips", 0, value=[]),
    "an end nowhere": at("tips", 0, "side", value=3),
    "an end that is false": at("tips", 0, "side", value=False),
    "an end of no name": at("tips", 0, "two words", value=0),
    "a wish that is none": at("place", 3, value=None),
    "a past nowhere": at("past", 0, 0, value=99),
    "a past that is a table": at("past", value={}),
    "a future that is a text": at("future", value=""),
    "a number twice": at("turns", 1, "number", value=0),
    "a number that falls": lambda table: table["turns"].append(table["turns"][5]),
    "a number below zero": at("turns", 0, "number", value=-1),
    "a number that is true": at("turns", 1, "number", value=True),
    "a parent that comes later": at("turns", 1, "parent", value=2),
    "a parent that is itself": at("turns", 1, "parent", value=1),
    "a parent below zero": at("turns", 1, "parent", value=-1),
    "a parent that was deleted": at("turns", 5, "parent", value=3),
    "a reply without a parent": at("turns", 2, "parent", value=None),
    "an opening with a parent": at("turns", 0, "parent", value=0),
    "a role of no name": at("turns", 1, "role", value="system"),
    "a stop reason of no name": at("turns", 2, "stop_reason", value="tired"),
    "a text that is a number": at("turns", 1, "text", value=5),
    "a closing that is none": at("turns", 1, "closing", value=None),
    "a beginning that is a list": at("turns", 1, "prefix", value=[]),
    "a name that is none": at("turns", 3, "name", value=None),
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
    "a title that is none": at("title", value=None),
    "a source that is a number": at("source", value=1),
    "seeds below zero": at("seeds", "base", value=-1),
    "seeds too large": at("seeds", "base", value=2**63),
    "seeds used below zero": at("seeds", "used", value=-1),
    "seeds used beyond counting": at("seeds", "used", value=10**4300 - 1),
    "a number that leaves no room for others": at("turns", 8, "number", value=10**9),
    "a seed of a turn below zero": at("turns", 2, "seed", value=-1),
    "snapshots by text": at("snapshots", value=["0"]),
    "a snapshot that is not there": at("snapshots", value=[0, 1]),
    "a snapshot of no turn": at("snapshots", value=[3]),
    "another size of state": at("model", "n_embd", value=ROOM + 1),
    "another size of logits": at("model", "n_vocab", value=3),
    "a model that is a name": at("model", value="raven"),
    "a tokenizer that is none": at("tokenizer", value=None),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_a_record_that_does_not_fit_together_is_refused(
    data: bytes, change: Callable[[dict[str, Any]], object]
) -> None:
    assert rewritten(data, lambda table: None) == data
    assert_refused(rewritten(data, change))


def as_tensor(part: Part) -> torch.Tensor:
    return safetensors.torch.load(join({}, {"x": part}))["x"]


def as_part(tensor: torch.Tensor) -> Part:
    code = {torch.float32: "F32", torch.int32: "I32", torch.uint8: "U8"}[tensor.dtype]
    return Part(code, tuple(tensor.shape), tensor.contiguous().numpy().tobytes())


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
    tensors = {name: as_tensor(part) for name, part in parts_of(data).items()}
    assert dump(parse(pack(METADATA, {name: as_part(tensor) for name, tensor in tensors.items()}).data, "x")) == data
    change(tensors)
    assert_refused(pack(METADATA, {name: as_part(tensor) for name, tensor in tensors.items()}).data)


WRONG = [None, True, -1, 0, 1.5, math.inf, math.nan, 2**70, "", "x", "\ud800", [], {}, [[]], [None], {"x": 1}]


def paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """Every place inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (key,)
        yield from ((key, *rest) for rest in paths(item))


def test_anything_in_any_place_of_a_record_is_refused_or_can_be_gone_on_with(
    talk: Talk, small: bytes, template: PromptTemplate
) -> None:
    table = table_of(small)
    accepted = refused = 0
    for path in paths(table):
        if path[0] in ("turns", "past") and len(path) > 1 and path[1] not in (0, 1, 2, 3):
            continue  # the rest are like those
        for wrong in WRONG:
            other = copy.deepcopy(table)
            at(*path, value=wrong)(other)
            try:
                record = parse(with_record(small, json.dumps(other)), "x")
                dump(record)
                session = session_of(talk, template)
                session.adopt(record)
                run(session, "retry")
            except ConversationError:
                refused += 1
            except RwkvchatError as error:
                pytest.fail(f"{path} = {wrong!r}: {error!r}")
            else:
                accepted += 1
    assert refused > 5 * accepted > 0


# What can be had of a damaged file


def test_a_file_whose_snapshots_alone_are_damaged_gives_the_rest(
    tmp_path: Path, record: SessionRecord, data: bytes
) -> None:
    begin = (
        8 + int.from_bytes(data[:8], "little") + sum(len(parts_of(data)[n].data) for n in (RECORD, "ids", "readings"))
    )
    bare = replace(record, snapshots={})
    for end in {*range(begin, len(data), 997), begin, len(data) - 1}:
        assert_refused(data[:end])
        assert without_snapshots(tmp_path, data[:end]) == (bare, "")
    for place in range(begin, len(data), 499):
        damaged = data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]
        assert_refused(damaged)
        assert without_snapshots(tmp_path, damaged) == (bare, "")
    assert "is damaged: of" in without_snapshots(tmp_path, data[: begin - 1]).remark


def test_whether_the_turns_are_as_they_were_is_said(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    path.write_bytes(data[:-1])
    assert reopen_without_snapshots(path).remark == ""
    path.write_bytes(data.replace(b'"text": " two"', b'"text": " six"'))
    opened = reopen_without_snapshots(path)
    assert opened.record.conversation.turns[8].text == " six"
    assert "may have changed" in opened.remark


def test_a_file_whose_table_is_damaged_can_be_told_again_as_far_as_an_unbroken_line_goes(
    talk: Talk, template: PromptTemplate, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "talk.state"
    path.write_bytes(data.replace(b'"title": ', b'"title"; '))
    with pytest.raises(ConversationError) as caught:
        load_session(path)
    assert "--replay" in caught.value.hint
    opened = reopen_without_snapshots(path)
    assert "of 9 turns" in opened.remark
    said = {number: (turn.role, turn.text, turn.parent) for number, turn in talk.conversation.turns.items()}
    told = opened.record.conversation
    assert {number: (turn.role, turn.text, turn.parent) for number, turn in told.turns.items()} == said
    assert told.turns[4].name == "a file.txt"
    assert told.cursor == 9
    session = session_of(talk, template)
    with pytest.raises(ConversationError, match="an unknown model"):
        session.adopt(opened.record)
    run(session, "retell", opened.record)
    assert session.conversation.turns.keys() == said.keys()
    assert session.conversation.cursor == 9
    assert "hello\n\n" not in session.memory_text()
    assert "Alice: two" in session.memory_text()
    run(session, "ask", "more")

    path.write_bytes(path.read_bytes().replace(b'"parent": 2', b'"parent"; 2'))
    told = reopen_without_snapshots(path).record.conversation
    assert list(told.turns) == [0, 1, 2]


def test_replay_is_offered_only_where_a_line_begins(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    path.write_bytes(data[data.index(b'{"number": 1, ') :])
    for read in (load_session, reopen_without_snapshots):
        with pytest.raises(ConversationError) as caught:
            read(path)
        assert f"state text {path}` shows the 8 turns" in caught.value.hint
        assert "--replay" not in caught.value.hint


def test_a_refusal_says_what_there_is_instead(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    path.write_bytes(data[:-1])
    with pytest.raises(ConversationError) as caught:
        load_session(path)
    assert f"rwkvchat state text {path}` shows the 9 turns" in caught.value.hint
    assert "--replay" in caught.value.hint
    assert "~" not in caught.value.hint
    (tmp_path / "talk.state~").write_bytes(data)
    with pytest.raises(ConversationError, match="damaged") as caught:
        load_session(path)
    assert f"kept as {path}~" in caught.value.hint


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


@pytest.mark.parametrize(
    "mine", ["mine", 'of the format "rwkvchat-conversation"', '       {"a": "rwkvchat-conversation"}']
)
def test_nothing_but_a_conversation_is_written_over(tmp_path: Path, record: SessionRecord, mine: str) -> None:
    path = tmp_path / "notes.md"
    path.write_text(mine)
    with pytest.raises(SaveError, match="is no conversation") as caught:
        save_session(path, record)
    assert "another name" in caught.value.hint
    assert sorted(each.name for each in tmp_path.iterdir()) == ["notes.md"]
    assert path.read_text() == mine
    path.write_text("")
    for _ in range(2):
        save_session(path, record)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    save_session(path, record)  # a damaged one may be replaced
    load_session(path)
