"""What instruments may see of a pipeline that runs: its stages, its last queue, its clock, its threads.

Inside:  View.
Outside: pictures and words made of it (lab); who hands one out (``PipelineManager.view``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline_core.channel import Channel
from pipeline_core.stage import Port, Stage, who_waits


@dataclass(frozen=True)
class View:
    """A look inside, for reading only. Any thread may look; what it sees may have changed a moment later.

    Attributes:
        stages: the source's first, then those that were added.
        results_queue: the queue from which the caller takes.
        source: what ``start`` was given.
        seconds: since the start, or until the end.
        thread_ids: of the threads that are still there, by name, for ``sys._current_frames()``.
    """

    stages: Sequence[Stage]
    results_queue: Channel[Any]
    source: Any
    seconds: float
    thread_ids: Mapping[str, int]

    @property
    def ports(self) -> list[Port]:
        """The way in and out of each thread, stage by stage; ``in_hand`` is the number of its item."""
        return [port for stage in self.stages for port in stage.ports]

    @property
    def taken(self) -> int:
        """How many results the caller has taken."""
        return max(0, sum(port.items_out for port in self.stages[-1].ports) - self.results_queue.qsize())

    @property
    def dropped(self) -> int:
        """How many items have ended in a stage: skipped, or failed and not kept."""
        return sum(stage.dropped for stage in self.stages)

    def who_waits(self) -> str:
        """Return a line for each thread, the source's first: what it waits for, and since when."""
        return who_waits(self.stages)
