"""``Stepper``: a widget in which the learner is the scheduler.

Inside:  the buttons and boxes, what happens on a click, the still picture.
Outside: the moves and what they led to (session), the pieces of the page (page, wait_graph).

Callbacks run in the kernel's main thread, which alone touches the widgets; between two clicks nothing runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from pipeline_core.lab.stepper import page, wait_graph
from pipeline_core.lab.stepper.session import ROWS, Session, State
from pipeline_core.lab.stepper.view import Source, ThreadView
from pipeline_core.lab.style import FOCUS

STYLE = (
    "<style>.lab-stepper button:focus-visible "
    f"{{outline: 3px solid {FOCUS} !important; outline-offset: -3px}}</style>"
)
FEW = 4  # threads whose whole functions are shown side by side


class Stepper(widgets.VBox):  # type: ignore[misc]  # ipywidgets carries no types
    """Play a threaded program by hand: a button a thread, the next line of each, undo, restart, play on.

    Args:
        program, switch, watch, check, expected, auto, max_steps: as for ``Session``.
        shown: the moves that the still picture shows while none has been made, as thread numbers. If they do
            not fit the program, which the learner may have changed, it shows those that do and says so.
        waits: draw who waits for whom after each move, and not only the circle of a deadlock.

    ``stepper.session`` has the moves and states; ``stepper.schedule`` the string for ``lab.replay``;
    ``static()`` the still picture. Every control is reached by Tab and worked by Enter or Space; the box
    "moves" takes thread numbers, so that a whole run can be typed.

    Guarantees: whatever the program does, a click comes back, and what went wrong is shown above the buttons.
    """

    def __init__(
        self, program: Callable[[], Any], *, shown: Sequence[int] = (), waits: bool = False, **settings: Any
    ) -> None:
        self.session = Session(program, **settings)
        self.waits = waits
        self.shown = list(shown)
        self._refreshing = False
        self._said = widgets.HTML()  # whose move it is, or how it ended
        self._around = widgets.HTML()  # what the threads share
        self._table = widgets.HTML()  # the moves so far
        grid = {"grid_template_columns": "repeat(auto-fit, minmax(17em, 1fr))", "width": "100%"}
        self._threads = widgets.GridBox(layout=grid)
        self._columns: dict[int, Any] = {}
        self._undo = self._button("Undo", "take the last move back", self.session.undo, "undo")
        self._restart = self._button("Restart", "take all moves back", self.session.restart, "refresh")
        by_itself = "play on as the program would by itself: a thread goes on until it has to wait"
        self._finish = self._button("Play to the end", by_itself, self.session.finish, "fast-forward")
        self._moves = self._text("moves", "1 2 1 …", "12em")
        self._schedule = self._text("schedule", "for lab.replay(program, …)", "34em")
        self._moves.observe(self._typed, "value")
        self._schedule.layout.flex = "1 1 34em"  # it grows with the moves, and takes the rest of its row
        self._schedule.observe(self._schedule_typed, "value")
        row = {"display": "flex", "flex_flow": "row wrap"}
        controls = widgets.Box(
            [self._undo, self._restart, self._finish, self._moves, self._schedule], layout=row
        )
        style = widgets.HTML(STYLE, layout={"display": "none"})
        super().__init__([style, controls, self._said, self._threads, self._around, self._table])
        self.add_class("lab-stepper")
        self._refresh()

    # -- controls ---------------------------------------------------------------------------

    def _button(self, text: str, tooltip: str, action: Callable[[], Any], icon: str = "") -> Any:
        button = widgets.Button(description=text, tooltip=tooltip, icon=icon, layout={"width": "auto"})
        button.on_click(lambda _: self._do(action))
        return button

    def _text(self, name: str, placeholder: str, width: str) -> Any:
        text = widgets.Text("", description=name, placeholder=placeholder, continuous_update=False)
        text.layout.width = width
        text.style.description_width = "initial"
        return text

    def _do(self, action: Callable[[], Any]) -> None:
        """Run an action of the session; show what became of it, or why nothing did."""
        problem = ""
        try:
            action()
        except KeyboardInterrupt:
            problem = "Interrupted: nothing has changed."
        except (ValueError, RuntimeError) as error:
            problem = str(error)
        except Exception as error:  # a callback that raises would leave dead buttons
            problem = f"{type(error).__name__}: {error}"
        self._refresh(problem)

    def _typed(self, change: dict[str, Any]) -> None:
        if self._refreshing:
            return
        text = str(change["new"])
        self._do(lambda: self.session.go(read_moves(text)))

    def _schedule_typed(self, _: object) -> None:
        """The schedule is there to be copied: what is typed into it is put right again."""
        if not self._refreshing:
            self._refresh()

    # -- the page ---------------------------------------------------------------------------

    @property
    def schedule(self) -> str:
        return self.session.schedule

    def _refresh(self, problem: str = "") -> None:
        session = self.session
        state = session.state
        self._refreshing = True
        try:
            self._said.value = page_top(state, problem, waits=self.waits)
            beside = self._show_threads(state)
            self._around.value = page.surroundings(state.view, beside)
            self._table.value = page.moves(session.states)
            self._moves.value = " ".join(map(move_name, session.moves))
            self._schedule.value = self._schedule.tooltip = state.schedule  # a long one whole, on pointing
            self._undo.disabled = self._restart.disabled = not session.moves
            self._finish.disabled = state.outcome is not None
        finally:
            self._refreshing = False

    def _show_threads(self, state: State) -> list[ThreadView]:
        """Bring the columns up to date; returns the threads that have none."""
        shown = with_column(self.session.states)
        few = len(shown) <= FEW
        for t in state.threads:
            if t.index not in shown:
                continue
            if t.index not in self._columns:
                self._columns[t.index] = self._column(t.index)
            button, column = self._columns[t.index].children
            with button.hold_sync():
                button.description = f"{t.index} ▶ {t.name}"
                button.disabled = not t.can_move
                button.tooltip = (
                    f"let {t.name} run line {t.line}: {t.text}" if t.line else f"let {t.name} move"
                )
                button.button_style = "primary" if t.can_move else ""
            column.value = page.thread(t, last_source(self.session.states, t.index), few=few)
        columns = [self._columns[t.index] for t in state.threads if t.index in shown]
        if tuple(columns) != self._threads.children:
            self._threads.children = columns  # only if they differ: a button keeps its focus
        return [t for t in state.threads if t.index not in shown]

    def _column(self, index: int) -> Any:
        button = self._button("", "", lambda: self.session.move(index))
        button.layout.width = "auto"
        column = widgets.HTML(layout={"margin": "0 2px"})  # as wide as its button
        return widgets.VBox([button, column])

    # -- the still picture ------------------------------------------------------------------

    def static(self, moves: Sequence[int] | None = None) -> Still:
        """The moves so far, or ``moves``, as a page that needs no kernel: a table with the values after each.

        If one of ``moves`` cannot be made, the page shows those before it, and says so.
        """
        session = self.session
        wanted = list(moves) if moves is not None else self.shown if not session.moves else None
        if not wanted:
            return Still(list(session.states), waits=self.waits)
        kept = list(session.moves), list(session.states)
        try:
            problem = session.go_while_they_fit(wanted)
            return Still(list(session.states), waits=self.waits, problem=problem)
        finally:
            session.moves, session.states = kept

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        still = self.static()
        return {**(data or {}), "text/html": still._repr_html_(), "text/plain": str(still)}


class Still:
    """A stepper's still picture: HTML for a notebook, text elsewhere."""

    def __init__(self, states: list[State], *, waits: bool = False, problem: str = "") -> None:
        self.states = states
        self.waits = waits
        self.problem = problem  # why it shows fewer moves than were asked for

    def _repr_html_(self) -> str:
        state = self.states[-1]
        parts = [page_top(state, self.problem, waits=self.waits)]
        if len(self.states) > 1:
            parts.append(page.moves(self.states))
        else:
            columns = [page.thread(t) for t in state.threads if t.index in with_column(self.states)]
            style = "flex:1 1 17em;max-width:34em;margin:2px"
            row = "".join(f'<div style="{style}">{c}</div>' for c in columns)
            parts.append(f'<div style="display:flex;flex-wrap:wrap">{row}</div>')
            parts.append(page.surroundings(state.view, []))
        parts.append(f'<p style="margin:4px 0">schedule: <code>{escape(state.schedule)}</code></p>')
        return "".join(parts)

    def __str__(self) -> str:
        rows = [
            f"{n:>3}  {m.thread}: {m.text}" for n, m in enumerate((s.made for s in self.states[1:]), 1) if m
        ]
        return "\n".join(filter(None, [*rows, self.problem, str(self.states[-1].banner)]))

    __repr__ = __str__


def page_top(state: State, problem: str = "", *, waits: bool = False) -> str:
    """The banner, what went wrong with a click or the moves, who waits for whom: all, or the circle alone."""
    alert = f'<div role="alert" style="padding:2px 15px">{page.sign("error")} {escape(problem)}</div>'
    alert = alert if problem else ""
    circle = wait_graph.svg(state.threads) if state.outcome else ""
    drawing = (wait_graph.whole(state.view) or circle) if waits else circle
    return page.banner(state.banner, state.note) + alert + drawing


def with_column(states: list[State]) -> set[int]:
    """The threads that get a column: all but the first, and the first where it ever had a choice."""
    shown = {t.index for t in states[-1].threads if t.index}
    return shown | {0} if any(0 in s.runnable for s in states) or len(states[-1].threads) == 1 else shown


def last_source(states: list[State], index: int) -> Source:
    """The code a thread was in when it was last seen."""
    seen = (s.threads[index].source for s in reversed(states) if index < len(s.threads))
    return next(filter(None, seen), ())


def read_moves(text: str) -> list[int]:
    """Thread numbers with anything between them; ``end`` plays on to the end."""
    words = text.replace(",", " ").replace(">", " ").split()
    wrong = [w for w in words if not w.isdecimal() and w != "end"]
    if wrong:
        raise ValueError(f"moves are thread numbers, as in 1 2 1 2, not {' '.join(wrong)!r}")
    if len(words) > ROWS:
        raise ValueError(f"{len(words)} moves are too many to type; {ROWS} are allowed")
    return [-1 if w == "end" else int(w) for w in words]


def move_name(index: int) -> str:
    return "end" if index < 0 else str(index)
