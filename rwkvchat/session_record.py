"""What of a session outlives the program: plain values, which `session_file` writes and reads."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.engine.model import ModelInfo
from rwkvchat.engine.state import Snapshot
from rwkvchat.params import SamplingParams

SEEDS = 2**63


def new_id() -> str:
    """What a new session is kept under: when it began, and four digits that tell it from others of that second."""
    return f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seeds of replies: from ``base`` upwards, or drawn anew for each reply when there is no base."""

    base: int | None = None
    used: int = 0

    def next(self) -> tuple[int, "Seeds"]:
        """The next reply's seed, and the seeds after it."""
        if self.base is None:
            return secrets.randbelow(2**32), self
        return (self.base + self.used) % SEEDS, replace(self, used=self.used + 1)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """All of a session that outlives the program; what a conversation file holds."""

    model: ModelInfo
    source: str
    """Where the model is found again: a path, or the name of the model that ships."""
    tokenizer: str
    """The fingerprint of the tokenizer."""
    title: str
    """What the user named the session; empty for the first words said."""
    template: PromptTemplate
    system: str | None
    params: SamplingParams
    stops: tuple[str, ...]
    seeds: Seeds
    conversation: Conversation
    snapshots: Mapping[int, Snapshot]
    """By turn: those kept of the openings and documents, the cursor and the ends of named branches."""
