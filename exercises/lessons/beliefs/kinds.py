"""What an entry is made of.

Inside:  ``Match``, what a guess is held against; ``Beliefs``, the questions of a chapter.
Outside: the sentences (``chapter_00`` and so on), finding one (``lookup``).
"""

from __future__ import annotations

Match = float | str | tuple[float, float] | None
"""A number or a letter, the two ends of a range, or None: whatever else is guessed."""

Beliefs = dict[str, tuple[Match, dict[Match, str]]]
"""Key -> what has to come out for these sentences to be true, and what is guessed -> the sentence for it.

The first that fits is told. Where something else came out, on another Python or in a program that the reader
has changed, none of them is."""
