"""Whole pipelines: what is predicted of one, tried by sliders in virtual time, and watched as it really runs.

Reading order: prediction, tuning_panel, watchdog, live.
"""
