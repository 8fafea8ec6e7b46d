"""Wrong on purpose: believes in a longer sleep.

Belief: whoever comes late enough meets nobody.
Truth:  nobody knows how long the other takes.
Verdict: stuck in some order
"""

guess = {"first": "c", "second": "a", "third": "b", "fourth": "e", "cure": "c"}
