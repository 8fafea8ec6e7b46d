"""Wrong on purpose: takes batches of long items.

Belief: batches help everywhere.
Truth:  they save journeys, which cost nothing here.
Verdict: with or without batches
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "d", "seconds": 402, "batch": 16}
