"""Custom actions: they read the situation in the slots, call the rules core, and say named responses."""
