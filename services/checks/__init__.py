"""What staff are told before they publish: pure functions from content to advice."""
