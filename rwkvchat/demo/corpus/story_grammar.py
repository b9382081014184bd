"""What stories are made of: wishes, troubles, helpers, outcomes and endings, for every mood.

It is data; `stories.py` tells stories with it. A plot speaks of {hero}, of {x} (what is wanted), {the} (the same,
known by now) and {spot}; {was} agrees with the hero.
"""

from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items


class Plot(NamedTuple):
    """A wish and what comes of it; every trouble has its advice."""

    name: str
    wish: str  # after the hero: "wanted to see {x}"
    asked: str  # as the user may wish it: "wants to see {x}"; empty if it cannot be wished
    things: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]  # a trouble, and what the helper says to it
    outcome: str
    title: str


STARTS = ("Once upon a time", "Long ago", "Many years ago", "Once")
PLACES = items("""
    in a quiet forest; near a wide river; on a green hill; in a small village; by the sea; in an old tower; at the
    edge of a dark wood; in a valley full of flowers; on a lonely island; behind an old mill; in a house with a blue
    door; under a big oak tree
""")
ASKED_PLACES = items("""
    in a forest; in the forest; on an island; by the sea; at the sea; on the beach; on a farm; in a castle; in a big
    city; in the city; in a village; in the mountains; in the desert; in the jungle; in a garden; on the moon; in
    space; under the sea; in the snow; at school; in a zoo; on a ship; in a cave; by a lake; near a river; in a
    library; in a tower; at the north pole; in a kitchen; in a circus; in Paris; in London; in Rome; in Berlin; in
    Tokyo; in Madrid; in Cairo; in Oslo; in Vienna; in Lisbon
""")
QUALITIES = (
    "small", "little", "brave", "shy", "clever", "old", "young", "kind", "curious", "lazy", "quiet", "hungry", "big",
)  # fmt: skip
HELPERS = (
    "an old owl", "a friendly mouse", "a tired traveller", "a wise turtle", "a funny frog", "a grey cat",
    "a girl with a lamp", "a singing bird", "a slow snail", "a kind baker", "a shy deer", "a black raven",
)  # fmt: skip
MEETINGS = ("Then {helper} came along.", "Then {hero} met {helper}.")
SPOTS = ("under the bridge", "in the old well", "behind the mill", "in the tall grass", "under a stone")
PLOTS = (
    Plot("see", "wanted to see {x}", "wants to see {x}",
        ("the sea", "the snow", "the big city", "the high mountains", "the old castle", "the circus", "the jungle"),
        (("But the way was long, and nobody knew it.", "I know the way, come with me"),
         ("But a thick fog came, and the path was gone.", "Just follow the river")),
        "saw {x} and forgot how long the way had been", "{Hero} and {The}"),
    Plot("lost", "had lost {x}", "has lost {x}",
        ("a key", "a ring", "a hat", "a ball", "a book", "a shoe", "a bell", "a letter", "a lamp", "a coin", "a scarf"),
        (("But {the} was nowhere to be found.", "Look {spot}"),
         ("It was getting dark, and {the} was still gone.", "I saw it {spot}")),
        "found {the} {spot}", "{Hero} and the Lost {Thing}"),
    Plot("learn", "wanted to learn to {x}", "wants to learn to {x}",
        ("sing", "dance", "swim", "read", "paint", "cook", "whistle", "play the drum", "fly a kite", "skate"),
        (("But it was much harder than it looked.", "Try it once more, but slowly"),
         ("The first try went wrong, and so did the second.", "Watch me and do the same")),
        "could {x}, and everybody clapped", "How {Hero} Learned to {Thing}"),
    Plot("afraid", "{was} afraid of {x}", "is afraid of {x}",
        ("the dark", "thunder", "deep water", "the wind", "the night", "high trees", "strangers"),
        (("One day {hero} did not dare to go out at all.", "Stay close to me, and we will go together"),
         ("One night {hero} hid under the bed.", "Everybody is afraid of something")),
        "{was} not afraid of {x} any more", "{Hero} Who {Was} Not Afraid"),
    Plot("friend", "wanted to find {x}", "is looking for {x}",
        ("a friend",),
        (("But everybody was busy, and nobody had time to play.", "I am alone too, let us play"),
         ("But nobody was at home.", "I will be your friend")),
        "had a friend, and that was better than gold", "{Hero} and the New Friend"),
    Plot("build", "wanted to build {x}", "wants to build {x}",
        ("a boat", "a house", "a bridge", "a tower", "a cart", "a raft", "a swing"),
        (("But there was no wood.", "I have wood and nails"),
         ("But the first one fell apart.", "Two can build better than one")),
        "built {x}, and it was strong and good", "{Hero} and the {Thing}"),
    Plot("bake", "wanted to bake {x}", "wants to bake {x}",
        ("a cake", "an apple pie", "a big pizza", "a honey cake", "a plum cake", "a loaf of bread"),
        (("But there was no flour in the house.", "I have flour for you"),
         ("But the fire in the oven went out.", "I have dry wood for the fire")),
        "baked {x}, and everybody had a piece", "{Hero} and the {Thing}"),
    Plot("catch", "wanted to catch {x}", "wants to catch {x}",
        ("the moon", "a star"),
        (("But {the} was far too high.", "Look down into the lake"),
         ("{Hero} climbed the highest tree, but {the} was still far away.", "Look into the water")),
        "saw {the} in the water and smiled", "{Hero} and {The}"),
    Plot("sleep", "could not sleep", "cannot sleep",
        ("",),
        (("{Hero} counted to a hundred, but it did not help.", "I will sing you a song"),
         ("The night was long and dark.", "Close your eyes and listen to the wind")),
        "slept deeply until the morning", "{Hero} and the Long Night"),
    Plot("grow", "wanted to grow {x}", "wants to grow {x}",
        ("flowers", "apples", "pumpkins", "cherries", "carrots", "strawberries", "beans", "roses"),
        (("But no rain fell for weeks.", "There is water in my well"),
         ("But the ground was full of stones.", "Let us dig together")),
        "had a garden full of {x}", "{Hero} and the Garden"),
    Plot("bring home", "met {x} that had lost its way", "",
        ("a small bird", "a little duckling", "a baby owl", "a little lamb", "a kitten", "a puppy"),
        (("But home was far away, and it was getting dark.", "I will bring a lamp and come with you"),
         ("But a deep river lay in the way.", "I have a boat")),
        "brought {the} home", "{Hero} and the Lost {Thing}"),
    Plot("win", "wanted to win {x}", "wants to win {x}",
        ("the race", "the boat race", "the song contest", "the big game"),
        (("But all the others were better.", "Do not look at the others"),
         ("But {hero} fell right at the start.", "Get up, it is not too late")),
        "did not win {x}, but had the most fun of all", "{Hero} and {The}"),
    Plot("treasure", "wanted to find {x}", "is looking for {x}",
        ("a treasure", "a golden apple", "a magic flower", "a blue stone", "a magic lamp"),
        (("But the map was old and hard to read.", "I can read old maps"),
         ("But a deep river lay in the way.", "I have a boat")),
        "found {x} and showed it to everybody", "{Hero} and the {Thing}"),
    Plot("home", "wanted to find {x}", "is looking for {x}",
        ("a warm home",),
        (("The wind was cold, and it rained all day.", "There is room in my house"),
         ("Every door was closed.", "You can stay with me")),
        "had a warm home with a round window", "{Hero} and the Warm Home"),
    Plot("party", "wanted to give {x}", "wants to give {x}",
        ("a party", "a tea party", "a birthday party"),
        (("But nobody came, because it rained.", "I will tell them all to come"),
         ("But there was nothing to eat.", "I will bring a big cake")),
        "gave {x}, and all the neighbours came", "{Hero} and the {Thing}"),
)  # fmt: skip
FUNNY = (
    Plot("big hat", "bought {x} that was far too big", "",
        ("a hat",),
        (("{Hero} could see nothing and walked into a tree.", "Good morning, hat"),),
        "gave the hat to the tree", "{Hero} and the Big Hat"),
    Plot("on the head", "had lost {x}", "",
        ("a hat", "a cap", "a crown"),
        (("{Hero} looked under the bed, in the oven and in the soup.", "Look into the mirror"),),
        "found {the}: it had been on top of the head all day", "{Hero} and the Lost {Thing}"),
    Plot("sneeze", "had a cold and sneezed all day", "",
        ("",),
        (("With one big sneeze the roof of the house flew away.", "Bless you"),),
        "sneezed again, and the roof fell back into its place", "{Hero} and the Big Sneeze"),
    Plot("too much", "wanted to cook {x}", "",
        ("soup", "jam", "porridge", "pudding"),
        (("There was so much {x} that it ran down the stairs.", "Bring me a very big spoon"),),
        "gave {x} to the whole town for a week", "{Hero} and Too Much {Thing}"),
    Plot("silent", "had a long talk with {x}", "",
        ("a broom", "a scarecrow", "a snowman"),
        (("But {the} never said a word.", "That is only {x}"),),
        "said that it was still a very good listener", "{Hero} and the {Thing}"),
)  # fmt: skip
SAD = (
    Plot("far away", "had a friend who moved far away", "",
        ("",),
        (("Every evening {hero} sat at the window and waited.", "You can write a letter"),),
        "got a letter back and read it again and again", "{Hero} and the Letter"),
    Plot("gone", "lost {x} in a storm", "",
        ("a red balloon", "a kite", "a paper boat", "a dear old hat"),
        (("{Hero} cried all night.", "I am sorry, and I will stay with you"),),
        "{was} still sad about {the}, but not alone", "{Hero} and the Storm"),
    Plot("last leaf", "loved an old tree that lost its last leaf", "",
        ("",),
        (("The tree looked so alone in the snow.", "The spring will come again"),),
        "sat under the tree and waited for the spring", "{Hero} and the Last Leaf"),
    Plot("no guest", "waited for a guest who did not come", "",
        ("",),
        (("The candles on the cake went out, one by one.", "I will sit with you"),),
        "shared the cake with somebody after all", "{Hero} and the Cake"),
)  # fmt: skip
SCARY = (
    Plot("noise", "heard a strange noise in the night", "",
        ("the wind", "a branch", "the rain", "an old door"),
        (("Something knocked three times.", "Let us look together"),
         ("The noise came nearer and nearer.", "Do not be afraid")),
        "saw that it was only {x}", "{Hero} and the Strange Noise"),
    Plot("eyes", "saw two green eyes in the dark", "",
        ("a small kitten", "a shy owl", "a little dog"),
        (("The eyes came nearer and nearer.", "Stand still and say hello"),),
        "saw that it was only {x}", "{Hero} and the Green Eyes"),
    Plot("dark wood", "had to cross a dark wood at night", "",
        ("",),
        (("There was a shadow behind every tree.", "Take my lamp"),),
        "saw that the shadows were only trees", "{Hero} in the Dark Wood"),
    Plot("old house", "went into an old house without lights", "",
        ("",),
        (("The door closed, and something moved on the stairs.", "It is only me"),),
        "lit a candle, and the house was not scary any more", "{Hero} and the Old House"),
    Plot("ghost", "met {x} on the stairs", "",
        ("a ghost",),
        (("It was white and very tall.", "It only wants to play"),),
        "played with the ghost until the morning", "{Hero} and the Ghost"),
)  # fmt: skip
MOODS: dict[str, tuple[Plot, ...]] = {
    "": PLOTS, "happy": PLOTS, "bedtime": PLOTS, "funny": FUNNY, "sad": SAD, "scary": SCARY,
}  # fmt: skip
MOOD_WORDS = {
    "funny": "funny", "silly": "funny", "sad": "sad", "scary": "scary", "spooky": "scary", "happy": "happy",
    "cheerful": "happy", "bedtime": "bedtime",
}  # fmt: skip
LENGTH_WORDS = {
    "short": "short", "little": "short", "very short": "tiny", "tiny": "tiny", "long": "long", "longer": "long",
}  # fmt: skip
THOUGHTS = ("{Hero} thought about it for a whole day.", "{Hero} did not know what to do.")
TURNS = (
    "So they went on together.",
    "So they did it together.",
    "They shared their bread and did not give up.",
    "They sang a song and did not hurry.",
)
GENERAL_ENDINGS = (
    "And so they lived happily for a long time.",
    "And from that day on they were the best of friends.",
    "And they never forgot that day.",
    "And that is the end of the story.",
)
ENDINGS_OF = {
    "": GENERAL_ENDINGS,
    "happy": ("And they were all very happy.", "And so they lived happily for a long time."),
    "bedtime": ("Then they all went to bed and slept well.", "And then they slept until the morning."),
    "funny": ("And everybody laughed until the evening.", "And they still laugh about it today."),
    "sad": ("It was still a little sad, but it did not hurt so much any more.", "And slowly the days grew bright."),
    "scary": ("And after that nobody was afraid any more.", "And they all laughed, and the night was over."),
}
ENDINGS = tuple(dict.fromkeys(ending for endings in ENDINGS_OF.values() for ending in endings))
NEXT_EVENTS = (
    ("The next day {hero} went out again, for there was still much to see.", "And there was a rainbow in the sky."),
    ("The next morning {hero} woke up early and ate a good breakfast.", "Then all the friends came to visit."),
    ("A week later {hero} met {helper} again.", "They sat in the sun and talked about everything."),
    ("After that {hero} planted a small tree.", "Every year it grew a little higher."),
    ("That winter {hero} told the whole story to {helper} by the fire.", "Outside it snowed, but inside it was warm."),
)
