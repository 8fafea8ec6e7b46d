"""Wrong on purpose: takes another number for the total.

Belief: a batch is what is counted.
Truth:  its size is not how many there are.
Verdict: How many batches are there?
"""

guess = {"first": "b", "second": "a", "third": "c", "total": "c"}
