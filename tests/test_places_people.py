"""Given names that are towns as well: who is told of beside "and I", or with an age, is no place."""

from __future__ import annotations

import pytest
from test_claims import gazetteer

from kimmap.language import analyse_documents
from kimmap.model import Document
from kimmap.places import find_places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("No. 4, 17 June, Florence\n\nPaula, Florence and I slept in Porto.", {"Porto"}),
        ("Florence Vinter, 34, a teacher, led the climb. Florence slept in Porto.", {"Porto"}),
        ("Florence and I were here before. We walked from Florence to Siena.", {"Florence", "Siena"}),
        ("She is far from Florence, and I am glad. Florence, in May.", {"Florence"}),
        ("Florence and I was glad. Florence was full.", {"Florence"}),
        ("Dear Florence,\n\nFlorence was full. We slept in Porto.", {"Porto"}),
        ("Florence, hello from Porto.\n\nFlorence was full.", {"Porto"}),
        ("Her son Florence slept in Porto. Florence ate.", {"Porto"}),
        ("My colleague Florence has a house in Porto.", {"Porto"}),
        ("Dr. Florence slept in Porto. Florence and Pell caught us up.", {"Porto"}),
        ("Mr. Olaf Florence slept in Porto. Florence caught us up.", {"Porto"}),
        ("Goalkeeper Florence stays in Porto.", {"Porto"}),
        ("She came under the name of Florence to Porto.", {"Porto"}),
        ("FLORENCE'S DAUGHTER\n\nThe daughter of Florence, 41, slept in Porto.", {"Porto"}),
        # ships
        ("He sailed in the steamer Lima for Porto. The Lima rolled.", {"Porto"}),
        ("He sailed in the steamer Lima for Porto, and not for Lima.", {"Porto", "Lima"}),
        ("They took passages in the schooner Florence. We saw Florence.", {"Florence"}),
        ("We came by the s.s. Florence and went on to Porto.", {"Porto"}),
        ("In the S.S. Florence to Porto; the Florence rolled.", {"Porto"}),
        ("The R.M.S. Florence was at Porto. We left in the Florence.", {"Porto"}),
        ("Left Porto in the troopship Florence.", {"Porto"}),
        ("The liner Nea Lima docked at Porto. We had come in the Nea Lima.", {"Porto"}),
        ("The M.V. Florence sails from Porto.", {"Porto"}),
        # who is ill or hurt, and parents
        ("Florence has had a chill. We are in Porto, Florence too.", {"Porto"}),
        ("Florence's foot is worse. Florence stayed in Porto.", {"Porto"}),
        ("In Porto Florence was sea-sick. Florence ate nothing.", {"Porto"}),
        ("Florence has got a sore throat. Porto is cold.", {"Porto"}),
        ("Florence snored all night. Porto at noon.", {"Porto"}),
        ("Florence fell ill in Porto.", {"Porto"}),
        ("Papa read aloud. We drove with Papa to Porto.", {"Porto"}),
        ("Florence was sick of the war. Porto was full.", {"Florence", "Porto"}),
        # what is done on board, inns
        ("Hove short at dawn and left Porto.", {"Porto"}),
        ("7 May. Hove to all day off Porto.", {"Porto"}),
        ("Reading all day in my bunk. Porto tomorrow.", {"Porto"}),
        ("Bath before dinner. Porto at six.", {"Porto"}),
        ("Barking dogs all night in Porto.", {"Porto"}),
        ("Nice day. Left Porto at noon.", {"Porto"}),
        ("We went by train from Hove to Porto.", {"Hove", "Porto"}),
        ("We sleep at El Mirador, the hostel that Ada keeps in Porto.", {"Porto"}),
        ("Lunch at Florence, a small inn near Porto.", {"Porto"}),
        # common nouns with an article
        ("After six days in Porto he left this Colony and the Islands.", {"Porto"}),
        ("In Porto we went by water to the Temple and to the Ridge.", {"Porto"}),
        ("We left Florence at noon, and I was glad. Siena was full.", {"Florence", "Siena"}),
    ],
)
def test_given_names_of_people_told_of(text: str, places: set[str]) -> None:
    found = find_places(analyse_documents([Document("a.txt", text)]), gazetteer())
    assert {m.name for m in found if m.reference == "name"} == places
