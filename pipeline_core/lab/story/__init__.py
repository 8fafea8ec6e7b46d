"""What a run leaves behind, and how it is told: events, who is blocked on what, the lines that decided.

Reading order: vocabulary, sync_facts, future_facts, blocked, watcher, line_log, other_orders,
turning_point, retelling, explanation, html, run, shared.
"""
