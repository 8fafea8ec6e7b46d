"""Wrong on purpose: takes the second one for another illness.

Belief: what is missing at the end was overtaken by the end.
Truth:  what was read and not taken lies in the queue of `resize`: its threads had gone when it came.
Verdict: Where are the others?
"""

guess = {"first": "b", "second": "c", "third": "c", "cure": "c"}
