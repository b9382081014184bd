"""Wild mammals, as the model tells of them; `topics.py` says how the texts are written."""

WILD_ANIMALS = """
squirrels; a squirrel; the squirrel | are
1: Squirrels are small climbers with a long, bushy tail. The tail helps them to balance when they jump from tree to
  tree. In autumn they hide nuts for the winter.
2: Squirrels are quick animals that build round nests of twigs in trees. They do not find all the nuts that they have
  hidden, and so new trees grow.
where: Squirrels live in forests, parks and gardens.
food: Squirrels eat nuts, seeds, fruit, buds and mushrooms.
more: Squirrels can run down a tree with the head first.

hedgehogs; a hedgehog; the hedgehog | are
1: Hedgehogs are small animals with thousands of spines on the back. When they are afraid, they roll up into a ball,
  so that only the spines can be seen.
2: Hedgehogs are animals of the night that look for food with their good noses. In cold lands they sleep through the
  winter under leaves. It is better not to give them milk.
where: Hedgehogs live in gardens, hedges and fields of Europe, Africa and Asia.
food: Hedgehogs eat insects, worms, snails and fallen fruit.
more: Young hedgehogs are born with soft white spines.

foxes; a fox; the fox | are
1: Foxes are clever hunters of the dog family with pointed ears and a thick tail. Many of them are red with a white
  tip on the tail. They hunt mostly at night.
2: Foxes are careful animals that live in dens under the ground. They hear a mouse under the snow and jump on it from
  above. In old stories they are clever thieves.
where: Foxes live in forests, fields, deserts and even in cities.
food: Foxes eat mice, rabbits, birds, insects and fruit.
more: A fox wraps its tail around itself to keep warm.

wolves; a wolf; the wolf | are
1: Wolves are the wild relatives of dogs. They live in families, called packs, and hunt together. They howl to call
  each other over long distances.
2: Wolves are strong, shy animals that stay away from people. A pack is usually a pair with its young. Together they
  can hunt animals that are much larger than a wolf.
where: Wolves live in forests, mountains and cold plains of Europe, Asia and North America.
food: Wolves eat deer, moose, sheep, rabbits and other animals.
more: A wolf can run for hours without a rest.

bears; a bear; the bear | are
1: Bears are large, heavy animals with thick fur and a very good nose. In cold lands many of them sleep in a den
  through the winter and live on their fat.
2: Bears are strong animals that can stand on two legs, climb and swim. They eat a lot in autumn to grow fat. A mother
  guards her cubs and can be dangerous.
where: Bears live in the forests and mountains of Europe, Asia and America.
food: Bears eat berries, roots, honey, fish and meat.
more: A bear can smell food from several kilometres away.

polar bears; a polar bear; the polar bear | are
1: Polar bears are huge white bears of the far north. They walk on the ice of the sea and wait for seals. Thick fur
  and a layer of fat keep them warm.
2: Polar bears are very good swimmers that can cross long stretches of cold water. Their fur looks white, but their
  skin is black. They need the ice of the sea to hunt.
where: Polar bears live in the Arctic, around the North Pole.
food: Polar bears eat seals and other animals of the cold sea.
more: Polar bears and penguins never meet in the wild: they live at opposite ends of the Earth.

pandas; a panda; the panda | are
1: Pandas are black and white bears that eat almost nothing but bamboo. Because bamboo is poor food, they spend most
  of the day eating. Only few of them live in the wild.
2: Pandas are gentle bears with black patches around the eyes. A part of their wrist works like a thumb and holds the
  bamboo. A newborn panda is tiny and pink.
where: Pandas live in the mountain forests of China.
food: Pandas eat bamboo.
more: Pandas do not sleep through the winter as other bears do.

lions; a lion; the lion | are
1: Lions are large cats that live in groups, called prides. The males have a mane around the head. The females do most
  of the hunting and raise the cubs together.
2: Lions are strong hunters with a roar that can be heard for many kilometres. They rest for most of the day. In
  stories the lion is the king of the animals.
where: Lions live in the grasslands of Africa, and a few live in India.
food: Lions eat zebras, antelopes and other large animals.
more: Lions sleep or rest for about twenty hours a day.

tigers; a tiger; the tiger | are
1: Tigers are the largest cats of all. They have orange fur with black stripes, and no two tigers have the same
  stripes. They live and hunt alone.
2: Tigers are quiet hunters whose stripes hide them among plants. They like water and swim well. They hunt mostly at
  night, when their eyes see much better than ours.
where: Tigers live in the forests of Asia, from India to the cold east of Russia.
food: Tigers eat deer, wild pigs and other animals.
more: The skin of a tiger is striped too, not only its fur.

elephants; an elephant; the elephant | are
1: Elephants are the largest animals on land. They use their trunks to breathe, drink, smell and lift things. Their
  big ears help them to stay cool.
2: Elephants are large, clever animals that live in families led by an old female. They have a very good memory. Their
  tusks are long teeth that never stop growing.
where: Elephants live in the grasslands and forests of Africa and Asia.
food: Elephants eat grass, leaves, bark and fruit.
more: Elephants also talk in sounds so deep that people cannot hear them.

giraffes; a giraffe; the giraffe | are
1: Giraffes are the tallest animals of all. With their long necks they reach the leaves high in the trees. Their
  tongue is long and dark and can hold a branch.
2: Giraffes are gentle animals with brown patches and long legs. To drink, they must spread their front legs wide.
  Their neck has only seven bones, as many as ours.
where: Giraffes live in the grasslands of Africa.
food: Giraffes eat leaves, buds and twigs.
more: Giraffes need very little sleep.

zebras; a zebra; the zebra | are
1: Zebras are wild relatives of horses with black and white stripes. Each zebra has its own pattern. The stripes seem
  to keep biting flies away.
2: Zebras are watchful animals that live in herds. They run fast and kick hard when a lion comes. In dry times many of
  them walk very far to find grass and water.
where: Zebras live in the grasslands and hills of Africa.
food: Zebras eat grass.
more: A young zebra knows its mother by her stripes, her smell and her voice.

hippos; a hippo; the hippo; a hippopotamus | are
1: Hippos are huge, heavy animals that spend the day in the water to stay cool. At night they come out and eat grass.
  They can be very dangerous.
2: Hippos are animals with a giant mouth and short legs. They do not really swim: they walk on the ground under water.
  They can hold their breath for about five minutes.
where: Hippos live in the rivers and lakes of Africa.
food: Hippos eat grass.
more: The skin of a hippo makes a red oil that protects it from the sun.

rhinos; a rhino; the rhino; a rhinoceros | are
1: Rhinos are large, heavy animals with one or two horns on the nose. Their skin is thick and grey. They see badly,
  but they smell and hear very well.
2: Rhinos are strong animals that live mostly alone. Their horn is made of the same stuff as our nails. They like to
  roll in mud, which keeps insects away.
where: Rhinos live in the grasslands and forests of Africa and Asia.
food: Rhinos eat grass, leaves and twigs.
more: A heavy rhino can run faster than a man.

monkeys; a monkey; the monkey | are
1: Monkeys are clever animals that live in groups and climb very well. Most of them have a tail, and some can hold a
  branch with it. They clean the fur of their friends.
2: Monkeys are curious animals with hands like ours. They use calls and faces to talk to each other. The young ones
  ride on the back or the belly of their mother.
where: Monkeys live in the warm forests of Africa, Asia and America.
food: Monkeys eat fruit, leaves, nuts and insects.
more: Monkeys have fingerprints, as people do.

gorillas; a gorilla; the gorilla | are
1: Gorillas are the largest apes. They look fierce, but they are calm animals that live in families. An old male with
  silver fur on his back leads the group.
2: Gorillas are strong, gentle apes that walk on their feet and the knuckles of their hands. Every evening each of
  them builds a new nest of leaves to sleep in.
where: Gorillas live in the forests of central Africa.
food: Gorillas eat leaves, stems, fruit and insects.
more: Gorillas beat their chests to show how strong they are.

kangaroos; a kangaroo; the kangaroo | are
1: Kangaroos are large animals that hop on strong back legs. The mother carries her young in a pouch on her belly. A
  long tail helps them to balance.
2: Kangaroos are animals that can jump very far and cannot easily walk backwards. A newborn kangaroo is as small as a
  bean and grows up in the pouch of its mother.
where: Kangaroos live in Australia, and some live in New Guinea.
food: Kangaroos eat grass and leaves.
more: A young kangaroo is called a joey.

koalas; a koala; the koala | are
1: Koalas are grey animals with round ears that live in trees. They eat the leaves of one kind of tree, the
  eucalyptus. They sleep for most of the day.
2: Koalas are not bears but relatives of kangaroos. The mother carries her young in a pouch and later on her back.
  Koalas get most of their water from leaves.
where: Koalas live in the eucalyptus forests of Australia.
food: Koalas eat the leaves of eucalyptus trees.
more: Koalas have fingerprints that look like those of people.

bats; a bat; the bat | are
1: Bats are the only mammals that can really fly. They are active at night. Many of them find their way by calling and
  listening to the echo.
2: Bats are furry animals with wings of thin skin. By day they hang upside down in caves, trees and roofs. Most of
  them are useful because they catch insects.
where: Bats live in caves, trees and old houses in most parts of the world.
food: Bats eat insects or fruit, and some drink nectar.
more: There are more than a thousand kinds of bats.

beavers; a beaver; the beaver | are
1: Beavers are good builders that cut down trees with their teeth. They build dams across streams, so that ponds form.
  In the pond stands their house of sticks and mud.
2: Beavers are water animals with a flat tail and thick brown fur. They slap the water with the tail to warn each
  other. Their strong front teeth are orange.
where: Beavers live in rivers, ponds and lakes of Europe, Asia and North America.
food: Beavers eat bark, twigs, leaves and water plants.
more: The door of a beaver's house is under water.

deer; a deer; the deer | are
1: Deer are shy animals with long legs that live in forests. Most males have antlers, which fall off every year and
  grow again. They listen for every sound.
2: Deer are fast runners and good jumpers that eat plants. Many of them live in groups. The young often have white
  spots that hide them in the grass.
where: Deer live in forests, meadows and mountains in many parts of the world.
food: Deer eat grass, leaves, buds and bark.
more: A young deer is called a fawn.

raccoons; a raccoon; the raccoon | are
1: Raccoons are clever animals with a black mask around the eyes and rings on the tail. Their hands can open doors,
  boxes and bins. They are awake at night.
2: Raccoons are good climbers that feel things with their fingers, often under water. Many of them live in cities,
  where they look for food in rubbish.
where: Raccoons come from North America, but they live in Europe and Japan now too.
food: Raccoons eat almost everything: fruit, nuts, eggs, frogs and rubbish.
more: Raccoons remember for a long time how to open a lock.

seals; a seal; the seal | are
1: Seals are animals of the sea with a round head, flippers and a thick layer of fat. They swim very well, but on land
  they move slowly. They come out to rest and to have young.
2: Seals are good divers that can stay under water for a long time. Their whiskers feel the water that a swimming fish
  has moved. A young seal is called a pup.
where: Seals live on the coasts of most seas, many of them in the cold north and south.
food: Seals eat fish, squid and crabs.
more: Seals can sleep under water and come up to breathe.

dolphins; a dolphin; the dolphin | are
1: Dolphins are clever animals of the sea that breathe air. They live in groups and help each other. They find fish by
  making clicks and listening to the echo.
2: Dolphins are fast swimmers that like to jump out of the water and to play. They are mammals and feed their young
  with milk. Each dolphin has its own whistle, like a name.
where: Dolphins live in most seas, and some live in large rivers.
food: Dolphins eat fish and squid.
more: One half of a dolphin's brain stays awake while the other half sleeps.

whales; a whale; the whale | are
1: Whales are mammals that live in the sea and breathe air. The blue whale is the largest animal of all: it can be
  longer than two buses.
2: Whales are huge animals of the sea that feed their young with milk. Some of them sing songs that travel very far
  through the water. Many swim long ways every year.
where: Whales live in all the oceans.
food: Whales eat fish, squid or tiny shrimps called krill.
more: A whale breathes through a hole on the top of its head.
"""
