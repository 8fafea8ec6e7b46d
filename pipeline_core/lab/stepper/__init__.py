"""The learner schedules: a program stepped through by hand, what is in sight meanwhile, the widget.

Reading order: strategy, view, lost_updates, messages, session, page, wait_graph, widget.
"""
