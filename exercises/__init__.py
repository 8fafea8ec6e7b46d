"""The exercises of the course, one folder each under ``chNN/``, and what checks them.

    from exercises import check, form, hint, solution, answer, progress

Inside:  those names. Imports go down this list and never up:

         help       form, hint, solution, answer
         chNN/      one folder an exercise; its ``check.py`` holds one of the judges
         judges     what a ``check.py`` may hold: Code, Quiz, Order, Break
         forms/     asks for an answer: text, and the widgets, which are loaded when one is shown
         engine/    judges an answer: the check and its guard, the bench, the verdict
         records/   remembers what was done
         catalogue  what exercises there are: their folders, read and never run

         lessons/   stands beside: what chapters draw, turn and run
Outside: threads, queues and pipelines (``pipeline_core``), the chapters themselves (``notebooks/``).
"""

from exercises.engine.check import check
from exercises.engine.verdict import Verdict
from exercises.help import answer, form, hint, solution
from exercises.records.records import progress
from pipeline_core.lab.runtime.holders import run_whole

run_whole(__name__)  # a program's lines are those of its cell

__all__ = ["Verdict", "answer", "check", "form", "hint", "progress", "solution"]
