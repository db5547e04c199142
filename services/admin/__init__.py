"""Staff's side: a file a model, and a file for each thing that staff do."""
