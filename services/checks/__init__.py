"""What staff are told before they publish: pure functions from content to advice.

`advice` is what the forms ask; `texts` finds a page's texts for `wording`, `links` and `reading`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """One thing to do, in a sentence or two, about one field of a form (`effects-0-text` for a part's).

    `blocks`: the page can't be published until it is done. `is_safety`: patients' safety asks for it. It
    comes before all other advice and has to be done, although a page can be public without it. `is_approval`: it
    waits for a clinician, so there is a page to look at meanwhile.
    """

    field: str
    text: str
    blocks: bool = False
    is_safety: bool = False
    is_approval: bool = False
