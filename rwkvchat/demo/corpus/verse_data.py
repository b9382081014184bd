"""Lines that rhyme: couplets about a few dozen things, closing couplets, and limericks.

It is data; `verse.py` puts poems together from it. Lines are parted by " / ", and couplets on one thing by " | ".
"""

ANIMAL_COUPLETS = {
    "cat": "The cat lies sleeping in the sun / and dreams of mice that jump and run. | "
    "The cat is soft, the cat is sly, / it watches all the birds go by.",
    "dog": "The dog is waiting at the door / with muddy paws upon the floor. | "
    "My dog and I go out to play, / we run together every day.",
    "fox": "The fox is quick, the fox is red, / it has some leaves to make its bed. | "
    "The fox goes softly through the wood / and would not bark although it could.",
    "raven": "The raven sits upon a tree / and looks across the silver sea. | "
    "The raven flies, as black as night, / and finds a thing that shines so bright.",
    "owl": "The owl is out when all is still, / it calls and calls from hill to hill. | "
    "The owl has eyes so big and round, / it flies and does not make a sound.",
    "bee": "The bee goes out to find a flower / and hums and hums for half an hour. | "
    "The bee is small, but full of song, / it works and works the whole day long.",
    "mouse": "The mouse is hiding in the house / and says: I am a quiet mouse. | "
    "The mouse is small, its tail is thin, / it found a hole and hurried in.",
    "frog": "The frog sits on a stone all day / and sings, then jumps and swims away. | "
    "The frog is green from head to toe, / it jumps wherever it may go.",
    "bear": "The bear comes slowly down the hill / and finds the honey and eats its fill. | "
    "The bear sleeps long, the bear sleeps deep, / the snow is falling on its sleep.",
    "horse": "The horse runs fast across the land, / then eats an apple from my hand. | "
    "The horse is strong, the horse is tall, / it jumps across the garden wall.",
    "rabbit": "The rabbit hops across the green, / the fastest one I have ever seen. | "
    "The rabbit has two ears so long, / it hears the smallest robin's song.",
    "hedgehog": "The hedgehog walks about at night / and rolls into a ball so tight. | "
    "The hedgehog is a prickly ball, / it is not easy to hug at all.",
    "fish": "The fish goes swimming round and round / and never makes a single sound. | "
    "The fish is silver in the stream, / it shines as brightly as a dream.",
    "whale": "The whale swims slowly through the blue / and sings a song for me and you. | "
    "The whale is big, the sea is deep, / it sings the little fish to sleep.",
    "butterfly": "The butterfly is in the air, / it dances here, it dances there. | "
    "The butterfly has wings so light, / they shine in yellow, blue and white.",
    "snail": "The snail goes slowly down the lane / and is so happy in the rain. | "
    "The snail is slow, it does not care, / it takes its house along from there.",
    "swan": "The swan is white, the lake is wide, / and all its young swim by its side. | "
    "The swan glides softly past the shore / and comes again to me for more.",
    "elephant": "The elephant is big and grey, / it eats and walks and eats all day. | "
    "The elephant has ears so wide, / a little mouse could ride inside.",
    "penguin": "The penguin walks upon the ice / and thinks the winter very nice. | "
    "The penguin cannot fly, but swims, / and dances home on little limbs.",
}
NATURE_COUPLETS = {
    "sea": "The sea is wide, the sea is blue, / it brings a salty wind to you. | "
    "The sea comes in, the sea goes out, / it is so big, there is no doubt.",
    "moon": "The moon is round, the moon is bright, / it is a lamp for all the night. | "
    "The moon looks down on roof and tree / and shines on you and shines on me.",
    "sun": "The sun comes up, the night is done, / good morning, says the golden sun. | "
    "The sun is warm upon my face / and brings its light to every place.",
    "stars": "The stars are out, so small and clear, / they are so far and seem so near. | "
    "The stars are shining over me, / as many as the waves at sea.",
    "night": "The night is dark, the night is deep, / and all the little birds now sleep. | "
    "The night comes down on field and town / and wears a soft and starry gown.",
    "rain": "The rain is falling on the town, / it dances up, it dances down. | "
    "The rain sings softly on the pane / and then begins its song again.",
    "snow": "The snow falls down on house and street / and makes a carpet for my feet. | "
    "The snow is white, the snow is cold, / it falls alike on young and old.",
    "wind": "The wind runs by and will not stay, / it takes my hat and runs away. | "
    "The wind is singing in the trees / and brings a song from seven seas.",
    "river": "The river runs from hill to sea / and never stops to wait for me. | "
    "The river sings its silver song / and takes the little leaves along.",
    "tree": "The tree stands tall beside the way / and gives us shade on every day. | "
    "The tree is old, its leaves are green, / so many summers it has seen.",
    "flower": "The flower opens with the light, / so small, so red, so very bright. | "
    "The flower stands beside the wall, / it is so sweet, it is so small.",
    "rose": "The rose is red beside the door, / it blooms today, and soon once more. | "
    "The rose is sweet, the rose is red, / it nods to me its lovely head.",
    "mountain": "The mountain wears a hat of snow / and looks on all the fields below. | "
    "The mountain stands so high and still, / the hill looks up: I am a hill.",
    "forest": "The forest is so green and deep, / and there the fox and badger sleep. | "
    "The forest whispers in the breeze, / a path goes on between the trees.",
    "clouds": "The clouds go sailing through the sky, / like big white ships they travel by. | "
    "The clouds are soft, the clouds are white, / they turn to gold in evening light.",
    "rainbow": "The rainbow comes when rain is through, / with red and yellow, green and blue. | "
    "The rainbow stands above the land, / so near, but never in my hand.",
    "morning": "The morning comes on quiet feet / and brings the light to every street. | "
    "The morning is so fresh and new, / the grass is shining with the dew.",
    "spring": "In spring the fields are green again, / and flowers grow in sun and rain. | "
    "In spring the birds begin to sing, / how good it is, the time of spring.",
    "summer": "In summer all the days are long, / and every bird has got a song. | "
    "In summer, when the sun is high, / I lie and look into the sky.",
    "autumn": "In autumn leaves are red and brown, / they dance a while and then fall down. | "
    "In autumn when the wind is cold, / the trees are full of red and gold.",
    "winter": "In winter all the world is white, / and long and quiet is the night. | "
    "In winter when the snow is deep, / the bear and hedgehog lie asleep.",
}
OTHER_COUPLETS = {
    "home": "My home is small, my home is warm, / it keeps me safe in every storm. | "
    "At home the lamp is burning bright, / and we drink tea till late at night.",
    "friendship": "A friendship is a golden thing, / it makes the heart begin to sing. | "
    "In friendship two are more than one, / in wind and rain, in snow and sun.",
    "love": "When love is here, the heart is light, / and even darkest days are bright. | "
    "With love the smallest house is wide, / there is a place for two inside.",
    "tea": "A cup of tea, a quiet day, / it takes my little cares away. | "
    "The tea is hot, the cup is round, / it is the best thing I have found.",
    "bread": "The bread is warm, the bread is brown, / it is the best in all the town. | "
    "The smell of bread goes through the street / and tells us all to come and eat.",
    "book": "I read a book, I read all night, / and turn the pages by the light. | "
    "A book can take me far away / and bring me home the very same day.",
    "boat": "My boat is small, my boat is red, / it rocks me softly like a bed. | "
    "A boat goes out upon the sea / and brings a shell for you and me.",
    "garden": "The garden grows in sun and rain, / and every year it blooms again. | "
    "A garden is a lovely place, / the wind and sun are on my face.",
    "sleep": "Now go to sleep, the day is done, / good night, good night to everyone. | "
    "When sleep comes softly in the night, / it closes eyes and turns off light.",
    "music": "The music plays, I tap my feet, / and all the town is in the street. | "
    "When music fills the room with sound, / we dance and dance and turn around.",
}
OPEN_COUPLETS = (
    "I dreamt of {a} late last night, / it told me stories full of light.",
    "If I could be {a} for a day, / I know that I would dance and play.",
    "There is {a} I want to know, / it waits for me where flowers grow.",
)
NAME_COUPLETS = (
    "For {name} I wrote this little rhyme, / I had some tea, I had some time.",
    "Dear {name}, the sun is in the sky, / and all the birds are flying high.",
    "Oh {name}, the day is warm and new, / and this small poem is for you.",
)
ANIMAL_ENDS = (
    "I see it every now and then / and hope to see it soon again.",
    "And when the day is warm and bright, / it is a very lovely sight.",
    "It has a home, it has a friend, / and so this poem has an end.",
    "It does not hurry, does not fear, / and I am happy it is here.",
    "It looks at me, I look at it, / and then we both sit down a bit.",
)
NATURE_ENDS = (
    "The world is wide, the day is long, / and someone sings a quiet song.",
    "I stand and look, I do not talk, / and then I take a longer walk.",
    "So let us stay a little while / and look around and only smile.",
    "And far away a raven calls / until the quiet evening falls.",
    "And everything is good and still, / the house, the garden and the hill.",
)
OTHER_ENDS = (
    "It is a simple, lovely thing, / it makes me want to dance and sing.",
    "I hold it dear, I keep it near, / and all the world is bright and clear.",
    "So here is what I want to say: / I thought of it again today.",
)
NAME_ENDS = (
    "I hope your day is good and bright, / and that you sleep in peace tonight.",
    "May all your days be full of song, / and may your road be wide and long.",
    "May every morning make you smile / and stay with you a little while.",
)
# The first line of a limerick ends with the place; the other four follow, and {it} is who it is about.
LIMERICKS = {
    "Rome": "who wanted to build a new home. / The walls were of cheese, / they fell in the breeze, / "
    "and now it is all made of foam. | who travelled the land with a comb. / {It} combed every cat / "
    "and one woolly hat, / and then {it} went happily home.",
    "Spain": "who went to Madrid on a train. / The seats were too small, / so {it} stood in the hall / "
    "and sang all the way in the rain. | who danced all day long in the rain. / The people said: Stop! / "
    "But {it} danced to the top / of a hill and came dancing again.",
    "Peru": "who painted the kitchen all blue. / The cat and the chair / and the plums and the pear / "
    "and the soup and the spoon were blue too. | who had only one yellow shoe. / {It} hopped on one leg, / "
    "{it} hopped like an egg, / and the children were hopping there too.",
    "France": "who taught all the chickens to dance. / They danced on the floor, / they danced through the door, / "
    "and came back at night in a trance. | who wanted to learn how to dance. / {It} turned to the right / "
    "and fell out of sight, / and asked for a last little chance.",
    "Greece": "who lived with a dozen grey geese. / They made so much noise, / much more than the boys, / "
    "that {it} moved to an island of peace. | who only said thank you and please. / {It} said it all day / "
    "to the cows and the hay, / to the bread and the bees and the cheese.",
    "Berlin": "who played on an old violin. / {It} played for the moon / a wonderful tune, / "
    "and the neighbours put up with the din. | who slept in a little round tin. / When somebody knocked, / "
    "the tin was still locked, / and {it} said: There is no one within.",
    "Japan": "who cooked all {its} soup in a pan. / {It} cooked it with tea / and a cup from the sea / "
    "and ate it as fast as one can. | who travelled about in a van. / The van had a bed / "
    "and a roof that was red, / and {it} drove with a map and a plan.",
    "Wales": "who told all the people tall tales. / {It} said: I once flew / to the moon and back too / "
    "on a ship with two butterfly sails. | who raced with a couple of snails. / The snails were so slow / "
    "that they started to grow / long beards, and had moss on their tails.",
    "Dundee": "who wanted to sail on the sea. / The boat was a plate, / it started too late, / "
    "and so {it} was home again for tea. | who drank forty cups of hot tea. / {It} said: I feel fine, / "
    "bring me cup forty-nine, / and one for the cat on my knee.",
    "York": "who ate all the soup with a fork. / It took the whole day / till the soup was away, / "
    "and then {it} went home to New York. | who stopped up {its} nose with a cork. / "
    "{It} said: When I sneeze, / I blow down the trees, / so this is much better for York.",
    "Crete": "who had very big yellow feet. / {It} stood in the sun, / and each single one / "
    "gave shade to a half of the street. | who baked a big cake that was sweet. / {It} baked it so high / "
    "that it reached to the sky, / and everyone came there to eat.",
    "Brazil": "who rolled like a ball down a hill. / {It} rolled through the town, / through the king and his crown, / "
    "and I think {it} is rolling there still. | who could not one moment sit still. / {It} jumped on the bed, / "
    "{it} stood on {its} head, / and {it} ran with the goats up the hill.",
    "Nepal": "who wanted so much to be tall. / {It} stood on a chair / with a hat in {its} hair, / "
    "but still {it} was terribly small. | who lived in a hole in the wall. / {It} said: It is tight, / "
    "and there is no light, / but I need no umbrella at all.",
    "Kent": "who lived in a little green tent. / One night in the rain / {it} went down the drain, / "
    "and nobody knows where {it} went. | who never knew where the time went. / {It} looked at the clock, / "
    "{it} looked in a sock, / but nobody knew what it meant.",
}
