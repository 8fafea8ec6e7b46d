"""Right in another style: the run that the search has found, as it is."""

from exercises.ch06.lose_two.check import count_lines
from pipeline_core import lab

schedule = lab.explore(count_lines, check=lambda run: run.result != 2).failure
