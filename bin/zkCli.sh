#!/usr/bin/env bash
# ZooKeeper's own command line client. Its jars lie apart from the server's, in lib/cli.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

read_operator_environment
require_java
require_library_folder
read -r -d '' -a user_flags < <(printf '%s %s\0' "${JVMFLAGS:-}" "${CLIENT_JVMFLAGS:-}") || true
logging=$ZOOCFGDIR/logback-cli.xml
[ -f "$logging" ] || logging=$CORRAL_HOME/conf/logback-cli.xml

# The client shares with the server what both are made of: logging and Netty.
class_path="$LIBRARY_FOLDER/cli/*"
for jar in "$LIBRARY_FOLDER"/slf4j-api-*.jar "$LIBRARY_FOLDER"/logback-*.jar "$LIBRARY_FOLDER"/netty-*.jar; do
  class_path=$class_path:$jar
done

exec "$JAVA" "-Xmx${ZK_CLIENT_HEAP:-256}m" "-Dlogback.configurationFile=$logging" \
  ${user_flags[@]+"${user_flags[@]}"} \
  -cp "$class_path${CLASSPATH:+:$CLASSPATH}" org.apache.zookeeper.ZooKeeperMain "$@"
