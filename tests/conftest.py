"""What tests of several parts of the program share."""

import os
from importlib.util import find_spec

import pytest
import torch
from fakes import FakeModel, Script, small_tokenizer
from talks import GREEDY, Start, counting

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session

for _name in ("COLUMNS", "LINES"):  # windows are as wide as each test says
    os.environ.pop(_name, None)
if "PYTEST_XDIST_WORKER" in os.environ:
    torch.set_num_threads(1)  # the others compute as well
if find_spec("triton") and not torch.cuda.is_available():
    os.environ["TRITON_INTERPRET"] = "1"  # before anything imports it: the kernels for GPUs then run on the CPU


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need a CUDA device are skipped where there is none."""
    if not torch.cuda.is_available():
        for item in items:
            if item.get_closest_marker("gpu"):
                item.add_marker(pytest.mark.skip(reason="no CUDA device: this was not run"))


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """A small vocabulary with tokens that straddle the stop texts of `template`."""
    return small_tokenizer()


@pytest.fixture(scope="session")
def template() -> PromptTemplate:
    """Bob asks, Alice answers, as in Raven's chat."""
    return PromptTemplate(
        name="test",
        opening="\n{system}\n\n",
        system="Bob talks with Alice.",
        user="Bob: {message}\n\nAlice:",
        closing="\n\n",
        stops=("\n\nBob",),
    )


@pytest.fixture
def start(tokenizer: Tokenizer, template: PromptTemplate) -> Start:
    """Makes a session with a fake model."""

    def make(script: Script = counting, params: SamplingParams = GREEDY, **others: object) -> Session:
        template_of = others.pop("template", template)
        return Session(FakeModel(tokenizer, script), tokenizer, template_of, params, **others)  # type: ignore[arg-type]

    return make


@pytest.fixture
def no_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a CUDA device, whatever this one has."""
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
