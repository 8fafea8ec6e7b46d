"""The bench on which an answer is tried, and refused; what a ``check.py`` judges code with.

Inside:  ``Bench``: one run under the lab, many schedules, claims about them; what was tried.
Outside: sentences about how a run ended (``endings``), the guard around a check (``check``, ``sandbox``).

The order in each of them: how the first run ends (the hang guard) → value → invariants → schedules and
faults → virtual time. The first thing that is wrong ends the check, so a method that returns has found
nothing wrong.
"""

from __future__ import annotations

import functools
import inspect
import sys
import threading
from _thread import get_ident
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any

from exercises.engine.endings import EXITED, Said, crash, past_the_lock, sentence, unsteady, unwritten
from exercises.engine.limits import LOOK, Allowance
from exercises.engine.verdict import Refusal
from pipeline_core import lab
from pipeline_core.lab.code.callables import functions_of
from pipeline_core.lab.exploration.result import BY_A_SLEEP
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.story.run import Run

if TYPE_CHECKING:
    from pipeline_core.lab.charts.picture import Picture

SECONDS = 5.0  # for all schedules of one check; a solution needs a tenth of it
BEHIND = "behind the lock"  # the lab's reason for a search that says nothing of what real threads do
CALL = "return returned(program())"  # the line of the bench in which every program runs
STEPS = 200_000  # of one run: a loop without end is cut within seconds
STEPS_AT_ONCE = 20_000  # of some dozen runs in one, of which each takes some dozen steps


class Bench:
    """Tries an answer, and remembers what was tried.

    ``variant``: the seed the learner was given, 0 for none; ``watch``: what of the answer has lines that can
    be switch points; ``output``: what the answer printed in the first run; ``running``: the threads that had
    not ended when the program of the last run returned; ``unwaited``: these, and those for whose end nobody
    had waited; ``at_last``: what is said if nothing else is wrong; ``waits``: whether it was tried that the
    answer does not poll; ``also``: what a check tried by itself, in few words.
    """

    def __init__(self, answer: Any, variant: int = 0) -> None:
        self.variant = variant
        self.watch = watched(answer)
        self.own = next((f for thing in self.watch for f in functions_of(thing)), None)
        self.output = ""
        self.running: list[str] = []
        self.unwaited: list[str] = []
        self.at_last: Refusal | None = None
        self.runs = self.schedules_run = 0
        self.faults: list[str] = []
        self.also: list[str] = []
        self.all_of_them = True
        self.waits = False
        self._came_back = False
        self._allowance = Allowance(SECONDS)

    # -- trying -----------------------------------------------------------------------------

    def run(
        self,
        program: Callable[[], Any],
        *,
        says: Mapping[str, Said] | None = None,
        fault: str = "",
        switch: str = "sync",
        seed: int | None = None,
        watch: Any = (),
        steps: int = STEPS,
    ) -> Run:
        """Run ``program``, which calls the answer, once under the lab: value and hang guard.

        Args:
            program: a function of no arguments.
            says: what to say to an outcome, "error", "deadlock", "leak" or "endless": a sentence, or a
                function of the Run that returns one, or None for the usual sentence.
            fault: in a few words, what goes wrong on purpose in this run: "work raises".
            switch: as for ``lab.simulate``; "sync" is fast, and enough to see a value.
            seed: as for ``lab.simulate``.
            watch: what has to be watched beside the answer.
            steps: after so many it is called "endless"; fewer where a loop without end is a usual answer.

        Returns:
            The Run, finished; ``run.result`` is what the program returned, copied then.

        Raises:
            Refusal: for every other outcome.
        """
        run = self._simulated(program, watch, switch=switch, seed=seed, max_steps=steps)
        self._note(fault)
        self.runs += not fault
        self.output = self.output or run.output
        self._refuse_unless_finished(run, says or {})
        if not self._came_back:  # for the lab, sys.exit() without a code is an end like any other
            raise Refusal(EXITED, run)
        return run

    def attempt(
        self,
        program: Callable[[], Any],
        count: int = 1,
        *,
        seed: int | None = None,
        switch: str = "sync",
        steps: int = STEPS_AT_ONCE,
    ) -> Run | None:
        """``count`` runs in one; None unless it finished within these steps, and nothing is refused yet."""
        run = self._simulated(program, (), switch=switch, seed=seed, max_steps=steps)
        if run.outcome != "finished" or not self._came_back:
            return None
        self.runs += count
        return run

    def schedules(
        self,
        program: Callable[[], Any],
        *,
        check: Callable[[Run], Any] | None = None,
        says: Mapping[str, Said] | None = None,
        fault: str = "",
        switch: str = "line",
        timers: str = "any",
        watch: Any = (),
        max_schedules: int = 600,  # the lab looks at few preemptions after the first 400
        max_preemptions: int | None = None,
    ) -> lab.Exploration:
        """Run ``program`` in many orders, with timers that may fire early.

        Args:
            program: a function of no arguments that makes all it needs.
            check: called with each finished Run; falsy makes it a failure; so does a Refusal raised in
                it, whose message is then what the learner reads.
            says: as for ``run``, and "check" (``check`` said no) and "sleep" (it passes only while a sleep
                lasts until nobody else can run).
            fault: as for ``run``.
            switch: as for ``lab.explore``. Where data is shared take "opcode": it has the switches inside a
                line, and many more schedules.
            timers: as for ``lab.explore``.
            watch: what has to be watched beside the answer.
            max_schedules: as for ``lab.explore``.
            max_preemptions: as for ``lab.explore``.

        Returns:
            The Exploration, without failure.

        Raises:
            Refusal: for the failure that was found.
        """
        refusals: list[Refusal] = []
        program, watch = self._for_the_lab(program, watch)
        found = lab.explore(
            program,
            check=check and _noting(check, refusals),
            switch=switch,
            watch=watch,
            timers=timers,
            max_schedules=max_schedules,
            max_preemptions=max_preemptions,
            max_seconds=max(0.1, self._allowance.left()),
        )
        if found.failure is not None:
            self._refuse_schedule(found, found.failure, says or {}, refusals)
        if found.kind:
            raise Refusal(unsteady(found))
        if BEHIND in found.reason:
            raise Refusal(past_the_lock(found))
        self._note(fault)
        self.schedules_run += found.schedules
        self.all_of_them = self.all_of_them and found.complete
        return found

    def on_real_threads(self, program: Callable[[], Any], words: str) -> Any:
        """What ``program`` returns, run once without the lab, as it has proven itself there.

        Raises:
            Refusal: it raised, or did not return within ``SECONDS``; ``words`` say with what it was tried.
        """
        ended: list[tuple[Any, BaseException | None]] = []

        def body() -> None:
            try:
                ended.append((program(), None))
            except BaseException as error:  # of the answer, which is told below
                ended.append((None, error))

        thread = threading.Thread(target=body, name="program", daemon=True)
        thread.start()
        allowance = Allowance(SECONDS)
        while thread.is_alive() and not allowance.over():
            thread.join(LOOK)
        if not ended:
            raise Refusal(
                f"right in the lab; with {words} on real threads it did not return in {SECONDS:g} s."
            )
        result, error = ended[0]
        if isinstance(error, Refusal):
            raise error
        if error is not None:
            raise Refusal(f"with {words}: {crash(error)}")
        self.also.append(f"{words} on real threads")
        return result

    def _simulated(self, program: Callable[[], Any], watch: Any, **how: Any) -> Run:
        """One run under the lab, however it ends; ``_came_back`` says whether the program returned."""
        program, watch = self._for_the_lab(program, watch)
        self._came_back = False
        return lab.simulate(program, watch=watch, **how)

    def _for_the_lab(self, program: Callable[[], Any], more: Any) -> tuple[Callable[[], Any], Any]:
        """The program as one of the answer's own module, so that stories tell of its lines, not of a check's.

        The lines of the check that belong to the program (a ``work`` that is handed in) stay switch points.
        """
        module = sys.modules.get(program.__module__)
        returned = self._returned
        watch = (*self.watch, *_tuple(more), *((module,) if module is not None else ()))

        def called() -> Any:
            return returned(program())  # as in CALL

        space = called.__globals__ if self.own is None else self.own.__globals__
        return FunctionType(called.__code__, space, "program", None, called.__closure__), watch

    def _returned(self, result: Any) -> Any:
        """What the program returned, as it is now: a thread that still runs may change a list later."""
        me = controlled[get_ident()]
        others = [actor for actor in me.sched.actors if actor is not me]
        self.running = [actor.name for actor in others if not actor.done]
        self.unwaited = [actor.name for actor in others if not actor.joined]
        self._came_back = True
        return snapshot(result)

    def _refuse_schedule(
        self, found: lab.Exploration, run: Run, says: Mapping[str, Said], refusals: list[Refusal]
    ) -> None:
        _without_our_lines(run)
        if found.kind == BY_A_SLEEP:
            raise Refusal(sentence("sleep", run, says), _with_its_lines(run))
        if run.outcome != "finished":
            self._refuse_unless_finished(run, says)
        if refusals:
            raise Refusal(refusals[-1].message, _with_its_lines(run), refusals[-1].picture)
        raise Refusal(sentence("check", run, says), _with_its_lines(run))

    def _refuse_unless_finished(self, run: Run, says: Mapping[str, Said]) -> None:
        _without_our_lines(run)
        self.output = self.output or run.output
        if isinstance(run.error, Refusal):  # what the program handed the answer has noticed something
            raise Refusal(run.error.message, run.error.run, run.error.picture)
        if run.outcome != "finished":
            # who is stuck may wait for a thread that died: then its error is the first thing that is wrong
            ending = "error" if run.error is not None else run.outcome
            written = not unwritten(run.error)  # if not, the story would only say so once more
            raise Refusal(sentence(ending, run, says), run if written else None, tried=written)

    # -- claims -----------------------------------------------------------------------------

    def require(
        self, condition: Any, message: str, run: Run | None = None, picture: Picture | None = None
    ) -> None:
        """Refuse with ``message`` unless ``condition`` holds; ``run`` or ``picture`` shows why."""
        if not condition:
            raise Refusal(message, _with_its_lines(run), picture)

    def all_ended(self, message: str, run: Run | None = None) -> None:
        """Refuse with ``message`` if a thread of the last run was alive when its program returned.

        One that had ended by itself, while nobody waited for it, may be alive on real threads. That is told
        ``at_last``, if nothing else is wrong: of whoever sleeps for it or polls there is more to say.
        """
        self.require(not self.running, message, run)
        if self.unwaited and self.at_last is None:
            self.at_last = Refusal(message)

    # -- what was tried ---------------------------------------------------------------------

    def _note(self, fault: str) -> None:
        if fault and fault not in self.faults:
            self.faults.append(fault)

    def told(self) -> str:
        """What was tried, for the verdict on an answer that passed."""
        parts = [f"{self.runs} run{'s' * (self.runs != 1)}"] if self.runs else []
        if self.faults:
            parts.append(f"faults ({', '.join(self.faults)})")
        if self.schedules_run:
            parts.append(self._schedules())
        return ", ".join([*parts, *self.also])

    def _schedules(self) -> str:
        count = self.schedules_run
        if not self.all_of_them:
            return f"{count} schedule{'s' * (count != 1)}"
        few = {1: "1 schedule, and no other can differ", 2: "both schedules that can differ"}
        return few.get(count, f"all {count} schedules that can differ")


def _with_its_lines(run: Run | None) -> Run | None:
    """A run that finished and is refused is told line by line, as one that failed by itself is."""
    if run is not None and run.outcome == "finished":
        run.failed_check = "not as the task says"
    return run


def _without_our_lines(run: Run) -> None:
    """A thread that waits in the check itself stands at no line of the answer, nor at one of the bench.

    A status has the text of its line, and not the file: the bench's own line is known by its text.
    """
    run.named = False
    if run.statuses:
        run.statuses = [
            each._replace(line=None, text="") if each.text.startswith(CALL) else each for each in run.statuses
        ]


def snapshot(value: Any) -> Any:
    """A copy of a list, dict or set, and of those in a tuple."""
    if type(value) is tuple:
        return tuple(map(snapshot, value))
    return value.copy() if type(value) in (list, dict, set) else value


def watched(answer: Any) -> tuple[Any, ...]:
    """What of an answer has lines: a function, a class, that of an instance which is called; else nothing."""
    things = answer if isinstance(answer, tuple) else (answer,)
    found = []
    for thing in things:
        while isinstance(thing, functools.partial):
            thing = thing.func  # noqa: PLW2901 - down to what is called
        thing = getattr(thing, "__func__", thing)  # noqa: PLW2901
        if callable(thing) and not inspect.isclass(thing) and inspect.isfunction(type(thing).__call__):
            thing = type(thing)  # noqa: PLW2901
        if inspect.isfunction(thing) or (inspect.isclass(thing) and thing.__flags__ & 1 << 9):
            found.append(thing)
    return tuple(found)


def _tuple(things: Any) -> tuple[Any, ...]:
    return things if isinstance(things, tuple) else (things,)


def _noting(check: Callable[[Run], Any], refusals: list[Refusal]) -> Callable[[Run], Any]:
    """``check``, with what it refuses kept: the search plays a failure again, and the last one is told."""

    def noting(run: Run) -> Any:
        try:
            return check(run)
        except Refusal as refusal:
            refusals.append(refusal)
            return False

    return noting
