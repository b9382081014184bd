"""Kinds of places, and famous ones, as the model tells of them; `topics.py` says how the texts are written."""

PLACES = """
rivers; a river | are
1: Rivers are streams of fresh water that flow to the sea or into a lake. Many cities were built beside them, because
  they give water and carry ships.
2: Rivers are born from springs, rain and melting snow. They slowly carve valleys into the land. Fish, ducks and
  otters live in them and beside them.
more: The Nile and the Amazon are the longest rivers.

lakes; a lake | are
1: Lakes are large bodies of water with land all around. Most of them hold fresh water, but some are salty. Rivers
  flow into them and out of them.
2: Lakes are often found where ice once dug holes into the land. Fish and water birds live there. In cold winters they
  freeze from the top.
more: The deepest lake, Lake Baikal, is in Russia.

islands; an island | are
1: Islands are pieces of land with water all around them. Some are tiny, and some are large lands with many people.
  Greenland is the largest island.
2: Islands are often the tops of mountains that stand in the sea. Some were built by volcanoes. Many have plants and
  animals that live nowhere else.
more: Indonesia is made of more than ten thousand islands.

mountains; a mountain | are
1: Mountains are high places where the land was pushed up. The highest of them above the sea is Mount Everest. Snow
  lies on the tops of many.
2: Mountains are cold at the top because the air is thin. They grow very slowly, and wind and water wear them down.
  Goats and eagles live there.
more: A row of mountains is called a range.

volcanoes; a volcano | are
1: Volcanoes are openings in the ground where hot melted rock comes out. This rock is called lava. When it cools down,
  it becomes hard and black.
2: Volcanoes are often mountains that were built by lava and ash. Many of them sleep for hundreds of years between
  eruptions. The soil around them is very rich.
more: There are volcanoes under the sea and on Mars too.

deserts; a desert; the desert | are
1: Deserts are very dry lands where it seldom rains. Some are hot by day and cold at night. Only few plants and
  animals can live there.
2: Deserts are not always made of sand: many are full of stones, and some are cold. Camels, snakes and cactuses can
  live with little water.
more: Antarctica is a desert too, because so little snow falls there.

forests; a forest; the forest; woods | are
1: Forests are lands full of trees. Foxes, deer, owls and many insects live in them. They clean the air, hold water
  and give us wood.
2: Forests are quiet, green places with soft ground. In warm, wet lands there are rain forests, where more kinds of
  animals live than anywhere else on land.
more: Almost a third of all land is covered with forests.

caves; a cave | are
1: Caves are dark, hollow rooms in the ground or in a rock. Many were made by water, drop by drop, over thousands of
  years. Bats like to sleep there.
2: Caves are cool in summer and mild in winter. Long ago people painted animals on their walls. Stones hang from the
  roof and grow from the floor.
more: Some fish in caves have no eyes, because they never need them.

earthquakes; an earthquake | are
1: Earthquakes are moments when the ground shakes. Deep below us large plates of rock push against each other and
  suddenly slip. Most are too weak to feel.
2: Earthquakes are caused by rock that breaks or slips under the ground. Strong ones can destroy houses. Nobody can
  say on which day one will come.
more: Japan has many earthquakes, and its houses are built to stand them.

beaches; a beach; the beach | are
1: Beaches are strips of sand or stones at the edge of the sea or a lake. People swim there and build castles of sand.
  Crabs and gulls look for food.
2: Beaches are made by waves that break stones and shells into small pieces. The sand can be white, yellow, red or
  black. Wind piles it up into dunes.
more: Sea turtles lay their eggs on warm beaches.

the Sahara; the Sahara desert | is
1: The Sahara is a very large, hot desert in the north of Africa. It reaches from the Atlantic Ocean to the Red Sea.
  Camels carry people through it.
2: The Sahara is nearly as large as China. Only a part of it is sand; the rest is stones and rocks. Long ago it was
  green, with lakes and grass.
where: The Sahara is in the north of Africa.
more: At night it can be very cold in the Sahara.

Antarctica; the South Pole | is
1: Antarctica is the cold continent around the South Pole. Almost all of it is covered with ice that is kilometres
  thick. Penguins and seals live on its coasts.
2: Antarctica is the coldest place on Earth. People do not live there for good, but scientists come to work. No
  country owns it.
where: Antarctica is at the south end of the Earth.
more: In Antarctica the sun does not rise for months in winter.

Africa | is
1: Africa is a large, warm continent with more than fifty countries. The Sahara lies in its north. Elephants, lions
  and giraffes live in its grasslands.
2: Africa is the continent where the first people lived. It has deserts, rain forests and high mountains. Its longest
  river is the Nile.
where: Africa is south of Europe, between the Atlantic and the Indian Ocean.
more: The highest mountain of Africa is Kilimanjaro.

Asia | is
1: Asia is the largest continent, and more than half of all people live there. China, India and Japan lie in Asia.
  Tigers and pandas live in its forests.
2: Asia is a continent of great deserts, wide plains and high mountains. Mount Everest stands there. Rice and tea have
  been grown there for thousands of years.
where: Asia is east of Europe.
more: The longest river of Asia is the Yangtze in China.

Europe | is
1: Europe is a small continent with more than forty countries. France, Germany, Italy and Spain lie there. People
  speak many languages, often in small lands.
2: Europe is the continent west of Asia. It has mild weather, many old cities and long coasts. The Alps are high
  mountains in the middle of it.
where: Europe is west of Asia and north of Africa.
more: Large rivers of Europe are the Danube, the Rhine and the Volga.

the Nile | is
1: The Nile is a very long river in Africa. It flows to the north through the desert and ends in the Mediterranean
  Sea. Cairo lies on it.
2: The Nile is the river on which old Egypt was built. Each year its water made the fields rich. Crocodiles and hippos
  live in its south.
where: The Nile is in the north-east of Africa.
more: The Nile is more than six thousand kilometres long.

the Amazon; the Amazon river | is
1: The Amazon is a huge river in South America. It carries more water than any other river. Around it lies a rain
  forest with countless plants and animals.
2: The Amazon is a river that begins in the mountains of Peru and flows through Brazil to the Atlantic Ocean. Pink
  dolphins and many fish live in it.
where: The Amazon is in South America.
more: In the wet season the Amazon is many kilometres wide.

Mount Everest; Everest | is
1: Mount Everest is the highest mountain above the sea. It is about 8849 metres high and stands between Nepal and
  China. Snow and ice cover its top.
2: Mount Everest is a mountain where the air is so thin that most climbers need oxygen from a bottle. The first two
  people stood on its top in 1953.
where: Mount Everest is in Asia, between Nepal and China.
more: The first climbers on top of Mount Everest were Edmund Hillary and Tenzing Norgay.

the Alps | are
1: The Alps are high mountains in the middle of Europe. They reach through France, Switzerland, Italy, Austria and
  other lands. People ski there in winter.
2: The Alps are mountains with deep valleys, lakes and glaciers. Their highest top is Mont Blanc. Cows with bells
  graze on their meadows in summer.
where: The Alps are in Europe.
more: Large rivers such as the Rhine and the Rhone begin in the Alps.

the Pacific; the Pacific Ocean | is
1: The Pacific is the largest and deepest ocean. It lies between Asia and Australia on one side and America on the
  other. Thousands of islands are in it.
2: The Pacific is larger than all the land of the Earth together. Around it is a ring of volcanoes. Its deepest place
  is about eleven kilometres deep.
where: The Pacific is between Asia, Australia and America.
more: The name of the Pacific means peaceful.

the Atlantic; the Atlantic Ocean | is
1: The Atlantic is the second largest ocean. It lies between America on one side and Europe and Africa on the other.
  It grows a little wider every year.
2: The Atlantic is an ocean with a long row of mountains under the water. Iceland is a part of them. Whales and eels
  travel far in it.
where: The Atlantic is between America, Europe and Africa.
more: The first ships of Columbus crossed the Atlantic in 1492.

the pyramids; pyramids; a pyramid | are
1: The pyramids are huge old buildings of stone in Egypt. They were built as tombs for kings more than four thousand
  years ago. They have a square floor and four sides.
2: The pyramids are made of millions of blocks of stone. Thousands of workers built them without any machines. The
  largest one stands near Cairo.
where: The most famous pyramids are in Egypt.
more: There are old pyramids in Mexico too.

the Great Wall; the Great Wall of China | is
1: The Great Wall is a very long old wall in the north of China. It was built of stone, bricks and earth to keep
  enemies away. It took many hundred years.
2: The Great Wall is thousands of kilometres long and crosses mountains and deserts. Soldiers watched from its towers
  and made signals with smoke by day.
where: The Great Wall is in the north of China.
more: One cannot see the Great Wall from the moon.

the Eiffel Tower | is
1: The Eiffel Tower is a tall iron tower in Paris. It was built for a great fair in 1889 and was meant to stand for
  only twenty years.
2: The Eiffel Tower is about 330 metres high and is named after Gustave Eiffel. One can climb its stairs or take a
  lift. At night it is lit.
where: The Eiffel Tower is in Paris, in France.
more: In summer the Eiffel Tower grows some centimetres, because iron grows when it is warm.
"""
