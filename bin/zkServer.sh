#!/usr/bin/env bash
# Starts, stops and asks after a server, with the commands, environment and exit codes of ZooKeeper's script of this name.

set -euo pipefail
# shellcheck source=bin/corral-env.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/corral-env.sh"

usage() {
  complain "Usage: $0 [--config <conf-dir>] {start|start-foreground|stop|version|restart|status|print-cmd} [config-file]"
  exit 1
}

use_config() {
  choose_config "$1"
  complain "Using config: $ZOOCFG"
}

require_config() {
  [ -r "$ZOOCFG" ] || die "There is no configuration file $ZOOCFG. $CORRAL_HOME/conf/zoo_sample.cfg is one to start from."
  DATA_DIR=$(cfg_value "$ZOOCFG" dataDir)
  [ -n "$DATA_DIR" ] || die "$ZOOCFG does not set dataDir, the folder in which the server keeps its data."
  DATA_LOG_DIR=$(cfg_value "$ZOOCFG" dataLogDir)
  ZOOPIDFILE=${ZOOPIDFILE:-$DATA_DIR/zookeeper_server.pid}
  DIRECTORY_FLAGS=()
  if [ -n "${ZOO_DATADIR_AUTOCREATE_DISABLE:-}" ]; then
    [ -d "$DATA_DIR/corral" ] || fail "ZooKeeper data directory is missing at $DATA_DIR fix the path or run initialize"
    [ -d "${DATA_LOG_DIR:-$DATA_DIR}/corral" ] ||
      fail "ZooKeeper txnlog directory is missing at $DATA_LOG_DIR fix the path or run initialize"
    DIRECTORY_FLAGS=(-Dzookeeper.datadir.autocreate=false)
  fi
}

# What goes wrong is told on standard output, as ZooKeeper's script does.
fail() {
  say "$*"
  exit 1
}

# The lines of JMX are ZooKeeper's switches; fills JMX_FLAGS.
choose_jmx() {
  JMX_FLAGS=()
  if [ "${JMXDISABLE:-}" ] && [ "${JMXDISABLE}" != false ]; then
    complain "JMX disabled by user request"
  elif [ -z "${JMXPORT:-}" ]; then
    complain "ZooKeeper JMX enabled by default"
    JMX_FLAGS=(-Dcom.sun.management.jmxremote "-Dcom.sun.management.jmxremote.local.only=${JMXLOCALONLY:-false}")
  else
    complain "ZooKeeper remote JMX Port set to $JMXPORT"
    complain "ZooKeeper remote JMX authenticate set to ${JMXAUTH:-false}"
    complain "ZooKeeper remote JMX ssl set to ${JMXSSL:-false}"
    complain "ZooKeeper remote JMX log4j set to ${JMXLOG4J:-true}"
    JMX_FLAGS=(-Dcom.sun.management.jmxremote "-Dcom.sun.management.jmxremote.port=$JMXPORT"
      "-Dcom.sun.management.jmxremote.authenticate=${JMXAUTH:-false}"
      "-Dcom.sun.management.jmxremote.ssl=${JMXSSL:-false}")
    if [ -n "${JMXHOSTNAME:-}" ]; then
      complain "ZooKeeper remote JMX Hostname set to $JMXHOSTNAME"
      JMX_FLAGS+=("-Djava.rmi.server.hostname=$JMXHOSTNAME")
    fi
  fi
}

# A folder without a configuration for Logback, /etc/zookeeper for example, gets the one that comes with Corral: Logback's own
# fallback writes every detail to standard output. Fills LOGGING_FLAGS.
choose_logging() {
  LOGGING_FLAGS=()
  if [ ! -f "$ZOOCFGDIR/logback.xml" ] && [ ! -f "$ZOOCFGDIR/logback-test.xml" ]; then
    LOGGING_FLAGS=("-Dlogback.configurationFile=$CORRAL_HOME/conf/logback.xml")
  fi
}

# compose_command APPENDER: fills COMMAND; the appender is one that conf/logback.xml knows.
compose_command() {
  local release_flags=() user_flags=()
  require_java
  require_library_folder
  choose_logging
  mapfile -t release_flags < <(java_release_flags)
  # Flags come as one string in the environment; splitting it into words is what its authors expect.
  read -r -d '' -a user_flags < <(printf '%s %s\0' "${SERVER_JVMFLAGS:-}" "${JVMFLAGS:-}") || true
  COMMAND=("$JAVA"
    "-Xmx${ZK_SERVER_HEAP:-1000}m"
    -XX:+HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError
    "-Dzookeeper.log.dir=$ZOO_LOG_DIR" "-Dzookeeper.log.file=$ZOO_LOG_FILE" "-Dcorral.log.appender=$1"
    ${LOGGING_FLAGS[@]+"${LOGGING_FLAGS[@]}"}
    ${release_flags[@]+"${release_flags[@]}"}
    ${DIRECTORY_FLAGS[@]+"${DIRECTORY_FLAGS[@]}"}
    ${JMX_FLAGS[@]+"${JMX_FLAGS[@]}"}
    ${user_flags[@]+"${user_flags[@]}"}
    -cp "$ZOOCFGDIR:$LIBRARY_FOLDER/*${CLASSPATH:+:$CLASSPATH}"
    io.corral.Main "$ZOOCFG")
}

is_alive() { kill -0 "$1" 2>/dev/null; }

# Whether a process is a server. The pid file lies in dataDir and outlives the system; its number may be another program's by now.
is_server() {
  is_alive "$1" || return 1
  if [ -r "/proc/$1/cmdline" ]; then
    tr '\0' '\n' <"/proc/$1/cmdline" | grep -x 'io\.corral\.Main' >/dev/null
  else
    ps -p "$1" -o args= 2>/dev/null | grep 'io\.corral\.Main' >/dev/null
  fi
}

# Seconds to wait for a first answer. A server that has much to read opens its client port when it has read it.
START_PATIENCE=${CORRAL_START_PATIENCE:-60}

# Waits a second, as ZooKeeper's script does, and then until the server has either ended or answers; fails when neither came.
wait_for_first_sign() {
  local end=$((SECONDS + START_PATIENCE))
  find_client_port
  sleep 1
  while [ "$SECONDS" -lt "$end" ]; do
    is_alive "$1" && [ -n "$CLIENT_PORT" ] && ! has_answered || return 0
    sleep 0.1
  done
  return 1
}

start() {
  require_config
  printf 'Starting zookeeper ... '
  if [ -f "$ZOOPIDFILE" ] && is_server "$(cat "$ZOOPIDFILE")"; then
    say "already running as process $(cat "$ZOOPIDFILE")."
    exit 1
  fi
  compose_command FILE
  mkdir -p "$ZOO_LOG_DIR" "$(dirname "$ZOOPIDFILE")"
  nohup "${COMMAND[@]}" >"$DAEMON_OUT" 2>&1 </dev/null &
  local pid=$!
  if ! printf '%s' "$pid" >"$ZOOPIDFILE"; then
    say "FAILED TO WRITE PID"
    kill "$pid" 2>/dev/null || true
    exit 1
  fi
  local answered=yes
  wait_for_first_sign "$pid" || answered=no
  if ! is_alive "$pid"; then
    rm -f "$ZOOPIDFILE"
    say "FAILED TO START"
    tail -n 20 "$DAEMON_OUT" >&2
    exit 1
  fi
  say STARTED
  [ "$answered" = yes ] || complain "It has not answered at port $CLIENT_PORT within $START_PATIENCE seconds;" \
    "it may have much to read. Its log is $ZOO_LOG_DIR/$ZOO_LOG_FILE, and $0 status asks again."
}

start_foreground() {
  require_config
  compose_command CONSOLE
  if [ -n "${ZOO_NOEXEC:-}" ]; then
    "${COMMAND[@]}"
  else
    exec "${COMMAND[@]}"
  fi
}

# Seconds a server may take to stop in order before it is killed.
STOP_PATIENCE=30

stop() {
  require_config
  printf 'Stopping zookeeper ... '
  if [ ! -f "$ZOOPIDFILE" ]; then
    say "no zookeeper to stop (could not find file $ZOOPIDFILE)"
    return 0
  fi
  local pid waited=0
  pid=$(cat "$ZOOPIDFILE")
  if is_alive "$pid" && ! is_server "$pid"; then
    say "no zookeeper to stop ($ZOOPIDFILE names process $pid, which is another program)"
    return 0
  fi
  kill "$pid" 2>/dev/null || true
  while is_alive "$pid" && [ "$waited" -lt $((STOP_PATIENCE * 10)) ]; do
    sleep 0.1
    waited=$((waited + 1))
  done
  if is_server "$pid"; then
    complain "Process $pid did not stop within $STOP_PATIENCE seconds; killing it."
    kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$ZOOPIDFILE"
  say STOPPED
}

# Port and address for clients: from the file itself, else from this server's line, there or in the dynamic file.
# The line ends in ";port" or ";address:port".
find_client_port() {
  CLIENT_PORT=$(cfg_value "$ZOOCFG" clientPort)
  CLIENT_ADDRESS=$(cfg_value "$ZOOCFG" clientPortAddress)
  CLIENT_SSL=false
  local file line client
  if [ -z "$CLIENT_PORT" ] && [ -r "$DATA_DIR/myid" ]; then
    for file in "$ZOOCFG" "$(cfg_value "$ZOOCFG" dynamicConfigFile)"; do
      line=$(cfg_value "$file" "server.$(tr -d '[:space:]' <"$DATA_DIR/myid")")
      case $line in
        *\;*)
          client=${line#*;}
          CLIENT_PORT=${client##*:}
          [ "$client" = "$CLIENT_PORT" ] || CLIENT_ADDRESS=${client%:*}
          ;;
      esac
    done
  fi
  if [ -z "$CLIENT_PORT" ]; then
    CLIENT_PORT=$(cfg_value "$ZOOCFG" secureClientPort)
    CLIENT_ADDRESS=$(cfg_value "$ZOOCFG" secureClientPortAddress)
    CLIENT_SSL=true
  fi
  case $CLIENT_ADDRESS in
    '' | 0.0.0.0 | '*' | '::' | '[::]') CLIENT_ADDRESS=localhost ;;
  esac
}

# Without a word over TLS, for which a certificate may be needed that only whoever asks for the status has.
has_answered() {
  if [ "$CLIENT_SSL" = true ]; then
    port_is_taken "$CLIENT_PORT" "$CLIENT_ADDRESS"
  else
    [ -n "$(ask_server || true)" ]
  fi
}

# Asks over TLS with ZooKeeper's client, so that its settings in CLIENT_JVMFLAGS mean what they mean there.
ask_server() {
  if [ "$CLIENT_SSL" = false ]; then
    four_letter_word "$CLIENT_ADDRESS" "$CLIENT_PORT" srvr
  else
    require_java
    require_library_folder
    compose_client org.apache.zookeeper.client.FourLetterWordMain "$CLIENT_ADDRESS" "$CLIENT_PORT" srvr true
    "${CLIENT_COMMAND[@]}" 2>/dev/null
  fi
}

# What nobody answered may be for want of a certificate.
explain_certificates() {
  say "
Note: $CLIENT_PORT is the secureClientPort, and no TLS connection to it could be used. Settings of TLS for this command are taken
from CLIENT_JVMFLAGS, for instance:
  CLIENT_JVMFLAGS=\"-Dzookeeper.client.secure=true
  -Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty
  -Dzookeeper.ssl.keyStore.location=/path/client.p12 -Dzookeeper.ssl.keyStore.password=...
  -Dzookeeper.ssl.trustStore.location=/path/trust.p12 -Dzookeeper.ssl.trustStore.password=...\" $0 status
"
}

status() {
  require_config
  find_client_port
  [ -n "$CLIENT_PORT" ] || fail "Unable to find either secure or unsecure client port in any configs. Terminating."
  say "Client port found: $CLIENT_PORT. Client address: $CLIENT_ADDRESS. Client SSL: $CLIENT_SSL."
  local mode
  mode=$(ask_server | grep '^Mode: ' || true)
  if [ -z "$mode" ]; then
    [ "$CLIENT_SSL" = false ] || explain_certificates
    say "Error contacting service. It is probably not running."
    exit 1
  fi
  say "$mode"
}

if [ "${1:-}" = --config ]; then
  [ $# -ge 2 ] || usage
  [ -d "$2" ] || die "There is no folder $2 to take the configuration from."
  ZOOCFGDIR=$2
  shift 2
fi
[ $# -ge 1 ] || usage
command=$1
read_operator_environment
ZOO_LOG_FILE=${ZOO_LOG_FILE:-zookeeper-$(id -un)-server-$(uname -n).log}
DAEMON_OUT=$ZOO_LOG_DIR/zookeeper-$(id -un)-server-$(uname -n).out
choose_jmx

case $command in
  start)
    use_config "${2:-}"
    start
    ;;
  start-foreground)
    use_config "${2:-}"
    start_foreground
    ;;
  stop)
    use_config "${2:-}"
    stop
    ;;
  restart)
    use_config "${2:-}"
    stop
    start
    ;;
  status)
    use_config "${2:-}"
    status
    ;;
  print-cmd)
    use_config "${2:-}"
    compose_command CONSOLE
    printf '%q ' "${COMMAND[@]}"
    say
    ;;
  version)
    require_library_folder
    say "Corral, version $(corral_version), for clients of ZooKeeper 3.9"
    ;;
  *) usage ;;
esac
