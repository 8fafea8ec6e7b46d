"""Trying the schedules of a program: partial-order reduction, preemption bound, sampling, minimising.

Reading order: explore, result, search, dpor, preemption_bound, minimise, leftover_state.
"""
