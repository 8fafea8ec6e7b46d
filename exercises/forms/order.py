"""The form of order exercises: shuffled lines that are put in, moved and taken out again.

Inside:  ``OrderBoard``.
Outside: putting lines together and judging them (``judges.Order``), the frame (``base``).

A line keeps its row, whatever its place in the order: a button that is pressed stays where it is and keeps
the keyboard's focus. Tab and Enter are enough; arrow keys belong to the notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from exercises.catalogue import Exercise
from exercises.forms.base import CODE, RULE, SHADE, Form, button, page
from exercises.forms.plain import under

_INK = "var(--jp-ui-font-color1,inherit)"
_STYLE = f"""<style>
.order-board .widget-html-content {{ flex: 1 1 0; min-width: 0; }}
.order-board button.board-line {{ {CODE}; white-space: pre-wrap; overflow-wrap: anywhere; text-align: left;
  height: auto; min-height: 28px; line-height: 1.5; padding: 2px 8px 2px calc(8px + 3ch); text-indent: -3ch;
  color: {_INK}; background: transparent; border: 1px solid {RULE}; }}
.order-board button.board-line.board-in {{ border-style: dashed;
  {SHADE}; }}
.order-board button.board-arrow {{ font-size: 0; color: {_INK}; background: transparent;
  border: 1px solid {RULE}; padding: 0; }}
.order-board button.board-arrow::before {{ font-size: 14px; }}
.order-board button.board-up::before {{ content: "▲"; content: "▲" / ""; }}
.order-board button.board-down::before {{ content: "▼"; content: "▼" / ""; }}
</style>"""
HELP = (
    "<p>Press a line to put it in as the last one; press it again to take it out. ▲ and ▼ move it. "
    "Perhaps not every line belongs.</p>"
)


class OrderBoard(Form):
    """Lines of code to put in order.

    Args:
        exercise, variant, text: as for ``Form``.
        head: the lines that stand above, and stay.
        lines: letter -> line, in the order in which they are offered.
        lines_text, how: both as text, and the plain call that answers, for a page without a kernel.

    ``order``: the letters from top to bottom, "D A C".
    """

    def __init__(
        self,
        exercise: Exercise,
        variant: int,
        head: str,
        lines: Mapping[str, str],
        *,
        text: str,
        lines_text: str,
        how: str,
    ) -> None:
        self.head = head.rstrip()
        self.lines = dict(lines)
        self.placed: list[str] = []
        self._rows = {letter: _Row(letter, line, self) for letter, line in _dedented(self.lines).items()}
        self._said = widgets.HTML()
        self._code = widgets.HTML(layout={"width": "auto"})
        offered = [widgets.HTML("<b>The lines</b>"), *(row.box for row in self._rows.values())]
        built = [widgets.HTML("<b>Your function</b>"), self._code, self._said]
        sides = widgets.Box(
            [widgets.VBox(offered, layout=_side("34em")), widgets.VBox(built, layout=_side("26em"))],
            layout={"display": "flex", "flex_flow": "row wrap", "width": "100%"},
        )
        again = button("Start again", "take every line out", lambda: self.careful(self.start_again))
        style = widgets.HTML(_STYLE, layout={"display": "none"})
        parts = [style, widgets.HTML(HELP), sides]
        still = f'<pre style="{CODE}">{escape(lines_text)}</pre>{page(how)}'
        super().__init__(exercise, variant, parts, text=text, still=still, more=[again])
        self.add_class("order-board")
        self._show("")

    @property
    def order(self) -> str:
        """The letters from top to bottom."""
        return " ".join(self.placed)

    # -- what a press does --------------------------------------------------------------------

    def toggle(self, letter: str) -> None:
        """Put a line in as the last one, or take it out."""
        if letter in self.placed:
            self.placed.remove(letter)
            self._show(f"Line {letter} is out.")
        else:
            self.placed.append(letter)
            self._show(f"Line {letter} is in, at {len(self.placed)}.", letter)

    def move(self, letter: str, by: int) -> None:
        """Exchange a line with its neighbour above (-1) or below (1)."""
        at = self.placed.index(letter)
        to = at + by
        if not 0 <= to < len(self.placed):
            self._show(f"Line {letter} is the {'first' if by < 0 else 'last'} already.", letter)
            return
        self.placed[at], self.placed[to] = self.placed[to], self.placed[at]
        self._show(f"Line {letter} is at {to + 1} of {len(self.placed)}.", letter)

    def start_again(self) -> None:
        """Take every line out."""
        self.placed.clear()
        self._show("All lines are out.")

    def _show(self, said: str, last: str = "") -> None:
        """Bring rows and code up to date; ``last`` is the line that was moved."""
        for letter, row in self._rows.items():
            row.show(self.placed.index(letter) + 1 if letter in self.placed else 0)
        self._code.value = _assembled(self.head, [(each, self.lines[each]) for each in self.placed], last)
        order = f"Order: <code>{self.order or 'nothing yet'}</code>"
        self._said.value = f'<p role="status">{escape(said)} {order}</p>'
        self.changed()


def _side(width: str) -> dict[str, str]:
    """Half of the board; where there is no room for two, one below the other."""
    return {"flex": f"1 1 {width}", "min_width": "0"}


def _dedented(lines: Mapping[str, str]) -> dict[str, str]:
    """The lines without the indentation that all of them share: a button has little room."""
    rows = [row for line in lines.values() for row in line.splitlines() if row.strip()]
    shared = min((len(row) - len(row.lstrip()) for row in rows), default=0)
    return {letter: "\n".join(row[shared:] for row in line.splitlines()) for letter, line in lines.items()}


class _Row:
    """One line on offer: its place, itself as a button, up and down."""

    def __init__(self, letter: str, line: str, board: OrderBoard) -> None:
        self.letter = letter
        self._at = widgets.HTML(layout={"flex": "0 0 2.4em", "margin": "5px 2px"})
        self._line = self._button(
            under(f"{letter}  ", line), "board-line", lambda: board.toggle(letter), board
        )
        self._line.layout.flex = "1 1 0"
        self._line.layout.width = "auto"
        self._line.layout.min_width = "0"
        self._arrows = [self._arrow("up", -1, board), self._arrow("down", 1, board)]
        self.box = widgets.HBox([self._at, self._line, *self._arrows], layout={"width": "100%"})

    def _arrow(self, way: str, by: int, board: OrderBoard) -> Any:
        """A button whose words a screen reader reads; on the page it is a triangle."""
        told = f"move line {self.letter} {way}"
        made = self._button(told, f"board-{way}", lambda: board.move(self.letter, by), board)
        made.tooltip = told
        made.layout.width = "32px"
        made.layout.flex = "0 0 auto"
        made.add_class("board-arrow")
        return made

    @staticmethod
    def _button(text: str, kind: str, action: Callable[[], Any], board: OrderBoard) -> Any:
        made = button(text, "", lambda: board.careful(action))
        made.add_class(kind)
        return made

    def show(self, at: int) -> None:
        """Say where the line is: its place in the order from 1, or 0 for outside."""
        self._at.value = f"✓ {at}" if at else ""
        told = f"take line {self.letter} out: it is at {at}" if at else f"put line {self.letter} in"
        self._line.tooltip = told
        (self._line.add_class if at else self._line.remove_class)("board-in")
        for arrow in self._arrows:
            arrow.disabled = not at


def _assembled(head: str, placed: list[tuple[str, str]], last: str) -> str:
    """The function as it stands, a letter before each line that was put in."""
    rows = [f"     {line}" for line in head.splitlines()]
    rows += [under(f"{'▸' if letter == last else ' '} {letter}  ", line) for letter, line in placed]
    look = f"border:1px solid {RULE};padding:6px;min-height:6em;white-space:pre;overflow-x:auto"
    empty = "" if placed else "\n     …"
    return f'<pre style="{look};{CODE};line-height:1.5">{escape(chr(10).join(rows))}{empty}</pre>'
