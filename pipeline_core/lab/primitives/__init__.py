"""What the program synchronises with, under the scheduler's control: each operation is one step.

Reading order: replacing, locks, events, queues, futures, clock, channels.
"""
