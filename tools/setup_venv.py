"""Build the project's virtual environment from requirements.lock: once, and again when the lock changes.

    python3 tools/setup_venv.py lab     what the notebooks need
    python3 tools/setup_venv.py test    and the test suite
    python3 tools/setup_venv.py dev     and the linters, the resolver and the benchmark's peer

It does nothing, in a few milliseconds, when the environment already fits. The Makefile and lab.cmd
call it before every verb. Only the standard library is used, and syntax that a Python 3.6 still reads,
so that someone with an old Python gets a sentence instead of a traceback.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("lab", "test", "dev")
OLDEST = (3, 11)
# A learner's first screen is the course, not a question about news; and nothing is asked of the network.
LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


class SetupError(Exception):
    """Why the environment could not be built, and the cure, in words for the terminal."""


def require_python(version: "tuple[int, ...]", executable: str) -> None:
    """Refuse a Python that is too old, naming it and what to type instead."""
    if tuple(version[:2]) < OLDEST:
        found = ".".join(str(part) for part in version[:3])
        cure = "If a newer one is installed, name it: make PYTHON=python3.13 lab"
        if os.name == "nt":
            cure = "Install a newer one, then run lab.cmd again: it takes the newest."
        raise SetupError(f"this project needs Python 3.11 or newer, and {executable} is {found}.\n{cure}")


def require_venv_module() -> None:
    """Refuse a Python without ensurepip: Debian and Ubuntu ship the venv module's other half apart."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"{sys.executable} cannot make virtual environments: its ensurepip module is missing.\n"
            f"On Debian or Ubuntu: sudo apt install python3-venv   (or python3.{sys.version_info[1]}-venv)"
        )


def read_sections(lock: str) -> "dict[str, str]":
    """Split the text of requirements.lock at its ``# --- level`` lines: level -> requirement lines."""
    _, *parts = lock.split("\n# --- ")
    sections = {part.split(maxsplit=1)[0]: part.partition("\n")[2] for part in parts}
    if tuple(sections) != LEVELS:
        raise SetupError(
            f"requirements.lock has the sections {list(sections)}, not {list(LEVELS)}: "
            "restore the file from git"
        )
    return sections


def plan(stamp: "dict[str, str]", wanted: "dict[str, str]") -> "list[str]":
    """Say what is left to do: a list out of "venv", "packages" and "project"; empty when all fits.

    A changed lock or another Python builds the environment anew, since pip never removes what the
    lock no longer names. A changed pyproject.toml only installs the checkout again.
    """
    if any(stamp.get(key) != wanted[key] for key in ("lock", "python", "root")):
        return ["venv", "packages", "project"]
    if LEVELS.index(stamp["level"]) < LEVELS.index(wanted["level"]):
        return ["packages", "project"]
    return [] if stamp["project"] == wanted["project"] else ["project"]


def digest(path: Path) -> str:
    """Fingerprint a file's text, whatever line ends the checkout gave it."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


def python_of(venv: Path) -> Path:
    """Where the environment keeps its interpreter on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def read_stamp(venv: Path) -> "dict[str, str]":
    """Read what the environment holds; empty for one that is missing, half built or without its Python."""
    try:
        stamp = json.loads((venv / "stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if python_of(venv).exists() else {}


def run(command: "list[object]", purpose: str) -> None:
    """Run one command in the project's folder; its own words stay on the screen when it fails."""
    if subprocess.call([str(part) for part in command], cwd=str(ROOT)) != 0:
        raise SetupError(
            f"{purpose} failed: the lines above say why.\n"
            "Nothing is half done: run the same command again once that is mended."
        )


def install(venv: Path, level: str, steps: "list[str]") -> None:
    """Carry out the steps of a plan."""
    python = python_of(venv)
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    pip += ["install", "--no-deps"]
    if "venv" in steps:
        make = [sys.executable, "-m", "venv", "--clear", "--prompt", "pipeline-core", venv]
        run(make, "making the environment")
    if "packages" in steps:
        sections = read_sections((ROOT / "requirements.lock").read_text(encoding="utf-8"))
        wanted = "\n".join(sections[name] for name in LEVELS[: LEVELS.index(level) + 1])
        with tempfile.TemporaryDirectory() as folder:
            listing = Path(folder) / "requirements.txt"
            listing.write_text(wanted, encoding="utf-8")
            run([*pip, "--require-hashes", "-r", listing], "installing the packages of requirements.lock")
    if "project" in steps:
        run([*pip, "--no-build-isolation", "--editable", ROOT], "installing this checkout")
        settings = venv / "share" / "jupyter" / "lab" / "settings"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "overrides.json").write_text(json.dumps(LAB_SETTINGS, indent=1), encoding="utf-8")


def main(arguments: "list[str] | None" = None) -> int:
    """Bring the environment to the level asked for; 0, or 1 with the reason on stderr."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("level", choices=LEVELS)
    parser.add_argument("--venv", default=".venv", help="folder of the environment (default: .venv)")
    options = parser.parse_args(arguments)
    try:
        require_python(tuple(sys.version_info[:3]), sys.executable)
        venv = ROOT / options.venv
        stamp = read_stamp(venv)
        wanted = {
            "lock": digest(ROOT / "requirements.lock"),
            "project": digest(ROOT / "pyproject.toml"),
            "python": "{}.{}".format(*sys.version_info[:2]),
            "root": str(ROOT),
            "level": options.level,
        }
        steps = plan(stamp, wanted)
        if not steps:
            return 0
        if "venv" in steps:
            require_venv_module()
        print(f"preparing {options.venv}/ ({', '.join(steps)}); from nothing it takes a minute", flush=True)
        level = options.level if "packages" in steps else stamp["level"]
        install(venv, level, steps)
        (venv / "stamp.json").write_text(json.dumps(dict(wanted, level=level), indent=1), encoding="utf-8")
    except SetupError as problem:
        print(f"{options.venv}: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
