# The text Sources/CTexts/alice.txt from Project Gutenberg's edition of Lewis Carroll, Alice's Adventures in Wonderland (1865), which is in
# the public domain, as alice29.txt of the Canterbury corpus has it: lower case, a paragraph to a line, no titles of chapters, few signs.
#
#     python3 scripts/alice.py < alice29.txt > Sources/CTexts/alice.txt

import re
import sys

TITLES = [
    "The Pool of Tears", "A Caucus-Race and a Long Tale", "The Rabbit Sends in a Little Bill", "Advice from a Caterpillar",
    "Pig and Pepper", "A Mad Tea-Party", "The Queen's Croquet-Ground", "The Mock Turtle's Story", "The Lobster Quadrille",
    "Who Stole the Tarts?", "Alice's Evidence",
]

text = sys.stdin.buffer.read().decode("latin-1").replace("\r", "")
text = text[text.index("Down the Rabbit-Hole") + len("Down the Rabbit-Hole"):text.rindex("THE END")]
paragraphs = []
for part in re.split(r"\n\s*\n", text):
    line = " ".join(part.split()).replace("`", "'").replace('"', "'")
    line = re.sub(r"[()\[\]*_]", " ", line).strip()
    if line and not re.match(r"CHAPTER [IVX]+$", line) and line not in TITLES:
        paragraphs.append(line)
text = "\n".join(paragraphs).lower().replace("--", " - ")
text = re.sub(r"[^a-z .,;:!?'\n-]", " ", text)
text = re.sub(r" ?\n ?", "\n", re.sub(r" +", " ", text))
sys.stdout.write(re.sub(r" ([.,;:!?])", r"\1", text).strip() + "\n")
