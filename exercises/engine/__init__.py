"""What judges an answer.

Inside:  in reading order:
         verdict           what is said in the end; Refusal, which says the first thing that is wrong
         written           what stands in an answer itself: texts, numbers, what no lab controls
         endings           a sentence on a run that did not end well
         bench             an answer tried under the lab: runs, schedules, claims
         by_lot            calls in orders of steps that are drawn by lot
         inputs            items that are forgotten, a function of one item, switch points in it
         battery           an answer held against the solution on all of them, and in many schedules
         spy_queue         a queue that notes how it was used
         lent              the caller's own list, which notes whether it was changed
         questions         numbers and choices, and what is said to a guess
         source_text       an answer as text, kept or read from a folder
         limits, sandbox   time, memory, threads; what was patched is put right
         subprocess_bench  an answer that needs a process of its own
         display           showing a text, rich in a notebook
         check             the guard around a judge, the record of the try
Outside: what a ``check.py`` holds (``judges``), asking for an answer (``forms``).
"""

from pipeline_core.lab.runtime.holders import look_past

look_past(__name__)
