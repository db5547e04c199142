"""What every answer has: its headers, its stylesheet, its limits. Knows nothing of the app."""
