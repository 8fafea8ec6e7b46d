"""Write the cheatsheet as a page to print, from the table in README.md.

    python -m tools.cheatsheet            write the page
    python -m tools.cheatsheet --check    write nothing; 1 when the page is out of step

Inside:  reading the table, and the page around it.
Outside: the six rows: README.md, "Something is wrong"; what each of them is about: chapter 12.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADING = "## Something is wrong"
CHAPTERS = ("04, 07", "03", "06", "02, 04", "05", "08")  # where each row is told at length
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Cheatsheet: something is wrong</title>
<style>
@page {{ size: A4 landscape; margin: 12mm; }}
body {{ font: 10pt/1.35 system-ui, sans-serif; color: #111; background: #fff; max-width: 76em;
  margin: 1em auto; padding: 0 1em; }}
h1 {{ font-size: 1.5em; margin: 0 0 .4em; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #777; padding: .5em .6em; text-align: left; vertical-align: top; }}
thead th {{ background: #eee; -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
tbody th {{ font-weight: 600; }}
tr {{ break-inside: avoid; }}
code {{ font: .92em ui-monospace, monospace; }}
p {{ margin: .8em 0 0; font-size: .9em; }}
@media print {{ body {{ max-width: none; margin: 0; padding: 0; }} }}
</style>
</head>
<body>
<h1>Something is wrong</h1>
<table>
<thead>
<tr>{head}</tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
<p>{below}</p>
<p>Read from left to right: first what you see, then the instrument, and only then a guess at the cause.
Chapter 12 has one patient for each row.</p>
</body>
</html>
"""


def table_in(readme: str) -> tuple[list[list[str]], str]:
    """The rows of the table, its head first, and the paragraph below it, as Markdown.

    Raises:
        ValueError: there is no such section, or it has another number of rows than there are chapters for.
    """
    _, heading, section = readme.partition(f"\n{HEADING}\n")
    if not heading:
        raise ValueError(f"README.md has no section {HEADING!r}")
    section = section.partition("\n## ")[0].strip()
    lines = [line for line in section.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(re.fullmatch(r"-+", cell) for cell in row)]
    if len(rows) != 1 + len(CHAPTERS):
        raise ValueError(
            f"the table below {HEADING!r} has {len(rows) - 1} rows, and {len(CHAPTERS)} are known"
        )
    below = " ".join(section[section.rindex("|") + 1 :].split())
    return rows, below


def shown(markdown: str) -> str:
    """A cell or a paragraph as HTML: code in code, everything else as it is."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(markdown, quote=False))


def page(readme: str) -> str:
    """The page."""
    (head, *rows), below = table_in(readme)
    told = []
    for (first, *others), chapters in zip(rows, CHAPTERS, strict=True):
        cells = "".join(f"<td>{shown(cell)}</td>" for cell in (*others, chapters))
        told.append(f'<tr><th scope="row">{shown(first)}</th>{cells}</tr>')
    names = "".join(f'<th scope="col">{shown(name)}</th>' for name in (*head, "chapter"))
    return PAGE.format(head=names, rows="\n".join(told), below=shown(below))


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the page, or say whether it is what it should be."""
    parser = argparse.ArgumentParser(description="Write notebooks/cheatsheet.html from README.md.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when it is out of step")
    check = parser.parse_args(arguments).check
    target = root / "notebooks" / "cheatsheet.html"
    wanted = page((root / "README.md").read_text(encoding="utf-8"))
    there = target.read_text(encoding="utf-8") if target.is_file() else ""
    if there == wanted:
        print("notebooks/cheatsheet.html says what README.md says")
        return 0
    if check:
        print(
            "notebooks/cheatsheet.html is out of step with README.md: run `make cheatsheet`", file=sys.stderr
        )
        return 1
    target.write_text(wanted, encoding="utf-8", newline="\n")
    print("wrote notebooks/cheatsheet.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
