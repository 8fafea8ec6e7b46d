"""One run: which lines are steps, what of the standard library is replaced meanwhile, start, guard and end.

Reading order: scope, holders, tracing, monitoring, threads, interrupts, patching, given_up, runner.
"""
