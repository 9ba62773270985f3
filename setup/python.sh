#!/usr/bin/env bash
# Prints the path of a Python 3.10: $1 if given, then what is on PATH, then pyenv's. Fails with a sentence otherwise.
set -euo pipefail

is_310() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1
}

if [ -n "${1:-}" ]; then
    is_310 "$1" && { command -v "$1"; exit; }
    echo "PYTHON=$1 n'est pas un Python 3.10 complet (avec venv et pip)." >&2
    exit 1
fi

for candidate in python3.10 python3 python "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python; do
    if is_310 "$candidate"; then
        command -v "$candidate"
        exit
    fi
done

cat >&2 <<'FIN'
Il faut Python 3.10 : c'est la version que demande Rasa 3.6.
  Avec pyenv :        pyenv install 3.10
  Sous Ubuntu 22.04 : sudo apt install python3.10 python3.10-venv
  Avec Homebrew :     brew install python@3.10
Ensuite, relancez la même commande. S'il est ailleurs : make run PYTHON=/chemin/vers/python3.10
FIN
exit 1
