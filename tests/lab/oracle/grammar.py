"""Small threaded programs drawn from a grammar: the same text for the same seed, on every machine and Python.

A program is planned first (which cell or container, which statements a thread, which guard), then written
down. The plan is kept, so that a program with a difference can be made smaller by leaving statements out.
"""

from __future__ import annotations

import linecache
import random
import re
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tests.lab.oracle import vocabulary as words

IMPORTS = (
    "array, bisect, collections, concurrent.futures, contextlib, copy, dataclasses, functools, heapq, io",
    "itertools, json, logging, operator, queue, threading, types, typing, weakref",
)
LINES = {2: 4, 3: 1}  # most lines in one thread, by the number of threads, so that all orders can be tried
STARTED = 2  # the same where the main thread only starts the others: its own steps make more orders
SEEN = "ABC"  # what each thread saw


@dataclass(frozen=True)
class Statement:
    """One statement of one thread, and all that it needs around it."""

    kind: str
    text: str
    setup: tuple[str, ...] = ()
    top: tuple[str, ...] = ()
    decl: str = ""


@dataclass(frozen=True)
class Plan:
    """A program before it is written down."""

    seed: int
    threads: tuple[tuple[Statement, ...], ...]
    guards: tuple[str, ...]  # one a thread; empty for none
    order: str
    start: str
    show: tuple[str, ...]
    features: tuple[str, ...]
    changed: str = field(default="")  # what was left out since

    @property
    def guarded(self) -> bool:
        """Whether all threads hold the same guard, or one waits for the other: then nothing can race."""
        return bool(self.order) or (bool(self.guards[0]) and len(set(self.guards)) == 1)

    def kinds(self) -> set[str]:
        """The names of everything that is in it."""
        found = {statement.kind for thread in self.threads for statement in thread}
        found |= {f"guard: {guard}" for guard in self.guards if guard}
        if self.order:
            found.add(f"order: {self.order}")
        return found | set(self.features) | {f"start: {self.start}"}

    def smaller(self) -> Iterator[Plan]:
        """The same with one statement less, or with plain threads."""
        for number, thread in enumerate(self.threads):
            for place in range(len(thread)):
                rest = thread[:place] + thread[place + 1 :]
                threads = (*self.threads[:number], rest, *self.threads[number + 1 :])
                yield replace(self, threads=threads, changed=f"{self.changed} -{number}.{place}")
        if self.start != "main is one of them":
            yield replace(self, start="main is one of them", changed=f"{self.changed} start")


def plan(seed: int) -> Plan:
    """The program of a seed."""
    draw = random.Random(seed)
    count = 3 if draw.random() < 0.1 else 2
    kind = draw.random()
    if kind < 0.5:
        draws, show, features = one_cell(draw)
    elif kind < 0.6:
        draws, show, features = two_cells(draw)
    else:
        draws, show, features = one_container(draw)
    weights = {
        "main is one of them": 14,
        "threads": 2,
        "Thread subclass": 1,
        "lambda": 1,
        "pool": 1,
        "loop": 1,
    }
    start = draw.choices(list(weights), list(weights.values()))[0] if count == 2 else "main is one of them"
    threads = tuple(
        statements(draw, draws, LINES[count] if start == "main is one of them" else STARTED)
        for _ in range(count)
    )
    chance = draw.random()
    guards = [""] * count
    order = ""
    if chance < 0.28:
        name = draw.choice([*words.GUARDS, "one line", "one line"])
        guards = [name] * count
    elif chance < 0.35 and count == 2:
        order = draw.choice(list(words.ORDERS))
        start = "main is one of them" if order == "join" else start
    elif chance < 0.42:
        guards[draw.randrange(count)] = draw.choice(list(words.GUARDS))
    used = {line for thread in threads for one in thread for line in one.setup}
    return Plan(seed, threads, tuple(guards), order, start, tuple(show(used)), tuple(features))


Draw = Callable[[], Statement]
Show = Callable[[set[str]], list[str]]


def statements(draw: random.Random, one: Draw, most: int) -> tuple[Statement, ...]:
    """One to three statements with no more lines than that; or one that is longer, if none is so short."""
    found: list[Statement] = []
    room = max(most, 1)
    for _ in range(draw.choice((1, 1, 2, 2, 3))):
        for _ in range(8):
            statement = one()
            lines = statement.text.count("\n") + 1
            if lines <= room:
                break
        if found and lines > room:
            break
        found.append(statement)
        room -= lines
    return tuple(found)


class Writes:
    """The statement that writes a cell, as a field of a format: ``{W:v + 1}``."""

    def __init__(self, write: Callable[[str], str]) -> None:
        self.write = write

    def __format__(self, value: str) -> str:
        return self.write(value)


def cell_statement(
    draw: random.Random,
    read: str,
    write: Callable[[str], str],
    target: str,
    decl: str,
) -> tuple[str, str]:
    """A statement on a cell: its name, and its text (``{me}`` is still in it)."""
    name = draw.choice([*words.CELL_STATEMENTS, *words.USUAL * 4])
    if "{" in read:
        read = f"({read})"  # it may stand in an f-string
    bigger = f"{target} += 1" if target else write(f"{read} + 1")
    text = words.CELL_STATEMENTS[name].format(
        R=read, W=Writes(write), aug=bigger, me="@me@", k=draw.randint(1, 3), decl=decl
    )
    return name, text


def one_cell(draw: random.Random) -> tuple[Draw, Show, list[str]]:
    """All threads share one number, each reaching it in its own way."""
    if draw.random() < 0.4:
        place = draw.choice(list(words.CELLS))
        cell = draw.choice(words.CELLS[place])

        def straight() -> Statement:
            name, text = cell_statement(
                draw, cell.read, lambda v: cell.write.format(v=v), cell.target, cell.decl
            )
            return Statement(f"statement: {name}", text, (cell.setup,), (cell.top, words.HOLDERS), cell.decl)

        return straight, lambda used: [cell.show or cell.read], [f"cell: {place}"]

    kind = draw.choice(list(words.CLASSES))
    top = words.CLASSES[kind] + words.ORDER
    fields = {**words.FIELDS, **(words.DICT_FIELDS if kind in words.IN_THE_DICT else {})}
    # half of the programs go one way only, as most do that people write
    taken: dict[str, str] = {}
    ways = [draw.choice(list(words.RECEIVERS))]
    assert agree(words.RECEIVERS[ways[0]][0], taken)
    second = draw.choice(list(words.RECEIVERS))
    if draw.random() < 0.4 and agree(words.RECEIVERS[second][0], taken):
        ways.append(second)
    binding = draw.choice(list(words.BINDINGS)) if draw.random() < 0.35 else ""
    if binding and not agree(words.BINDINGS[binding][0], taken):
        binding = ""

    def reached() -> Statement:
        field_name = draw.choice(list(fields)) if draw.random() < 0.4 else "attribute"
        read, write, target = fields[field_name]
        bind = binding and draw.random() < 0.7
        way = draw.choice(ways)
        setup, x = words.RECEIVERS[way]
        if bind:
            setup, first, deeper = words.BINDINGS[binding]
            x = "x"
        name, text = cell_statement(
            draw, read.format(x=x), lambda v: write.format(x=x, v=v), target.format(x=x), ""
        )
        if bind:
            text = first + "\n" + indent(text, deeper)
        through = binding if bind else way
        return Statement(
            f"statement: {name}; through: {through}; by: {field_name}",
            text,
            ("j = J()", *([setup] if setup else [])),
            (top, words.HOLDERS, words.WALKERS),
        )

    return reached, lambda used: ["j.n"], [f"class: {kind}"]


def agree(setup: str, taken: dict[str, str]) -> bool:
    """Whether no name of a setup stands for something else already; its names are taken if so."""
    names = {line.split(" = ")[0].strip(): line for line in setup.splitlines() if " = " in line}
    if any(taken.get(name, line) != line for name, line in names.items()):
        return False
    taken.update(names)
    return True


def two_cells(draw: random.Random) -> tuple[Draw, Show, list[str]]:
    """Two numbers of one container, which are to go together."""
    place = draw.choice(list(words.PAIRS))
    setup, first, second, decl = words.PAIRS[place]
    top = words.CLASSES[draw.choice(["plain class", "slots", "property"])] + words.ORDER

    def one() -> Statement:
        name = draw.choice(list(words.SHARED_TWO))
        a, b = (first, second) if draw.random() < 0.7 else (second, first)
        text = words.SHARED_TWO[name].format(A=a, B=b, me="@me@", k=draw.randint(1, 3))
        return Statement(f"two: {name}", text, (setup,), (top,), decl)

    return one, lambda used: [first, second], [f"pair: {place}"]


def one_container(draw: random.Random) -> tuple[Draw, Show, list[str]]:
    """All threads share one container; a program stays with a few of the things that can be done."""
    # the common ones come more often: they have the most to be done to them
    place = draw.choice(
        [*words.CONTAINERS, "list", "list", "list", "dict", "dict", "set", "deque", "Counter"]
    )
    shared = words.CONTAINERS[place]
    name = shared.setup.split("\n")[-1].split("=")[0].strip()
    for line in shared.setup.split("\n"):  # the name that the acts use
        left = line.strip().split(" = ")[0]
        if left in ("xs", "d", "s", "q", "c", "bag"):
            name = left
            break

    def one() -> Statement:
        act = draw.choice(shared.acts)
        text = act.format(c=name, me="@me@", k=draw.randint(1, 3))
        return Statement(f"act: {place}: {act}", text, (shared.setup,), (shared.top,), shared.decl)

    return one, lambda used: [shared.show], [f"container: {place}"]


# -- writing it down -------------------------------------------------------------------------------


def indent(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.splitlines() if line.strip())


def unique(lines: Iterator[str]) -> list[str]:
    return [line for line in dict.fromkeys(lines) if line]


def written(plan: Plan) -> str:
    """The source of a planned program."""
    every = [statement for thread in plan.threads for statement in thread]
    text = "".join(f"import {names}\n" for names in IMPORTS)
    body = program_body(plan, every)
    blocks = unique(
        block.strip("\n") for one in every for top in one.top for block in re.split(r"\n\n+(?=\S)", top)
    )
    kept = used(blocks, body)
    if kept:
        text += "\n\n" + "\n\n\n".join(kept) + "\n"
    return text + "\n\ndef program():\n" + body


def used(blocks: list[str], body: str) -> list[str]:
    """Leave out the classes that a program does not use: it is to be read by a person."""
    names = {block: re.search(r"^(?:class )?(\w+)(?= =|\(|:)", block, re.MULTILINE)[1] for block in blocks}
    found: set[str] = set()
    texts = [body]
    while texts:
        text = texts.pop()
        for block, name in names.items():
            if block not in found and re.search(rf"\b{name}\b", text):
                found.add(block)
                texts.append(block)
    return [block for block in blocks if block in found]


def program_body(plan: Plan, every: list[Statement]) -> str:
    lines = unique(line for one in every for line in one.setup) or ["pass"]
    names = [f"f{number}" for number in range(len(plan.threads))]
    lines += [f"{SEEN[number]} = []" for number in range(len(names))]
    section_setup = [words.GUARDS[guard][0] for guard in plan.guards if guard in words.GUARDS]
    if "one line" in plan.guards:
        section_setup.append(words.GUARDS["Lock"][0])
    if plan.order:
        section_setup.append(words.ORDERS[plan.order][0])
    lines += unique(iter(section_setup))
    text = "".join(f"    {line}\n" for line in lines)
    for number, thread in enumerate(plan.threads):
        decl = unique(one.decl for one in thread)
        text += f"\n    def {names[number]}():\n"
        if decl:
            text += f"        {decl[0]}\n"
        text += indent(thread_body(plan, number, thread), 8) + "\n"
    text += "\n" + started(plan, names)
    seen = ", ".join(SEEN[: len(names)])
    shown = plan.show if every else ()
    return text + f"    return ({', '.join([*shown, seen])})\n"


def thread_body(plan: Plan, number: int, thread: tuple[Statement, ...]) -> str:
    parts = [one.text.replace("@me@", SEEN[number]) for one in thread]
    guard = plan.guards[number]
    if guard == "one line":
        body = "\n".join(
            f"with lock: {part}" if is_simple(part) else "with lock:\n" + indent(part, 4) for part in parts
        )
    elif guard:
        template = words.GUARDS[guard][1]
        whole = "\n".join(parts) or "pass"
        place = next(line for line in template.splitlines() if "{body" in line)
        body = template.replace(place, indent(whole, len(place) - len(place.lstrip())))
    else:
        body = "\n".join(parts)
    if plan.order:
        _, last, first = words.ORDERS[plan.order]
        body = f"{body}\n{last}" if number == 0 else f"{first}\n{body}"
    return body if body.strip() else "pass"


def is_simple(text: str) -> bool:
    """Whether it may stand behind a colon: one line, and no compound statement itself."""
    return "\n" not in text and not text.startswith(
        ("if ", "for ", "with ", "while ", "match ", "class ", "def ")
    )


def started(plan: Plan, names: list[str]) -> str:
    """The lines that run the threads."""
    if plan.order == "join":
        return (
            f"    t0 = threading.Thread(target={names[0]})\n    t0.start()\n    t0.join()\n    {names[1]}()\n"
        )
    every = ", ".join(names)
    if plan.start == "pool":
        return (
            f"    with concurrent.futures.ThreadPoolExecutor({len(names)}) as pool:\n"
            f"        futures = [pool.submit(f) for f in ({every})]\n"
            "    for future in futures: future.result()\n"
        )
    if plan.start == "loop":
        return (
            f"    threads = [threading.Thread(target=f) for f in ({every})]\n"
            "    for t in threads: t.start()\n    for t in threads: t.join()\n"
        )
    spawned = names[:-1] if plan.start == "main is one of them" else names
    makers = {
        "Thread subclass": "    class T(threading.Thread):\n        def __init__(self, f):\n"
        "            super().__init__()\n            self.f = f\n\n"
        "        def run(self):\n            self.f()\n\n",
    }
    text = makers.get(plan.start, "")
    for name in spawned:
        made = {
            "Thread subclass": f"T({name})",
            "lambda": f"threading.Thread(target=lambda: {name}())",
        }.get(plan.start, f"threading.Thread(target={name})")
        text += f"    t{name[1:]} = {made}\n"
    text += "".join(f"    t{name[1:]}.start()\n" for name in spawned)
    if spawned != names:
        text += f"    {names[-1]}()\n"
    return text + "".join(f"    t{name[1:]}.join()\n" for name in spawned)


def compiled(source: str, name: str) -> Callable[[], Any]:
    """A program from its source, which the lab reads as it reads a cell of a notebook."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    module = types.ModuleType("oracle_program")
    sys.modules["oracle_program"] = module
    exec(compile(source, name, "exec"), vars(module))
    program: Callable[[], Any] = vars(module)["program"]
    return program


def made(plan: Plan) -> tuple[Callable[[], Any], str]:
    """A planned program, ready to run, and its source."""
    source = written(plan)
    return compiled(source, f"<oracle {plan.seed}{plan.changed}>"), source
