"""Wrong on purpose: takes another number for the total.

Belief: batches and photos are multiplied.
Truth:  it moves once for each batch.
Verdict: What moves the bar by one?
"""

guess = {"first": "b", "second": "a", "third": "c", "total": "d"}
