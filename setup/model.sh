#!/usr/bin/env bash
# Trains the model if what it is made of changed since the last one; always with $1 = encore.
# The name of a model is the fingerprint of its sources: models/assistant-<fingerprint>.tar.gz.
set -euo pipefail
cd "$(dirname "$0")/.."

fingerprint="$(.venv/bin/python - <<'PYTHON'
import hashlib
from pathlib import Path

digest = hashlib.sha256()
sources = ["config.yml", "domain.yml", "requirements/runtime.txt", "data", "rules_core", "comprehension"]
for source in map(Path, sources):
    files = sorted(source.rglob("*")) if source.is_dir() else [source]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
print(digest.hexdigest()[:12])
PYTHON
)"
model="models/assistant-$fingerprint.tar.gz"
if [ -f "$model" ] && [ "${1:-}" != encore ]; then
    touch "$model"  # the server takes the most recent one
    exit 0
fi

mkdir -p models
log=models/entrainement.log
start=$SECONDS
# --force: Rasa looks at the data only, and would keep what it learned with older code.
# One thread: with more, the solver spends half its time waiting for the other.
OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 .venv/bin/python -W ignore -m rasa train --force --quiet --fixed-model-name "assistant-$fingerprint" >"$log" 2>&1 &
training=$!
trap 'kill "$training" 2>/dev/null || true' EXIT
printf "Entraînement du modèle (trois minutes environ) "
while kill -0 "$training" 2>/dev/null; do
    printf .
    sleep 2
done
if wait "$training" && [ -f "$model" ]; then
    trap - EXIT
    printf ' fait en %d s.\n' $((SECONDS - start))
    find models -name 'assistant-*.tar.gz' ! -name "assistant-$fingerprint.tar.gz" -delete
else
    trap - EXIT
    printf "\nL'entraînement n'a pas abouti. Voici la fin de %s :\n" "$log" >&2
    tail -n 25 "$log" >&2
    exit 1
fi
