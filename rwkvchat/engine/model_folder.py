"""Which of the files in a folder are the model. Knows names alone and opens nothing."""

import re
from pathlib import Path

from rwkvchat.engine.tensor_table import quoted
from rwkvchat.errors import WeightsError

PART = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.(?P<form>safetensors|bin)")
"""The name of one of several files of a model."""
INDEX = ".index.json"
"""What the name of a list of such files ends with."""
CONVENTIONAL = ("model", "pytorch_model")
"""What Hugging Face calls the files of every model, by which two of them in a folder are the same one."""

WRITTEN = re.compile(
    r"config\.json|generation_config\.json|model(-\d{5}-of-\d{5})?\.safetensors|model\.safetensors\.index\.json"
    r"|tokenizer\.json|tokenizer_config\.json"
)
"""The names of all files that are in a folder when this program has written a model into it."""

_WHOLE = re.compile(r"(?P<stem>.+)\.(?P<form>safetensors|bin|pth)((?<!pth)\.index\.json)?")
_OF_TRAINING = re.compile(r"(training_args|optimizer|scheduler|scaler|rng_state(_\d+)?)\.(bin|pt|pth)")
_UNFINISHED = re.compile(r".+\.(incomplete|part|partial|crdownload|download|aria2)")
_FOREIGN = re.compile(r".+\.(gguf|ggml)")
_FORMS = ("safetensors", "bin", "pth")
"""From the one that is taken first."""
_SHOWN = 4
_GIVE_ONE = "give the file that you mean, or keep each model in a folder of its own"


def choose(folder: Path) -> Path:
    """The one file that a folder's model is in, or the index of its several files.

    Raises:
        WeightsError: there is none, or there are two models. OSError: the folder cannot be read.
    """
    found = sorted(path.name for path in folder.iterdir())
    names = [name for name in found if not name.startswith(".") and not _OF_TRAINING.fullmatch(name)]
    models: dict[str, dict[str, list[str]]] = {}
    parts = {part["stem"]: name for name in names if (part := PART.fullmatch(name))}
    for name in names:
        whole = None if PART.fullmatch(name) else _WHOLE.fullmatch(name)
        if whole:
            stem = "" if whole["stem"] in CONVENTIONAL else whole["stem"]
            models.setdefault(stem, {}).setdefault(whole["form"], []).append(name)
    if not models:
        foreign = next(filter(_FOREIGN.fullmatch, names), None)
        if foreign is None:
            raise _nothing(names, list(parts.values()))
        return folder / foreign  # and whoever opens it says what it is
    if len(models) > 1:
        shown = [found[form][0] for found in models.values() for form in _FORMS if form in found]
        raise WeightsError(f"it holds more than one model: {_some(shown)}", _GIVE_ONE)
    [model] = models.values()
    candidates = next(model[form] for form in _FORMS if form in model)
    if len(candidates) > 1:
        raise WeightsError(f"it holds a model twice: {_some(candidates)}", _GIVE_ONE)
    return folder / candidates[0]


def _nothing(names: list[str], parts: list[str]) -> WeightsError:
    """What to say of a folder without a model."""
    if parts:
        return WeightsError(
            f"it holds parts of a model ({_some(parts)}) and no index of them",
            "download the .index.json file of the model too",
        )
    unfinished = [name for name in names if _UNFINISHED.fullmatch(name)]
    if unfinished:
        return WeightsError(f"it holds an unfinished download: {_some(unfinished)}", "download the model again")
    if "snapshots" in names:
        return WeightsError("it is a folder of the hub's cache", "give one of the folders in its folder snapshots")
    return WeightsError("it is a folder without weights", "give a folder that holds a .safetensors, .bin or .pth file")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(quoted(name) for name in names[:_SHOWN]) + more
