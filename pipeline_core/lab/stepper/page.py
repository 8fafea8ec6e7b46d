"""What the stepper shows, as HTML: columns of source, variables, locks and queues, the table of the moves.

Inside:  one function a piece; each takes what is to be seen and returns a string.
Outside: what is to be seen (view), words (messages), buttons (widget), a deadlock's cycle (wait_graph).

Styles stand in the tags and take their colours from the page, so that the pieces look alike in a light theme,
a dark one, and a stored notebook that nobody has trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline_core.lab.stepper.messages import Banner
from pipeline_core.lab.stepper.session import Move, State
from pipeline_core.lab.stepper.view import ObjectView, Source, ThreadView, View
from pipeline_core.lab.story.html import with_code
from pipeline_core.lab.story.vocabulary import can
from pipeline_core.lab.style import BLOCKED, CAN_MOVE, ENDED, NEXT

FONT = "font-family:var(--jp-code-font-family,monospace);font-size:var(--jp-code-font-size,13px)"
RULE = "var(--jp-border-color2,#bdbdbd)"
CELL = f"text-align:left;vertical-align:top;padding:2px 10px;border:1px solid {RULE}"
LONG = 14  # lines of a function that are shown whole
BEFORE = 6  # characters in front of a line of source: its number and its sign
DEEP = 12  # characters; a line that begins further in goes on as if it did not
SIGNS = {
    "go": ("●", CAN_MOVE), "finished": ("✓", CAN_MOVE), "failed": ("✗", BLOCKED), "deadlock": ("■", BLOCKED),
    "leak": ("■", BLOCKED), "endless": ("∞", BLOCKED), "error": ("✗", BLOCKED),
}  # fmt: skip


def sign(kind: str) -> str:
    mark, colour = SIGNS[kind]
    return f'<span aria-hidden="true" style="color:{colour}">{mark}</span>'


def banner(said: Banner, note: str = "") -> str:
    colour = SIGNS[said.kind][1]
    lines = "".join(f"<div>{ticked(line)}</div>" for line in said.lines)
    careful = f'<div style="margin-top:4px">{escape(note)}</div>' if note else ""
    return (
        f'<div role="status" aria-live="polite" style="border-left:5px solid {colour};padding:4px 10px;'
        f'line-height:1.45;margin:2px 0"><b>{sign(said.kind)} {escape(said.title)}</b>{lines}{careful}</div>'
    )


def thread(t: ThreadView, source: Source = (), *, few: bool = True) -> str:
    """A thread's column: its code with the next line marked, why it does not move, its variables.

    ``source`` is shown where the thread has none of its own any more; few: are there few columns?
    """
    mark, word, colour = status(t)
    lines = window(t.source or source, t.line, LONG if few else 3)
    code = "".join(source_line(n, text, t) for n, text in lines)
    code = f'<div style="{FONT};line-height:1.4;margin:2px 0">{code}</div>'
    values = "".join(
        f'<div style="{FONT};line-height:1.4">{escape(n)} = {escape(v)}</div>' for n, v in t.locals
    )
    holds = f"<div>holds {', '.join(map(ticked, t.holds))}</div>" if t.holds else ""
    label = f"{t.name}: {word}" + (f"; next line {t.line}: {t.text}" if t.line else "")
    return (
        f'<div role="group" aria-label="{escape(label, quote=True)}" style="border:1px solid {RULE};'
        f"border-top:3px solid {colour};padding:3px 8px 5px;line-height:1.45;"
        f'opacity:{0.65 if t.done else 1}">'
        f'<div><span aria-hidden="true" style="color:{colour}">{mark}</span> {ticked(word)}</div>'
        f"{code}{holds}{values}</div>"
    )


def status(t: ThreadView) -> tuple[str, str, str]:
    """A sign, a few words and a colour for how a thread stands."""
    if t.error:
        return "✗", f"died of {t.error}", BLOCKED
    if t.done:
        return "✓", "has ended", ENDED
    if t.can_move:
        told = f"can move, {t.doing}" if t.kind == "line" and t.doing else can(t.kind, t.what)
        return "●", told, CAN_MOVE
    return "■", t.doing or "stands still", BLOCKED


def window(lines: Source, line: int | None, most: int) -> Source:
    """The lines of the function, or those around the next one if there are many."""
    if len(lines) <= most:
        return lines
    here = next((i for i, (n, _) in enumerate(lines) if n == line), 0)
    start = max(0, min(here - most // 2, len(lines) - most))
    return lines[start : start + most]


def source_line(number: int, text: str, t: ThreadView) -> str:
    """One line of source; what is longer than its column goes on below, further in than its beginning."""
    is_next = t.line is not None and t.line <= number <= (t.last_line or t.line)
    sign = "▶" if number == t.line else " "
    style = f"background:rgba({NEXT},0.28);font-weight:bold" if is_next else ""
    current = ' aria-current="step"' if number == t.line else ""
    inward = BEFORE + min(len(text) - len(text.lstrip()), DEEP) + 4
    wraps = f"white-space:pre-wrap;overflow-wrap:anywhere;padding-left:{inward}ch;text-indent:-{inward}ch"
    return (
        f'<div{current} style="{wraps};{style}"><span style="opacity:0.55">{number:>3}</span> '
        f"{sign} {escape(text)}</div>"
    )


def ticked(text: str) -> str:
    """Escaped, with what stands between backquotes as code."""
    return with_code(text, FONT)


# -- what the threads share ------------------------------------------------------------------


def surroundings(view: View, aside: Sequence[ThreadView]) -> str:
    """The clock, shared variables, locks and queues, what was printed, and threads without a column."""
    rows = [(f"<code>{escape(n)}</code>", f"<code>{escape(v)}</code>", "") for n, v in view.shared]
    rows += [(ticked(o.name), inside(o), waiting(o)) for o in view.objects]
    rows += [("clock", f"{view.clock:.3f} s", "")] if view.clock else []
    rows += [(ticked(t.name), ticked(status(t)[1]), "") for t in aside]
    wide = 3 if any(row[2] for row in rows) else 2
    body = "".join("<tr>" + "".join(f'<td style="{CELL}">{c}</td>' for c in r[:wide]) + "</tr>" for r in rows)
    parts = [
        f'<table style="border-collapse:collapse;margin:4px 0;line-height:1.4">{body}</table>' if rows else ""
    ]
    if view.output:
        text = view.output if len(view.output) <= 2_000 else "…" + view.output[-2_000:]
        parts.append(
            f'<div>printed:<pre style="{FONT};margin:0;max-height:10em;overflow:auto">'
            f"{escape(text)}</pre></div>"
        )
    return "".join(parts)


def inside(o: ObjectView) -> str:
    if o.contents is None:
        return escape(o.state)
    things = "".join(
        f'<span style="border:1px solid {RULE};padding:0 5px;margin-right:2px">{escape(c)}</span>'
        for c in o.contents
    )
    return (
        f'<span style="{FONT}">{things or "empty"}</span> <span style="opacity:0.7">{escape(o.state)}</span>'
    )


def waiting(o: ObjectView) -> str:
    return (
        f'<span style="color:{BLOCKED}">■</span> waiting: {escape(", ".join(o.waiters))}' if o.waiters else ""
    )


# -- the moves so far ------------------------------------------------------------------------


def moves(states: Sequence[State]) -> str:
    """A table: a row a move, a column a thread, then what it left behind."""
    made = [s.made for s in states if s.made is not None]
    if not made:
        return ""
    names = {m.index: m.thread for m in made}
    columns: list[int | None] = [*sorted(names)] if len(names) <= 5 else [None]
    data = values_in(made)
    titles = ["", *(names[c] if c is not None else "thread and line" for c in columns), *data]
    rows = [row(number, m, states[number - 1].view, columns, data) for number, m in enumerate(made, 1)]
    head = "".join(f'<th scope="col" style="{CELL}">{ticked(t)}</th>' for t in titles)
    table = f'<table style="border-collapse:collapse;line-height:1.4"><tr>{head}</tr>{"".join(rows)}</table>'
    return f'<div style="overflow-x:auto">{table}</div>'


def row(number: int, m: Move, before: View, columns: list[int | None], data: list[str]) -> str:
    cells = [str(number)]
    for column in columns:
        mine = column is None or column == m.index
        who = f"{escape(m.thread)}: " if column is None else ""
        cells.append(f'{who}<code style="{FONT}">{escape(m.text)}</code>{became(m, before)}' if mine else "")
    now = values_of(m.after)
    then = values_of(before)
    for name in data:
        text = escape(now.get(name, ""))
        cells.append(f"<b>{text}</b>" if now.get(name) != then.get(name) else text)
    return "<tr>" + "".join(f'<td style="{CELL}">{c}</td>' for c in cells) + "</tr>"


def became(m: Move, before: View) -> str:
    """What the move changed in its own thread: variables, or that it has to wait."""
    after = next((t for t in m.after.threads if t.index == m.index), None)
    earlier = next((t for t in before.threads if t.index == m.index), None)
    told = [m.did] if m.did else []
    if after is not None and after.error:
        told.append(f"dies of {after.error}")
    elif after is not None and not after.done:
        old = dict(earlier.locals) if earlier is not None else {}
        told += [f"{n} is {v}" for n, v in after.locals if old.get(n) != v][:3]
        told += [after.doing] if after.wants else []
    return f'<br><span style="opacity:0.8">{ticked(", ".join(told))}</span>' if told else ""


def values_of(view: View) -> dict[str, str]:
    found = {f"`{name}`": value for name, value in view.shared}
    for o in view.objects:
        inside = f"[{', '.join(o.contents)}]" if o.contents is not None else o.owner or o.state
        found[o.name] = inside
    return found


def values_in(made: Sequence[Move], most: int = 6) -> list[str]:
    return list(dict.fromkeys(name for m in made for name in values_of(m.after)))[:most]
