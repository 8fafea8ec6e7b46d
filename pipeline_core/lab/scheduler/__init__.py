"""Who moves: actors, steps, virtual time, strategies, schedules as strings, footprints of steps.

Reading order: schedule, actor, footprint, strategies, os_threads, scheduler.
"""
