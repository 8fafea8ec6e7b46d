"""Wrong on purpose: takes the third one for another illness.

Belief: somebody left too early, as so often.
Truth:  what `resize` handed on and `save` did not take lies in the queue between them, behind the first end.
Verdict: Where are the others?
"""

guess = {"first": "b", "second": "a", "third": "a", "cure": "c"}
