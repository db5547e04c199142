"""From what is public to files, and from files to answers."""
