"""Wrong on purpose: takes the second one for another illness.

Belief: what is missing at the bar has failed.
Truth:  in the end each item has moved the bar, and there are fewer items than the total says.
Verdict: What does the total count?
"""

guess = {"first": "b", "second": "d", "third": "c", "total": "b"}
