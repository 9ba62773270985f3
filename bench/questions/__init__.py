"""How many questions the interview asks, beside the fewest that could be asked: `python -m bench.questions`."""
