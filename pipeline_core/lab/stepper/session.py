"""Stepping through a program: the learner decides who moves, and may take moves back.

Inside:  Session: a list of moves, and the state that each of them led to. No widget.
Outside: one playing of the program (playing), the widget (stepper).

Nothing is kept running between two moves. A state *is* a list of moves: to make one more, the program is
played from its beginning under those moves and ended at the next decision. That costs a few milliseconds,
leaves no thread and nothing patched, and makes undo exact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline_core.lab.arguments import check_plan, check_program, listed
from pipeline_core.lab.stepper.playing import Played, State
from pipeline_core.lab.stepper.strategy import AUTO, TO_THE_END
from pipeline_core.lab.story.run import Run

ROWS = 200  # moves that playing to the end keeps apart; what comes after them is one


class Session:
    """A program, and the moves made in it so far.

    Args:
        program, switch, watch, max_steps: as for ``simulate``.
        check: called with the Run of a program that finished; falsy, or an exception, means that it failed.
        expected: what the program should return; compared with what it did.
        auto: what is played without asking. "setup": the first thread's making, starting and joining of
            threads, and all it does while it is alone; "main": whatever the first thread can do; "none":
            nothing. Time that jumps when nobody can move, and a thread's way to its first line, are no
            decisions save under "none".

    Guarantees: between two calls nothing runs and nothing is patched. A call that raises (KeyboardInterrupt
    included) leaves the session as it was.
    """

    def __init__(
        self,
        program: Callable[[], Any],
        *,
        switch: str = "line",
        watch: Any = (),
        check: Callable[[Run], Any] | None = None,
        expected: Any = ...,
        auto: str = "setup",
        max_steps: int = 200_000,
    ) -> None:
        check_program(program)
        check_plan(None, None, switch)
        if auto not in AUTO:
            raise ValueError(f"auto must be one of {', '.join(map(repr, AUTO))}, not {auto!r}")
        if check is not None and not callable(check):
            raise TypeError(f"check must be a function of a Run, not {check!r}; for a value use expected=")
        self.program, self.switch, self.watch, self.check = program, switch, listed(watch), check
        self.expected, self.auto, self.max_steps = expected, auto, max_steps
        self.moves: list[int] = []
        self.states: list[State] = []
        self._extend([])

    @property
    def state(self) -> State:
        return self.states[-1]

    @property
    def schedule(self) -> str:
        """The moves so far, for ``lab.replay(program, schedule, watch)``, which then goes on as usual."""
        return self.state.schedule

    # -- moving -----------------------------------------------------------------------------

    def move(self, index: int) -> State:
        """Let thread ``index`` make its next move. ValueError if it cannot."""
        state = self.state
        if state.outcome is not None:
            raise ValueError(f"the program is over ({state.outcome}): take a move back, or restart")
        if index not in state.runnable:
            raise ValueError(f"thread {index} cannot move now; {self._who(state)}")
        return self._extend([*self.moves, index])

    def undo(self) -> State:
        """Take the last move back; without any move, nothing happens."""
        if self.moves:
            self.moves.pop()
            self.states.pop()
        return self.state

    def restart(self) -> State:
        """Take all moves back."""
        del self.moves[:], self.states[1:]
        return self.state

    def finish(self) -> State:
        """Play on to the end as the program would run by itself: a thread goes on until it has to wait.

        Each of these moves can be taken back; after ``ROWS`` of them the rest counts as one.
        """
        if self.state.outcome is None:
            self._extend(self.moves, onward=ROWS)
        if self.state.outcome is None:
            self._extend([*self.moves, TO_THE_END])
        return self.state

    def go(self, moves: list[int]) -> State:
        """Restart and make these. ValueError names the first that cannot be made; then nothing changes."""
        before = self.moves, self.states
        self.moves, self.states = [], self.states[:1]
        try:
            for index in moves:
                self.move(index) if index != TO_THE_END else self.finish()
        except ValueError as error:
            number = len(self.moves) + 1
            self.moves, self.states = before
            raise ValueError(f"move {number}: {error}") from None
        except BaseException:
            self.moves, self.states = before
            raise
        return self.state

    def _who(self, state: State) -> str:
        names = [f"{t.index} ({t.name})" for t in state.threads if t.can_move]
        return f"these can: {', '.join(names)}" if names else "nobody can"

    # -- one playing ------------------------------------------------------------------------

    def _extend(self, moves: list[int], onward: int = 0) -> State:
        """Play ``moves``, and note the states that are new."""
        played = Played(self, moves, onward)
        since = len(self.states)
        new = [played.state(number) for number in range(since, played.last + 1)]
        self.states += new
        self.moves = [
            *moves,
            *(d.chosen for d in played.hand.decisions[len(moves) :] if d.chosen is not None),
        ]
        return self.state
