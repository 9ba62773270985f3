"""Reading what people type: fixed words, danger, facts of the contract, and what the message is about."""
