"""Wrong on purpose: takes the first one for another illness.

Belief: the album is short, so it was the album.
Truth:  in `resize` more went in than came out, and nothing is left in a queue: it was lost inside.
Verdict: What became of it?
"""

guess = {"first": "d", "second": "a", "third": "c", "cure": "c"}
