#!/usr/bin/env bash
# Sourced by the other scripts: where Corral lies, which Java (and, in the source tree, which Maven) to use, class paths,
# and how to ask a server a question. It changes nothing when sourced; every step is a function.
#
# Corral's home is either the source tree (programs under launcher/target) or an unpacked archive (programs under lib).

set -euo pipefail

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
die() {
  complain "$*"
  exit 1
}

# The folder above the one in which the given script really lies, symbolic links followed.
home_of() {
  local script=$1 link
  while [ -L "$script" ]; do
    link=$(readlink "$script")
    case $link in
      /*) script=$link ;;
      *) script=$(dirname "$script")/$link ;;
    esac
  done
  (cd "$(dirname "$script")/.." && pwd -P)
}

CORRAL_HOME=$(home_of "${BASH_SOURCE[0]}")

in_source_tree() { [ -f "$CORRAL_HOME/launcher/pom.xml" ]; }

# --- Java -----------------------------------------------------------------------------------------------------------

CORRAL_JAVA_MINIMUM=17

# Prints the feature number of a java executable ("17"), or nothing when it does not run.
java_feature() {
  "$1" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' | head -n 1 || true
}

java_candidates() {
  if [ -n "${JAVA_HOME:-}" ]; then
    say "$JAVA_HOME/bin/java"
  fi
  command -v java || true
  local found
  for found in /usr/lib/jvm/*/bin/java /opt/java/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    say "$found"
  done
}

# find_java java|javac: sets JAVA and JAVA_FEATURE to the first Java new enough that has the program beside it.
find_java() {
  local needed=$1 candidate feature real
  while IFS= read -r candidate; do
    [ -x "$candidate" ] || continue
    real=$(readlink -f "$candidate" 2>/dev/null || printf '%s' "$candidate")
    [ -x "$(dirname "$real")/$needed" ] || continue
    feature=$(java_feature "$real")
    if [ -n "$feature" ] && [ "$feature" -ge "$CORRAL_JAVA_MINIMUM" ]; then
      JAVA=$real
      JAVA_FEATURE=$feature
      return 0
    fi
  done < <(java_candidates)
  return 1
}

require_java() {
  find_java java && return 0
  can_install || die "Corral needs Java $CORRAL_JAVA_MINIMUM or newer and finds none (looked at JAVA_HOME, PATH and /usr/lib/jvm)." \
    "Install it, e.g. on Debian or Ubuntu: sudo apt-get install openjdk-17-jre-headless"
  install_packages "$(newest_package openjdk-25-jre-headless openjdk-21-jre-headless openjdk-17-jre-headless)"
  find_java java || die "Java was installed but is still not found below /usr/lib/jvm."
}

require_jdk() {
  if ! find_java javac; then
    can_install || die "Building Corral needs a JDK $CORRAL_JAVA_MINIMUM or newer (with javac) and finds none." \
      "Install it, e.g. on Debian or Ubuntu: sudo apt-get install openjdk-17-jdk-headless"
    install_packages "$(newest_package openjdk-25-jdk-headless openjdk-21-jdk-headless openjdk-17-jdk-headless)"
    find_java javac || die "A JDK was installed but is still not found below /usr/lib/jvm."
  fi
  JAVA_HOME=$(dirname "$(dirname "$JAVA")")
  export JAVA_HOME
}

# --- Maven ----------------------------------------------------------------------------------------------------------

maven_is_new_enough() {
  local version major minor
  command -v mvn >/dev/null || return 1
  version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ -n "$major" ] && { [ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -ge 8 ]; }; }
}

require_maven() {
  maven_is_new_enough && return 0
  can_install || die "Building Corral needs Maven 3.8 or newer on the PATH." \
    "Install it, e.g. on Debian or Ubuntu: sudo apt-get install maven"
  install_packages maven
  maven_is_new_enough || die "The installed Maven is older than 3.8; install a newer one from maven.apache.org."
}

# --- Packages of Debian and Ubuntu ----------------------------------------------------------------------------------

can_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

refresh_package_lists() {
  [ -z "${CORRAL_PACKAGE_LISTS_FRESH:-}" ] || return 0
  apt-get -q update >&2
  CORRAL_PACKAGE_LISTS_FRESH=yes
}

# Prints the first of the named packages that the system offers.
newest_package() {
  local package
  refresh_package_lists
  for package in "$@"; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      say "$package"
      return 0
    fi
  done
  die "None of these packages is on offer: $*"
}

install_packages() {
  refresh_package_lists
  complain "Installing $*"
  DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" >&2
}

# --- Programs -------------------------------------------------------------------------------------------------------

# Prints the folder with Corral's jars; fails when the source tree has not been built.
library_folder() {
  local folder
  if ! in_source_tree; then
    say "$CORRAL_HOME/lib"
    return 0
  fi
  for folder in "$CORRAL_HOME"/launcher/target/corral-*/corral-*/lib; do
    if [ -d "$folder" ]; then
      say "$folder"
      return 0
    fi
  done
  return 1
}

require_library_folder() {
  LIBRARY_FOLDER=$(library_folder) || die "Corral is not built yet. Run: (cd $CORRAL_HOME && mvn -DskipTests package)"
}

# Prints the version, read off the name of the program's jar.
corral_version() {
  local jar
  for jar in "$LIBRARY_FOLDER"/launcher-*.jar; do
    jar=${jar##*/launcher-}
    say "${jar%.jar}"
  done
}

# What newer Java releases want to be told before they let Netty reach native memory and libraries without a warning.
java_release_flags() {
  if [ "$JAVA_FEATURE" -ge 24 ]; then
    say "--enable-native-access=ALL-UNNAMED"
    say "--sun-misc-unsafe-memory-access=allow"
  fi
}

# --- Configuration files --------------------------------------------------------------------------------------------

# cfg_value FILE KEY: the value of a key as java.util.Properties would read it (last one wins); empty when not there.
cfg_value() {
  [ -r "$1" ] || return 0
  awk -v key="$2" '
    /^[[:space:]]*[#!]/ { next }
    {
      line = $0
      sub(/\r$/, "", line)
      sub(/^[[:space:]]+/, "", line)
      end = match(line, /[[:space:]]*[=:][[:space:]]*|[[:space:]]+/)
      if (end > 0 && substr(line, 1, RSTART - 1) == key) {
        value = substr(line, RSTART + RLENGTH)
        sub(/[[:space:]]+$/, "", value)
      }
    }
    END { print value }
  ' "$1"
}

# --- The environment of operators -----------------------------------------------------------------------------------

# Settings of the environment that ZooKeeper knows, with its defaults, and the two files an operator may put beside zoo.cfg.
read_operator_environment() {
  ZOOCFGDIR=${ZOOCFGDIR:-$CORRAL_HOME/conf}
  local file
  for file in "$ZOOCFGDIR/zookeeper-env.sh" "$ZOOCFGDIR/java.env"; do
    if [ -f "$file" ]; then
      # They are written for ZooKeeper's scripts, which stop neither at a failed command nor at a variable that is not set.
      set +eu
      # shellcheck source=/dev/null
      . "$file"
      set -eu
    fi
  done
  ZOO_LOG_DIR=${ZOO_LOG_DIR:-$CORRAL_HOME/logs}
}

# choose_config [NAME]: sets ZOOCFG. A bare name is looked for in ZOOCFGDIR, anything with a slash is a path.
choose_config() {
  local named=${1:-${ZOOCFG:-zoo.cfg}}
  case $named in
    */*) ZOOCFG=$named ;;
    *) ZOOCFG=$ZOOCFGDIR/$named ;;
  esac
}

# --- ZooKeeper's client ---------------------------------------------------------------------------------------------

# compose_client CLASS ARGUMENT...: fills CLIENT_COMMAND with a run of a class of ZooKeeper's client, whose jars lie apart from the
# server's, in lib/cli. Wants read_operator_environment, require_java and require_library_folder before it.
# shellcheck disable=SC2034 # the caller runs it
compose_client() {
  local jar user_flags=() class_path="$LIBRARY_FOLDER/cli/*" logging=$ZOOCFGDIR/logback-cli.xml
  [ -f "$logging" ] || logging=$CORRAL_HOME/conf/logback-cli.xml
  # Flags come as one string in the environment; splitting it into words is what its authors expect. The last one counts.
  read -r -d '' -a user_flags < <(printf '%s %s\0' "${CLIENT_JVMFLAGS:-}" "${JVMFLAGS:-}") || true
  # The client shares with the server what both are made of: logging and Netty.
  for jar in "$LIBRARY_FOLDER"/slf4j-api-*.jar "$LIBRARY_FOLDER"/logback-*.jar "$LIBRARY_FOLDER"/netty-*.jar; do
    class_path=$class_path:$jar
  done
  CLIENT_COMMAND=("$JAVA" "-Xmx${ZK_CLIENT_HEAP:-256}m" "-Dlogback.configurationFile=$logging"
    ${user_flags[@]+"${user_flags[@]}"}
    -cp "$class_path${CLASSPATH:+:$CLASSPATH}" "$@")
}

# --- Talking to a server --------------------------------------------------------------------------------------------

# port_is_taken PORT [HOST]
port_is_taken() { (exec 3<>"/dev/tcp/${2:-127.0.0.1}/$1") 2>/dev/null; }

# four_letter_word HOST PORT WORD: prints the answer; fails when nobody answers.
four_letter_word() (
  exec 3<>"/dev/tcp/$1/$2" || exit 1
  printf '%s' "$3" >&3
  while IFS= read -r -t 5 line <&3 || [ -n "$line" ]; do
    printf '%s\n' "$line"
    line=
  done
) 2>/dev/null
