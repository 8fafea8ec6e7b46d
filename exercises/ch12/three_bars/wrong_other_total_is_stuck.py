"""Wrong on purpose: takes the second one for another illness.

Belief: a bar that stands means a pipeline that hangs.
Truth:  in the end each item has moved the bar, and there are fewer items than the total says.
Verdict: What does the total count?
"""

guess = {"first": "b", "second": "b", "third": "c", "total": "b"}
