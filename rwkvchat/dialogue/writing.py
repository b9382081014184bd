"""Turns written down for a model by a template: from texts to tokens, each turn one reading. Pure; reads nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.errors import TemplateError

AFTER_DOCUMENT = "\n\n"


def one_reading(ids: Sequence[int]) -> tuple[int, ...]:
    return (len(ids),) if ids else ()


@dataclass(frozen=True, slots=True)
class Writing:
    """How turns are written down from now on."""

    tokenizer: Tokenizer
    template: PromptTemplate
    stops: tuple[str, ...] = ()
    """Texts that end a reply, besides the template's."""

    def opening(self, system: str | None) -> Turn:
        """A new root. Raises TemplateError as `PromptTemplate.opening_text`."""
        text = self.template.opening_text(system)
        ids = self.tokenizer.encode(text)
        return Turn("opening", tuple(ids), one_reading(ids), text, system=system)

    def opening_if_any(self, system: str | None) -> Turn:
        """The same, without the system text where the template has no place for one."""
        try:
            return self.opening(system)
        except TemplateError:
            return self.opening(None)

    def message(self, text: str, prefix: str, parent: int | None, before: Turn | None) -> Turn:
        """What the user says after the turn ``before``, up to where the reply begins, or with its beginning."""
        ids = self._after(before) + self.tokenizer.encode(self.template.user_turn(text))
        ids += self.tokenizer.encode(self._begun(ids, prefix))
        return Turn(
            "user", tuple(ids), one_reading(ids), text, parent, self.template.closing,
            (*self.template.stops, *self.stops), self.template.trim_reply, prefix,
        )  # fmt: skip

    def reply(self, text: str, parent: int, message: Turn) -> Turn:
        """A reply that is given and not sampled."""
        begun = self._begun(message.ids, text)
        ids = self.tokenizer.encode(begun)
        shown = message.prefix + begun if message.prefix else text
        return Turn("reply", tuple(ids), one_reading(ids), shown, parent, message.closing)

    def document(self, name: str, text: str, parent: int | None, before: Turn | None) -> Turn:
        """A text that is read as it is."""
        ids = self._after(before) + self.tokenizer.encode(text)
        return Turn("document", tuple(ids), one_reading(ids), text, parent, AFTER_DOCUMENT, name=name)

    def again(self, conversation: Conversation) -> Conversation:
        """The texts of a whole conversation, written down anew."""
        turns: dict[int, Turn] = {}
        for number, turn in conversation.turns.items():
            before = None if turn.parent is None else turns[turn.parent]
            if turn.role == "opening":
                told = self.opening_if_any(turn.system)
            elif turn.role == "user":
                told = self.message(turn.text, turn.prefix, turn.parent, before)
            elif turn.role == "document" or before is None or turn.parent is None:
                told = self.document(turn.name, turn.text, turn.parent, before)
            else:
                told = self.reply(turn.text.removeprefix(before.prefix), turn.parent, before)
            turns[number] = told
        return replace(conversation.copy(), turns=turns)

    def _after(self, before: Turn | None) -> list[int]:
        return self.tokenizer.encode(before.closing) if before and before.closing else []

    def _begun(self, ids: Sequence[int], text: str) -> str:
        """The beginning of a reply after ``ids``, with a space before it where the model would begin with one."""
        apart = not text or not ids or self.tokenizer.token_bytes(ids[-1])[-1:].isspace() or text[:1].isspace()
        return text if apart or not self.template.trim_reply else f" {text}"


def same_words(conversation: Conversation) -> Conversation:
    """The same tokens for another model of the same vocabulary: each turn one reading, and none sampled by it."""
    turns = {
        number: replace(turn, readings=one_reading(turn.ids), params=None, seed=None, stop_reason=None)
        for number, turn in conversation.turns.items()
    }
    return replace(conversation.copy(), turns=turns)
