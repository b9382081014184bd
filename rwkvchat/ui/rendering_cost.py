"""Measures what it costs to show a reply: as Markdown, and as it was written. Knows no model and no real terminal."""

import io
import itertools
import re
import time
from dataclasses import dataclass

from rwkvchat.ui.render import Renderer
from rwkvchat.ui.writers import MarkdownWriter, PlainWriter, Writer

ANSWER = """\
## How ravens **find** their way

Ravens are *clever* black birds; they live in mountains, forests and deserts, and `Corvus corax` is found over most of
the northern hemisphere. A paragraph such as this one has a few **words that matter**, and most of it is plain.

1. They remember places, see [a long article](https://example.org/ravens).
2. They follow each other:
   - in winter, to a roost
   - in summer, in pairs

```python
def distance(one: Place, other: Place) -> float:
    \"\"\"How far it is, as the crow flies.\"\"\"
    return math.hypot(one.x - other.x, one.y - other.y)  # in kilometres
```

| name | weight | where |
|------|-------:|-------|
| raven | 1.2 kg | the north |
| crow | 0.5 kg | towns |

"""
TOKEN = re.compile(r"\s?\w{1,5}|\s?[^\w\s]{1,2}|\s")
"""Cuts a text into pieces about as long as tokens are."""


@dataclass(frozen=True, slots=True)
class RenderingCosts:
    """Time of the processor for each token of a reply."""

    tokens: int
    markdown_microseconds: float
    plain_microseconds: float

    def share(self, tokens_per_s: float) -> float:
        """The part of a second that Markdown takes when tokens come so fast."""
        return self.markdown_microseconds * tokens_per_s / 1e6


def rendering(tokens: int = 5000, tokens_per_s: float = 100.0) -> RenderingCosts:
    """Show a reply of so many tokens, which come as fast as is said, in a window of 80 columns that nobody sees."""
    pieces = [*itertools.islice(itertools.cycle(TOKEN.findall(ANSWER)), tokens)]
    out = Renderer(_Window(), _Window()).out
    out.width = 80
    now = 0.0

    def measure(writer: Writer) -> float:
        nonlocal now
        writer.feed(pieces[0])  # parsers are ready then
        start = time.thread_time()
        for piece in pieces[1:]:
            now += 1 / tokens_per_s
            writer.feed(piece)
        writer.finish()
        return 1e6 * (time.thread_time() - start) / max(1, tokens - 1)

    return RenderingCosts(tokens, measure(MarkdownWriter(out, "ansi_dark", lambda: now)), measure(PlainWriter(out)))


class _Window(io.StringIO):
    def isatty(self) -> bool:
        return True
