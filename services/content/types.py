"""What a value of a page can be."""

from typing import NewType

# What stands in an old version where an owner has erased words.
ERASED = "[erased]"
# A text in staff's small Markdown (`markdown.py`).
Markdown = NewType("Markdown", str)
