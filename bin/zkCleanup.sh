#!/usr/bin/env bash
# Removes old snapshots, with the arguments and exit codes of ZooKeeper's script of this name:
#   bin/zkCleanup.sh -n COUNT      keeps the newest COUNT snapshots, at least 3
# A server does this by itself after each snapshot, and keeps autopurge.snapRetainCount of them; it also removes the log that no
# snapshot needs any more, so there is nothing else to clean up.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

usage() {
  complain "Usage:"
  complain "zkCleanup.sh -n count -- where count should be greater than or equal to 3"
  exit 1
}

count=3
case $# in
  0) ;;
  2)
    [ "$1" = -n ] || usage
    count=$2
    ;;
  *) usage ;;
esac
if ! [[ $count =~ ^[0-9]+$ ]] || [ "$count" -lt 3 ]; then usage; fi

read_operator_environment
choose_config ""
[ -r "$ZOOCFG" ] || die "There is no configuration file $ZOOCFG."
data=$(cfg_value "$ZOOCFG" dataDir)
[ -n "$data" ] || die "$ZOOCFG does not set dataDir."

# The names begin with the log index in hexadecimal digits of fixed width, so their order is that of time.
mapfile -t snapshots < <(find "$data/corral/snapshots" -maxdepth 1 -name 'snapshot-*' 2>/dev/null | sort)
for ((number = 0; number < ${#snapshots[@]} - count; number++)); do
  say "Removing file: $(date -r "${snapshots[number]}" '+%b %-d, %Y %-I:%M:%S %p')"$'\t'"${snapshots[number]}"
  rm -rf "${snapshots[number]}"
done
