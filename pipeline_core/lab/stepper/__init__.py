"""The learner schedules: a program stepped through by hand, what is to be seen meanwhile, the widget.

Reading order: view, strategy, lost_updates, messages, session, page, wait_graph, widget.
"""
