"""Write requirements.lock: exact versions and hashes for every platform and every supported Python.

    make lock

One resolution covers Linux, macOS and Windows and Python from 3.11 up; what only one of them needs
carries an environment marker. The file has one section a level (lab, test, dev), so that someone who
only wants to learn does not download the test tools; tools/setup_venv.py reads the sections. No index
address is written: whoever installs uses the index of their own pip.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
# level -> the extras of pyproject.toml that it installs; each level holds the one before it
EXTRAS = {"lab": ("course", "real", "distributed"), "test": ("test",), "dev": ("dev",)}
HEADER = """\
# Exact versions with hashes, for Linux, macOS and Windows, Python 3.11 and newer.
# Written by `make lock`; not edited by hand. Each section holds what it adds to the one above.
"""


def resolve(extras: tuple[str, ...], constraints: Path | None = None) -> str:
    """Resolve some extras and the build backend for all platforms at once; return uv's listing."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
    command += ["--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    command += [f"--extra={extra}" for extra in extras] + ["pyproject.toml", "-"]
    if constraints is not None:
        command += ["--constraints", str(constraints)]
    done = subprocess.run(
        command, cwd=ROOT, input="\n".join(build), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"uv could not resolve the extras {', '.join(extras)}:\n{done.stderr}")
    return done.stdout


def read_entries(listing: str) -> dict[str, str]:
    """Split a listing into its entries: package name -> the requirement with its hash lines."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in listing.splitlines():
        if line and not line.startswith((" ", "#")):
            name = line.split("==")[0]
            entries.setdefault(name, [])
        if line and not line.startswith("#"):
            entries[name].append(line)
    return {name: "\n".join(lines) for name, lines in entries.items()}


def assemble(full: dict[str, str], members: dict[str, set[str]]) -> str:
    """Lay the entries out by level: each under the first level that needs it."""
    text, written = HEADER, set[str]()
    for level, names in members.items():
        new = [name for name in full if name in names - written]
        written.update(new)
        text += f"\n# --- {level} ({len(new)} packages)\n" + "".join(f"{full[name]}\n" for name in new)
    return text


def main() -> int:
    """Resolve, assemble, write."""
    listing = resolve(EXTRAS["dev"])
    full = read_entries(listing)
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text(listing, encoding="utf-8")
        members = {level: set(read_entries(resolve(extras, constraints))) for level, extras in EXTRAS.items()}
    LOCK.write_text(assemble(full, members), encoding="utf-8", newline="\n")
    print(f"{LOCK.name}: {len(full)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
