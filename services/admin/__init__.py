"""Staff's side: one file a model."""

from . import clinic, people, treatment

__all__ = ["clinic", "people", "treatment"]
