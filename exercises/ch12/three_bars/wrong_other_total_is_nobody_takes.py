"""Wrong on purpose: takes the second one for another illness.

Belief: a bar that does not come to its end has nobody who moves it.
Truth:  in the end each item has moved the bar, and there are fewer items than the total says.
Verdict: What does the total count?
"""

guess = {"first": "b", "second": "c", "third": "c", "total": "b"}
