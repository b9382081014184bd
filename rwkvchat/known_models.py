"""The models that have names: where they are on the hub, how large they are, and how to talk to them.

A table and how its names are read. Knows nothing of files on this machine.
"""

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from rwkvchat.params import SamplingParams


class Profile(NamedTuple):
    """What belongs to a model: how to write a conversation down for it, and how to sample from it."""

    template: str
    params: SamplingParams


# The reference program's settings for Raven; Pile and World models do without penalties. Stop texts are the template's.
RAVEN = Profile("raven-chat", SamplingParams(1.2, 0.5, 0, 0.4, 0.4, 0.996))
WORLD = Profile("world", SamplingParams(1.0, 0.5))
PILE = Profile("qa", SamplingParams(1.0, 0.7))

FAMILIES = {"raven": RAVEN, "world": WORLD, "pile": PILE}


class Size(NamedTuple):
    """The sizes of a network."""

    n_layer: int
    n_embd: int
    n_vocab: int = 50277

    @property
    def n_params(self) -> int:
        """Embedding and head, their two norms; eleven vectors and thirteen squares a layer."""
        c = self.n_embd
        return 2 * self.n_vocab * c + 4 * c + self.n_layer * (11 * c + 13 * c * c)


SIZES = {
    "169m": Size(12, 768),
    "430m": Size(24, 1024),
    "1b5": Size(24, 2048),
    "3b": Size(32, 2560),
    "7b": Size(32, 4096),
    "14b": Size(40, 5120),
    "world-0.1b": Size(12, 768, 65536),
    "world-0.4b": Size(24, 1024, 65536),
    "world-1.5b": Size(24, 2048, 65536),
    "world-3b": Size(32, 2560, 65536),
    "world-7b": Size(32, 4096, 65536),
}


class Known(NamedTuple):
    """A model that has a name."""

    name: str
    repo: str
    file: str
    """Empty for a repository that is one model, in the Hugging Face form."""
    family: str
    size: Size
    nbytes: int
    """Of its weights; see `exact`."""
    sha256: str
    """The beginning of the file's checksum, where it is known."""

    @property
    def exact(self) -> bool:
        """Whether the number of bytes is the file's own, and no estimate."""
        return bool(self.sha256)

    @property
    def profile(self) -> Profile:
        return FAMILIES[self.family]

    @property
    def context(self) -> int | None:
        """Tokens of the texts that it was trained on, where its name tells."""
        return trained_context(self.file)


_NEW, _OLD = "Eng98%-Other2%", "Eng49%-Chn49%-Jpn1%-Other1%"
_RAVEN, _PILE, _WORLD = "BlinkDL/rwkv-4-raven", "BlinkDL/rwkv-4-pile-{}", "BlinkDL/rwkv-4-world"

# name, repository, file, size, bytes (0: two for each parameter, or four in the Hugging Face form), start of the sha256
_ROWS = (
    ("raven-1b5", _RAVEN, f"Raven-1B5-v12-{_NEW}-20230520-ctx4096", "1b5", 3030279730, "6bbbffb3ee2372df"),
    ("raven-3b", _RAVEN, f"Raven-3B-v12-{_NEW}-20230520-ctx4096", "3b", 5969345074, "1eea1845acfe9729"),
    ("raven-7b", _RAVEN, f"Raven-7B-v12-{_NEW}-20230521-ctx8192", "7b", 14785389618, "5a725eaeb9e09b72"),
    ("raven-14b", _RAVEN, f"Raven-14B-v12-{_NEW}-20230523-ctx8192", "14b", 28297309490, "1193b5a9ceab572e"),
    ("raven-3b-chn", _RAVEN, f"Raven-3B-v12-{_OLD}-20230527-ctx4096", "3b", 5969345330, "c0abb4b745ba3523"),
    ("raven-7b-chn", _RAVEN, f"Raven-7B-v12-{_OLD}-20230530-ctx8192", "7b", 14785389874, "6d4a089ff36d5d9d"),
    ("raven-7b-jpn", _RAVEN, "Raven-7B-v10-Eng89%-Jpn10%-Other1%-20230420-ctx4096", "7b", 0, ""),
    ("raven-14b-multi", _RAVEN, "Raven-14B-v8-EngAndMore-20230408-ctx4096", "14b", 0, ""),
    ("pile-169m", _PILE, "Pile-169M-20220807-8023", "169m", 0, ""),
    ("pile-430m", _PILE, "Pile-430M-20220808-8066", "430m", 0, ""),
    ("pile-1b5", _PILE, "Pile-1B5-20220929-ctx4096", "1b5", 0, ""),
    ("pile-3b", _PILE, "Pile-3B-20221110-ctx4096", "3b", 0, ""),
    ("pile-7b", _PILE, "Pile-7B-20230109-ctx4096", "7b", 0, ""),
    ("pile-14b", _PILE, "Pile-14B-20230313-ctx8192-test1050", "14b", 0, ""),
    ("world-0.1b", _WORLD, "World-0.1B-v1-20230520-ctx4096", "world-0.1b", 0, ""),
    ("world-0.4b", _WORLD, "World-0.4B-v1-20230529-ctx4096", "world-0.4b", 0, ""),
    ("world-1.5b", _WORLD, "World-1.5B-v1-fixed-20230612-ctx4096", "world-1.5b", 0, ""),
    ("world-3b", _WORLD, "World-3B-v1-20230619-ctx4096", "world-3b", 0, ""),
    ("world-7b", _WORLD, "World-7B-v1-20230626-ctx4096", "world-7b", 0, ""),
    ("raven-1b5-hf", "RWKV/rwkv-raven-1b5", "", "1b5", 0, ""),
    ("raven-3b-hf", "RWKV/rwkv-raven-3b", "", "3b", 0, ""),
    ("raven-7b-hf", "RWKV/rwkv-raven-7b", "", "7b", 0, ""),
    ("raven-14b-hf", "RWKV/rwkv-raven-14b", "", "14b", 0, ""),
    ("pile-169m-hf", "RWKV/rwkv-4-169m-pile", "", "169m", 0, ""),
    ("pile-430m-hf", "RWKV/rwkv-4-430m-pile", "", "430m", 0, ""),
    ("pile-430m-sgugger", "sgugger/rwkv-430M-pile", "", "430m", 0, ""),
    ("pile-1b5-hf", "RWKV/rwkv-4-1b5-pile", "", "1b5", 0, ""),
    ("pile-3b-hf", "RWKV/rwkv-4-3b-pile", "", "3b", 0, ""),
    ("pile-7b-hf", "RWKV/rwkv-4-7b-pile", "", "7b", 0, ""),
    ("pile-14b-hf", "RWKV/rwkv-4-14b-pile", "", "14b", 0, ""),
)


def _known() -> Iterator[Known]:
    for name, repo, file, size, nbytes, sha256 in _ROWS:
        estimate = SIZES[size].n_params * (2 if file else 4)
        where, what = repo.format(size), f"RWKV-4-{file}.pth" if file else ""
        yield Known(name, where, what, name.partition("-")[0], SIZES[size], nbytes or estimate, sha256)


KNOWN = {known.name: known for known in _known()}
"""The models by their names, those first that most people want."""

_SHORT = {"169m": "pile-169m", "430m": "pile-430m", "1b5": "raven-1b5", "1.5b": "raven-1b5", "3b": "raven-3b",
          "7b": "raven-7b", "14b": "raven-14b", "raven-1.5b": "raven-1b5", "pile-1.5b": "pile-1b5",
          "world-1b5": "world-1.5b"}  # fmt: skip
"""Other names. With "RWKV-4-" before them, the first are what older programs call these models."""


def known_model(text: str) -> Known | None:
    """The model that a name means: one of the table, the file's own, or a short form such as RWKV-4-1B5."""
    word = text.lower()
    for known in KNOWN.values():
        if known.file and word in (known.file.lower(), known.file.lower().removesuffix(".pth")):
            return known
    word = word.removeprefix("rwkv-4-")
    return KNOWN.get(_SHORT.get(word, word))


def known_at(repo: str, file: str) -> Known | None:
    """The model of a place on the hub."""
    for known in KNOWN.values():
        if known.repo.lower() == repo.lower() and known.file == file:
            return known
    return None


def near_names(text: str, *others: str) -> list[str]:
    """Names that somebody who wrote this may have meant, as lists show them: of the table, and others beside those."""
    near = difflib.get_close_matches(text.lower().removeprefix("rwkv-4-"), [*KNOWN, *_SHORT, *others], n=3, cutoff=0.6)
    return list(dict.fromkeys(_SHORT.get(name, name) for name in near))


def trained_context(name: str) -> int | None:
    """What the name of a file says of the length of the texts that a model was trained on."""
    found = re.search(r"ctx(\d{1,7})(k?)(?!\d)", name)
    return int(found[1]) * (1024 if found[2] else 1) if found else None


def family_of(name: str) -> str | None:
    """The family that the name of a file, a folder or a repository tells."""
    found = re.search("|".join(FAMILIES), name.lower())
    return found[0] if found else None
