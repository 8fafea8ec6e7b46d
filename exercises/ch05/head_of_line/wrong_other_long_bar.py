"""Wrong on purpose: takes the other long bar for the one that holds the line.

Belief: every slow item holds the line.
Truth:  only the item that is next in order does; this one was ready before it was its turn.
Verdict: comes next after the last one before the gap
"""

guess = {"head": 6, "held": 5, "why": "d", "idle": "b", "cure": "c"}
