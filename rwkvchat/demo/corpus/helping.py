"""Help with rwkvchat by purpose: how to go back, save, leave, load a model; most answers are those of `commands.py`."""

from rwkvchat.demo.corpus.answers import Fact, answered, fact
from rwkvchat.demo.corpus.commands import COMMANDS, told
from rwkvchat.demo.corpus.registry import Exchange, Memory, skill


def use(word: str, train: str, held_out: str) -> Fact:
    """A purpose that a command serves."""
    text = COMMANDS[word]
    return fact(train, held_out, *told(text), stress=text.split(" ", 1)[0])


PURPOSES = (
    use("retry", """
        How do I try another answer?; How do I get another answer?; How do I retry?; Can I have another answer?; How
        can I ask again?; I want another answer.; How do I make you answer again?; I do not like this answer.; How do
        I get a new reply?; How do I get a different answer?; How can I get a better answer?; Can you answer again?;
        How do I repeat the question?; I want a different reply.
        """, "How can I get another reply?; How do I get a better reply?; Can I try another answer?"),
    use("continue", """
        How do I go on with a reply?; The reply was cut.; Your answer was cut off.; How do I continue a reply?; How do
        I get the rest of the reply?; The answer stopped in the middle.; How can I continue the answer?; The reply is
        not complete.; How do I see the rest of the answer?; How do I make you go on with a reply?
        """, "How can I get the rest of the answer?; How do I continue the answer?; Your reply was cut."),
    use("btw", """
        How do I ask something without a trace?; Can I ask something that is not kept?; How do I ask something on the
        side?; How do I ask without changing the chat?; Can I ask something off the record?; How can I ask something
        that you forget?; I want to ask something that leaves no trace.; How do I ask a side question?
        """, "How can I ask something without changing the chat?; Can I ask a question that leaves no trace?"),
    use("read", """
        How do I let you read a file?; Can you read a document?; How do I load a text file?; How can you read my text
        file?; Can I give you a document?; How do I give you a file?; How do I ask about a document?; How do I ask
        about a file?; Can you read a book for me?; How do I let you read a book?; How do I make the model read a
        text?; How can I give you a text file?
        """, "How can I give you a document?; How do I let the model read a document?; Can you read a text file?"),
    use("prefix", """
        How do I choose how the reply begins?; Can I set the beginning of the reply?; How do I make you begin with a
        word?; How do I let the reply begin with a text?; How can I start your reply myself?; Can I begin the reply
        for you?; How do I set the first words of a reply?
        """, "How can I choose the beginning of the reply?; How do I begin the reply myself?"),
    use("say", """
        How do I put words into your mouth?; How do I write the reply myself?; How do I add a turn without the model?;
        Can I write your answer for you?; How can I add my own reply?; How do I add a message without an answer?; How
        do I add text without the model?
        """, "How can I write your reply myself?; How do I add a message without the model?"),
    use("compare", """
        How do I get several answers?; How do I compare answers?; Can you give me three answers at once?; How do I see
        many replies at once?; How can I compare replies?; Can I get more than one answer?; How do I get several
        replies at once?; How do I compare two settings?
        """, "How can I get several replies?; How can I compare several answers?"),
    use("undo", """
        How can I go back?; How do I go back?; How do I undo?; How do I take something back?; How do I take back my
        last message?; Can I undo that?; I made a mistake, how do I go back?; How do I go back one step?; How do I
        undo my last message?; How can I take that back?; How do I remove the last message?; Is there an undo?; How do
        I go back three steps?; I want to go back.; Can I take that back?
        """, "How can I undo my last step?; Can I go back?; How do I take back the last step?; How can I undo that?"),
    use("redo", """
        How do I redo?; How do I undo an undo?; I went back too far.; How do I take back an undo?; I undid too much.;
        How can I go forward again?; How do I go forward?; How can I undo the undo?; How do I get back what I undid?
        """, "How can I redo?; How can I take back the undo?; How do I go forward again?"),
    use("alt", """
        How do I see the earlier answers?; How do I go back to the other answer?; How do I choose between the
        answers?; Where are my earlier answers?; How do I switch between answers?; How can I see the first answer
        again?; How do I choose another answer?; I liked the first answer better.
        """, "How can I choose between answers?; Where is the other answer?; How can I see the earlier answers?"),
    use("edit", """
        How do I change my message?; How do I edit a message?; Can I edit what I said?; How can I correct my last
        message?; How do I edit my last question?; Can I change an earlier message?; How do I correct a typing
        mistake?; How do I change what I said?
        """, "How can I edit my message?; Can I correct an earlier message?; How can I change my last question?"),
    use("goto", """
        How do I go to an earlier turn?; How do I jump to a turn?; How do I see the turns?; How do I go to another
        place in the chat?; How can I see the list of turns?; Can I jump back to an earlier place?; How do I go back
        to an earlier place?
        """, "How can I jump to an earlier turn?; How can I see the turns of the chat?"),
    use("reset", """
        How do I make you forget everything?; Forget everything.; How do I clear the chat?; How do I reset the chat?;
        How can I clear your memory?; How do I start over?; Clear the chat.; How do I make you forget me?; Can you
        forget what I said?; Start over.; How do I reset your memory?; Forget what I said.
        """, "How can I reset the chat?; How do I clear your memory?; Can you forget everything?"),
    use("new", """
        How do I begin a new chat?; How do I start another chat?; How do I open a new conversation?; I want a new
        chat.; How can I begin a new conversation?; Can I start another conversation?; How do I start a new chat?;
        Where do I start a new chat?
        """, "How can I start a new chat?; How do I begin another conversation?; I want to begin a new chat."),
    use("fork", """
        How do I make a branch?; How do I branch off?; How do I begin a branch?; How can I try two ways from here?;
        Can I branch this chat?; How do I make a copy of the chat?; How do I go on in two ways?; How do I create a
        branch?; How do I fork the chat?; How can I make a new branch?
        """, "How can I branch the chat?; How do I make a new branch?; How can I go on in two ways?"),
    use("switch", """
        How do I go to another branch?; How do I change the branch?; How do I switch branches?; How do I go back to
        the branch main?; How can I go to a branch?; How do I return to main?; How do I get back to my other branch?
        """, "How can I switch to another branch?; How can I return to the branch main?"),
    use("branches", """
        How do I see my branches?; Which branches are there?; Where are my branches?; List my branches.; Show me the
        branches.; How many branches do I have?; What branches do I have?; How do I list the branches?
        """, "Which branches do I have?; How can I see the branches?"),
    use("export", """
        How do I export the chat?; How do I get the chat as text?; Can I have the chat as a text file?; How do I write
        the chat to a text file?; How do I print the chat?; How can I get this chat as json?; How do I export to
        Markdown?; How can I share this chat?
        """, "How can I export this chat?; How do I get this chat as a text file?"),
    use("save", """
        How do I save the chat?; How do I save this chat?; How do I save?; Can I save this conversation?; How do I
        keep this chat in a file?; Save the chat.; How can I save the conversation?; How do I save my chat in a file?;
        I want to save this.; How do I save the state?; Save this conversation.; Where can I save the chat?
        """, "How can I save this chat?; Can I save the chat in a file?; How do I save this conversation?"),
    use("load", """
        How do I load a chat?; How do I open a saved chat?; How do I go on with an old chat?; How do I load a saved
        conversation?; How can I open an old conversation?; How do I get my saved chat back?; Can I go on with a saved
        chat?; How do I go back to an older chat?
        """, "How can I load a saved chat?; How do I open an old chat?"),
    use("rename", """
        How do I name this chat?; How do I give the chat a title?; How do I rename the chat?; Can I change the title
        of this chat?; How can I rename this conversation?; How do I change the name of the chat?; Can this chat have
        a title?
        """, "How can I give this chat a name?; How can I change the title of the chat?"),
    use("delete", """
        How do I delete a chat?; How do I delete this conversation?; How do I remove a turn for good?; Delete this
        chat.; How can I delete what I said?; How do I delete my data?; Can I delete a turn?; How do I delete a
        message?; I want to delete this chat.
        """, "How can I delete this chat?; Can I delete a message for good?; How do I delete the conversation?"),
    use("temp", """
        How do I make it more creative?; How do I make you more creative?; How do I make you less random?; How do I
        set the temperature?; How do I change the temperature?; Can you be more creative?; How do I get more varied
        replies?; Your answers are too random.; How do I make it less random?; How can I make replies more creative?;
        How do I always get the likeliest answer?; How do I make the replies less creative?; Can you be less random?
        """, """
        How can I make it more creative?; How can I change the temperature?; How do I make replies less random?; Can I
        get more creative answers?
        """),
    use("seed", """
        How do I get the same reply again?; How do I set the seed?; How do I repeat a reply exactly?; Can I get the
        very same answer again?; How can I make replies repeat?; How do I change the seed?; Why is every reply
        different?
        """, "How can I get the same answer again?; How can I set the seed?"),
    use("max", """
        How do I get longer replies?; How do I make replies shorter?; How do I limit the reply?; How long can a reply
        be?; Your replies are too long.; How do I set the length of a reply?; Can you make longer replies?; How can I
        make the reply longer?
        """, "How can I get shorter replies?; How can I set the length of replies?"),
    use("set", """
        How do I see the settings?; How do I change the settings?; Where are the settings?; Which settings are there?;
        Show me the settings.; What can I set?; How can I change a setting?; How do I set something?; What are your
        settings?
        """, "Where can I change the settings?; Show the settings."),
    use("template", """
        How do I change the template?; Which templates are there?; How do I use another template?; Show me the
        templates.; How can I see the templates?; What templates can I use?; How do I choose a template?
        """, "How can I use another template?; What templates are there?"),
    use("system", """
        How do I set the system text?; How do I change the system prompt?; How do I see the system text?; Can I give
        you a system prompt?; How can I change the system text?; What is your system prompt?; Show me your system
        prompt.
        """, "How can I see the system prompt?; How do I set the system prompt?"),
    use("state", """
        How do I see what you remember?; How do I see your memory?; What do you remember, to the letter?; How can I
        look at the state?; Show me your memory.; How do I look into your memory?; Show me the state.
        """, "How can I see your memory?; How do I look at the state?"),
    use("probs", """
        How do I see the likeliest tokens?; What would you say next?; How do I see which token comes next?; Show me
        the likeliest tokens.; How can I see the probabilities?; Which tokens are likely?
        """, "How can I see the likeliest tokens?; How do I see the probabilities?"),
    use("why", """
        Why did you say that?; How do I see the seed of a reply?; How was this reply made?; Which settings made this
        reply?; Why did the reply end?; How do I see how a reply was made?; Which seed did you use?
        """, "How can I see the seed of the reply?; How was that reply made?"),
    use("stats", """
        How fast are you?; How do I see the speed?; How many tokens per second do you write?; How do I turn the
        figures off?; How can I see how fast you are?; How do I hide the figures?; Show me the speed.
        """, "How can I see the speed?; How do I turn off the figures?"),
    use("exit", """
        How do I leave?; How can I leave?; How do I quit?; How can I quit?; How do I exit?; How do I end the program?;
        How do I close this?; How do I get out of here?; I want to quit.; quit; exit; How do I close the program?; How
        do I stop the program?; How do I end this chat?; I want to leave the program.; How do I turn you off?
        """, "How can I exit?; How can I close the program?; How do I quit this program?; How can I get out of here?"),
    use("sessions", """
        How do I see my old chats?; Where are my old chats?; List my chats.; Which chats are kept?; How do I find an
        old chat?; Show me my chats.; How can I find an earlier conversation?; Where is my last chat?; How do I list
        my conversations?
        """, "How can I see my old chats?; Where can I find my old conversations?"),
    use("model", """
        How do I change the model?; How do I switch to another model?; Can I change the model in the chat?; How can I
        let another model go on?; How do I use a different model here?; Can another model go on here?; How do I see
        which model this is?
        """, "How can I switch to another model?; Can I use a different model in the chat?"),
    use("models", """
        Which models can I use?; Which models are there?; List the models.; What models are here?; How do I see which
        models there are?; Show me the models.; How do I list the models?; Which models do you know?
        """, "What models can I use?; How can I see the models?"),
    use("preset", """
        How do I use a preset?; Which presets are there?; What is a preset?; How do I set several settings at once?;
        Show me the presets.; How do I take a preset?; How do I list the presets?
        """, "How can I use a preset?; What presets are there?"),
    use("theme", """
        How do I change the colours?; How do I get other colours?; How do I change the theme?; Which themes are there?;
        Show me the themes.; Can I have other colours?; The colours are hard to read.; How do I choose a theme?
        """, "How can I change the colours?; What themes are there?"),
    use("markdown", """
        How do I turn Markdown off?; How do I see the reply without Markdown?; How do I turn off the formatting?; Can I
        switch Markdown off?; How do I turn Markdown on?; I do not want Markdown.; How do I stop the formatting?
        """, "How can I turn Markdown off?; How do I switch off the formatting?"),
    use("context", """
        How long is this chat?; How many tokens were read?; How much have you read?; How long can a chat be?; How do I
        see how long the chat is?; How many tokens is this chat?; Is there a limit to the chat?
        """, "How can I see how long this chat is?; How many tokens have you read?"),
    use("tokens", """
        How is a text cut into tokens?; How do I see the tokens of a text?; How many tokens is a word?; Show me the
        tokens of a text.; How do I count tokens?; How many tokens does a text have?
        """, "How can I see the tokens of a text?; How do I see how many tokens a text has?"),
    use("copy", """
        How do I copy the reply?; How do I copy your answer?; Can I copy the answer?; How do I get the reply into the
        clipboard?; How do I copy text?; How do I copy the whole chat?; I want to copy your reply.; Copy the last reply.
        """, "How can I copy the reply?; How do I put the answer into the clipboard?"),
    use("paste", """
        How do I paste?; How do I paste text?; How do I put the clipboard into the line?; Can I paste something?; How do
        I paste from the clipboard?; I want to paste a text.
        """, "How can I paste a text?; How do I use the clipboard?"),
    use("raw", """
        How do I see the reply as it was written?; How do I see the raw reply?; Show me the raw text of the reply.; How
        do I see the source of the reply?; How do I see the stars and hashes of the reply?
        """, "How can I see the raw reply?; How do I see the raw text?"),
)  # fmt: skip


@skill(1.6)
def helps_with_a_purpose(memory: Memory) -> list[Exchange]:
    return [answered(memory, memory.rng.choice(PURPOSES))]
