"""Animals of house and farm, as the model tells of them; `topics.py` says how the texts are written."""

HOME_ANIMALS = """
cats; a cat; the cat | are
1: Cats are small hunters that have lived with people for thousands of years. They sleep for much of the day, see well
  in the dark and purr when they feel safe.
2: Cats are quiet animals with sharp claws and soft fur. Their whiskers help them to feel their way. When a cat falls,
  it turns in the air and often lands on its feet.
where: Cats live with people almost everywhere in the world.
food: Cats eat meat: mice, birds, fish and what people give them.
more: Cats cannot taste sweet things.

dogs; a dog; the dog | are
1: Dogs are the oldest animal friends of people and descend from wolves. Their noses are far better than ours, so they
  can follow a trail that nobody sees.
2: Dogs are loyal animals that live and work with people. They herd sheep, guide blind people and find those who are
  lost. They wag their tails when they are glad.
where: Dogs live with people almost everywhere in the world.
food: Dogs eat meat, bones and many other things that people give them.
more: A young dog is called a puppy.

horses; a horse; the horse | are
1: Horses are strong, fast animals with long legs and one hoof on each foot. They have carried people and pulled carts
  for thousands of years. They can sleep standing up.
2: Horses are large animals that like to live in a group, called a herd. They are shy and run away from danger. A
  young horse is called a foal and can walk soon after it is born.
where: Horses live on farms and in stables; some run free on open grassland.
food: Horses eat grass, hay, oats and apples.
more: The age of a horse can be guessed from its teeth.

cows; a cow; the cow; cattle | are
1: Cows are large farm animals that give milk. They eat grass, and later they bring it up again and chew it for a
  second time. Their stomach has four parts.
2: Cows are calm animals that live in herds. People make butter, cheese and yoghurt from their milk. A young cow is
  called a calf, and the male is called a bull.
where: Cows live on farms and meadows in most parts of the world.
food: Cows eat grass, hay and grain.
more: A cow drinks many buckets of water a day.

pigs; a pig; the pig | are
1: Pigs are clever farm animals with a round nose, called a snout. They dig in the ground for food with it. They roll
  in mud to cool down and to protect their skin.
2: Pigs are friendly animals that learn quickly, as quickly as dogs. They can smell food deep in the ground. A young
  pig is called a piglet, and many are born at once.
where: Pigs live on farms; their wild relatives live in forests.
food: Pigs eat almost everything: roots, fruit, grain, nuts and worms.
more: Pigs cannot sweat much, so they love mud on hot days.

sheep; a sheep; the sheep | are
1: Sheep are farm animals with a thick coat of wool. Once a year people cut the wool and make warm clothes from it.
  This does not hurt the sheep.
2: Sheep are gentle animals that stay together in a flock and follow each other. A shepherd and a dog often watch over
  them. A young sheep is called a lamb.
where: Sheep live on meadows and hills in many parts of the world.
food: Sheep eat grass, herbs and hay.
more: Sheep know the faces of many other sheep.

goats; a goat; the goat | are
1: Goats are lively farm animals with horns and often a beard. They climb very well, on rocks and even into trees.
  People keep them for milk, cheese, meat and wool.
2: Goats are curious animals that taste nearly everything they find. They were among the first animals that people
  kept. A young goat is called a kid.
where: Goats live on farms and in dry or rocky lands; wild ones live in mountains.
food: Goats eat grass, leaves, twigs and herbs.
more: The eyes of a goat have a black bar in place of a round pupil.

donkeys; a donkey; the donkey | are
1: Donkeys are relatives of horses with long ears and a loud voice. They are strong for their size and carry loads on
  steep paths. They are careful rather than stubborn.
2: Donkeys are patient animals that people have used for thousands of years. They can live in dry lands with little
  food. The child of a donkey and a horse is called a mule.
where: Donkeys live on farms in many lands; their wild relatives live in Africa and Asia.
food: Donkeys eat grass, hay and straw.
more: The long ears of a donkey help it to hear well and to stay cool.

rabbits; a rabbit; the rabbit | are
1: Rabbits are small animals with long ears, strong back legs and a short white tail. They dig tunnels in the ground
  and run into them when danger comes.
2: Rabbits are shy animals that come out in the morning and in the evening. Their front teeth never stop growing. They
  beat the ground with a foot to warn each other.
where: Rabbits live in meadows, dunes and gardens, in tunnels under the ground.
food: Rabbits eat grass, leaves and roots.
more: Rabbits can see almost all around without turning their heads.

hamsters; a hamster; the hamster | are
1: Hamsters are small, round animals with soft fur and short tails. They carry food home in their cheeks, which can
  grow as large as their head. They are awake at night.
2: Hamsters are animals that dig homes under the ground and store food there. Many people keep them as pets. A hamster
  likes to run in a wheel, for hours every night.
where: Wild hamsters live in fields and dry lands of Europe and Asia.
food: Hamsters eat seeds, grain, vegetables and some insects.
more: Hamsters cannot see far, but they smell and hear very well.

mice; a mouse; the mouse | are
1: Mice are very small animals with round ears and a long, thin tail. They can slip through a hole as small as a coin.
  Cats, owls and foxes hunt them.
2: Mice are shy animals that come out at night. They gnaw at many things, because their front teeth never stop
  growing. They sing to each other in sounds too high for our ears.
where: Mice live in fields, forests and houses almost everywhere.
food: Mice eat seeds, grain, fruit and crumbs.
more: Mice feel their way with their whiskers.

camels; a camel; the camel | are
1: Camels are large animals of the desert with one or two humps. The humps hold fat, not water. Camels can live for
  many days without drinking.
2: Camels are strong animals that carry people and loads through dry lands. Their wide feet do not sink into the sand,
  and they can close their nose when the wind blows.
where: Camels live in the deserts and dry lands of Africa and Asia.
food: Camels eat grass, leaves and thorny plants.
more: A thirsty camel can drink more than a hundred litres at once.
"""
