"""What a statement reads and writes: for the reducer, which must not miss any, and for the story.

Reading order: attributes, containers, calls, expressions, statements, callbacks; locations, which names
what a statement touches as a reader would.
"""
