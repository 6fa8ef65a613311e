"""Times of travel in whatever words: the parts that places have in a way, and what a sentence leaves to the text."""

from __future__ import annotations

import pytest
from test_distances import journeys

TWO_NAMED = [
    # whence and whither, far from the time or around it
    ("The mail that quitted Arden on Monday got into Brunn in four days and a half.", 108),
    ("It used to take the best part of five hours to go by train from Arden to the sleepy market town of Brunn.", 5),
    ("In proceeding from Arden to Brunn two days are employed.", 48),
    ("The last stage coaches that ran from Arden to Brunn were more than a week on the way.", 168),
    ("Despite two punctures on the road from Arden to Brunn, we made it in roughly 10.5 hours.", 10.5),
    ("We were back on the coach for 13 hours to Brunn, having left Arden at dusk.", 13),
    # what the time is measured from, and what lies there
    ("Brunn is an hour north of Arden.", 1),
    ("An hour north of Arden, Brunn has a mill.", 1),
    ("She grew up two hours outside of Arden in a hamlet called Brunn.", 2),
    ("We drove an hour south of Arden to Brunn.", 1),
    ("Brunn can only be reached by a six-hour ferry from Arden.", 6),
    ("He landed in Brunn at noon, a direct two-hour flight from Arden.", 2),
    ("Brunn, where the mill stands, is a dull 3 hour bus ride from Arden.", 3),
    # what it leads to
    ("I had a day in Arden before catching a three-hour bus to Brunn.", 3),
    ("At Arden we got on the train for 10 hours to Brunn.", 10),
    # how long it is
    ("The crossing from Arden to Brunn takes three to four hours.", 4),
    ("The run between Arden and Brunn was done in a fortnight.", 336),
]


@pytest.mark.parametrize(("text", "hours"), TWO_NAMED)
def test_a_sentence_that_names_both_ends(text: str, hours: float) -> None:
    ((origin, goal, found, _, possible),) = journeys(text)
    assert ({origin, goal}, found, possible) == ({"Arden", "Brunn"}, pytest.approx(hours), True)
