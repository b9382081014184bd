"""Every error this program raises on purpose: a sentence, a hint that says what to do next, an exit code.

RwkvchatError                 1   anything that is not below
├── UsageError                2   flags and how they combine
│   ├── SettingsError         2   a sampling setting outside its range
│   ├── StrategyError         2   a strategy text that cannot be read
│   ├── TemplateError         2   a prompt template that cannot be used
│   └── PromptError           2   nothing to answer, or not text
├── ModelError                3   a model that cannot be had
│   ├── WeightsError          3   a weight file that cannot be used
│   │   └── NotHereError      3   a model of the hub that was not downloaded yet
│   ├── TokenizerError        3   a vocabulary that is missing, broken or another model's
│   ├── HubError              3   a download that cannot be had
│   └── DeviceError           3   a device or memory that is not there
├── ConversationError         4   a conversation file that is unusable, locked or another model's
├── TokenError                1   token ids that the model does not have
├── NumericsError             1   the model computed something that is not a number
├── SaveError                 1   something could not be written
└── Interrupted             130   the user stopped a reading
"""

import difflib
import errno
from collections.abc import Iterable


class RwkvchatError(Exception):
    """The one base: ``message`` is one clear sentence, ``hint`` says what to do next (or is empty)."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_full(error: BaseException) -> bool:
    """Whether there was no room: on the disk, in the largest file that is allowed, or in what a user may have."""
    return isinstance(error, OSError) and error.errno in _FULL


TRACEBACK = "RWKVCHAT_TRACEBACK"
"""Set in the environment, it shows where an unexpected error was."""


def unexpected(error: Exception) -> RwkvchatError:
    """What to say of an error that nobody raised on purpose."""
    return RwkvchatError(
        f"this should not have happened: {type(error).__name__}: {error}",
        f"please report it; with {TRACEBACK}=1 in the environment the program shows where it was",
    )


def did_you_mean(word: str, names: Iterable[str], before: str = "", cutoff: float = 0.6) -> str:
    """The beginning of a hint: the name that is nearest to a word, whatever its case; empty where none is near.

    Args:
        before: what the name is written with in front of it. cutoff: how near it must be, 1.0 for the same.
    """
    by_plain = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(word.casefold(), by_plain, n=1, cutoff=cutoff)
    return f"did you mean {before}{by_plain[near[0]]}? " if near else ""


class UsageError(RwkvchatError):
    exit_code = 2


class SettingsError(UsageError): ...


class StrategyError(UsageError): ...


class TemplateError(UsageError): ...


class PromptError(UsageError): ...


class ModelError(RwkvchatError):
    exit_code = 3


class WeightsError(ModelError): ...


class NotHereError(WeightsError):
    """``name`` is what brings it: ``rwkvchat models get NAME``."""

    def __init__(self, message: str, hint: str, name: str) -> None:
        super().__init__(message, hint)
        self.name = name


class TokenizerError(ModelError): ...


class HubError(ModelError): ...


class DeviceError(ModelError): ...


class ConversationError(RwkvchatError):
    exit_code = 4


class TokenError(RwkvchatError): ...


class NumericsError(RwkvchatError): ...


class SaveError(RwkvchatError): ...


class Interrupted(RwkvchatError):
    exit_code = 130
