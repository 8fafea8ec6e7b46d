"""What is shipped and what is installed: the wheel, the lock, and files that speak of the project alone."""

import re
import tomllib
import zipfile
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import EXTRAS
from tools.setup_venv import LEVELS, read_sections

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def entries(text):
    """Read the requirements of a lock: (requirement, its hashes)."""
    blocks = re.split(r"\n(?=[a-z0-9])", "\n" + re.sub(r"^#.*$", "", text, flags=re.MULTILINE))
    for block in blocks:
        if block.strip():
            line, *hashes = block.replace("\\\n", "\n").strip().splitlines()
            yield Requirement(line), [entry.strip() for entry in hashes if entry.strip()]


LOCKED = {level: list(entries(text)) for level, text in read_sections(LOCK).items()}


def asked_by(extra):
    """Tell what pyproject.toml asks for to build, to run, and for one extra with those it takes in."""
    project = PROJECT["project"]
    asked = [*PROJECT["build-system"]["requires"], *project["dependencies"]]
    for requirement in map(Requirement, [*asked, *project["optional-dependencies"][extra]]):
        if requirement.name == project["name"]:
            for name in requirement.extras:
                yield from asked_by(name)
        else:
            yield requirement


def names_for(**environment):
    """Tell which packages of the lock one kind of machine installs."""
    everything = [requirement for level in LEVELS for requirement, _ in LOCKED[level]]
    return {r.name for r in everything if r.marker is None or r.marker.evaluate(environment)}


# --- the lock ----------------------------------------------------------------------------------


def test_every_package_of_the_lock_has_one_exact_version_and_hashes():
    """Whoever installs from the lock gets the bytes that were tested, or an error."""
    for level in LEVELS:
        assert LOCKED[level], level
        for requirement, hashes in LOCKED[level]:
            assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
            assert requirement.url is None, requirement
            assert hashes, requirement
            assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in hashes), requirement


def test_the_lock_names_no_index_and_no_path():
    """Whoever installs uses the index that their own pip is set up with."""
    assert not re.search(r"://|--(?!hash=sha256:|- )|\bfile:|@", LOCK.replace("# ---", ""))


def test_each_level_locks_what_its_extra_asks_for():
    """A dependency that was added to pyproject.toml without `make lock` is found here."""
    locked = {}
    for level in LEVELS:
        locked |= {r.name: r.specifier for r, _ in LOCKED[level]}
        for requirement in chain.from_iterable(map(asked_by, EXTRAS[level])):
            version = str(locked[canonicalize_name(requirement.name)]).removeprefix("==")
            assert requirement.specifier.contains(version), requirement


def test_what_a_locked_package_needs_is_locked_on_the_same_level_or_below():
    """The packages are installed without looking for more, so the lock must be whole."""
    have = set()
    for level in LEVELS:
        have |= {canonicalize_name(r.name) for r, _ in LOCKED[level]}
        for locked, _ in LOCKED[level]:
            try:
                needs = metadata.requires(locked.name) or []
            except metadata.PackageNotFoundError:  # of another system or a higher level than is installed
                continue
            here = [r for r in map(Requirement, needs) if not r.marker or r.marker.evaluate({"extra": ""})]
            missing = {r.name for r in here if canonicalize_name(r.name) not in have}
            assert missing == set(), f"{locked.name} on level {level}"


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize(
    ("system", "own"),
    [
        ({"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}, {"pexpect"}),
        ({"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"}, {"pexpect", "appnope"}),
        ({"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}, {"pywinpty", "colorama"}),
    ],
    ids=["Linux", "macOS", "Windows"],
)
def test_what_one_system_alone_needs_stands_behind_a_marker(system, own, python):
    """One lock serves all three systems: each installs its own helpers and none of the others'."""
    names = names_for(**system, python_version=python, python_full_version=f"{python}.9")
    assert names & {"appnope", "colorama", "pexpect", "pywinpty"} == own
    assert {"jupyterlab", "matplotlib", "tqdm", "pytest"} <= names


def test_the_hooks_run_the_versions_of_the_lock():
    """Else the hook and `make lint` would format a file in two ways."""
    locked = {r.name: str(r.specifier) for level in LEVELS for r, _ in LOCKED[level]}
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    pins = re.findall(r"([\w-]+)(==[\w.]+)", hooks)
    assert {"ruff", "pre-commit-hooks"} <= {name for name, _ in pins}
    assert [(name, version) for name, version in pins if locked[name] != version] == []


# --- what is built -----------------------------------------------------------------------------


def build(version, folder):
    """Build one kind of wheel and open it."""
    return zipfile.ZipFile(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=[version])))


def test_the_wheel_holds_the_library_alone_with_its_types(tmp_path):
    """Someone who installs pipeline-core at work gets no notebooks, exercises or tests."""
    with build("standard", tmp_path) as wheel:
        names = wheel.namelist()
        about = wheel.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
    assert {name.split("/")[0] for name in names} == {"pipeline_core", "pipeline_core-0.1.0.dist-info"}
    assert "pipeline_core/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    needs = re.findall(r"^Requires-Dist: (.*)$", about, flags=re.MULTILINE)
    assert [need for need in needs if "extra ==" not in need] == PROJECT["project"]["dependencies"]
    assert [Requirement(need).name for need in PROJECT["project"]["dependencies"]] == ["tqdm"]


def test_the_editable_install_of_a_checkout_makes_the_exercises_importable(tmp_path):
    """The checkout itself goes on the path: notebooks need no sys.path tricks to import `exercises`."""
    with build("editable", tmp_path) as wheel:
        (paths,) = [name for name in wheel.namelist() if name.endswith(".pth")]
        assert wheel.read(paths).decode().split() == [str(ROOT)]
    assert (ROOT / "exercises" / "__init__.py").exists()


def test_both_ways_in_run_the_same_tests():
    """`lab.cmd test` on Windows is `make test`, option for option."""
    commands = [
        re.findall(r"-m pytest (--.*) [$%].*$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("Makefile", "lab.cmd")
    ]
    assert commands[0] == commands[1]
    assert len(commands[0]) == 1
    assert "--nbval" in commands[0][0]


def test_ci_runs_the_command_that_the_readme_names():
    """What is green in CI is what a reader is told to run."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line.startswith("make ")]
    assert commands[0] == "make test"
    assert commands[1:] == script[-1:]
    assert commands[1].startswith("make test-wide ")
    assert "`make test`" in (ROOT / "README.md").read_text(encoding="utf-8")


# --- what is written ---------------------------------------------------------------------------

LEFT_OUT = {"my_course", "build", "dist", "__pycache__", "node_modules"}
LOOK_FOR_PATHS_TOO = {"test_hygiene.py"}  # it names one, to prove that it would see it
SHIPPED_DOTS = {".ci", ".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml"}
PRIVATE = re.compile(
    # Slashes and a letter of each address are in brackets so that these lines do not find themselves.
    r"(?<![\w.])[/](root|home|Users|work|opt|tmp)[/][\w.-]"
    r"|[A-Z]:[\\]Users|py[p]i[.]org|pythonhos[t]ed[.]org|npm[j]s[.]org|deb[.]deb[i]an[.]org"
    r"|--(extra-)?index-url[= ]\w"
)


def project_files(folder=ROOT):
    """Walk what belongs to the project: no caches, no environments, no copies of the learner's."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in SHIPPED_DOTS
        if hidden or path.name in LEFT_OUT or path.name.startswith("my_course_"):
            continue
        if path.is_dir():
            yield from project_files(path)
        else:
            yield path


def test_no_file_of_the_project_names_a_path_of_one_machine_or_a_registry():
    """Stored outputs are the usual way for such a path to come in."""
    found = []
    for path in project_files():
        if path.name in LOOK_FOR_PATHS_TOO:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture
            continue
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in PRIVATE.finditer(text)]
    assert found == []


def test_the_search_for_private_paths_finds_one():
    """The pattern is not blind: it sees a path in an output, and leaves an ordinary address alone."""
    slash = "/"
    assert PRIVATE.search(f'File "{slash}home{slash}ada{slash}course.py"')
    assert PRIVATE.search(f"{slash}tmp{slash}ipykernel_12{slash}3.py")
    inside = f"notebooks{slash}work{slash}plan"
    assert not PRIVATE.search(f"https://docs.example/home/page and {inside}")
