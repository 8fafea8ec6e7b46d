"""Wrong on purpose: takes another number for the total.

Belief: the bar counts photos.
Truth:  it moves once for each batch.
Verdict: But what leaves the pipeline, and moves the bar by one?
"""

guess = {"first": "b", "second": "a", "third": "c", "total": "a"}
