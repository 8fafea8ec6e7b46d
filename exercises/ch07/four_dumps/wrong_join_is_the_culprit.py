"""Wrong on purpose: takes the main thread for the culprit.

Belief: the first thread of a dump holds up the others.
Truth:  it waits for them, and holds nothing.
Verdict: the thread that is joined would have to stand
"""

guess = {"first": "d", "second": "a", "third": "b", "fourth": "e", "cure": "b"}
