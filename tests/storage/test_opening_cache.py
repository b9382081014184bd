"""What openings led to, kept between sessions: read once, the same to the bit, and never in the way."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from checkpoints import build
from fakes import FakeModel, same, small_tokenizer
from talks import GREEDY, counting

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.kernels import native
from rwkvchat.engine.model import run
from rwkvchat.engine.state import Snapshot
from rwkvchat.session import Session
from rwkvchat.storage.opening_cache import MOST, OpeningCache

IDS = [5, 6, 7]


@pytest.fixture
def model(tokenizer: Tokenizer) -> FakeModel:
    return FakeModel(tokenizer, counting)


@pytest.fixture
def cache(tmp_path: Path, model: FakeModel) -> OpeningCache:
    return OpeningCache(tmp_path / "cache" / "openings", model)


@pytest.fixture
def read(model: FakeModel) -> Snapshot:
    return model.forward(IDS, model.initial_state())


def entries(cache: OpeningCache) -> list[Path]:
    return sorted(path for path in cache.folder.iterdir())


def test_the_second_session_reads_nothing(cache: OpeningCache, model: FakeModel, template: PromptTemplate) -> None:
    opened = []
    for _ in range(2):
        model.calls = 0
        session = Session(model, model.tokenizer, template, GREEDY, openings=cache)
        run(session.open())
        opened.append((model.calls, session))
    assert [calls for calls, _ in opened] == [1, 0]
    first, second = (session.snapshots[session.conversation.cursor] for _, session in opened)
    assert same(first, second)
    other = Session(model, model.tokenizer, template, GREEDY, "Bob is a raven.", openings=cache)
    run(other.open())
    assert model.calls == 1


def test_a_network_goes_on_from_it_to_the_bit(tmp_path: Path) -> None:
    model = build(tmp_path, n_vocab=small_tokenizer().size)
    cache = OpeningCache(tmp_path / "openings", model)
    after = model.forward(IDS, model.initial_state())
    cache.keep(IDS, after)
    found = cache.find(IDS)
    assert found is not None
    assert same(found, after)
    assert same(model.forward([9], found.state), model.forward([9], after.state))


def test_whatever_may_change_a_bit_is_another_entry(
    cache: OpeningCache, model: FakeModel, read: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep(IDS, read)
    info = model.info
    assert cache.find(IDS[:2]) is None
    assert cache.find([*IDS, 0]) is None
    for change in ({"fingerprint": "another"}, {"strategy": "cpu bf16"}, {"block_length": 8}):
        model.info = replace(info, **change)
        assert cache.find(IDS) is None
    model.info = info
    functions = (
        (torch, "get_num_threads"), (torch.backends.cpu, "get_cpu_capability"), (native, "instruction_set")
    )  # fmt: skip
    for owner, name in functions:
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, lambda: 77)
            assert cache.find(IDS) is None
    with monkeypatch.context() as patch:
        patch.setattr(torch, "__version__", "9")
        assert cache.find(IDS) is None
    assert cache.find(IDS) is not None


@pytest.mark.parametrize("where", [0.0, 0.01, 0.3, 0.6, 0.999])
def test_a_damaged_entry_is_as_good_as_none_and_is_written_anew(
    cache: OpeningCache, read: Snapshot, where: float
) -> None:
    cache.keep(IDS, read)
    (path,) = entries(cache)
    whole = path.read_bytes()
    at = int(where * len(whole))
    for damaged in (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole[:at], b""):
        path.write_bytes(damaged)
        assert cache.find(IDS) is None
        cache.keep(IDS, read)
        assert path.read_bytes() == whole
    path.unlink()
    path.mkdir()
    assert cache.find(IDS) is None
    cache.keep(IDS, read)  # cannot be, and says nothing


def test_an_entry_of_another_model_under_this_name_is_ignored(cache: OpeningCache, read: Snapshot) -> None:
    cache.keep(IDS, read)
    (path,) = entries(cache)
    tokenizer = small_tokenizer([("a", "b")])
    larger = FakeModel(tokenizer, counting, longest=512)
    other = OpeningCache(cache.folder, larger)
    other.keep(IDS, larger.forward(IDS, larger.initial_state()))
    (theirs,) = {*entries(cache)} - {path}
    path.write_bytes(theirs.read_bytes())
    assert cache.find(IDS) is None


def test_those_used_last_are_kept_and_the_oldest_go(cache: OpeningCache, read: Snapshot) -> None:
    for number in range(MOST):
        cache.keep([number], read)
        for path in entries(cache):  # older by a second each
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    assert cache.find([0]) is not None
    leftover = cache.folder / ".x.opening.0123abcd.tmp"
    leftover.touch()
    os.utime(leftover, (0, 0))
    cache.keep([100], read)
    assert len(entries(cache)) == MOST
    assert [n for n in range(MOST) if cache.find([n]) is None] == [1]
    assert cache.find([100]) is not None


def test_only_this_user_can_read_it(cache: OpeningCache, read: Snapshot) -> None:
    if os.name == "nt":
        pytest.skip("permissions are another thing there")
    cache.keep(IDS, read)
    (path,) = entries(cache)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in (cache.folder, cache.folder.parent)} == {0o700}


def test_a_place_that_cannot_be_written_to_is_no_trouble(tmp_path: Path, model: FakeModel, read: Snapshot) -> None:
    (tmp_path / "file").touch()
    cache = OpeningCache(tmp_path / "file" / "openings", model)
    cache.keep(IDS, read)
    cache.distrust()
    assert cache.find(IDS) is None


def test_what_damaged_weights_gave_goes_and_nothing_more_is_kept(cache: OpeningCache, read: Snapshot) -> None:
    cache.keep(IDS, read)
    cache.keep([1], read)
    cache.distrust()
    assert entries(cache) == []
    cache.keep(IDS, read)  # by the engine's thread, which has not heard of it yet
    assert entries(cache) == []
