#!/usr/bin/env bash
# The Debian packages some tests need. As root on Debian they are installed without asking; elsewhere nothing is touched,
# the tests marked `system` are skipped and say why. With CI=true a missing package is a failure, never a skipped test.
set -euo pipefail

# Names, not versions: Debian keeps only the newest build of a browser, so a pinned one is gone within weeks.
packages=(chromium fonts-dejavu-core postgresql virtuoso-opensource-7-bin)

missing=()
for package in "${packages[@]}"; do
    if ! dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then
        missing+=("$package")
    fi
done

if ((${#missing[@]} == 0)); then
    exit 0
fi

if [[ -e /etc/debian_version && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "installing for the tests: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet=2
    apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}" >/dev/null
    exit 0
fi

echo "missing: ${missing[*]}; install them (root on Debian does it by itself) to run the tests marked 'system'" >&2
if [[ ${CI:-} == true ]]; then
    exit 1
fi
