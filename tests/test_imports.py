"""Imports point one way: notebooks → exercises → pipeline_core.lab → pipeline_core, and between their rooms.

Each rule is read from the source, function bodies included, and the offending line is named.
"""

import ast
import json
import re
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.core.helpers import run_python

ROOT = Path(__file__).resolve().parents[1]

# The rooms of each part, from the ground up. A room may import from its own row and from the rows before it;
# a new one gets its place here, where its neighbours can be seen. A room is a module or a folder of modules.
ROOMS = {
    "pipeline_core": [
        {"arguments", "text", "frames"},
        {"errors"},
        {"utils"},
        {"meter", "diagnosis"},
        {"channel"},
        {"order"},
        {"stage"},
        {"worker"},
        {"pool", "source", "crew"},
        {"delivery", "view"},
        {"pipeline_manager"},
        {"__init__"},
        {"demo", "__main__"},
    ],
    "pipeline_core.lab": [
        {"text", "style"},
        {"code"},
        {"scheduler"},
        {"arguments"},
        {"primitives"},
        {"access"},
        {"runtime"},
        {"story"},
        {"exploration"},
        {"simulation"},
        {"charts"},
        {"stepper"},
        {"pipelines"},
        {"__init__"},
    ],
    "exercises": [
        {"catalogue"},
        {"records"},
        {"engine"},
        {"forms"},
        {"judges"},
        {"help"},
        {"lessons"},
        {"__init__"},
    ],
}
HEAVY = ["matplotlib", "ipywidgets", "IPython", "tqdm", "numpy", "jupyterlab", "ipykernel"]


def imports_of(source, package, *, types=True):
    """Yield (line, dotted name, whether at top level) of every import; relative ones are made absolute."""
    tree = ast.parse(source)
    skipped = set() if types else for_types_alone(tree)
    top = set(ast.walk(ast.Module(body=[n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)])))
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, node in top
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parents, *filter(None, [node.module])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}", node in top


def python_files(folder):
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imports_under(folder):
    """Yield (where, dotted name, at top level) for every import in a folder's Python files."""
    for path in python_files(folder):
        package = ".".join(path.relative_to(ROOT).parent.parts)
        for line, name, top in imports_of(path.read_text(encoding="utf-8"), package):
            yield f"{path.relative_to(ROOT)}:{line}: imports {name}", name, top


def for_types_alone(tree):
    """Every node of a block that only a type checker reads."""
    blocks = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {node for block in blocks for statement in block.body for node in ast.walk(statement)}


def modules_of(part):
    """The modules of one part by dotted name; the lab is a part of its own, an exercise's folder is none."""
    top = ROOT.joinpath(*part.split("."))
    found = {}
    for path in python_files(top):
        inside = path.relative_to(top).parts
        if not (part == "pipeline_core" and inside[0] == "lab") and not re.fullmatch(r"ch\d\d", inside[0]):
            names = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(names[:-1] if names[-1] == "__init__" else names)] = path
    return found


def imports_inside(part):
    """Yield (where, importing module, imported module) inside one part, those for types alone left out."""
    modules = modules_of(part)
    for module, path in modules.items():
        package = module if path.stem == "__init__" else module.rpartition(".")[0]
        for line, name, _ in imports_of(path.read_text(encoding="utf-8"), package, types=False):
            imported = name if name in modules else name.rpartition(".")[0]
            if imported in modules and imported != module:
                yield f"{path.relative_to(ROOT)}:{line}: imports {name}", module, imported


def room_of(part, module):
    """The room a module stands in: its folder, or itself; the part's own face is ``__init__``."""
    return module.removeprefix(part).lstrip(".").partition(".")[0] or "__init__"


def core_imports():
    """Yield (where, dotted name, at top level) for every import in the core, the lab left out."""
    for where, name, top in imports_under(ROOT / "pipeline_core"):
        if not where.startswith(str(Path("pipeline_core", "lab"))):
            yield where, name, top


def within(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_the_core_imports_neither_lab_nor_exercises_nor_tests():
    """Nothing that stands above it, not even inside a function."""
    above = ("pipeline_core.lab", "exercises", "notebooks", "tests", "tools")
    assert [where for where, name, _ in core_imports() if within(name, *above)] == []


def test_the_lab_imports_neither_exercises_nor_notebooks():
    """It knows the core, and nothing of what is taught with it."""
    above = ("exercises", "notebooks", "tests", "tools")
    found = imports_under(ROOT / "pipeline_core" / "lab")
    assert [where for where, name, _ in found if within(name, *above)] == []


def test_the_exercises_import_no_notebook_and_no_test():
    """Stubs, solutions and checks stand on lab and core."""
    found = imports_under(ROOT / "exercises")
    assert [where for where, name, _ in found if within(name, "notebooks", "tests", "tools")] == []


def test_the_notebooks_import_only_what_is_for_learners():
    """A cell may use core, lab and exercises; never the suite or the tools."""
    wrong = []
    for path in sorted([*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "exercises").glob("*.ipynb")]):
        for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and not source.lstrip().startswith(("%", "!")):
                names = [name for _, name, _ in imports_of(source, "")]
                wrong += [
                    f"{path.name}, cell {number}: {n}"
                    for n in names
                    if within(n, "tests", "tools", "notebooks")
                ]
    assert wrong == []


@pytest.mark.parametrize("part", ROOMS)
def test_every_room_has_its_place_in_the_order(part):
    """No room is missing in the rows above, and none stands there that is gone."""
    rooms = {room_of(part, module) for module in modules_of(part)}
    assert rooms == set().union(*ROOMS[part])


@pytest.mark.parametrize("part", ROOMS)
def test_a_package_names_each_of_its_modules_in_its_reading_order(part):
    """In the docstring of its ``__init__``, so that a new file is not left out."""
    missing = []
    for init in sorted(ROOT.joinpath(*part.split(".")).rglob("__init__.py")):
        said = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        if not re.search(r"ch\d\d", str(init)):
            modules = {path.stem for path in init.parent.glob("*.py")} - {"__init__", "__main__"}
            missing += [f"{init}: {name}" for name in modules if not re.search(rf"\b{name}\b", said)]
    assert missing == []


@pytest.mark.parametrize("part", ROOMS)
def test_imports_between_rooms_point_to_earlier_rows(part):
    """Never back, not even inside a function; the offending line is named."""
    rank = {room: row for row, rooms in enumerate(ROOMS[part]) for room in rooms}
    assert [
        where
        for where, module, imported in imports_inside(part)
        if rank[room_of(part, imported)] > rank[room_of(part, module)]
    ] == []


@pytest.mark.parametrize("part", ROOMS)
def test_no_modules_import_each_other_in_a_circle(part):
    """Within a room, too, there is a first and a second; the error shows the circle."""
    graph = {}
    for _, module, imported in imports_inside(part):
        graph.setdefault(module, set()).add(imported)
    TopologicalSorter(graph).prepare()


def test_the_core_needs_the_standard_library_and_tqdm_alone():
    """And tqdm only inside a function, when a bar is shown; the demo has a cluster, for who asks for one."""
    for where, name, top in core_imports():
        package = name.split(".")[0]
        inside = {"tqdm", "distributed"} if "pipeline_core/demo.py" in where else {"tqdm"}
        known = {*sys.stdlib_module_names, "pipeline_core"}
        assert package in known or (package in inside and not top), where


def test_importing_the_core_loads_nothing_heavy():
    """Neither plots nor widgets nor the bar nor the lab; a pipeline without a bar does not either."""
    done = run_python(
        f"""
import sys
before = set(sys.modules)
import pipeline_core
def loaded():
    heavy = {{*{HEAVY}, "pipeline_core.lab"}}
    return sorted(heavy & {{*sys.modules, *(name.split(".")[0] for name in sys.modules)}})
print(loaded())
with pipeline_core.PipelineManager() as manager:
    manager.add_worker(str).add_worker(pipeline_core.PoolWorker.of(str))
    manager.run([1])
    manager.diagnose()
print(loaded())
""",
        preamble="",
    )
    assert (done.out, done.err) == ("[]\n[]\n", "")


def test_the_core_works_where_everything_but_the_standard_library_is_missing():
    """Matplotlib and friends are blocked, tqdm too: only a bar needs it, and says so."""
    done = run_python(
        f"""
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {HEAVY}:
            raise ModuleNotFoundError(f"blocked: {{name}}", name=name)
sys.meta_path.insert(0, Blocked())
import pipeline_core
from pipeline_core import *
with PipelineManager(trace=True) as manager:
    manager.add_worker(str, workers=2).add_worker(PoolWorker.of(len))
    print(manager.run(["a", "bc"]), manager.state)
""",
        preamble="",
    )
    assert (done.out, done.err) == ("[1, 2] finished\n", "")


@pytest.mark.parametrize(
    ("source", "package", "expected"),
    [
        ("import a.b", "", [(1, "a.b", True)]),
        ("from a import b, c", "", [(1, "a.b", True), (1, "a.c", True)]),
        ("from . import b", "p.q", [(1, "p.q.b", True)]),
        ("from ..r import b", "p.q", [(1, "p.r.b", True)]),
        ("def f():\n    import a", "", [(2, "a", False)]),
        ("if True:\n    from a import b", "", [(2, "a.b", False)]),
    ],
)
def test_this_file_reads_imports_of_every_shape(source, package, expected):
    """The reader itself, on one example of each form."""
    assert list(imports_of(source, package)) == expected
