"""The exercises of the course, one folder each under ``chNN/``, and what chapters and exercises draw with.

Inside:  ``pictures`` (figures with alt text), ``interact`` (guesses and sliders), the exercise folders.
Outside: threads, queues and pipelines (``pipeline_core``), the chapters themselves (``notebooks/``).
"""
