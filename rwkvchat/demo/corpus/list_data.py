"""Things of many kinds, always in the same order, so that a list can go on from any of them; and pairs for tables."""

from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items, words


class Kind(NamedTuple):
    """A kind of things: its names (the first is used), one of it, the things, and kinds that belong to it as well."""

    names: tuple[str, ...]
    one: str
    things: tuple[str, ...]
    includes: tuple[str, ...] = ()


class Pairs(NamedTuple):
    """What a table can hold: how it is asked for, the titles of its columns, and its rows."""

    names: tuple[str, ...]
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Rows written as "cat: kitten; dog: puppy"."""
    return tuple((left, right) for left, right in (item.split(": ") for item in items(text)))


KINDS = (
    Kind(("fruits", "kinds of fruit"), "fruit",
         words("apple pear plum cherry banana orange lemon grape peach melon mango strawberry pineapple apricot")),
    Kind(("vegetables", "kinds of vegetables"), "vegetable",
         words("carrot potato onion cabbage spinach leek pea bean lettuce broccoli beetroot celery turnip radish")),
    Kind(("animals", "kinds of animals"), "animal",
         words("cat dog horse cow fox bear wolf rabbit mouse lion tiger elephant giraffe zebra monkey camel"),
         ("birds", "fish", "insects", "farm animals", "pets", "sea animals")),
    Kind(("birds", "kinds of birds"), "bird",
         words("raven owl robin sparrow eagle swan duck goose crow stork parrot penguin heron hawk")),
    Kind(("fish", "kinds of fish"), "fish",
         words("salmon trout tuna cod herring carp pike eel shark mackerel sardine perch")),
    Kind(("insects", "kinds of insects"), "insect",
         words("bee ant butterfly moth beetle fly wasp cricket grasshopper ladybird mosquito dragonfly")),
    Kind(("farm animals",), "farm animal",
         words("cow pig sheep goat horse hen duck goose donkey turkey rooster pony")),
    Kind(("pets",), "pet",
         words("cat dog hamster rabbit parrot goldfish canary mouse turtle pony rat gerbil")),
    Kind(("sea animals", "animals of the sea", "animals that live in the sea"), "sea animal",
         words("whale dolphin shark crab octopus seal squid lobster starfish jellyfish seahorse tuna walrus")),
    Kind(("trees", "kinds of trees"), "tree",
         words("oak beech birch pine fir maple willow ash elm lime chestnut poplar cedar larch")),
    Kind(("flowers", "kinds of flowers"), "flower",
         words("rose tulip daisy lily violet sunflower daffodil poppy orchid lavender carnation snowdrop")),
    Kind(("colours", "colors"), "colour",
         words("red blue green yellow orange purple pink black white brown grey gold silver turquoise")),
    Kind(("countries",), "country",
         words("France Germany Italy Spain Portugal Ireland Norway Sweden Poland Greece Egypt Kenya China Japan India "
               "Canada Mexico Brazil Peru"),
         ("countries in Europe",)),
    Kind(("countries in Europe", "European countries", "countries of Europe"), "European country",
         words("France Germany Italy Spain Portugal Ireland Norway Sweden Finland Poland Austria Greece Belgium")),
    Kind(("capitals", "capital cities"), "capital",
         words("Paris Berlin Rome Madrid Lisbon London Dublin Oslo Vienna Athens Cairo Tokyo Ottawa Lima")),
    Kind(("cities", "big cities"), "city",
         words("Paris London Berlin Rome Madrid Vienna Athens Cairo Tokyo Sydney Toronto Mumbai Chicago Milan"),
         ("capitals",)),
    Kind(("rivers",), "river",
         items("the Nile; the Amazon; the Danube; the Rhine; the Thames; the Seine; the Volga; the Ganges; the Congo; "
               "the Elbe; the Loire; the Tiber")),
    Kind(("languages",), "language",
         words("English French German Spanish Italian Portuguese Dutch Polish Russian Greek Arabic Hindi Chinese "
               "Japanese")),
    Kind(("musical instruments", "instruments"), "musical instrument",
         words("piano guitar violin flute drum trumpet harp cello organ clarinet trombone accordion")),
    Kind(("sports", "kinds of sport"), "sport",
         words("football tennis swimming running basketball hockey golf rugby boxing cycling skiing volleyball")),
    Kind(("tools",), "tool",
         words("hammer saw drill spanner screwdriver pliers axe file shovel rake chisel spade")),
    Kind(("clothes", "pieces of clothing"), "piece of clothing",
         words("shirt trousers dress skirt coat jacket hat scarf gloves socks jumper blouse")),
    Kind(("parts of the body", "body parts"), "part of the body",
         words("head arm leg hand foot nose ear eye mouth knee finger toe shoulder back")),
    Kind(("foods", "kinds of food"), "food",
         words("bread cheese rice soup pasta pizza cake butter honey salad eggs noodles porridge pancakes"),
         ("fruits", "vegetables")),
    Kind(("drinks",), "drink",
         items("water; tea; coffee; milk; lemonade; cocoa; apple juice; orange juice; cola; wine; beer; tomato juice")),
    Kind(("vehicles",), "vehicle",
         words("car bus train tram bicycle lorry ship boat plane helicopter tractor taxi motorcycle van")),
    Kind(("jobs", "professions"), "job",
         words("teacher doctor baker farmer painter nurse cook pilot tailor gardener carpenter judge plumber")),
    Kind(("pieces of furniture",), "piece of furniture",
         words("table chair bed sofa desk cupboard wardrobe shelf bench stool armchair bookcase")),
    Kind(("things in a kitchen", "kitchen things"), "thing in a kitchen",
         words("pot pan spoon fork knife plate cup bowl oven kettle fridge sink")),
    Kind(("toys",), "toy",
         items("ball; doll; kite; teddy bear; puzzle; train set; spinning top; yo-yo; toy car; skipping rope; "
               "building blocks; marbles")),
    Kind(("shapes",), "shape",
         words("circle square triangle rectangle oval star pentagon hexagon octagon cube cone sphere")),
    Kind(("metals",), "metal",
         words("iron copper gold silver tin lead zinc aluminium nickel platinum titanium mercury")),
    Kind(("gems", "precious stones", "gemstones"), "gem",
         words("diamond ruby emerald sapphire opal topaz amethyst garnet turquoise jade agate aquamarine")),
    Kind(("herbs and spices", "spices"), "spice",
         words("pepper cinnamon ginger nutmeg paprika saffron basil thyme mint parsley rosemary vanilla")),
    Kind(("rooms", "rooms of a house"), "room",
         items("kitchen; bathroom; bedroom; living room; dining room; hall; attic; cellar; study; nursery; pantry; "
               "guest room")),
    Kind(("games",), "game",
         items("chess; draughts; dominoes; hide and seek; tag; cards; dice; marbles; backgammon; bingo; hopscotch; "
               "darts")),
    Kind(("school things", "things for school"), "school thing",
         items("pen; pencil; ruler; book; school bag; rubber; notebook; scissors; glue; crayon; chalk; paper")),
    Kind(("verbs",), "verb", words("go come see hear eat drink sleep run sing write read play give take")),
    Kind(("adjectives",), "adjective", words("big small old new good bad hot cold long short happy sad fast slow")),
)  # fmt: skip
TABLES = (
    Pairs(("animals and their young", "animals and their babies", "animals and baby animals"), ("Animal", "Young"),
          pairs("cat: kitten; dog: puppy; cow: calf; sheep: lamb; horse: foal; goat: kid; duck: duckling; goose: "
                "gosling; hen: chick; pig: piglet; bear: cub; frog: tadpole; swan: cygnet; deer: fawn")),
    Pairs(("countries and capitals", "countries and their capitals", "capitals"), ("Country", "Capital"),
          pairs("France: Paris; Germany: Berlin; Italy: Rome; Spain: Madrid; Portugal: Lisbon; Ireland: Dublin; "
                "Norway: Oslo; Sweden: Stockholm; Poland: Warsaw; Austria: Vienna; Greece: Athens; Egypt: Cairo; "
                "Japan: Tokyo; Canada: Ottawa; Peru: Lima")),
    Pairs(("fruits and colours", "fruits and their colours", "fruits and colors"), ("Fruit", "Colour"),
          pairs("banana: yellow; lemon: yellow; orange: orange; strawberry: red; raspberry: red; cherry: red; lime: "
                "green; gooseberry: green; blueberry: blue; plum: purple; apricot: orange")),
    Pairs(("animals and sounds", "animals and their sounds", "animal sounds"), ("Animal", "Sound"),
          pairs("cat: meow; dog: woof; cow: moo; sheep: baa; duck: quack; pig: oink; horse: neigh; lion: roar; bee: "
                "buzz; snake: hiss; frog: croak; rooster: cock-a-doodle-doo")),
    Pairs(("animals and their homes", "animals and homes", "animals and where they live"), ("Animal", "Home"),
          pairs("bee: hive; bird: nest; fox: den; spider: web; horse: stable; dog: kennel; rabbit: burrow; pig: sty; "
                "beaver: lodge; ant: anthill")),
    Pairs(("opposites", "words and their opposites", "words and opposites"), ("Word", "Opposite"),
          pairs("big: small; hot: cold; old: new; good: bad; long: short; fast: slow; happy: sad; day: night; light: "
                "dark; high: low; wet: dry; full: empty; strong: weak; early: late")),
    Pairs(("numbers and words", "numbers and their names", "numbers in words"), ("Number", "Word"),
          pairs("1: one; 2: two; 3: three; 4: four; 5: five; 6: six; 7: seven; 8: eight; 9: nine; 10: ten; 11: "
                "eleven; 12: twelve")),
    Pairs(("numbers and their doubles", "numbers and doubles"), ("Number", "Double"),
          pairs("1: 2; 2: 4; 3: 6; 4: 8; 5: 10; 6: 12; 7: 14; 8: 16; 9: 18; 10: 20")),
    Pairs(("one and many", "singular and plural", "words and their plurals"), ("One", "Many"),
          pairs("cat: cats; mouse: mice; child: children; foot: feet; tooth: teeth; man: men; woman: women; goose: "
                "geese; box: boxes; leaf: leaves; sheep: sheep; city: cities")),
    Pairs(("countries and languages", "countries and their languages"), ("Country", "Language"),
          pairs("France: French; Germany: German; Italy: Italian; Spain: Spanish; Portugal: Portuguese; Brazil: "
                "Portuguese; Mexico: Spanish; Austria: German; Egypt: Arabic; Japan: Japanese; Greece: Greek; "
                "Poland: Polish")),
    Pairs(("months and days", "months and their days", "months and their length"), ("Month", "Days"),
          pairs("January: 31; March: 31; April: 30; May: 31; June: 30; July: 31; August: 31; September: 30; October: "
                "31; November: 30; December: 31")),
    Pairs(("shapes and corners", "shapes and their corners", "shapes and their sides"), ("Shape", "Corners"),
          pairs("circle: 0; triangle: 3; square: 4; pentagon: 5; hexagon: 6; octagon: 8; rectangle: 4")),
)  # fmt: skip
SHOPPING = items("""
    bread; milk; eggs; butter; cheese; apples; potatoes; rice; tea; coffee; tomatoes; onions; carrots; bananas; oil;
    salt; sugar; flour; pasta; honey; soap; lemons; lettuce; yoghurt
""")
PACKING = items("""
    shirts; socks; trousers; a toothbrush; a towel; shoes; a jumper; a book; a raincoat; a hat; sunglasses; soap; a
    phone; a map
""")
CHORES = items("""
    wash the dishes; water the plants; clean the kitchen; go shopping; write a letter; read a book; feed the cat;
    take out the rubbish; make the bed; call a friend; go for a walk; cook dinner
""")
