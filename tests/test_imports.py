"""The direction of imports: notebooks → exercises → pipeline_core.lab → pipeline_core, and inside the core.

Each rule is read from the source, function bodies included, and the offending line is named.
"""

import ast
import json
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.core.helpers import run_python

ROOT = Path(__file__).resolve().parents[1]

# A module may import those of its own row and of the rows above; a new module gets its place here.
ROWS = [
    {"arguments", "errors"},
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
]
RANK = {module: row for row, modules in enumerate(ROWS) for module in modules}
HEAVY = ["matplotlib", "ipywidgets", "IPython", "tqdm", "numpy", "jupyterlab", "ipykernel", "platformdirs"]


def imports_of(source, package):
    """Yield (line, dotted name, whether at top level) of every import; relative ones are made absolute."""
    tree = ast.parse(source)
    top = set(ast.walk(ast.Module(body=[n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)])))
    for node in ast.walk(tree):
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


def core_imports():
    """The same for the core, the lab left out, with the module that imports."""
    for where, name, top in imports_under(ROOT / "pipeline_core"):
        if not where.startswith(str(Path("pipeline_core", "lab"))):
            yield where, Path(where.split(":")[0]).stem, name, top


def within(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_the_core_imports_neither_lab_nor_exercises_nor_tests():
    """Nothing that stands above it, not even inside a function."""
    above = ("pipeline_core.lab", "exercises", "notebooks", "tests", "tools")
    assert [where for where, _, name, _ in core_imports() if within(name, *above)] == []


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


def test_every_module_of_the_core_has_its_place_in_the_order():
    """A new module is put into a row above, where its neighbours can be seen."""
    modules = {path.stem for path in (ROOT / "pipeline_core").glob("*.py")}
    assert modules - set(RANK) == set()


def test_inside_the_core_imports_point_to_earlier_rows():
    """From utils and errors over trace, channel, stage, worker, crew to pipeline_manager, never back."""
    wrong = []
    for where, module, name, _ in core_imports():
        if within(name, "pipeline_core"):
            imported = name.split(".")[1] if name.count(".") else "__init__"
            if imported not in RANK:  # `from pipeline_core import X` takes X from the package itself
                imported = "__init__"
            if RANK[imported] > RANK[module]:
                wrong.append(where)
    assert wrong == []


def test_inside_the_core_no_modules_import_each_other_in_a_circle():
    """Within a row, too, there is a first and a second; the error shows the circle."""
    imported = {}
    for _, module, name, _ in core_imports():
        if name.startswith("pipeline_core.") and name.split(".")[1] in RANK:
            imported.setdefault(module, set()).add(name.split(".")[1])
    TopologicalSorter(imported).prepare()


def test_the_core_needs_the_standard_library_and_tqdm_alone():
    """And tqdm only inside a function, when a bar is shown."""
    for where, _, name, top in core_imports():
        package = name.split(".")[0]
        assert package in {*sys.stdlib_module_names, "pipeline_core"} or (package == "tqdm" and not top), (
            where
        )


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
