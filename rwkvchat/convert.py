"""A model from one form of file into another: what can be, what travels with it, and the writing itself.

Knows what belongs to a model and what each form has room for; how bytes are laid out is for the writers. All up to
`Conversion.run` works without torch, so that what cannot be is said at once.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rwkvchat.catalogue import find_tokenizer, layout_of, profile_of, trained_on
from rwkvchat.dialogue.tokenizer import Tokenizer, load_tokenizer
from rwkvchat.dialogue.vocabulary import END_OF_TEXT
from rwkvchat.dialogue.world import WorldTokenizer
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.engine.hugging_face import config_table, tokenizer_table
from rwkvchat.engine.layout import EPSILON, Layout
from rwkvchat.engine.model_folder import WRITTEN
from rwkvchat.engine.quantised_file import VERSION, is_matrix
from rwkvchat.engine.safetensors_format import OWN_FORMAT
from rwkvchat.engine.tensor_table import GET_PLAIN
from rwkvchat.errors import TokenizerError, UsageError, WeightsError
from rwkvchat.files import check_place, check_room
from rwkvchat.staging import staged_file, staged_folder

if TYPE_CHECKING:
    from rwkvchat.engine.outgoing import Outgoing

Form = Literal["pth", "safetensors", "hf"]
FORMS: tuple[Form, ...] = ("pth", "safetensors", "hf")
DTYPES = ("fp32", "fp16", "bf16")

ENDINGS: dict[str, Form] = {".pth": "pth", ".safetensors": "safetensors"}
"""What the names of files say of their form."""

FORCE = "give another name, or --force, which replaces it when the new one is complete"

_KINDS: dict[Form, str] = {"pth": "a .pth file", "safetensors": "a safetensors file", "hf": "a folder"}
_OF_THE_FILE = {"format", "version", "quantisation", "source", "dtype"}
"""What metadata say of a file, and not of the model in it."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a model is to become."""

    out: Path
    form: Form
    dtype: str | None = None
    """A number format for all tensors that are not quantised; None keeps that of each."""
    quantisation: str = ""
    force: bool = False
    """Whether to take the place of a model that is there."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion of which everything was checked that can be checked before it is done."""

    weights: Checkpoint
    layout: Layout
    wanted: Wanted
    tokenizer: Tokenizer | None
    """What a folder gets; None where there is no form that others open."""
    generation: dict[str, Any]
    """How `transformers` is to sample."""

    @property
    def dtype(self) -> str:
        """The number format that most of the matrices will have."""
        return self.wanted.quantisation or self.wanted.dtype or self.layout.dtype

    def remarks(self) -> Iterator[str]:
        """What the user should know of what the form has no room for."""
        if self.wanted.form == "pth" and "template" in self.weights.metadata:
            yield "a .pth file has no room for the model's template, settings and context: they stay behind"
        if self.wanted.form != "hf":
            yield from self._tokenizer_that_stays()
        elif self.tokenizer is None:
            yield (
                "AutoTokenizer opens the World vocabulary in no form without code of its own: the folder gets no "
                "tokenizer, and rwkvchat needs none there"
            )

    def _tokenizer_that_stays(self) -> Iterator[str]:
        """What to do where the file will find no tokenizer, and the source has one."""
        n_vocab = self.layout.n_vocab
        with contextlib.suppress(TokenizerError):
            beside = find_tokenizer(self.weights.path, n_vocab).where
            try:
                find_tokenizer(self.wanted.out, n_vocab)
            except TokenizerError:
                yield (
                    f"the tokenizer stays where it is: copy {beside} beside {self.wanted.out.name} as tokenizer.json, "
                    "or give it with --tokenizer"
                )

    def run(self, on_progress: Callable[[int, int], None] = lambda done, total: None) -> Path:
        """Write it; gives the path. Whatever ends this early, the final name keeps what it had, or stays free.

        Args:
            on_progress: told of the bytes that are written, and of all of them.

        Raises:
            WeightsError: the source is damaged, or holds values that the format cannot hold.
            SaveError: it cannot be written.
        """
        from rwkvchat.engine.outgoing import outgoing

        if self.weights.has_checksums:
            self.weights.verify()
        tensors = outgoing(self.weights, self.wanted.dtype, self.wanted.quantisation)
        total, out, force = sum(tensor.nbytes for tensor in tensors), self.wanted.out, self.wanted.force
        check_room(out.parent, total, str(out))
        told = list(_told(tensors, lambda done: on_progress(done, total)))
        if self.wanted.form == "hf":
            with staged_folder(out, replace=force) as folder:
                self._write_folder(folder, told)
        else:
            with staged_file(out, replace=force) as path:
                self._write_file(path, told)
        return out

    def _write_file(self, path: Path, tensors: "list[Outgoing]") -> None:
        from rwkvchat.engine.pth_writer import write_pth
        from rwkvchat.engine.safetensors_writer import write_safetensors

        with path.open("wb") as out:
            if self.wanted.form == "pth":
                write_pth(out, tensors)
            else:
                write_safetensors(out, self._metadata(), tensors)

    def _write_folder(self, folder: Path, tensors: "list[Outgoing]") -> None:
        from rwkvchat.engine.hugging_face_writer import write_folder, write_json

        config = config_table(self.layout, self.weights.norm_epsilon, self.dtype, trained_on(self.weights))
        write_json(folder / "config.json", config)
        write_json(folder / "generation_config.json", self.generation)
        if self.tokenizer is not None:
            shutil.copyfile(self.tokenizer.where, folder / "tokenizer.json")
            write_json(folder / "tokenizer_config.json", tokenizer_table(END_OF_TEXT))
        write_folder(folder, self._metadata(), tensors)

    def _metadata(self) -> dict[str, str]:
        """What a safetensors file says of itself and of the model."""
        from rwkvchat.engine.model import fingerprint

        kept = {key: text for key, text in self.weights.metadata.items() if key not in _OF_THE_FILE}
        found = {"format": OWN_FORMAT, **kept, "name": self.weights.name}
        context = trained_on(self.weights)
        if context is not None:
            found["context"] = str(context)
        if self.wanted.quantisation:
            found |= {"version": VERSION, "quantisation": self.wanted.quantisation, "dtype": self.layout.dtype}
            found["source"] = fingerprint(self.weights)
            if self._rounds():
                found["source"] = hashlib.sha256(f"{found['source']} {self.wanted.dtype}".encode()).hexdigest()
        return found

    def _rounds(self) -> bool:
        """Whether what is not quantised gets other values, so that it is another model."""
        dtype, tensors = self.wanted.dtype, self.weights.tensors
        plain = {info.dtype for name, info in tensors.items() if not is_matrix(name)}
        return dtype not in {None, "fp32"} and plain != {dtype}


def form_of(out: Path, given: str | None) -> Form:
    """The form that is wanted: as it was given, or as the name of the file says.

    Raises:
        UsageError: neither tells, or they contradict each other.
    """
    told = ENDINGS.get(out.suffix.lower())
    wanted = next((form for form in FORMS if form == given), told)
    if wanted is None:
        raise UsageError(
            f"the name {out} does not say what to write",
            "give --to hf for a folder in the Hugging Face form, or a name that ends in .pth or .safetensors",
        )
    if told not in (None, wanted):
        raise UsageError(f"--to {wanted} makes {_KINDS[wanted]}, and {out} is named as another", "change one of them")
    return wanted


def prepare(source: Path, wanted: Wanted, tokenizer: Path | None = None) -> Conversion:
    """See that a model can be converted as wanted.

    Args:
        tokenizer: for a folder, where it is not found.

    Raises:
        UsageError: what is wanted contradicts itself, or would take the place of something else.
        WeightsError, TokenizerError: the source cannot be used. SaveError: nothing can be written there.
    """
    if wanted.quantisation and wanted.form != "safetensors":
        raise UsageError(
            f"--quantize makes a safetensors file, and not {_KINDS[wanted.form]}",
            "give --to safetensors; other programs do not read what rwkvchat quantised",
        )
    weights = open_checkpoint(source)
    layout = layout_of(weights)
    if weights.quantisation:
        raise WeightsError(
            f"{source} is quantised ({weights.quantisation}), and what was lost then does not come back", GET_PLAIN
        )
    if wanted.form != "hf" and weights.norm_epsilon != EPSILON:
        raise WeightsError(
            f"{source} has a layer_norm_epsilon of {weights.norm_epsilon:g}, which only the Hugging Face form can say",
            "give --to hf",
        )
    wanted = replace(wanted, out=_check_out(wanted, weights))
    found = _find_tokenizer(source, layout, tokenizer) if wanted.form == "hf" else None
    # Also where it is not needed: settings that make no sense must not travel on.
    return Conversion(weights, layout, wanted, found, _generation(weights, layout))


def _check_out(wanted: Wanted, weights: Checkpoint) -> Path:
    """See that something can be written there, and that what is there may be replaced; gives the path without links."""
    out, folder = Path(os.path.realpath(wanted.out)), wanted.form == "hf"
    for source in (weights.path, *(file.path for file in weights.files)):
        real = Path(os.path.realpath(source))
        if real == out or (folder and out in real.parents):
            raise UsageError(f"{wanted.out} is where the model is that is to be converted", "give another name")
    if not (folder and os.path.isdir(out)):
        check_place(out)
    if folder and os.path.isdir(out):
        _check_folder(wanted.out, force=wanted.force)
    elif folder and os.path.lexists(out):
        raise UsageError(f"{wanted.out} is a file, and --to hf makes a folder", "give another name")
    elif os.path.lexists(out) and not wanted.force:
        raise UsageError(f"{wanted.out} is there already", FORCE)
    return out


def _check_folder(folder: Path, *, force: bool) -> None:
    """See that a folder that is there is empty, or a model that may be replaced."""
    found = sorted(path.name for path in folder.iterdir())
    if found and not force:
        raise UsageError(f"{folder} is there already, and not empty", FORCE)
    others = [name for name in found if not WRITTEN.fullmatch(name)]
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        raise UsageError(
            f"{folder} is not replaced: it holds what is no part of a converted model: "
            f"{', '.join(map(ascii, others[:_SHOWN]))}{more}",
            "give another name, or put these elsewhere",
        )


def _find_tokenizer(source: Path, layout: Layout, given: Path | None) -> Tokenizer | None:
    if given:
        found = load_tokenizer(given)
        found.check_fits(layout.n_vocab)
    else:
        found = find_tokenizer(source, layout.n_vocab)
    return None if isinstance(found, WorldTokenizer) else found


def _generation(weights: Checkpoint, layout: Layout) -> dict[str, Any]:
    """A generation_config.json: of the model's settings those that `transformers` means in the same way."""
    params = profile_of(weights, layout).params
    found: dict[str, Any] = {"bos_token_id": 0, "eos_token_id": 0, "do_sample": params.temperature > 0}
    if params.temperature:
        found |= {"temperature": params.temperature, "top_p": params.top_p, "top_k": params.top_k}
    return found | {"max_new_tokens": params.max_tokens}


def _told(tensors: "list[Outgoing]", tell: Callable[[int], None]) -> "Iterator[Outgoing]":
    """The same tensors, of whose bytes somebody is told as they are written."""
    done = 0

    def counted(pieces: Callable[[], Iterator[memoryview]]) -> Iterator[memoryview]:
        nonlocal done
        for piece in pieces():
            yield piece
            done += piece.nbytes
            tell(done)

    for tensor in tensors:
        yield tensor._replace(pieces=partial(counted, tensor.pieces))
