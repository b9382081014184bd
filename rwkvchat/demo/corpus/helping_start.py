"""Help with rwkvchat that no slash command gives: keys, flags, files, and getting a real Raven."""

from rwkvchat.demo.corpus.answers import answered, fact
from rwkvchat.demo.corpus.registry import Exchange, Memory, skill

STARTING = (
    fact(
        """
        How do I load a real Raven?; How do I use a real Raven?; How do I load a bigger model?; How do I get a bigger
        model?; How can I load another model?; How do I load a model?; Is there a bigger model?; Can I use another
        model?; How do I get a better model?; How can I use a larger model?; How do I start a real Raven?; How do I
        start rwkvchat with another model?; I want a better model.; How do I run a bigger model?; How do I use a
        larger model?; How do I use my own model?; Can I load a bigger model?; How do I open a model file?; How do I
        start a Raven?; Is there a better model?; How do I use a model file?; How do I load a .pth file?; How do I run
        a Raven?
        """,
        """
        How can I load a real Raven?; How can I use a bigger model?; Can I load a better model?; How do I run a real
        Raven?; How can I start another model?
        """,
        "Start the program with a name or a model file: rwkvchat -m raven-1b5 or rwkvchat -m FILE.",
        stress="rwkvchat -m raven-1b5 or rwkvchat -m FILE",
    ),
    fact(
        """
        Where do I get a real Raven?; Where can I get a Raven?; Where can I download a model?; Where do I get a bigger
        model?; Where do I find a real Raven?; How do I download a Raven?; How do I download a model?; Which file do I
        need for a Raven?; Where are the Raven models?; How do I get a Raven?; Where can I find the models?; Which
        model should I download?; Where can I download a real Raven?; How can I get a real Raven?; Which Raven should
        I use?; Where can I find a better model?; Where do I download RWKV-4-Raven?
        """,
        """
        Where do I download a real Raven?; Where can I find a real Raven?; Where can I get a bigger model?; Which
        Raven should I download?
        """,
        "Get RWKV-4-Raven-1B5 from the hub repository BlinkDL/rwkv-4-raven, with 20B_tokenizer.json beside it, then "
        "start rwkvchat -m FILE.",
        stress="BlinkDL/rwkv-4-raven",
    ),
    fact(
        """
        Which tokenizer do I need?; Where do I get the tokenizer?; Where does the tokenizer go?; What is
        20B_tokenizer.json?; Where do I get 20B_tokenizer.json?; The tokenizer is missing.; It says there is no
        tokenizer.; Where do I put the tokenizer?; Do I need a tokenizer?; How do I give the tokenizer?; Which
        tokenizer does a Raven need?; What else does a real Raven need?
        """,
        "Where can I get the tokenizer?; Which tokenizer does a real Raven need?; Where do I put 20B_tokenizer.json?",
        "A Raven needs 20B_tokenizer.json beside its file: it is the tokenizer.json of EleutherAI/gpt-neox-20b.",
        stress="20B_tokenizer.json",
    ),
    fact(
        """
        How much memory does a Raven need?; How much memory do I need?; How big is the file of a Raven?; How large is
        the download?; How much memory does the 1B5 model need?; How big is Raven 1B5?; How large is a Raven file?;
        Can my computer run a Raven?; Can I run a real Raven?; Is my computer big enough for a Raven?; How much disk
        does a Raven need?
        """,
        "How much memory does a real Raven need?; How large is the file of Raven 1B5?; Can my computer run Raven 1B5?",
        "The file of Raven 1B5 has 3.0 GB and needs about as much memory; in fp32 it needs 6.1 GB.",
        stress="3.0 GB",
    ),
    fact(
        """
        How do I use the GPU?; How do I use CUDA?; Can I use my graphics card?; How do I run it on the GPU?; How do I
        make it faster?; Can rwkvchat use a GPU?; How do I run a model on the GPU?; Does it work with a GPU?; How can
        I use my GPU?; Can I use CUDA?; How do I use my graphics card?; How do I run on CUDA?; How do I set the
        strategy?; Which strategy is for the GPU?
        """,
        "How can I use the GPU?; Can I run a model on my GPU?; How do I run it with CUDA?; How do I run on a GPU?",
        'Start it with: rwkvchat -m FILE --strategy "cuda fp16"',
        'For the GPU start rwkvchat -m FILE --strategy "cuda fp16"',
        stress='--strategy "cuda fp16"',
    ),
    fact(
        """
        How do I stop a reply?; How do I stop you?; How can I stop the reply?; How do I interrupt you?; How do I cut a
        reply?; How can I interrupt the reply?; The reply is too long, how do I stop it?; How do I stop the answer?;
        How do I make you stop?; Can I stop a reply?; What does Ctrl-C do?; How do I stop the model?; How do I break
        off a reply?
        """,
        "How can I stop an answer?; Can I interrupt a reply?; How do I interrupt the answer?; How can I stop you?",
        "Ctrl-C stops a reply and keeps what is there.",
        "Press Ctrl-C: it stops the reply and keeps what is there.",
        stress="Ctrl-C",
    ),
    fact(
        """
        What does Ctrl-D do?; What is Ctrl-D?; Which key leaves?; Which key ends the program?; Is there a key to
        leave?; What key do I press to leave?; With which key can I quit?
        """,
        "Which key do I press to leave?; Which key is there to leave?",
        "Ctrl-D leaves the program, and so does /exit; the chat is kept.",
        stress="Ctrl-D",
    ),
    fact(
        """
        How do I make a new line?; How do I write several lines?; How can I type a line break?; How do I write more
        than one line?; Enter sends too early.; How do I start a new line?; What does Alt-Enter do?; How do I add a
        line?; Can I write several lines?; How can I type more lines?; How do I type a new line?
        """,
        "How can I make a new line?; Can I write more than one line?; How do I type several lines?",
        "Alt-Enter makes a new line, and Enter sends.",
        stress="Alt-Enter",
    ),
    fact(
        """
        How do I open an editor?; Can I write in an editor?; How do I use my editor?; What does Ctrl-X Ctrl-E do?; How
        can I write in my own editor?; Is there an editor?; Can I use my editor?
        """,
        "How can I open my editor?; How do I write in an editor?",
        "Ctrl-X Ctrl-E opens an editor for your message.",
        stress="Ctrl-X Ctrl-E",
    ),
    fact(
        """
        How do I search the history?; How do I find what I typed?; What does Ctrl-R do?; How can I find an earlier
        line?; Is there a history?; How do I get my last line back?; Where is the history?; Can I search what I
        typed?; How do I find an old line?
        """,
        "How can I search the history?; How do I find an earlier line?",
        "Ctrl-R searches the history of the lines you typed.",
        stress="Ctrl-R",
    ),
    fact(
        """
        How do I send a text that begins with a slash?; How do I start a message with a slash?; How do I type a
        slash?; How can I send a slash?; What does // do?; My message begins with a slash.; Can a message begin with a
        slash?
        """,
        "How can I start a message with a slash?; Can I send a text that begins with a slash?",
        "Begin the line with // and the text is sent with one slash.",
        stress="//",
    ),
    fact(
        """
        Where are my chats kept?; Where are my chats saved?; Where are the files?; Where do you keep the chats?; In
        which folder are my chats?; Where are conversations kept?; Where is this chat saved?; Are my chats saved?; Is
        this chat kept?; Do you keep my chats?; Where does rwkvchat keep its files?; Is my chat saved?; Do I have to
        save the chat?; Are chats kept?; Is this chat saved?; Where on my disk are the chats?
        """,
        """
        Where are my conversations kept?; In which folder are the chats kept?; Is this chat kept on my disk?; Where do
        you keep my chats?
        """,
        "Every chat is kept automatically, on Linux in ~/.local/share/rwkvchat/sessions; /sessions lists them.",
        stress="/sessions",
    ),
    fact(
        """
        How do I go on with the last chat?; How do I continue the last chat?; How do I continue my last conversation?;
        How do I resume a chat?; How can I go on where I stopped?; How do I resume the last conversation?; Can I go on
        tomorrow?; How do I get the last chat back?; How can I continue my last chat?; How do I start with the last
        chat?; Can I continue this chat later?; How do I go on later?
        """,
        "How can I resume the last chat?; Can I go on with this chat tomorrow?; How do I continue this chat later?",
        "rwkvchat -c goes on with the last chat, and rwkvchat -r ID with any.",
        stress="rwkvchat -c",
    ),
    fact(
        """
        How do I chat without keeping anything?; Is there an incognito mode?; How do I keep nothing?; Can I chat in
        private?; How do I chat without a trace?; How do I use incognito mode?; I do not want to keep this chat.; What
        is --incognito?; How can I keep nothing on the disk?; What does --incognito do?; How do I chat in secret?
        """,
        "How can I chat without a trace?; How can I use incognito mode?; How do I chat in private?",
        "rwkvchat --incognito keeps nothing on the disk, but for what you /save.",
        stress="--incognito",
    ),
    fact(
        """
        How do I get one reply on the command line?; How do I use rwkvchat in a script?; How do I use a pipe?; What
        does -p do?; Can I use rwkvchat in a script?; How do I ask one question from the shell?; How do I use it
        without a chat?; Can I use it in a pipe?; How do I ask from the command line?; How can I get just one reply?;
        How do I use the flag -p?
        """,
        "How can I use rwkvchat in a pipe?; How can I ask one question on the command line?",
        'rwkvchat -p "What is 7 + 8?" writes one reply and ends; it also reads from a pipe.',
        stress="-p",
    ),
    fact(
        """
        Which flags are there?; How do I see the flags?; What flags does rwkvchat have?; What can I type after
        rwkvchat?; Which options does rwkvchat have?; Where are the flags?; List the flags.; Which options are there?;
        Tell me the flags.
        """,
        "Which flags does rwkvchat have?; How can I see the options of rwkvchat?",
        "rwkvchat --help lists all the flags.",
        stress="rwkvchat --help",
    ),
    fact(
        """
        How do I use rwkvchat from Python?; Can I use rwkvchat from Python?; How do I import rwkvchat?; Is there a
        Python library?; How do I load a model in Python with rwkvchat?; How can I call rwkvchat from my program?;
        Does rwkvchat have a Python interface?; Can my program use rwkvchat?
        """,
        "How can I use rwkvchat in my Python program?; Can I import rwkvchat from Python?",
        'In Python write import rwkvchat, and then rwkvchat.load_model("raven.pth", strategy="cpu fp32").',
        stress="rwkvchat.load_model",
    ),
)


@skill(1.2)
def helps_to_start(memory: Memory) -> list[Exchange]:
    return [answered(memory, memory.rng.choice(STARTING))]
