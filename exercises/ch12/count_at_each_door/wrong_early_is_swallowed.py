"""Wrong on purpose: takes the third one for another illness.

Belief: where something is lost somebody swallowed an exception.
Truth:  what `resize` handed on and `save` did not take lies in the queue between them, behind the first end.
Verdict: Where are the others?
"""

guess = {"first": "b", "second": "a", "third": "b", "cure": "c"}
