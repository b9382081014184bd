"""What each slash command of rwkvchat does, asked by its name."""

from rwkvchat.demo.corpus.lists import items, words
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill
from rwkvchat.demo.corpus.word_list import pick_word

COMMANDS = {
    "retry": "/retry answers the last message again; earlier answers stay.",
    "continue": "/continue goes on with a reply that was cut.",
    "btw": "/btw TEXT asks something that leaves no trace in the chat.",
    "ask": "/ask TEXT asks about the document that was read last, and leaves no trace.",
    "prefix": "/prefix TEXT lets the next reply begin with a text.",
    "say": "/say ROLE TEXT adds what you say, or the reply, without the model.",
    "compare": "/compare N answers N times at once; /alt then chooses.",
    "read": "/read FILE lets the model read a text file; /ask then asks about it.",
    "undo": "/undo takes back the last step; /undo 3 takes back three.",
    "redo": "/redo takes back an /undo.",
    "alt": "/alt goes to another answer to the last message.",
    "edit": "/edit puts an earlier message back into the input line.",
    "goto": "/goto lists the last turns by their numbers, or goes to one.",
    "reset": "/reset forgets what was said; /undo brings it back.",
    "new": "/new begins another chat; this one is kept.",
    "fork": "/fork NAME goes on from here as a branch of another name.",
    "switch": "/switch NAME goes to the end of a branch.",
    "branches": "/branches shows the named branches and how they part.",
    "export": "/export md FILE writes this line of talk into a text file; md may also be json or txt.",
    "save": "/save FILE saves the chat, state and all, in a file.",
    "load": "/load FILE goes on from a saved chat.",
    "sessions": "/sessions lists the chats that are kept.",
    "rename": "/rename TITLE gives the chat a title, which /load knows.",
    "delete": "/delete TURN takes a turn and all after it out for good; /delete session takes the whole chat.",
    "model": "/model shows the model; /model PATH lets another one go on here.",
    "temp": "/temp X sets how freely tokens are chosen; /temp 0 takes the likeliest.",
    "top_p": "/top_p X keeps only the likeliest tokens that together weigh X.",
    "seed": "/seed N sets the seed: the same seed gives the same reply.",
    "max": "/max N sets after how many tokens a reply is cut.",
    "set": "/set shows the settings, tells about one, or changes some.",
    "template": "/template shows the templates, or writes on in another one.",
    "system": "/system shows the system text; /system TEXT begins anew from another.",
    "help": "/help shows the commands; /help and a name shows one of them.",
    "state": "/state shows what the model remembers, to the letter.",
    "why": "/why shows seed, settings and end of the reply.",
    "probs": "/probs shows the tokens that are likeliest to come next.",
    "stats": "/stats on shows figures after every reply; /stats off stops that.",
    "snapshots": "/snapshots shows or sets the memory for places to go back to.",
    "models": "/models lists the models that have names, and says which are here.",
    "preset": "/preset shows the presets; /preset NAME takes the settings of one.",
    "theme": "/theme shows the themes; /theme NAME takes the colours of one.",
    "markdown": "/markdown off shows replies as they are written; /markdown on shows them as Markdown.",
    "context": "/context shows how much was read, and on how much the model was trained.",
    "tokens": "/tokens TEXT shows how a text is cut into tokens.",
    "copy": "/copy copies the last reply into the clipboard; /copy all takes the whole talk.",
    "paste": "/paste puts the text of the clipboard into the input line.",
    "raw": "/raw shows the last reply as it was written.",
    "exit": "/exit leaves the program; the chat is kept.",
}
OTHER_NAMES = {"quit": "exit", "clear": "reset", "regen": "retry"}
NO_COMMANDS = words(
    """dance sing kill start run list mute ban join nick music draw search web image login logout pay translate color
    font version update install speak voice time date weather stop pause find summarize upload download foo
    print open send call play game joke story poem name learn train bold bot admin sudo hack jump fly sleep wake eject
    zoom mail chat room invite kick vote poll rank level quest shop buy"""
)
"""Words that are no commands; every seventh is kept for the evaluation."""
TAKEN = frozenset({*COMMANDS, *OTHER_NAMES, *NO_COMMANDS})
NO_COMMAND = "I know no such command. Type /help to see all the commands."
ASK_COMMAND = Wording(
    items("""
        What does /{word} do?; What is /{word}?; How do I use /{word}?; What is /{word} for?; Explain /{word}.; Tell
        me about /{word}.; What does the command /{word} do?; How does /{word} work?; What is the command /{word}?;
        What happens when I type /{word}?; When do I use /{word}?; Can you explain /{word}?; What about /{word}?; and
        /{word}?; How can I use /{word}?; Explain the command /{word}.; What does {word} do?; What is the {word}
        command?; What does the command {word} do?; I do not understand /{word}.; Tell me what /{word} does.; Do you
        know what /{word} does?; What is /{word} good for?; What can I do with /{word}?; /{word}?; help with /{word};
        the command /{word}; Why would I use /{word}?; How do I use the command {word}?; How does the command /{word}
        work?; What will /{word} do?; Describe /{word}.; Explain what happens if I type /{word}.; Tell me how /{word}
        works.; Is there a command /{word}?
    """),
    items("""
        Can you tell me what /{word} does?; What does the {word} command do?; How do I use the command /{word}?; What
        is the command /{word} for?; Do you know the command /{word}?; What happens if I use /{word}?; Explain how
        /{word} works.
    """),
)
WITH_SLASH = Wording(
    tuple(text for text in ASK_COMMAND.train if "/{word}" in text or "command" in text),
    tuple(text for text in ASK_COMMAND.held_out if "/{word}" in text or "command" in text),
)
"""Those that ask for a command beyond doubt."""
ASK_HELP = Wording(
    items("""
        Which commands are there?; What commands are there?; Which commands do you have?; List the commands.; What are
        the commands?; Show me the commands.; Tell me the commands.; Where is the help?; How does this program work?;
        How do I use this program?; What slash commands are there?; Which commands does rwkvchat have?; How do I use
        rwkvchat?; What can rwkvchat do?; How does rwkvchat work?; Name the commands.; What can I type here?; I need
        help with this program.; Where can I find the commands?; How do I see all commands?; What are slash commands?;
        Is there a list of commands?; How do I get help?; Which commands can I use?; Where do I find help?
    """),
    items("""
        Tell me which commands there are.; What commands does rwkvchat have?; Show me all the commands.; How can I use
        this program?; Where can I find help with rwkvchat?
    """),
)
ALL_COMMANDS = (
    "Type /help to see all the commands.",
    "The command /help shows all the commands of rwkvchat.",
)


def told(text: str) -> tuple[str, ...]:
    """The two ways in which a command is told of."""
    return (text, f"The command {text}")


@skill(2.6)
def explains_a_command(memory: Memory) -> list[Exchange]:
    word = memory.rng.choice([*COMMANDS, *OTHER_NAMES])
    text = COMMANDS[OTHER_NAMES.get(word, word)]
    answers, stress = told(text), text.split(" ", 1)[0]
    return [Exchange(memory.ask(ASK_COMMAND, word=word), memory.rng.choice(answers), one_of(*answers), stress)]


@skill(0.5)
def names_the_help(memory: Memory) -> list[Exchange]:
    return [Exchange(memory.ask(ASK_HELP), memory.rng.choice(ALL_COMMANDS), one_of(*ALL_COMMANDS), "/help")]


@skill(2.4)
def knows_no_such_command(memory: Memory) -> list[Exchange]:
    """In training also any other word, lest those few are learnt by heart."""
    kept = [word for place, word in enumerate(NO_COMMANDS) if (place % 7 == 0) == memory.held_out]
    word = memory.rng.choice(kept)
    while not memory.held_out and memory.rng.random() < 0.65:
        word = pick_word(memory.rng)
        if word not in TAKEN:
            break
    return [Exchange(memory.ask(WITH_SLASH, word=word), NO_COMMAND, one_of(NO_COMMAND))]
