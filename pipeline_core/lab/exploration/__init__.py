"""Trying the schedules of a program: partial-order reduction, sampling, preemption bound, minimising.

Reading order: explore, result, search, dpor, contention, spinning, sampling, preemption_bound, minimise,
leftover_state.
"""
