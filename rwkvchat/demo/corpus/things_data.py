"""Colours of things, and how many parts they have; `things.py` makes questions of them."""

from rwkvchat.demo.corpus.lists import items

COLOURED = items("""
    the sky: blue; the sea: blue; grass: green; a leaf, leaves: green; snow: white; milk: white; a lemon, lemons:
    yellow; a banana, bananas: yellow; a tomato, tomatoes: red; a strawberry, strawberries: red; a cherry, cherries:
    red; blood: red; fire: red and yellow; an orange, oranges: orange; a carrot, carrots: orange; a pumpkin, pumpkins:
    orange; coal: black; a raven, ravens: black; a crow, crows: black; the night sky: black; chocolate: brown; wood:
    brown; a polar bear, polar bears: white; a swan, swans: white or black; an elephant, elephants: grey; a frog,
    frogs: green or brown; a flamingo, flamingos: pink; a zebra, zebras: black and white; a panda, pandas: black and
    white; a penguin, penguins: black and white; a magpie, magpies: black and white; a tiger, tigers: orange and black;
    a ladybird, ladybirds: red and black; a wasp, wasps: yellow and black; a pig, pigs: pink; a fox, foxes: red; a
    dolphin, dolphins: grey; a cucumber, cucumbers: green; a blueberry, blueberries: blue; a plum, plums: purple; a
    grape, grapes: green or purple; an apple, apples: red, green or yellow; a pear, pears: green or yellow; a potato,
    potatoes: brown; rice: white; salt: white; sugar: white or brown; butter: yellow; corn: yellow; gold: yellow; a
    ruby, rubies: red; a sunflower, sunflowers: yellow; Mars: red; the moon: grey; a cloud, clouds: white or grey; a
    rainbow, rainbows: red, orange, yellow, green, blue, indigo and violet; an egg, eggs: white or brown; bread: brown;
    cheese: yellow or white; a fire engine, fire engines: red
""")
ANY_COLOUR = items("""
    a car; a house; a dress; a shirt; a wall; a balloon; a door; a book; a pencil; a hat; a bicycle; a phone; a bag; a
    chair; a table; a sock; a coat; a cup; a boat; a train; a flag; a blanket; a kite; a shoe; a button; a ribbon; a
    box; a key; music; love; time; air; the wind; a ghost; a dragon; a unicorn; a dinosaur; a dream; a number; a
    horse; a dog; a cat; a butterfly; a tulip; my eyes; my hair; my car; my house; your eyes; your feathers
""")
MIXED = items("""
    red, yellow: orange; blue, yellow: green; red, blue: purple; black, white: grey; red, white: pink; red, green:
    brown
""")
PARTS = items("""
    legs, cat: 4; legs, dog: 4; legs, horse: 4; legs, cow: 4; legs, elephant: 4; legs, frog: 4; legs, spider: 8; legs,
    ant: 6; legs, bee: 6; legs, insect: 6; legs, bird: 2; legs, raven: 2; legs, penguin: 2; legs, person: 2; legs,
    crab: 10; legs, snake: no; legs, fish: no; legs, table: 4; legs, chair: 4; wheels, bicycle: 2; wheels, car: 4;
    wheels, tricycle: 3; arms, octopus: 8; arms, starfish: 5; eyes, person: 2; ears, person: 2; fingers, hand: 5; toes,
    foot: 5; wings, bird: 2; wings, bee: 4; strings, guitar: 6; strings, violin: 4; teeth, grown person: 32; bones,
    grown person: 206; colours, rainbow: 7; days, week: 7; days, year: 365; months, year: 12; weeks, year: 52; seasons,
    year: 4; hours, day: 24; minutes, hour: 60; seconds, minute: 60; years, century: 100; letters, English alphabet:
    26; players, football team: 11; cents, dollar: 100; eggs, dozen: 12
""")
NO_NUMBER = items("""
    wheels, dragon; wings, robot; legs, caterpillar; windows, house; pages, book; leaves, tree; hairs, dog; stones,
    river; buttons, coat; doors, castle; seats, train; apples, tree; trees, forest; drops, cloud; petals, flower;
    rooms, hotel; words, story; keys, house; stripes, zebra; feathers, raven; spots, ladybird; eyes, alien; bricks,
    wall; seeds, apple; songs, album; people, city; lamps, street; steps, tower; islands, ocean; coins, pocket
""")
