"""The progress bar, and nothing else: the only part that loads tqdm, and only when a bar is shown."""

from collections.abc import Sequence
from typing import Any

from pipeline_core.stage import Stage


class Progress:
    """A tqdm bar that moves once for each item that leaves, is skipped or fails.

    Only the thread that waits for results calls it.

    Attributes:
        bar: the tqdm bar (a widget in Jupyter), once shown.
        left: how many results have left.
        slice: seconds between two moves while nothing leaves; None without a bar.
    """

    bar: Any = None
    left = 0
    slice: float | None = None

    def show(self, total: int | None, name: str) -> None:
        """Open the bar."""
        from tqdm.auto import tqdm  # here, since it takes longer to import than all the rest

        class Bar(tqdm):  # type: ignore[misc, type-arg]
            monitor_interval = 0  # tqdm's monitor is a thread, and would outlive the pipeline

        self.bar, self.slice = Bar(total=total, desc=name, unit=" items"), 0.2

    def move(self, stages: Sequence[Stage]) -> None:
        """Bring the bar, if there is one, to where the items are."""
        if self.bar is not None:
            dropped = sum(port.skipped + port.failed for stage in stages for port in stage.ports)
            self.bar.update(self.left + dropped - self.bar.n)

    def close(self, stages: Sequence[Stage]) -> None:
        """Move for the last time and close the bar."""
        if self.bar is not None:
            self.move(stages)
            self.bar.close()
            self.slice = None
