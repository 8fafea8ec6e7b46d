"""What a run leaves behind, and how it is told: events, who is blocked on what, the lines that decided.

Reading order: run, watcher, sync_facts, blocked, line_log, turning_point, explanation, html.
"""
