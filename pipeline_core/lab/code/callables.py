"""The Python functions behind a callable, and whose code a module is.

Inside:  functions and code objects of what is called; the lab's own package and folder, an installed
         package's module.
Outside: what the program can reach besides (runtime/scope), statements of a code object (statements).
"""

from __future__ import annotations

import functools
import os
import sys
import types
from pathlib import Path

LAB_PACKAGE = __package__.rpartition(".")[0]
LAB_FOLDER = str(Path(__file__).parent.parent) + os.sep


def functions_of(obj: object) -> list[types.FunctionType]:
    """The Python functions behind a callable: itself, a method's, a partial's, an instance's."""
    while isinstance(obj, functools.partial):
        obj = obj.func
    obj = getattr(obj, "__func__", obj)
    obj = getattr(obj, "__wrapped__", obj)
    if isinstance(obj, types.FunctionType):
        return [obj]
    if isinstance(obj, type):
        return [f for v in vars(obj).values() for f in functions_of(getattr(v, "fget", v)) if v is not obj]
    call = next((vars(k)["__call__"] for k in type(obj).__mro__ if "__call__" in vars(k)), None)
    return [call] if isinstance(call, types.FunctionType) else []


def codes_of(code: types.CodeType) -> list[types.CodeType]:
    """A code object and those of the functions defined inside it."""
    found = [code]
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            found += codes_of(const)
    return found


@functools.cache
def foreign(module: str) -> bool:
    """Is this module the standard library's or an installed package's? Its insides stay untouched."""
    if module == "__main__":  # whoever started the process, an installed tool say, runs programs by that name
        return False
    if module.partition(".")[0] in sys.stdlib_module_names:
        return True
    return installed(str(getattr(sys.modules.get(module), "__file__", "") or ""))


def installed(file: str) -> bool:
    """Is this a file of an installed package? Debian has a folder of its own for those."""
    return "site-packages" in file or "dist-packages" in file
