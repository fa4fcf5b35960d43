# What run.sh and test.sh share: telling, installing, building. Read with ".", from the root.

tell() {
    printf '\033[1m==> %s\033[0m\n' "$*" >&2
}

give_up() {
    printf 'repose: %s\n' "$*" >&2
    exit 1
}

# The packages of the given lists that are not installed.
missing_packages() {
    for package in $(sed '/^#/d' "$@"); do
        case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) in
        ii*) ;;
        *) echo "$package" ;;
        esac
    done
}

# install_packages LIST...: installs what is missing, as root or with sudo.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        tell "No apt-get here: these must be there: $(sed '/^#/d' "$@" | tr '\n' ' ')"
        return
    fi
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            give_up "these packages are missing, and there is no sudo to install them: $missing"
        as_root='sudo'
    fi
    tell "Installing $missing"
    $as_root apt-get update -q || give_up "apt-get update failed"
    # The list is split into words on purpose.
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends $missing ||
        give_up "apt-get install failed"
}

# build PRESET: configures on the first time, then builds what changed.
build() {
    if [ ! -f "build/$1/build.ninja" ]; then
        tell "Configuring build/$1"
        cmake --preset "$1" >/dev/null || give_up "cmake failed"
    fi
    tell "Building build/$1"
    cmake --build --preset "$1" || give_up "the build failed"
}
