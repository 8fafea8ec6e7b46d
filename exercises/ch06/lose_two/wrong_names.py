"""Wrong on purpose: writes names for numbers.

Belief: the workers are called by their names.
Truth:  in moves they have numbers: 1 is ada, 2 is bob.
Verdict: numbers of threads
"""

schedule = "ada bob bob bob bob ada ada ada"
