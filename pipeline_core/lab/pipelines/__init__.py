"""Pipelines on real threads, and what is predicted of them: tuning panel, live view, watchdog, prediction.

Reading order: prediction, tuning_panel, watchdog, live.
"""
