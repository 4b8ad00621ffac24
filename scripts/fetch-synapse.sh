#!/usr/bin/env bash
# npm run synapse: fetches a real Matrix homeserver (Synapse) for the tests, from Debian's packages: no root, no container, no
# change to the machine. apt finds and checks what it needs in an isolated folder. Kept in the user's cache, outside of git; its version is printed and written to VERSION there.
# Usage: fetch-synapse.sh [DIR]      (default: $XDG_CACHE_HOME/tour-de-table/synapse)
set -euo pipefail
DIR=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/tour-de-table/synapse}
if [ -s "$DIR/VERSION" ]; then echo "Synapse $(cat "$DIR/VERSION") is in $DIR"; exit 0; fi
for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: Synapse is fetched on Debian, Ubuntu and their like only"; exit 1; }
done
KEYS=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$KEYS" ] || { echo "$KEYS is missing: apt-get install debian-archive-keyring"; exit 1; }
# The suite that holds Synapse; it moves, which is why the version is recorded.
SUITE=${SYNAPSE_SUITE:-sid}
MIRROR=${DEBIAN_MIRROR:-$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
mkdir -p "$DIR"
DIR=$(cd "$DIR" && pwd)
WORK=$DIR/.apt
rm -rf "$WORK"
mkdir -p "$WORK"/{state/lists/partial,cache/archives/partial,etc/apt.conf.d}
trap 'rm -rf "$WORK"' EXIT
: >"$WORK/status"
ARCH=$(dpkg --print-architecture)
echo "deb [signed-by=$KEYS] $MIRROR $SUITE main" >"$WORK/etc/sources.list"
cat >"$WORK/apt.conf" <<CONF
Dir::State "$WORK/state"; Dir::State::status "$WORK/status"; Dir::Cache "$WORK/cache"; Dir::Etc "$WORK/etc";
Dir::Etc::sourcelist "$WORK/etc/sources.list"; Dir::Etc::sourceparts "/nonexistent"; Dir::Etc::preferencesparts "/nonexistent";
APT::Architecture "$ARCH"; APT::Architectures {"$ARCH";}; APT::Install-Recommends "false"; APT::Sandbox::User "";
// A mirror may be a snapshot, older than the archive lets its lists be.
Acquire::Check-Valid-Until "false"; Acquire::Languages "none"; Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
CONF
export APT_CONFIG=$WORK/apt.conf
apt-get -q=2 update
# apt checks each package against the archive's signed lists.
apt-get -q=2 -y --download-only install matrix-synapse >/dev/null
cd "$WORK/cache/archives"
echo "$(ls ./*.deb | wc -l) packages from $MIRROR ($SUITE)"
for package in *.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$DIR" --no-same-owner --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale'
done
ls matrix-synapse_*.deb | sed 's/^matrix-synapse_\(.*\)_[a-z0-9]*\.deb$/\1/; s/%3a/:/' >"$DIR/VERSION"
echo "Synapse $(cat "$DIR/VERSION") is in $DIR ($(du -sh "$DIR" | cut -f1))"
