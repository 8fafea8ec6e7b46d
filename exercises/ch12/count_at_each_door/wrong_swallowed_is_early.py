"""Wrong on purpose: takes the first one for another illness.

Belief: what is missing at the end was overtaken by the end.
Truth:  in `resize` more went in than came out, and nothing is left in a queue: it was lost inside.
Verdict: What became of it?
"""

guess = {"first": "c", "second": "a", "third": "c", "cure": "c"}
