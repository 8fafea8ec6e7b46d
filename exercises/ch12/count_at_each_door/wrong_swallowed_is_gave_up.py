"""Wrong on purpose: takes the first one for another illness.

Belief: somebody left too early, as so often.
Truth:  in `resize` more went in than came out, and nothing is left in a queue: it was lost inside.
Verdict: What became of it?
"""

guess = {"first": "a", "second": "a", "third": "c", "cure": "c"}
