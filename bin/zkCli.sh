#!/usr/bin/env bash
# ZooKeeper's own command line client. Its jars lie apart from the server's, in lib/cli.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

read_operator_environment
require_java
require_library_folder
compose_client org.apache.zookeeper.ZooKeeperMain "$@"
exec "${CLIENT_COMMAND[@]}"
