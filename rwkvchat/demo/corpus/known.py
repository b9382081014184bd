"""What the model knows, by names: so that what lies outside can leave it out."""

import re
from collections.abc import Iterable

from rwkvchat.demo.corpus.countries import CAPITALS, OTHER_NAMES
from rwkvchat.demo.corpus.topics import TOPICS


def bare(name: str) -> str:
    """A name without case, article and plural, by which names of one thing are known."""
    name = re.sub(r"^(?:the|an|a) ", "", name.lower())
    return re.sub(r"s$", "", re.sub(r"ies$", "y", re.sub(r"(ch|sh|x|ss|o)es$", r"\1", name)))


KNOWN = frozenset(bare(name) for topic in TOPICS for name in topic.names)
COUNTRIES = frozenset(bare(name) for name in (*CAPITALS, *OTHER_NAMES))


def unknown(names: Iterable[str]) -> tuple[str, ...]:
    """Those that are no topic."""
    return tuple(name for name in names if bare(name) not in KNOWN)


def unknown_places(names: Iterable[str]) -> tuple[str, ...]:
    """Those that are no topic and no country whose capital is known."""
    return tuple(name for name in unknown(names) if bare(name) not in COUNTRIES)
