"""A clinician reads a page by a link and approves it, or sends a note: staff’s side, and the page behind the link."""
