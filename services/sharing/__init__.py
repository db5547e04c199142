"""What a page is for those who share it: its tags, its picture, its printed code."""
