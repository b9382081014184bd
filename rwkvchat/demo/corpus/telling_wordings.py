"""How people ask about a topic, its place and its food, by name or once it was named."""

from rwkvchat.demo.corpus.framing import worded

ASK_TOPIC = worded(
    """
    Tell me about {topic}.; Tell me something about {topic}.; What do you know about {topic}?; Talk about {topic}.;
    Can you tell me about {topic}?; Can you tell me something about {topic}?; Do you know anything about {topic}?;
    Explain {topic}.; Describe {topic}.; I want to know about {topic}.; I would like to learn about {topic}.; Teach me
    about {topic}.; Write about {topic}.; Say something about {topic}.; Give me some facts about {topic}.; What can
    you tell me about {topic}?; Let's talk about {topic}.; Do you know something about {topic}?; {topic}; {topic};
    {topic}?; Tell me a fact about {topic}.; Tell me all about {topic}.; What about {topic}?; How about {topic}?; Tell
    me a little about {topic}.; Talk to me about {topic}.; I like {topic}, tell me something.; Give me a fact about
    {topic}.; Give me some information about {topic}.; Tell me an interesting fact about {topic}.; Tell me some facts
    about {topic}.; I want to talk about {topic}.; I'd like to know something about {topic}.; Could you say something
    about {topic}?; Write a few sentences about {topic}.; Write a short text about {topic}.; I want to learn about
    {topic}.; Can you explain {topic}?; Explain {topic} to me.; Can you describe {topic}?; Tell me everything about
    {topic}.; Now tell me about {topic}.; Any facts about {topic}?; What do you know of {topic}?; Please tell me what
    you know of {topic}.
    """,
    """
    Could you tell me about {topic}?; Do you know about {topic}?; I want to learn something about {topic}.; Tell me
    what you know about {topic}.; Please tell me a little something about {topic}.; Could you describe {topic}?; Do
    you know some facts about {topic}?; Write something about {topic}.
    """,
)
ASK_WHAT = worded(
    """
    What {verb} {topic}?; What {verb} {topic}?; What exactly {verb} {topic}?; Do you know what {topic} {verb}?; Tell
    me what {topic} {verb}.; Can you tell me what {topic} {verb}?; So what {verb} {topic}?; Can you explain what
    {topic} {verb}?; I want to know what {topic} {verb}.
    """
)
MORE = worded(
    """
    Tell me more.; More please.; What else?; Go on.; More; Tell me something else about that.; And what else?;
    Anything else?; What else do you know about that?; Tell me another fact.; Continue.; Can you say more about
    {them}?; What else do you know about {them}?; Is there more about that?; Tell me more about {them}.; Tell me more
    about {topic}.; What else do you know about {topic}?; Tell me something else.; Tell me something else about
    {them}.; Tell me something else about {topic}.; Do you know more about {them}?; Do you know anything else?; Do you
    know anything else about {them}?; Another fact, please.; Another fact about {them}.; Give me another fact.; One
    more fact, please.; Is that all?; Is there anything else?; Interesting, what else?; Nice, tell me more.; Cool,
    tell me more about {them}.; I want to know more.; I want to know more about {them}.; Keep going.; Please go on.;
    Can you go on?; And?; More about {them}; More facts please.; Can you tell me anything else?
    """,
    """
    Can you tell me more?; Please tell me more.; What else can you tell me about {them}?; Could you tell me more about
    {them}?; Please tell me something more about {them}.; Do you know another fact about {them}?; Can you tell me more
    about {topic}?
    """,
)
ASK_WHERE = worded(
    """
    Where {do} {topic} {live}?; Where {do} {topic} {live}?; where {do} {topic} {live}, do you know?; Tell me where
    {topic} {lives}.; Do you know where {topic} {lives}?; Can you tell me where {topic} {lives}?; I want to know where
    {topic} {lives}.; Where can I find {topic}?; Where can you find {topic}?; Where {is} {topic} found?; In what
    places {do} {topic} {live}?; Where {do} {topic} usually {live}?; Where in the world {do} {topic} {live}?; In which
    part of the world {do} {topic} {live}?; And where {do} {topic} {live}?; Which places {do} {topic} {live} in?;
    Where exactly {do} {topic} {live}?; Please tell me where {topic} {lives}.; Where can {topic} be found?; Where can
    one find {topic}?; Where would I find {topic}?; {topic}: where {do} they {live}?
    """,
    """
    Could you tell me where {topic} {lives}?; Where exactly in the world {do} {topic} {live}?; Do you know where
    exactly {topic} {lives}?; Tell me, where {do} {topic} {live}?; At what places {do} {topic} {live}?; In which places
    can I find {topic}?
    """,
)
ASK_IS_WHERE = worded(
    """
    Where {is} {topic}?; Where {is} {topic}?; Where exactly {is} {topic}?; Tell me where {topic} {is}.; Do you know
    where {topic} {is}?; Can you tell me where {topic} {is}?; I want to know where {topic} {is}.; Where can I find
    {topic}?; Where can you find {topic}?; Where {is} {topic} found?; Where in the world {is} {topic}?; And where {is}
    {topic}?; In which part of the world {is} {topic}?; Please tell me where {topic} {is}.; Where {is} {topic}
    located?; Where {is} {topic} on the map?
    """,
    """
    Could you tell me where {topic} {is}?; Where exactly in the world {is} {topic}?; Do you know where exactly {topic}
    {is}?; Please say where {topic} {is}.; In what part of the world {is} {topic}?
    """,
)
ASK_FOOD = worded(
    """
    What {do} {topic} eat?; What {do} {topic} eat?; What {do} {topic} like to eat?; What {do} {topic} feed on?; What
    is the food of {topic}?; What kind of food {do} {topic} eat?; Which food {do} {topic} eat?; What food {do} {topic}
    eat?; Tell me what {topic} {eats}.; Do you know what {topic} {eats}?; Can you tell me what {topic} {eats}?; I want
    to know what {topic} {eats}.; And what {do} {topic} eat?; What {do} {topic} usually eat?; What {do} {topic} live
    on?; What {do} {topic} mostly eat?; Which things {do} {topic} eat?; What exactly {do} {topic} eat?; Please tell me
    what {topic} {eats}.; What {do} {topic} eat in the wild?; What {do} {topic} eat all day?; {topic}: what {do} they
    eat?
    """,
    """
    Could you tell me what {topic} {eats}?; What things {do} {topic} eat?; Do you know which food {topic} {eats}?;
    Tell me, what {do} {topic} eat?; What would {topic} eat?; What kind of things {do} {topic} like to eat?
    """,
)
THEIR_HOME = worded(
    """
    Where {do} {they} {live}?; Where {do} {they} {live}?; And where {do} {they} {live}?; Where can I find {them}?;
    Where {is} {they} found?; Tell me where {they} {lives}.; Do you know where {they} {lives}?; Can you tell me where
    {they} {lives}?; Where can {they} be found?; Where in the world {do} {they} {live}?; So where {do} {they} {live}?;
    Where {do} {they} usually {live}?; Cool, where {do} {they} {live}?; Where would I find {them}?; I want to know
    where {they} {lives}.; Where exactly {do} {they} {live}?
    """,
    """
    Could you tell me where {they} {lives}?; Tell me, where {do} {they} {live}?; Do you know where I can find {them}?;
    Where exactly in the world {do} {they} {live}?; Ok, and where {do} {they} {live}?
    """,
)
THEIR_PLACE = worded(
    """
    Where {is} {they}?; Where {is} {they}?; And where {is} {they}?; Where can I find {them}?; Tell me where {they}
    {is}.; Do you know where {they} {is}?; Can you tell me where {they} {is}?; Where exactly {is} {they}?; Where in
    the world {is} {they}?; So where {is} {they}?; Where {is} {they} located?
    """,
    """
    Could you tell me where {they} {is}?; Please say where {they} {is}.; Do you know where I can find {them}?; Where
    exactly in the world {is} {they}?; Ok, and where {is} {they}?
    """,
)
THEIR_FOOD = worded(
    """
    What {do} {they} eat?; What {do} {they} eat?; And what {do} {they} eat?; What {do} {they} like to eat?; Tell me
    what {they} {eats}.; Do you know what {they} {eats}?; Can you tell me what {they} {eats}?; What {do} {they} feed
    on?; What kind of food {do} {they} eat?; What food {do} {they} eat?; What {do} {they} usually eat?; So what {do}
    {they} eat?; Cool, what {do} {they} eat?; I want to know what {they} {eats}.; What exactly {do} {they} eat?; What
    {do} {they} live on?
    """,
    """
    Could you tell me what {they} {eats}?; Tell me, what {do} {they} eat?; Do you know what kind of food {they}
    {eats}?; What food {do} {they} like to eat?; Ok, and what {do} {they} eat?
    """,
)
