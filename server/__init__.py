"""The serving process: one process, loopback only, nothing kept but slots."""
