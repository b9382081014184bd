"""Sky, weather, sea and seasons, as the model tells of them; `topics.py` says how the texts are written."""

SKY_AND_WEATHER = """
the sun | is
1: The sun is a star, a huge ball of hot gas. Its light takes about eight minutes to reach the Earth. More than a
  million Earths would fit into it.
2: The sun is the star at the centre of our planets. It gives us light and warmth, and without it nothing would grow.
  Never look straight into it.
more: The sun is nearly five billion years old.

the moon | is
1: The moon is a ball of rock that goes around the Earth in about 27 days. It shines because it reflects the light of
  the sun. It has no air.
2: The moon is the nearest neighbour of the Earth in space. People first walked on it in 1969, and it causes the tides
  of the sea. We always see the same side of it.
more: The moon is about 384 thousand kilometres away from us.

stars; a star; the stars | are
1: Stars are huge balls of hot gas that shine by their own light. They look small because they are so far away. Our
  sun is one of them.
2: Stars are suns that are very far away. The hottest ones look blue and the coolest ones look red. Sailors once found
  their way by them at night.
more: The nearest star after the sun is more than four light years away.

the Earth; our planet | is
1: The Earth is the planet we live on. Most of it is covered with water, and it goes around the sun once a year. It is
  a ball.
2: The Earth is the third planet from the sun. It turns around once a day, which gives us day and night. Around it
  lies a thin layer of air.
more: The Earth is about four and a half billion years old.

planets; a planet; the planets | are
1: Planets are large balls that go around a star. Eight of them go around our sun, and the Earth is one of these. They
  have no light of their own.
2: Planets are worlds of rock or gas that travel around a star. Our eight are Mercury, Venus, Earth, Mars, Jupiter,
  Saturn, Uranus and Neptune. Jupiter is the largest of them.
more: Many other stars have planets too.

Mars; the planet Mars | is
1: Mars is the fourth planet from the sun. It looks red because its dust is full of rust. It has two small moons, and
  its air is very thin.
2: Mars is a cold, dry planet, about half as wide as the Earth. Its mountain Olympus Mons is a giant volcano. Robots
  drive over its sand and send pictures.
more: A day on Mars is a little longer than a day on the Earth.

Venus; the planet Venus | is
1: Venus is the second planet from the sun and nearly as large as the Earth. Thick clouds cover it, and it is so hot
  there that lead would melt.
2: Venus is the brightest planet in our sky. It is seen in the west after sunset or in the east before sunrise. It
  turns very slowly.
more: Venus has no moon.

Jupiter; the planet Jupiter | is
1: Jupiter is the fifth planet and the largest one of our sun. It is a ball of gas with stripes of cloud and a great
  red spot, which is a storm.
2: Jupiter is larger than all the other planets of our sun together. It has many moons, and four of them can be seen
  with a small telescope. It turns once in ten hours.
more: A year on Jupiter is as long as nearly twelve of our years.

Saturn; the planet Saturn | is
1: Saturn is the sixth planet from the sun and famous for its bright rings. The rings are made of countless pieces of
  ice and rock. It is a ball of gas.
2: Saturn is a giant planet with wide, thin rings around it. It is so light that it would float on water. Its largest
  moon is called Titan.
more: A year on Saturn is as long as about 29 of our years.

rain; the rain | is
1: Rain is water that falls from clouds. It begins as vapour that rises from the sea and the land. High in the cold
  air it turns into drops.
2: Rain is made of drops that grow inside clouds until they are too heavy. It fills the rivers and waters the plants.
  After it the air smells fresh.
where: Rain comes from clouds.
more: Small drops of rain are round like balls.

snow; the snow | is
1: Snow is made of tiny crystals of ice. Each flake has six sides or arms. Fresh snow makes the land quiet, because it
  swallows sound.
2: Snow is frozen water that falls from cold clouds. It keeps the ground beneath it warm, like a blanket. Children
  build men of it and ride sledges on it.
where: Snow comes from clouds when it is very cold.
more: Snow looks white, but each crystal is clear like glass.

ice; the ice | is
1: Ice is frozen water. Water turns into ice at 0 degrees Celsius. Ice is lighter than water, so it floats, and fish
  can live under it in winter.
2: Ice is hard, cold and slippery. Thick sheets of it cover Greenland and Antarctica. People put small pieces of it
  into drinks to keep them cool.
more: Most of an iceberg is under water.

clouds; a cloud; the clouds | are
1: Clouds are made of tiny drops of water or small crystals of ice that float in the air. They look white, but thick
  ones look grey from below.
2: Clouds are born when warm, wet air rises and cools down. When the drops grow too heavy, it rains or snows. Some
  clouds look like wool, some like thin feathers.
more: Fog is a cloud that lies on the ground.

wind; the wind | is
1: Wind is air that moves. It blows because the sun warms some places more than others. It carries clouds and seeds
  and turns windmills.
2: Wind is moving air, from a soft breeze to a wild storm. We name it after the place it comes from: a north wind
  blows from the north. Sailing ships need it.
more: Some wind blows nearly all the time near the coast.

fog; the fog | is
1: Fog is a cloud that lies on the ground. It is made of tiny drops of water, and one cannot see far in it. Drive
  slowly when there is fog.
2: Fog is born when wet air near the ground cools down. It is common in autumn and near rivers. When the sun warms the
  air, the fog goes away.
more: Ships blow a horn in fog so that others hear them.

lightning; thunder; a thunderstorm; thunderstorms | is
1: Lightning is a giant spark in the sky during a storm. It is very hot, and the air around it bursts out with a bang.
  This bang is the thunder.
2: Lightning is seen before the thunder is heard, because light is faster than sound. It often strikes tall things. In
  a storm it is safe inside a house or a car.
more: If the thunder comes three seconds after the lightning, the storm is about one kilometre away.

rainbows; a rainbow; the rainbow | are
1: Rainbows are bows of light that we see when the sun shines on rain. The drops split the white light into colours,
  from red on the outside to violet on the inside.
2: Rainbows are seen with the sun behind you and the rain in front of you. Their colours are red, orange, yellow,
  green, blue, indigo and violet. Nobody can reach their end.
more: From an airplane a rainbow can look like a full circle.

the sea; the ocean; oceans; an ocean | is
1: The sea covers more than two thirds of the Earth. It is salty because rivers carry salts into it. It is deep, wide
  and never quite still.
2: The sea is home to fish, whales and tiny plants. Its deepest places are about eleven kilometres deep, and it is
  dark and cold there. About half of our oxygen is made in it.
more: The sea looks blue because water swallows red light first.

waves; a wave | are
1: Waves are hills of water that travel over the sea. Most of them are made by the wind. The water itself mostly moves
  up and down in place.
2: Waves are small when the wind is weak and tall in a storm. Near the beach they slow down, grow higher and break
  with white foam. Surfers ride on them.
more: An earthquake under the sea can make a very large wave.

the sky | is
1: The sky is the air above us. By day it looks blue, because the air spreads blue light more than red. In the evening
  it often turns red.
2: The sky is blue by day and dark at night. At night we can see the moon, the planets and the stars in it. Birds,
  clouds and airplanes cross it by day.
more: On the moon the sky is black even by day.

night; the night | is
1: Night is the time when our side of the Earth is turned away from the sun. It is dark, and we can see the stars.
  Most people sleep.
2: Night is the dark part of the day. Owls, bats and hedgehogs wake up and look for food. In summer nights are short,
  and in winter they are long.
more: In the far north there are nights in summer when the sun does not set.

spring | is
1: Spring is the season after winter. Days grow longer and warmer, trees get new leaves, and many flowers bloom. Birds
  come back and build their nests.
2: Spring is the time when nature wakes up. Snow melts, bees fly out, and many young animals are born. In the north it
  begins in March.
more: In Australia spring begins in September.

summer; the summer | is
1: Summer is the warmest season of the year. Days are long and nights are short. Fruit grows ripe, and children have
  long holidays in many lands.
2: Summer is the season between spring and autumn. People swim in lakes and in the sea, and farmers cut the wheat. In
  the north it begins in June.
more: In Australia summer begins in December.

autumn; fall; the autumn | is
1: Autumn is the season after summer. Leaves turn yellow and red and fall from the trees. Apples and nuts are ripe,
  and days grow shorter.
2: Autumn is the time of harvest, wind and fog. Many birds fly to warm lands, and squirrels hide nuts. In the north it
  begins in September.
more: In America autumn is called fall.

winter; the winter | is
1: Winter is the coldest season of the year. Days are short and nights are long. Snow falls in many lands, lakes
  freeze, and children play in the snow.
2: Winter is the season after autumn. Many trees have no leaves, and some animals sleep until it is warm again. In the
  north it begins in December.
more: In Australia winter begins in June.
"""
