#!/usr/bin/env bash
# Makes .venv and installs requirements/$1.txt, checked by hash, if that file changed since the last time.
# $1: runtime or test. $2: a Python 3.10, or nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted="requirements/$1.txt"
mark=".venv/.$1"
if [ -x .venv/bin/python ] && cmp -s "$wanted" "$mark" && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

if ! { [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; }; then
    python="$(bash setup/python.sh "${2:-}")"
    echo "Préparation de l'environnement avec $("$python" --version)…"
    rm -rf .venv
    "$python" -m venv .venv
fi

echo "Installation des bibliothèques (la première fois, comptez deux à quatre minutes)…"
export UV_HTTP_TIMEOUT=300
# uv is quicker and shows its progress; pip does the same where uv cannot (no wheel of it, an index only pip knows).
if .venv/bin/python -m pip install --quiet --require-hashes -r requirements/install.txt 2>.venv/pip.log &&
    .venv/bin/uv pip install --python .venv/bin/python --require-hashes --compile-bytecode -r "$wanted"; then
    :
else
    echo "uv n'a pas réussi ; nouvel essai avec pip, plus lent."
    .venv/bin/python -m pip install --require-hashes -r "$wanted" || {
        echo "L'installation n'a pas abouti. Vérifiez la connexion et la place sur le disque, puis relancez." >&2
        exit 1
    }
fi
cp "$wanted" "$mark"
if [ "$1" = test ]; then
    cp requirements/runtime.txt .venv/.runtime  # the tests' list holds all of the other
fi
