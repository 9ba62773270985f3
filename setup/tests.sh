#!/usr/bin/env bash
# Runs the tests, the quickest folders first, and the ones that start servers or a browser last.
set -euo pipefail
cd "$(dirname "$0")/.."

first=() ; last=()
for folder in tests/*/; do
    case "$folder" in
        tests/conversations/ | tests/server/ | tests/widget/ | tests/bench/) last+=("$folder") ;;
        tests/__pycache__/) ;;
        *) first+=("$folder") ;;
    esac
done
for file in tests/test_*.py; do
    [ -f "$file" ] && first+=("$file")
done
exec .venv/bin/python -m pytest -q -p no:cacheprovider --durations=10 "${first[@]}" "${last[@]}"
