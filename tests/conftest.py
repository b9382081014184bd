"""What tests of several parts of the program share."""

import pytest
from fakes import small_tokenizer

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer


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
