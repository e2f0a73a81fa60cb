#!/usr/bin/env bash
# Prints a snapshot as ZooKeeper's script of this name does: one of Corral (its folder, or the file data in it) or one in ZooKeeper's
# format, which the admin command "snapshot" gives. Exit codes: 1 not readable, 2 bad arguments.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

read_operator_environment
require_java
require_library_folder
exec "$JAVA" "-Xmx${ZK_CLIENT_HEAP:-256}m" -Dlogback.configurationFile="$CORRAL_HOME/conf/logback-cli.xml" \
  -cp "$LIBRARY_FOLDER/*${CLASSPATH:+:$CLASSPATH}" io.corral.tool.SnapshotToolkit "$@"
