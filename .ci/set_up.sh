#!/bin/sh
# Makes the virtual environment .venv ready for use, from nothing if need be.
#
#   .ci/set_up.sh run      what the program needs
#   .ci/set_up.sh test     that, and what the checks and tests need
#
# Whatever is there already is left alone: the second time takes a moment. System packages come from apt
# when this may install them (root, or sudo that asks no password); otherwise one sentence names them.
set -eu
cd "$(dirname "$0")/.."
level=${1:-run}

VENV=.venv
# Qt draws with these, and its plug-ins for X11, Wayland and printing load them.
WINDOW_PACKAGES="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
libxcb-xkb1 libwayland-cursor0 libwayland-egl1 libcups2 libgssapi-krb5-2"
# The tests compare the pages with those of LibreOffice.
TEST_PACKAGES="libreoffice-writer-nogui python3-uno procps"

say() { printf '%s\n' "$*"; }

# --- System packages --------------------------------------------------------------------------------

has_apt() { command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; }

status() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true; }

# Newer Debians and Ubuntus have some libraries under a name that ends in t64; LibreOffice comes with or
# without a graphical interface.
is_installed() {
    for name in "$1" "$1t64" "${1%-nogui}"; do
        [ "$(status "$name")" = installed ] && return 0
    done
    return 1
}

missing_packages() {
    for name in "$@"; do
        is_installed "$name" || printf '%s ' "$name"
    done
}

install_packages() { # names: installs them, or says in one sentence which they are and fails
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "Please have an administrator install these Debian packages and try again: $*" >&2
        exit 1
    fi
    say "Installing system packages: $*"
    log=$(mktemp)
    if ! {
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
                install --no-install-recommends "$@"
    } </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        say "These Debian packages could not be installed: $*" >&2
        exit 1
    fi
    rm -f "$log"
}

# --- Python -----------------------------------------------------------------------------------------

usable_python() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() { # prints the first Python that will do
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3 /usr/bin/python3; do
        if usable_python "$candidate"; then
            say "$candidate"
            return 0
        fi
    done
    return 1
}

# --- What is done already ---------------------------------------------------------------------------

case $level in
run) requirements=requirements/runtime.txt packages=$WINDOW_PACKAGES ;;
test) requirements=requirements/dev.txt packages="$WINDOW_PACKAGES $TEST_PACKAGES" ;;
*)
    say "usage: .ci/set_up.sh run|test" >&2
    exit 2
    ;;
esac

# Which state of these files was installed; what the tests need includes what a run needs.
state=$(cat requirements/runtime.txt requirements/dev.txt pyproject.toml .ci/set_up.sh | cksum)
is_done() { [ "$(cat "$VENV/set-up-$1" 2>/dev/null)" = "$state" ] && [ -x "$VENV/bin/briefmaker" ]; }

if is_done test || is_done "$level"; then
    exit 0
fi

# --- Doing it ---------------------------------------------------------------------------------------

if has_apt; then
    find_python >/dev/null || packages="python3 python3-venv $packages"
    # shellcheck disable=SC2086 # these are lists of words
    missing=$(missing_packages $packages)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages $missing
fi

if ! "$VENV/bin/python" -c '' 2>/dev/null; then
    if ! python=$(find_python); then
        say "Briefmaker needs Python 3.11 or newer with its venv module; please install it and try again." >&2
        exit 1
    fi
    say "Making $VENV with $("$python" --version)"
    "$python" -m venv --clear "$VENV"
fi

say "Installing $requirements"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
printf '%s' "$state" >"$VENV/set-up-$level"
