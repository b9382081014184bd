"""What a text such as ``owner/repo`` or ``owner/repo/file.pth`` names on the hub. Knows no files and no network."""

import re
import shlex
from typing import NamedTuple

from rwkvchat.errors import UsageError
from rwkvchat.known_models import known_at, known_model

WEIGHTS = (".pth", ".safetensors", ".bin")
"""How the names of weight files end."""

_PLACE = re.compile(r"([\w.-]+)/([\w.-]+)(?:/([^\0]+))?", re.ASCII)
_REVISION = re.compile(r"[\w.-]+(/[\w.-]+)*", re.ASCII)


class Place(NamedTuple):
    """A model on the hub."""

    repo: str
    file: str = ""
    """Empty for the one that a whole repository is."""
    revision: str | None = None
    """A branch, a tag or a commit; None is whatever is there, and its branch ``main`` on the hub."""

    @property
    def text(self) -> str:
        """How a user names it, in the shortest way."""
        known = known_at(self.repo, self.file)
        return known.name if known else f"{self.repo}/{self.file}".rstrip("/")

    @property
    def command(self) -> str:
        """What brings it here."""
        return f"rwkvchat models get {shlex.quote(self.text)}" + (
            f" --revision {self.revision}" if self.revision else ""
        )


def place_of(text: str, revision: str | None = None) -> Place | None:
    """The place on the hub that a name or an ``owner/repo`` means, if it may be one.

    Raises:
        UsageError: the revision can be none.
    """
    if revision is not None and (not _REVISION.fullmatch(revision) or unsafe(revision)):
        raise UsageError(f"{revision} is no revision", "give a branch, a tag or a commit of the repository")
    known = known_model(text)
    if known:
        return Place(known.repo, known.file, revision)
    match = _PLACE.fullmatch(text)
    if not match or any(".." in part or "--" in part or part[0] in ".-" for part in match.groups()[:2]):
        return None
    owner, repo, file = match.groups("")
    if unsafe(file) or (not file and repo.endswith(WEIGHTS)):
        return None
    known = known_at(f"{owner}/{repo}", file)  # as the hub writes it, since its cache does not take another case
    return Place(known.repo if known else f"{owner}/{repo}", file, revision)


def unsafe(name: str) -> bool:
    """Whether the name of a file could lead out of the folder that it is to be put into."""
    return bool(re.search(r"^[/~]|\\|:|\0|(^|/)\.\.?(/|$)|//", name))
