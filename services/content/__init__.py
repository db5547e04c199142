"""What a page says, as values: frozen, complete, free of the database.

Templates, share cards and checks receive these and nothing else, whether the page is live, a preview
or a past one. An empty field is an empty string, also where only what can't be seen was stored; the
`has_...` properties say which sections exist.
Every field has a default, so that a publication made before a field existed still loads.
"""
