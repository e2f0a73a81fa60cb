#!/usr/bin/env bash
# Prints a log, as far as ZooKeeper's script of this name does the same:
#   bin/zkTxnLogToolkit.sh FILE      FILE is a segment of the log, or the folder with the segments
# There is nothing to recover or to chop: a torn end is cut when the server starts, and a damaged log is set aside and filled again by
# the other servers. bin/corral-log verifies, sums up and prints in parts.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

usage() {
  complain "usage: $0 [-d] [-v] LOGFILE"
  complain " -d,--dump       Dump mode. Dump all entries of the log file. (this is the default)"
  complain " -v,--verbose    Be verbose (as it always is)"
  exit 1
}

log=
for argument in "$@"; do
  case $argument in
    -d | --dump | -v | --verbose) ;;
    -r | --recover | -c | --chop) die "A damaged log is repaired by the server itself, from the others; nothing is done by hand." ;;
    -*) usage ;;
    *) log=$argument ;;
  esac
done
[ -n "$log" ] || usage
[ -e "$log" ] || die "There is no $log."
[ -d "$log" ] || log=$(dirname "$log")
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-log" print "$log"
