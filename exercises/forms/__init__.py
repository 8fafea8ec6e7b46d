"""What asks for an answer that is not code.

Inside:  in reading order:
         plain      the text of every form, for a terminal and a stored page
         base       the frame of a widget: Check button, verdict, what a page without a kernel shows
         questions, order, schedule: what is filled in
Outside: which form an exercise has (``judges``), judging (``engine``).
"""
