"""Wrong on purpose: believes in another change.

Belief: whoever begins later finds everything there.
Truth:  the order in the queue stays the same.
Verdict: The order in the queue is the same, whenever `save` begins t
"""

guess = {"first": "b", "second": "a", "third": "c", "cure": "b"}
