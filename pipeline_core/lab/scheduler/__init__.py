"""Who moves: actors, steps, virtual time, strategies, schedules as strings, footprints of steps.

Reading order: actor, footprint, strategies, schedule, os_threads, scheduler.
"""
