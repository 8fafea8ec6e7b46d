"""Wrong on purpose: takes the second one for another illness.

Belief: the album is short, so it was the album.
Truth:  what was read and not taken lies in the queue of `resize`: its threads had gone when it came.
Verdict: Where are the others?
"""

guess = {"first": "b", "second": "d", "third": "c", "cure": "c"}
