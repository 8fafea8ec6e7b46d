"""A module of the program's own whose lock is reached as ``held.LOCK``, and a class that has one."""

import threading

LOCK = threading.Lock()


class Base:
    lock = threading.Lock()
