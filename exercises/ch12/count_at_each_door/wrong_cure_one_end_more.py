"""Wrong on purpose: believes in another change.

Belief: the more ends the surer everybody hears it.
Truth:  the end that came too early stands where it stood.
Verdict: Each `resize` takes one end and leaves; a third one lies the
"""

guess = {"first": "b", "second": "a", "third": "c", "cure": "a"}
