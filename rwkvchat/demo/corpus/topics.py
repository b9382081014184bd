"""What the model can tell about: true sentences on a few dozen topics, each in two wordings.

It is data; `world.py` makes exchanges of it.
"""

from typing import NamedTuple


class Topic(NamedTuple):
    """A topic: its names (the first one is used in titles), the verb that fits them, and two texts about it."""

    names: tuple[str, ...]
    verb: str
    texts: tuple[str, str]


TOPICS = (
    Topic(("ravens", "the raven", "a raven"), "are", (
        "Ravens are large black birds of the crow family. They are among the cleverest of all birds: they solve "
        "puzzles, hide food and remember faces.",
        "Ravens are clever black birds that live in mountains, forests and deserts of the north. They can copy "
        "sounds and even human words, and pairs often stay together for life.")),
    Topic(("crows", "a crow"), "are", (
        "Crows are black birds, smaller than ravens. They use simple tools and remember people who were unkind to "
        "them.",
        "Crows are clever birds that live almost everywhere, even in cities. They eat nearly anything and often "
        "gather in large groups at night.")),
    Topic(("owls", "an owl"), "are", (
        "Owls are birds that hunt at night. Their soft feathers let them fly almost without a sound.",
        "Owls are hunters with large eyes and very good ears. They cannot move their eyes, so they turn their heads "
        "far around instead.")),
    Topic(("penguins", "a penguin"), "are", (
        "Penguins are birds that cannot fly but swim very well. Most of them live in the cold south of the world.",
        "Penguins are black and white birds that catch fish in the sea. Emperor penguins keep their eggs warm on "
        "their feet.")),
    Topic(("cats", "a cat", "the cat"), "are", (
        "Cats are small hunters that have lived with people for thousands of years. They sleep for much of the day "
        "and see well in the dark.",
        "Cats are quiet animals with sharp claws and soft fur. They purr when they feel safe, and their whiskers "
        "help them feel their way.")),
    Topic(("dogs", "a dog", "the dog"), "are", (
        "Dogs are the oldest animal friends of people and descend from wolves. Their noses are far better than ours.",
        "Dogs are loyal animals that live and work with people. They herd sheep, guide blind people and find those "
        "who are lost.")),
    Topic(("horses", "a horse"), "are", (
        "Horses are strong, fast animals that eat grass. They can sleep standing up.",
        "Horses are large animals that have carried people for thousands of years. A young horse is called a foal.")),
    Topic(("elephants", "an elephant"), "are", (
        "Elephants are the largest animals on land. They use their trunks to breathe, drink, smell and lift things.",
        "Elephants are large, clever animals of Africa and Asia. They live in families led by an old female and have "
        "a very good memory.")),
    Topic(("whales", "a whale"), "are", (
        "Whales are mammals that live in the sea and breathe air. The blue whale is the largest animal of all.",
        "Whales are huge animals of the sea that feed their young with milk. Some of them sing songs that travel "
        "very far through the water.")),
    Topic(("bees", "a bee"), "are", (
        "Bees are insects that collect nectar and make honey. On their way they carry pollen from flower to flower.",
        "Bees are busy insects that live in hives with one queen. They dance to tell each other where flowers are.")),
    Topic(("butterflies", "a butterfly"), "are", (
        "Butterflies are insects with large, colourful wings. They begin life as caterpillars.",
        "Butterflies are light insects that drink nectar with a long tongue. They taste with their feet.")),
    Topic(("spiders", "a spider"), "are", (
        "Spiders are small animals with eight legs. Many of them spin webs of silk to catch insects.",
        "Spiders are not insects: they have eight legs, and insects have six. Their silk is thin but very strong.")),
    Topic(("dinosaurs", "a dinosaur"), "were", (
        "Dinosaurs were animals that lived many millions of years ago. Some were as small as chickens, others longer "
        "than a bus.",
        "Dinosaurs were the rulers of the land for a very long time. Most died out about 66 million years ago, and "
        "birds descend from them.")),
    Topic(("the moon",), "is", (
        "The moon is a ball of rock that goes around the Earth in about 27 days. It shines because it reflects the "
        "light of the sun.",
        "The moon is the nearest neighbour of the Earth in space. People first walked on it in 1969, and it causes "
        "the tides of the sea.")),
    Topic(("the sun",), "is", (
        "The sun is a star, a huge ball of hot gas. Its light takes about eight minutes to reach the Earth.",
        "The sun is the star at the centre of our planets. It gives us light and warmth, and without it nothing "
        "would grow.")),
    Topic(("stars", "a star"), "are", (
        "Stars are huge balls of hot gas that shine by their own light. They look small because they are so far away.",
        "Stars are suns that are very far away. The hottest ones look blue and the coolest ones look red.")),
    Topic(("the earth", "our planet"), "is", (
        "The Earth is the planet we live on. Most of it is covered with water, and it goes around the sun once a year.",
        "The Earth is the third planet from the sun. It turns around once a day, which gives us day and night.")),
    Topic(("mars", "the planet mars"), "is", (
        "Mars is the fourth planet from the sun. It looks red because its dust is full of rust.",
        "Mars is a cold, dry planet, smaller than the Earth. Its mountain Olympus Mons is the highest volcano known.")),
    Topic(("water",), "is", (
        "Water is what seas, rivers and rain are made of. All living things need it.",
        "Water is a liquid that freezes at 0 degrees and boils at 100 degrees Celsius. Ice is lighter than water, so "
        "it floats.")),
    Topic(("the sea", "the ocean", "oceans"), "is", (
        "The sea covers more than two thirds of the Earth. It is salty because rivers carry salts into it.",
        "The sea is home to fish, whales and tiny plants. Its deepest places are about eleven kilometres deep.")),
    Topic(("rivers", "a river"), "are", (
        "Rivers are streams of fresh water that flow to the sea. Many cities were built beside them.",
        "Rivers are born from springs, rain and melting snow. They slowly carve valleys into the land.")),
    Topic(("mountains", "a mountain"), "are", (
        "Mountains are high places where the land was pushed up. The highest of them is Mount Everest.",
        "Mountains are cold at the top because the air is thin. They grow very slowly, and wind and water wear them "
        "down.")),
    Topic(("volcanoes", "a volcano"), "are", (
        "Volcanoes are openings in the ground where hot melted rock comes out. This rock is called lava.",
        "Volcanoes are mountains built by lava and ash. Many of them sleep for hundreds of years between eruptions.")),
    Topic(("rain", "the rain"), "is", (
        "Rain is water that falls from clouds. It begins as vapour that rises from the sea and the land.",
        "Rain is made of drops that grow inside clouds until they are too heavy. It fills rivers and waters the "
        "plants.")),
    Topic(("snow", "the snow"), "is", (
        "Snow is made of tiny crystals of ice. Each flake has six sides or arms.",
        "Snow is frozen water that falls from cold clouds. It keeps the ground beneath it warm, like a blanket.")),
    Topic(("trees", "a tree"), "are", (
        "Trees are tall plants with a trunk of wood. They take in carbon dioxide and give off oxygen.",
        "Trees are among the oldest living things; some are thousands of years old. Each year adds a ring to their "
        "wood.")),
    Topic(("honey",), "is", (
        "Honey is a sweet food that bees make from nectar. It keeps for many years.",
        "Honey is the winter food of bees. Its taste and colour depend on the flowers that the bees visited.")),
    Topic(("bread",), "is", (
        "Bread is a food baked from flour and water. Yeast fills the dough with bubbles and makes it rise.",
        "Bread is one of the oldest foods that people make. It is baked from wheat, rye and other grains.")),
    Topic(("tea",), "is", (
        "Tea is a drink made from the leaves of the tea plant and hot water. It first came from China.",
        "Tea is drunk all over the world. Green tea and black tea come from the same plant.")),
    Topic(("chess",), "is", (
        "Chess is a game for two players on a board of 64 squares. Who traps the other king wins.",
        "Chess is an old game that came from India. Each player begins with sixteen pieces, and the queen is the "
        "strongest.")),
    Topic(("music",), "is", (
        "Music is the art of putting sounds together. People everywhere sing and play it.",
        "Music is made of rhythm, melody and harmony. The oldest flutes we know were made of bone.")),
    Topic(("books", "a book"), "are", (
        "Books are pages bound together to be read. Before printing, they were copied by hand.",
        "Books are a way to keep stories and knowledge. Printing made them cheap, so that many people could read.")),
    Topic(("paper",), "is", (
        "Paper is made from the fibres of plants, mostly wood. It was invented in China about two thousand years ago.",
        "Paper is thin, light and easy to write on. Old paper can be made into new paper.")),
    Topic(("bicycles", "a bicycle", "bikes"), "are", (
        "Bicycles are machines with two wheels that you move with your legs. They need no fuel.",
        "Bicycles are one of the best ways to travel a short way. The faster they roll, the easier they are to "
        "balance.")),
    Topic(("trains", "a train"), "are", (
        "Trains are rows of wagons that run on rails. The first ones were pulled by steam engines.",
        "Trains are a good way to carry many people at once. The fastest ones go more than 300 kilometres an hour.")),
    Topic(("computers", "a computer"), "are", (
        "Computers are machines that follow instructions very fast. Inside, they work with zeros and ones.",
        "Computers are used to write, count, draw and play. The first ones were as large as a room.")),
    Topic(("rwkv", "the rwkv model"), "is", (
        "RWKV is a kind of language model that reads one token at a time, like a recurrent network. Its memory is a "
        "state of fixed size, so long chats stay fast.",
        "RWKV is a recurrent network that can be trained like a transformer. I am a very small RWKV-4 model myself.")),
    Topic(("rwkvchat", "this program"), "is", (
        "Rwkvchat is a chat program for the terminal that runs RWKV-4 Raven models. I am the small model that comes "
        "with it.",
        "Rwkvchat is the program you are using now. It runs RWKV models on your own computer; type /help to see the "
        "commands.")),
)  # fmt: skip
