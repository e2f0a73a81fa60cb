#!/usr/bin/env bash
# Prepares the directories of a new server, with the options, texts and exit codes of ZooKeeper's script of this name.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

usage() {
  say "usage: $0 <parameters>
  Optional parameters:
     -h, --help           Display this message
     --configfile=FILE    ZooKeeper config file (default: $ZOOCFG)
     --myid=#             Set the myid to be used, if any (1-255)
     --force              Force creation of the data/txnlog dirs; what is in them is lost"
  exit 1
}

fail() {
  say "$*"
  exit 1
}

# A server's data lies in corral; version-2 is that of a ZooKeeper server that was here before.
holds_data() { [ -d "$1/corral" ] || [ -d "$1/version-2" ]; }

make_anew() {
  rm -rf "$1/myid" "$1/corral" "$1/version-2"
  mkdir -p "$1/corral"
}

initialize() {
  [ -e "$ZOOCFG" ] || fail "Unable to find config file at $ZOOCFG"
  local data log
  data=$(cfg_value "$ZOOCFG" dataDir)
  log=$(cfg_value "$ZOOCFG" dataLogDir)
  [ -n "$data" ] || fail "Unable to determine dataDir from $ZOOCFG"
  if [ "$force" = yes ]; then
    say "Force enabled, data/txnlog directories will be re-initialized"
  else
    ! holds_data "$data" ||
      fail "ZooKeeper data directory already exists at $data (or use --force to force re-initialization)"
    [ -z "$log" ] || ! holds_data "$log" ||
      fail "ZooKeeper txnlog directory already exists at $log (or use --force to force re-initialization)"
  fi
  make_anew "$data"
  [ -z "$log" ] || [ "$log" = "$data" ] || make_anew "$log"
  if [ -n "$myid" ]; then
    say "Using myid of $myid"
    say "$myid" >"$data/myid"
  else
    say "No myid provided, be sure to specify it in $data/myid if using non-standalone"
  fi
  touch "$data/initialize"
}

read_operator_environment
choose_config ""
myid=
force=no
while [ $# -gt 0 ]; do
  case $1 in
    --configfile=?* | --myid=?*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    --configfile)
      ZOOCFG=${2:-}
      shift $(($# > 1 ? 2 : 1))
      ;;
    --myid)
      myid=${2:-}
      shift $(($# > 1 ? 2 : 1))
      ;;
    --force)
      force=yes
      shift
      ;;
    -h | --help) usage ;;
    *)
      say "Unknown option: $1"
      usage
      ;;
  esac
done
initialize
