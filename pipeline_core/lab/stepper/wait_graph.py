"""The wait-for graph, drawn as SVG: threads and what they hold and wait for; of a deadlock the cycle.

Inside:  the cycle alone, all threads and locks, and the sentences that stand for them.
Outside: who waits for whom (view), the search for a cycle (story/blocked), the words above it (messages).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, hypot, pi, sin

from pipeline_core.lab.stepper.view import ObjectView, ThreadView, View
from pipeline_core.lab.story.blocked import wait_cycle
from pipeline_core.lab.style import BLOCKED, HOLDS, THREAD

HIGH = 34  # of a node, in pixels
LETTER = 7.3  # width of a letter at the size used
WAITS = "waits for"
HELD = "held by"


def cycle_of(threads: Sequence[ThreadView]) -> list[ThreadView]:
    """Threads that wait for each other in a circle, each for the next; empty if there is none."""
    by_index = {t.index: t for t in threads}
    follows = {
        t.index: t.wants_thread
        for t in threads
        if t.wants_thread is not None and t.wants_thread in by_index and not t.done
    }
    return [by_index[index] for index in wait_cycle(follows)]


def sentence(threads: Sequence[ThreadView]) -> str:
    """The cycle in words, for those who do not see it."""
    parts = [f"{a.name} waits for {_plain(a.wants)}, {_held(a, b)}" for a, b in _pairs(threads)]
    return "The circle: " + "; ".join(parts) + "."


def _held(a: ThreadView, b: ThreadView) -> str:
    return f"which {b.name} holds" if a.wants in b.holds else f"which needs {b.name}"


def _plain(name: str) -> str:
    return name.replace("`", "")


def _pairs(threads: Sequence[ThreadView]) -> list[tuple[ThreadView, ThreadView]]:
    return list(zip(threads, [*threads[1:], *threads[:1]], strict=True))


def svg(threads: Sequence[ThreadView]) -> str:
    """A drawing of the cycle, or "" if there is none. Threads are boxes, what they wait for is round."""
    loop = cycle_of(threads)
    if not loop:
        return ""
    nodes: list[tuple[str, bool]] = []  # text, is it a thread?
    labels: list[str] = []
    for a, b in _pairs(loop):
        nodes.append((a.name, True))
        if a.wants in b.holds:
            nodes.append((_plain(a.wants), False))
            labels += [WAITS, HELD]
        else:
            labels.append("waits for the end of")
    edges = [(place, (place + 1) % len(nodes), label) for place, label in enumerate(labels)]
    return _draw(nodes, edges, sentence(loop))


# -- everybody, whether in a cycle or not ----------------------------------------------------


def whole(view: View) -> str:
    """A drawing of all threads that were started and all locks; "" where there are none.

    Each has a place of its own, the same in every view: threads and locks take turns on a circle.
    """
    threads = [t for t in view.threads if t.index]
    locks = [each for each in view.objects if _is_lock(each, view.threads)]
    if not locks or len(threads) + len(locks) < 3:
        return ""
    turned = [*locks[1:], locks[0]]  # beside each thread the lock that it takes second, as a rule
    nodes: list[tuple[str, bool]] = []
    for place in range(max(len(threads), len(locks))):
        nodes += [(t.name, True) for t in threads[place : place + 1]]
        nodes += [(_plain(lock.name), False) for lock in turned[place : place + 1]]
    where = {node: place for place, node in enumerate(nodes)}
    edges = []
    for t in threads:
        me = where[t.name, True]
        edges += [
            (where[_plain(name), False], me, HELD) for name in t.holds if (_plain(name), False) in where
        ]
        if not t.can_move and not t.done and (_plain(t.wants), False) in where:
            edges.append((me, where[_plain(t.wants), False], WAITS))
    return _draw(nodes, edges, _sentence_of_all(threads))


def _sentence_of_all(threads: Sequence[ThreadView]) -> str:
    """Who holds what and waits for what, in words."""
    parts = []
    for t in threads:
        said = [f"holds {_plain(name)}" for name in t.holds]
        if not t.can_move and not t.done and t.wants:
            said.append(f"waits for {_plain(t.wants)}")
        if said:
            parts.append(f"{t.name} {' and '.join(said)}")
    return f"Who waits for whom: {'; '.join(parts) or 'nobody holds a lock or waits for one'}."


def _is_lock(each: ObjectView, threads: Sequence[ThreadView]) -> bool:
    return each.state == "free" or any(each.name in t.holds for t in threads)


# -- the drawing -----------------------------------------------------------------------------


def _draw(nodes: list[tuple[str, bool]], edges: list[tuple[int, int, str]], alt: str) -> str:
    """Nodes on a circle, and arrows between them: from, to, label."""
    n = len(nodes)
    wide = max(60.0, *(len(text) * LETTER + 24 for text, _ in nodes))
    longest = max(len(WAITS), *(len(label) for *_, label in edges), 0) * 6 + 30
    across = max(90.0, (wide + longest) / 2 / sin(pi / n))
    down = max(82.0, 26.0 * n) if n > 2 else 30.0
    side = longest if n > 2 else 10.0  # room for the labels left and right
    width = 2 * across + wide + side
    height = 2 * down + HIGH + 20
    places = [
        (width / 2 - across * cos(2 * pi * i / n), height / 2 - down * sin(2 * pi * i / n)) for i in range(n)
    ]
    parts = [_arrow(places[a], places[b], wide, label, n == 2) for a, b, label in edges]
    parts += [_node(places[i], wide, *nodes[i]) for i in range(n)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" width="{width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" style="max-width:100%;height:auto" '
        f'font-family="sans-serif" font-size="13" fill="currentColor"><title>{escape(alt)}</title>'
        + "".join(parts) + "</svg>"
    )  # fmt: skip


def _node(place: tuple[float, float], wide: float, text: str, thread: bool) -> str:
    x, y = place
    colour, round_ = (THREAD, 5) if thread else (HOLDS, HIGH / 2)
    return (
        f'<rect x="{x - wide / 2:.1f}" y="{y - HIGH / 2:.1f}" width="{wide:.1f}" height="{HIGH}" '
        f'rx="{round_}" fill="{colour}" fill-opacity="0.16" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{escape(text)}</text>'
    )


def _arrow(a: tuple[float, float], b: tuple[float, float], wide: float, label: str, pair: bool) -> str:
    x1, y1 = _edge(a, b, wide, 2)
    x2, y2 = _edge(b, a, wide, 9)
    if pair:  # there and back between the same two: side by side
        y1 = y2 = y1 + (-8 if x2 > x1 else 8)
    length = hypot(x2 - x1, y2 - y1) or 1.0
    ux = (x2 - x1) / length
    uy = (y2 - y1) / length
    waits = label != HELD
    colour = BLOCKED if waits else HOLDS
    tip = (x2 + 8 * ux, y2 + 8 * uy), (x2 - 5 * uy, y2 + 5 * ux), (x2 + 5 * uy, y2 - 5 * ux)
    head = " ".join(f"{x:.1f},{y:.1f}" for x, y in tip)
    dashed = ' stroke-dasharray="6 4"' if waits else ""
    # the label stands on the outer side of the cycle, which the arrows run round clockwise
    mx = (x1 + x2) / 2 + 12 * uy
    my = (y1 + y2) / 2 - 12 * ux
    anchor = "middle" if abs(uy) < 0.2 else "start" if uy > 0 else "end"
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="2"{dashed}/>'
        f'<polygon points="{head}" fill="{colour}"/>'
        f'<text x="{mx:.1f}" y="{my + 4:.1f}" text-anchor="{anchor}" font-size="11.5">{label}</text>'
    )


def _edge(a: tuple[float, float], b: tuple[float, float], wide: float, gap: float) -> tuple[float, float]:
    """Where the line from ``a`` to ``b`` leaves the box around ``a``."""
    dx = b[0] - a[0]
    dy = b[1] - a[1]
    length = hypot(dx, dy) or 1.0
    scale = min(wide / 2 / abs(dx) if dx else 9e9, HIGH / 2 / abs(dy) if dy else 9e9)
    return a[0] + dx * scale + gap * dx / length, a[1] + dy * scale + gap * dy / length
