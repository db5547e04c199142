"""Who may import whom in the app: what `test_architecture` holds and `docs/architecture.md` says."""

# What each package may know of the app, from the bottom up: all that stands above it here that is named.
MAY_IMPORT = {
    "content": set(),
    "http": set(),
    "models": {"content"},
    "forms": {"content"},
    "templatetags": {"content"},
    "starting_content": {"content"},
    "kinds": {"content", "models"},
    "checks": {"content", "models", "kinds"},
    "sharing": {"content", "models", "kinds"},
    "uploads": {"content", "models"},
    "pictures": {"content", "uploads"},
    "documents": {"content", "uploads"},
    "publishing": {"content", "models", "kinds", "checks"},
    "baking": {"content", "models", "uploads", "publishing", "http"},
    "web": {
        "content", "models", "kinds", "uploads", "publishing", "baking", "sharing", "http",
    },
    "accounts": {"content", "models", "kinds", "publishing", "forms"},
    # The page behind a review link is a public page, shown to one reader.
    "reviews": {
        "content", "models", "checks", "publishing", "baking", "accounts", "forms", "http", "web",
    },
    "admin": {
        "content", "models", "kinds", "forms", "checks", "sharing", "uploads", "pictures", "documents",
        "publishing", "baking", "web", "accounts", "reviews", "http",
    },
    "management": {
        "content", "models", "kinds", "checks", "pictures", "documents", "publishing", "baking", "accounts",
        "starting_content",
    },
    "apps": {"kinds"},
}  # fmt: skip
