"""`python -m mutants`: proof that the tests bite. The law's data and the core's code are spoilt one thing at a time, and the tests must see it."""
