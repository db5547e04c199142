"""What a new site begins with: `ims` for every clinic, `demo` for the demonstration alone."""
