#!/usr/bin/env bash
# Sourced by scripts that were written around ZooKeeper's script of this name: sets what it sets, so that they find Java, the class
# path, the configuration and the flags. Corral's own scripts use corral-env.sh.

# The caller's shell options stay as they are.
zkenv_options=$(set +o)
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

ZOOBINDIR=${ZOOBINDIR:-$CORRAL_HOME/bin}
ZOOKEEPER_PREFIX=$CORRAL_HOME
read_operator_environment
choose_config ""
require_java
require_library_folder
CLASSPATH="$ZOOCFGDIR:$LIBRARY_FOLDER/*${CLASSPATH:+:$CLASSPATH}"
ZOO_LOG4J_PROP=${ZOO_LOG4J_PROP:-INFO,CONSOLE}
JVMFLAGS=${JVMFLAGS:-}
SERVER_JVMFLAGS="-Xmx${ZK_SERVER_HEAP:-1000}m ${SERVER_JVMFLAGS:-}"
CLIENT_JVMFLAGS="-Xmx${ZK_CLIENT_HEAP:-256}m ${CLIENT_JVMFLAGS:-}"
export ZOOCFGDIR ZOO_LOG_DIR CLASSPATH SERVER_JVMFLAGS CLIENT_JVMFLAGS

eval "$zkenv_options"
unset zkenv_options
: "$ZOOBINDIR" "$ZOOKEEPER_PREFIX" "$ZOO_LOG4J_PROP" "$JVMFLAGS"
