"""The program as its users start it: a process of its own, with a small random model and folders of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from checkpoints import random_weights, write_pth

from rwkvchat.demo import TOKENIZER

PATIENCE = 120
"""Seconds after which something that takes two on a quiet machine is taken to hang."""

WITHOUT_END = ("--template", "completion", "--max-tokens", "10000000")
"""Flags with which the model of `endless_weights` never stops by itself."""


class Ended(NamedTuple):
    """What a process left behind."""

    code: int
    stdout: bytes
    stderr: str


def endless_weights(n_layer: int = 3, n_embd: int = 48, n_vocab: int = 2100) -> dict[str, torch.Tensor]:
    """Random weights of a model that never samples token 0, the end of a text."""
    weights = random_weights(n_layer, n_embd, n_vocab)
    # One place of the last layer is always 10, and takes 100 off the logit of token 0 alone.
    weights["ln_out.weight"][0], weights["ln_out.bias"][0] = 0, 10
    weights["head.weight"][:, 0] = 0
    weights["head.weight"][0, 0] = -10
    return weights


def write_model(folder: Path, name: str = "tiny.pth", **sizes: int) -> Path:
    """A model file with the shipped tokenizer beside it."""
    shutil.copyfile(TOKENIZER, folder / "tokenizer.json")
    return write_pth(folder / name, endless_weights(**sizes))


class Program:
    """Starts ``python -m rwkvchat`` in a folder that also holds all that it keeps."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.folder = folder
        self.model = model
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV", "RWKVCHAT_"))
        }
        # The package under test is the installed one, or the one that this test run was pointed to.
        paths = [str(Path(path).resolve()) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
        places = {"HOME": "home", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config",
                  "XDG_CACHE_HOME": "cache"}  # fmt: skip
        self.environment |= {name: str(folder / place) for name, place in places.items()}
        self.environment |= {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "VISUAL", "EDITOR"):
            self.environment.pop(name, None)

    def command(self, arguments: Sequence[str], *, model: bool = True) -> list[str]:
        """The command line; ``model`` puts the random model in."""
        return [sys.executable, "-m", "rwkvchat", *(("-m", str(self.model)) if model else ()), *arguments]

    def run(self, *arguments: str, stdin: bytes = b"", model: bool = True) -> Ended:
        """Start it without a terminal, and wait for its end."""
        ended = subprocess.run(
            self.command(arguments, model=model),
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr.decode())

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start it without a terminal and with nothing on standard input."""
        return subprocess.Popen(
            self.command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
        )
