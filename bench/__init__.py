"""`python -m bench`: the assistant measured beside the one that `rasa init` makes, on the same machine, in one run."""
