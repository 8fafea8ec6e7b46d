"""Wrong on purpose: takes the first one for another illness.

Belief: what is missing at the bar has failed.
Truth:  ten seconds later no count has moved, and one item is in hand: the bar is right.
Verdict: Is the bar to blame?
"""

guess = {"first": "d", "second": "a", "third": "c", "total": "b"}
