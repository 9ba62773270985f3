"""How a message reaches the assistant and how its answer goes back."""
