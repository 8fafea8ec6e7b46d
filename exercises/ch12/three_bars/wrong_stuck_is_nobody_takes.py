"""Wrong on purpose: takes the first one for another illness.

Belief: a bar that does not come to its end has nobody who moves it.
Truth:  ten seconds later no count has moved, and one item is in hand: the bar is right.
Verdict: Is the bar to blame?
"""

guess = {"first": "c", "second": "a", "third": "c", "total": "b"}
