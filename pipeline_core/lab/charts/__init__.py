"""Runs as data and as pictures: what every thread did when, how deep queues were, how fast items came.

Reading order: activity, read, picture, strokes, plots, chrome_trace.
"""
