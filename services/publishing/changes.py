"""Two contents of one page -> what a reader would say has changed, word by word."""

import dataclasses
import re
from difflib import SequenceMatcher

from services.content.types import PartsType, ValueType, fields_of

# A word, the space after it, or one sign.
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Below this likeness two texts are shown one after the other: word by word they would be confetti.
LIKENESS = 0.4
# Words that stay around a change, so that it can be found on the page.
CONTEXT = 6
# Tokens; comparing longer texts word by word takes seconds.
LONGEST = 4000


@dataclasses.dataclass(frozen=True)
class Change:
    """One field that says something else.

    `field` is its name, and `type` what it can be; of a part, `part` names the field that holds the parts,
    and `number` says which one, counted from 1 in the page that has it. The values are as the content has
    them, None for a part that wasn't there, or isn't any more.
    """

    field: str
    before: object
    after: object
    part: str = ""
    number: int = 0
    type: ValueType = ValueType()


def changes(before, after):
    """The `Change`s from one content of a page to another, in the order of its fields."""
    differences = []
    for field in fields_of(type(after)):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if isinstance(field.type, PartsType):
            differences += _part_changes(field.name, old, new)
        elif not _same(old, new):
            differences.append(Change(field.name, old, new, type=field.type))
    return differences


def _same(one, other):
    """Whether two values say the same; how a browser ended its lines says nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    return one == other


def _part_changes(name, old, new):
    """The changes of a page's parts, which are known by their keys."""
    before = {part.key: (number, part) for number, part in enumerate(old, start=1)}
    after = {part.key: (number, part) for number, part in enumerate(new, start=1)}
    differences = []
    for key, (number, part) in after.items():
        _number, previous = before.get(key, (0, None))
        differences += _field_changes(name, number, previous, part)
    for key, (number, part) in before.items():
        if key not in after:
            differences += _field_changes(name, number, part, None)
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in before]:
        differences.append(Change("position", None, None, name))
    return differences


def _field_changes(name, number, before, after):
    """The changes of one part, None where it wasn't there or isn't any more."""
    for field in fields_of(type(after or before)):
        old, new = (getattr(part, field.name, None) for part in (before, after))
        if field.name != "key" and not _same(old, new) and (old or new):
            yield Change(field.name, old, new, name, number, field.type)


def word_by_word(before, after):
    """What was taken out of a text and put in: [("same" | "out" | "in", text), ...].

    What stays is shortened to the words around a change, with "…" for the rest.
    """
    old, new = (TOKEN.findall(text.replace("\r\n", "\n")) for text in (before, after))
    if max(len(old), len(new)) > LONGEST:
        return [("out", before), ("in", after)]
    matcher = SequenceMatcher(
        None, old, new
    )  # its "autojunk" keeps a long text from taking a minute
    if before and after and matcher.ratio() < LIKENESS:
        return [("out", before), ("in", after)]
    diff = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            diff.append(("same", "".join(old[i:j])))
            continue
        if i < j:
            diff.append(("out", "".join(old[i:j])))
        if k < m:
            diff.append(("in", "".join(new[k:m])))
    diff = _joined(diff)
    last = len(diff) - 1
    return [
        (what, _shortened(text, number > 0, number < last) if what == "same" else text)
        for number, (what, text) in enumerate(diff)
    ]


def _joined(diff):
    """The diff with changes that only a space parts made one: "once a" reads better than "o a"."""
    joined = []
    for what, text in diff:
        if what == "same" and text.isspace() and joined and joined[-1][0] != "same":
            joined += [("gap", text)]
        else:
            joined.append((what, text))
    result, out, put = [], "", ""
    for number, (what, text) in enumerate(joined):
        if what == "same" or (what == "gap" and number == len(joined) - 1):
            result += [step for step in (("out", out), ("in", put)) if step[1]]
            result.append(("same", text))
            out = put = ""
        else:
            out += text if what in ("out", "gap") else ""
            put += text if what in ("in", "gap") else ""
    return result + [step for step in (("out", out), ("in", put)) if step[1]]


def _shortened(text, after_a_change, before_a_change):
    """A text that stays: the first words after a change, the last words before the next."""
    words = re.findall(r"\s*\S+\s*", text)
    if len(words) <= CONTEXT * (after_a_change + before_a_change) + 2:
        return text
    start = "".join(words[:CONTEXT]) if after_a_change else ""
    end = "".join(words[-CONTEXT:]) if before_a_change else ""
    return f"{start.rstrip()} … {end.lstrip()}" if start else f"… {end.lstrip()}"
