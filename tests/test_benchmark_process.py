"""A program in a process of its own: what it answers, how its failures are told, and that it never outlives its use."""

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

import psutil
import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth

import rwkvchat
from rwkvchat.benchmark_process import SubjectProcess
from rwkvchat.benchmark_subject import Ours, Reader, Transformers
from rwkvchat.engine.state import State
from rwkvchat.errors import RwkvchatError

pytestmark = pytest.mark.filterwarnings("ignore")  # of transformers


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("model") / "tiny.pth", random_weights(3, 48, 120))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets a shell script be the program."""

    def write(script: str) -> None:
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(path))

    if sys.platform == "win32":
        pytest.skip("no shell scripts")
    return write


def test_a_subject_answers_from_its_own_process(model: Path) -> None:
    with SubjectProcess("the rwkv package", "rwkv", model, "cpu fp32", threads=1) as process:
        about = process.begin()
        assert about["threads"] == 1
        assert about["first"] > about["load"] > 0
        assert process.ask("prefill", count=300)["seconds"] > 0
        assert len(process.ask("decode", tokens=3)["seconds"]) == 3
        memory = process.ask("memory")
        assert memory["peak"] >= memory["now"] > 10 << 20


def test_a_strategy_that_fails_is_one_error_with_its_own_exit_code(model: Path, no_cuda: None) -> None:
    if torch.cuda.is_available():
        pytest.skip("it does not fail here")
    with (
        SubjectProcess("rwkvchat on a card", "rwkvchat", model, "cuda fp16") as process,
        pytest.raises(RwkvchatError) as failure,
    ):
        process.begin()
    assert failure.value.message.startswith("rwkvchat on a card: there is no CUDA device here")
    assert "cpu fp32" in failure.value.hint
    assert failure.value.exit_code == 3


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo one >&2; echo 'no room for it' >&2; exit 3", "it ended before it was measured: no room for it"),
        ("exit 4", "it ended before it was measured: with exit code 4"),
        ("kill -9 $$", "it ended before it was measured: signal 9 ended it, as the system does where memory runs out"),
        ("""echo '{"error": "too large", "hint": "", "code": 3}'""", "it: too large"),
    ],
    ids=["words", "none", "killed", "told"],
)
def test_the_end_of_a_program_is_told(stand_in: Any, script: str, message: str) -> None:
    stand_in(script)
    with SubjectProcess("it", "rwkvchat", None, "cpu fp32") as process, pytest.raises(RwkvchatError) as failure:
        process.begin()
    assert failure.value.message == message
    assert failure.value.hint


def test_a_program_that_ends_between_orders_is_an_error_too(stand_in: Any) -> None:
    stand_in("echo '{}'; read order; echo tired >&2")
    with SubjectProcess("it", "rwkvchat", None, "cpu fp32") as process:
        process.begin()
        with pytest.raises(RwkvchatError, match="tired"):
            process.ask("memory")
        with pytest.raises(RwkvchatError, match="tired"):  # and stays one
            process.ask("memory")


def test_a_talkative_program_does_not_stop(stand_in: Any) -> None:
    stand_in("i=0; while [ $i -lt 3000 ]; do echo 'a warning of a hundred letters or so' >&2; i=$((i+1)); done; "
             "echo '{\"threads\": 2}'; read order")  # fmt: skip
    with SubjectProcess("it", "rwkvchat", None, "cpu fp32") as process:
        assert process.begin()["threads"] == 2


def test_a_process_is_gone_when_it_is_no_longer_used(stand_in: Any) -> None:
    stand_in("echo '{}'; exec sleep 600")
    with SubjectProcess("it", "rwkvchat", None, "cpu fp32") as process:
        process.begin()
        [child] = [each for each in psutil.Process().children() if "sleep" in each.name()]
    assert not child.is_running()


def test_it_is_the_program_that_runs_and_not_another_of_its_name(
    stand_in: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in("""echo "{\\"path\\": \\"$PYTHONPATH\\", \\"words\\": \\"$*\\"}"; read order""")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    with SubjectProcess("it", "rwkvchat", Path("model.pth"), "cpu fp32", threads=2) as process:
        about = process.begin()
    own = Path(rwkvchat.__file__).resolve().parent.parent
    checkout = own != Path(sysconfig.get_path("purelib")).resolve()
    assert about["path"].split(os.pathsep) == [*([str(own)] if checkout else []), "/somewhere"]
    assert about["words"] == "-P -m rwkvchat.benchmark_subject rwkvchat model.pth cpu fp32 2"


def test_transformers_reads_with_the_same_weights(model: Path) -> None:
    ids = [5, 17, 99, 0, 3]
    for path in (model, write_hugging_face(model.parent / "folder", random_weights(3, 48, 120))):
        theirs = Transformers(str(path), "cpu fp32")
        state = theirs.read(ids[3:], theirs.read(ids[:3], None))
        ours: State = Ours(str(path), "cpu fp32").read(ids, None)
        for layer, found in enumerate(ours.layers):
            # Their order: the shifts of channel mixing and time mixing, then the sums.
            expected = (found.ffn_shift, found.att_shift, found.num, found.den, found.max)
            for place, tensor in enumerate(expected):
                assert torch.allclose(state[place][0, :, layer], tensor, rtol=1e-3, atol=1e-4)


def test_a_long_conversation_is_read_on_and_its_places_are_kept(model: Path) -> None:
    class Counting:
        """Its state is how much was read."""

        n_vocab, strategy, about = 50, "", ""

        def read(self, ids: list[int], state: int | None) -> int:
            self.last = (len(ids), state)
            return (state or 0) + len(ids)

        def read_one_of_each(self, count: int, state: object) -> object:
            return state

    subject = Counting()
    reader = Reader(subject)
    for to, keep in ((10, True), (20, False), (30, True)):
        assert reader.go_on(to, keep)["tokens"] == 10
    assert subject.last == (10, 20)
    reader.decode(2, after=10)
    assert subject.last == (1, 19)  # 8 tokens before those that are written
    reader.decode(1, after=30)
    assert subject.last == (1, 38)
    with pytest.raises(KeyError):
        reader.decode(1, after=20)
