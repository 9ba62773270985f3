import sys

from .commandes import principal

# The output is UTF-8 wherever it goes, even where the terminal's locale says otherwise.
for flux in (sys.stdout, sys.stderr):
    flux.reconfigure(encoding="utf-8", errors="backslashreplace")

sys.exit(principal(sys.argv[1:]))
