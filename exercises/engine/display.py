"""How something is shown: rich in a notebook, as plain text everywhere else.

Inside:  ``show``.
Outside: what is shown (``verdict``, ``help``, ``judges``).
"""

from __future__ import annotations

import sys
from typing import Any


def kernel() -> Any:
    """The IPython of a notebook's kernel, or None in a terminal."""
    if "IPython" not in sys.modules:
        return None
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    return shell if hasattr(shell, "kernel") else None


def show(text: str, **forms: str) -> None:
    """Show ``text``; a notebook gets ``html=`` or ``markdown=`` beside it and takes the richest."""
    if kernel() is None:
        print(text)
        return
    from IPython.display import display

    bundle = {"text/plain": text, **{f"text/{kind}": form for kind, form in forms.items()}}
    display(bundle, raw=True)
