"""Expressions that put something new together: tuples, dicts, formatted strings, comprehensions.

Inside:  what their parts touch; what they make is nobody else's.
Outside: the parts (expressions), objects (values).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from pipeline_core.lab.access.attributes import PURE, UNKNOWN
from pipeline_core.lab.access.containers import TEXT, consume, read_contents

Evaluate = Callable[[Any, Any, Any], Any]  # (locals, globals, scheduler) -> value


class Displays:
    """The part of Expressions that makes new objects."""

    value: Any
    truth: Any
    first: Any
    module: str
    cells: set[str]
    fast: set[str]
    function: bool

    def of_Tuple(self, node: Any) -> Evaluate:
        parts = [self.value(part) for part in node.elts]
        return lambda L, G, S: tuple([part(L, G, S) for part in parts])

    of_List = of_Set = of_Tuple

    def of_Dict(self, node: Any) -> Evaluate:
        pairs = zip(node.keys, node.values, strict=True)
        parts = [self.value(k) if k is not None else self.truth(v) for k, v in pairs]
        parts += [self.value(v) for v in node.values]

        def run(L: Any, G: Any, S: Any) -> Any:
            for part in parts:
                part(L, G, S)
            return UNKNOWN

        return run

    def of_FormattedValue(self, node: Any) -> Evaluate:
        value = self.value(node.value)
        form = self.value(node.format_spec) if node.format_spec is not None else None

        def run(L: Any, G: Any, S: Any) -> Any:
            read_contents(S, value(L, G, S), TEXT)
            if form is not None:
                form(L, G, S)
            return PURE

        return run

    def of_JoinedStr(self, node: Any) -> Evaluate:
        parts = [self.value(part) for part in node.values]

        def run(L: Any, G: Any, S: Any) -> Any:
            for part in parts:
                part(L, G, S)
            return PURE

        return run

    def comprehension(self, node: Any) -> Evaluate:
        """Evaluated item by item where the items are plain to see; else once, with unknown items."""
        names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        inner: Any = object.__new__(type(self))
        inner.first, inner.module, inner.inner = self.first, self.module, True
        inner.cells, inner.fast, inner.function = self.cells - names, self.fast | names, self.function
        first = node.generators[0]
        items = self.value(first.iter)
        tests = [inner.truth(t) for g in node.generators for t in g.ifs]
        later = [inner.truth(g.iter) for g in node.generators[1:]]
        bodies = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        parts = [*later, *tests, *(inner.value(body) for body in bodies)]
        simple = isinstance(first.target, ast.Name)

        def run(L: Any, G: Any, S: Any) -> Any:
            source = items(L, G, S)
            consume(S, source)
            plain = simple and type(source) in (list, tuple, range) and len(source) <= 50
            for item in list(source) if plain else [UNKNOWN]:
                local = {**L, **dict.fromkeys(names, UNKNOWN)}
                if simple:
                    local[first.target.id] = item
                for part in parts:
                    part(local, G, S)
            return PURE

        return run

    of_ListComp = of_SetComp = of_DictComp = comprehension

    def of_GeneratorExp(self, node: Any) -> Evaluate:
        run = self.comprehension(node)

        def lazily(L: Any, G: Any, S: Any) -> Any:
            run(L, G, S)
            return PURE  # consumed in this statement; stored away, it is read as a generator later

        return lazily
