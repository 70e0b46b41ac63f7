# Sourced by the scripts of this repository: where it lies, and a quiet dotnet that leaves no process behind.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artifacts=$root/artifacts

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_ADD_GLOBAL_TOOLS_TO_PATH=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDTERMINALLOGGER=off

# Without a home dotnet refuses to start.
if [ -z "${HOME:-}${DOTNET_CLI_HOME:-}" ] || { [ -z "${DOTNET_CLI_HOME:-}" ] && [ ! -w "$HOME" ]; }; then
  mkdir -p "$artifacts/home"
  export DOTNET_CLI_HOME=$artifacts/home
fi

fail() { echo "$*" >&2; exit 1; }

require_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is needed and dotnet is not on the path: https://dotnet.microsoft.com/download"
  local sdks; sdks=$(dotnet --list-sdks 2>/dev/null || true)
  grep -qE '^[1-9][0-9]+\.' <<<"$sdks" || fail "The .NET 10 SDK is needed; dotnet has only: ${sdks:-no SDK}. https://dotnet.microsoft.com/download"
}

# The version that Directory.Packages.props pins: pinned OnnxRuntimeVersion
pinned() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$root/Directory.Packages.props"; }

# Runs a command, silent unless it fails; then everything that it said goes to the error stream.
quietly() {
  local log; log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then rm -f "$log"; return 0; fi
  cat "$log" >&2; rm -f "$log"; return 1
}

# take_lock NAME: waits until no other living process of this checkout holds it; given back at exit.
# A link whose target is the holder's process id: made atomically everywhere, macOS (without flock) too.
held_locks=()
take_lock() {
  local lock=$artifacts/$1.lock holder said=0
  mkdir -p "$artifacts"
  until ln -s "$$" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock" || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      # Only one waiter can rename the dead holder's link; who renamed a living one's by mischance gives it back.
      if mv "$lock" "$lock.$$" 2>/dev/null; then
        [ "$(readlink "$lock.$$")" = "$holder" ] || ln -s "$(readlink "$lock.$$")" "$lock" 2>/dev/null || true
        rm -f "$lock.$$"
      fi
      continue
    fi
    [ "$said" = 1 ] || echo "Waiting for process $holder, which sets this checkout up …" >&2
    said=1; sleep 0.2
  done
  held_locks+=("$lock")
}
release_locks() { [ "${#held_locks[@]}" = 0 ] || rm -f "${held_locks[@]}"; held_locks=(); }
trap release_locks EXIT

require_npm() { command -v npm >/dev/null || fail "$1
Install Node.js with npm: https://nodejs.org"; }

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1; }

# npm_package NAME VERSION SHA256 FOLDER: fetched, checked and unpacked into a new folder
npm_package() {
  echo "Fetching $1 $2 from npm …" >&2
  local archive sum
  mkdir "$4"
  archive=$4/$(cd "$4" && npm_config_cache=$PWD/.npm npm_config_update_notifier=false npm pack --silent "$1@$2") || fail "npm could not fetch $1 $2."
  sum=$(sha256 "$archive")
  [ "$sum" = "$3" ] || fail "$1 $2 has the SHA-256 $sum, not $3: not used."
  tar -xzf "$archive" -C "$4" --strip-components=1
  rm -rf "$archive" "$4/.npm"
}

# build PROJECT_OR_SOLUTION
build() { quietly dotnet build "$1" -c Release -v q -nologo -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false; }
