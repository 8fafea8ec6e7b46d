"""Wrong on purpose: takes the third one for another illness.

Belief: the album is short, so it was the album.
Truth:  what `resize` handed on and `save` did not take lies in the queue between them, behind the first end.
Verdict: Where are the others?
"""

guess = {"first": "b", "second": "a", "third": "d", "cure": "c"}
