"""Wrong on purpose: takes the second one for another illness.

Belief: where something is lost somebody swallowed an exception.
Truth:  what was read and not taken lies in the queue of `resize`: its threads had gone when it came.
Verdict: Where are the others?
"""

guess = {"first": "b", "second": "b", "third": "c", "cure": "c"}
