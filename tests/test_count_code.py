"""tools/count_code.py: what it counts as a line of code."""

from tools.count_code import count


def test_docstrings_comments_and_blank_lines_are_not_counted_and_all_else_is():
    """On a file in which each kind of line occurs."""
    source = '''\
"""Module docstring
over two lines."""

import os  # counted: 1

class Thing:  # counted: 2
    """Docstring."""

    size: int = 0  # counted: 3
    """A documented attribute."""

    def method(self):  # counted: 4
        """Docstring."""
        # a comment

        text = """counted: 5
        and counted: 6
        """  # counted: 7
        def inner():  # counted: 8
            return text  # counted: 9
        return inner(
            # a comment between
        )  # counted: 11, with the line of `return` as 10
'''
    found = count(source)
    assert found.code == 11
    assert found.lines == 23
    assert found.functions == {"Thing.method": 8, "Thing.method.inner": 2}
