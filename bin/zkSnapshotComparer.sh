#!/usr/bin/env bash
# Compares two snapshots layer by layer, as ZooKeeper's script of this name does; of Corral (its folder, or the file data in it) or in
# ZooKeeper's format. Exit codes: 1 not readable, 2 bad arguments.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

read_operator_environment
require_java
require_library_folder
exec "$JAVA" "-Xmx${ZK_CLIENT_HEAP:-256}m" -Dlogback.configurationFile="$CORRAL_HOME/conf/logback-cli.xml" \
  -cp "$LIBRARY_FOLDER/*${CLASSPATH:+:$CLASSPATH}" io.corral.tool.SnapshotComparer "$@"
