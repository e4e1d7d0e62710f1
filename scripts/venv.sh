#!/bin/sh
# Makes .venv in the current folder, for a Python of 3.11 or newer. PYTHON names another one than python3.
set -eu
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Anxin needs Python 3.11 or newer, and '$python' is not one. Name it: make PYTHON=/path/to/python3 …" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "This Python cannot make a virtual environment. Install python3-venv (Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$version" >/dev/null
fi
# A clone that was moved holds programs that name their old place; one made by hand says nothing of its place.
if ! .venv/bin/python -c '' 2>/dev/null || [ "$(cat .venv/place 2>/dev/null || echo "$PWD")" != "$PWD" ]; then
    [ ! -e .venv ] || echo "Making .venv anew: it was made elsewhere, or its Python is gone."
    "$python" -m venv --clear .venv
fi
printf '%s\n' "$PWD" > .venv/place
