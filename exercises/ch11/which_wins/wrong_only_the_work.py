"""Wrong on purpose: divides the work by four, and leaves out the journeys.

Belief: what is sent is sent for nothing.
Truth:  each item makes a journey.
Verdict: each item makes a journey
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 27, "batch": 16}
