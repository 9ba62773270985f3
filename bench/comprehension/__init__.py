"""How well people are understood, on messages held out from whoever wrote the training messages and the lexicons."""
