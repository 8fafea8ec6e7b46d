"""Widgets used as a learner uses them, without a browser: buttons by their text, fields by their name."""

import re
from html import unescape

import ipywidgets


def every(widget, kind):
    """The widgets of a kind, in the order of the page."""
    own = [widget] if isinstance(widget, kind) else []
    return own + [found for child in getattr(widget, "children", ()) for found in every(child, kind)]


def press(widget, text):
    """Click the button whose text begins so, if it can be clicked."""
    (button,) = [each for each in every(widget, ipywidgets.Button) if each.description.startswith(text)]
    assert not button.disabled
    button.click()


def fill(widget, **values):
    """Put values into the fields of these names."""
    for name, value in values.items():
        (field,) = [
            each
            for kind in (ipywidgets.Text, ipywidgets.RadioButtons)
            for each in every(widget, kind)
            if each.description == name
        ]
        field.value = value


def seen(widget):
    """The text of every HTML part, without tags."""
    pages = "\n".join(each.value for each in every(widget, ipywidgets.HTML) if "<style>" not in each.value)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", pages)).split())
