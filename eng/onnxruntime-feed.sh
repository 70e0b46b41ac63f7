#!/usr/bin/env bash
# Makes sure that NuGet can restore Microsoft.ML.OnnxRuntime. Where the sources of this machine lack it, packs it into eng/feed/
# (which nuget.config lists) from an npm package that holds Microsoft's managed sources and native libraries. Does nothing where it is to be had.
#   eng/onnxruntime-feed.sh [--genai] [--rids "linux-x64 win-x64 win-arm64 osx-arm64 linux-arm64"]
# --genai (or GENAI=1)   also packs Microsoft.ML.OnnxRuntimeGenAI, a peer of the benchmarks
# --rids (or RIDS)       the platforms whose native libraries are packed; by default this machine's
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

genai=${GENAI:-0} rids=${RIDS:-}
while [ $# -gt 0 ]; do
  case $1 in
    --genai) genai=1 ;;
    --rids) rids=${2:?--rids needs a list}; shift ;;
    *) fail "Unknown argument $1. Usage: eng/onnxruntime-feed.sh [--genai] [--rids \"linux-x64 …\"]" ;;
  esac
  shift
done

feed=$root/eng/feed version=$(pinned OnnxRuntimeVersion) genai_version=$(pinned OnnxRuntimeGenAIVersion)
packed() { [ -f "$feed/$1.$2.nupkg" ] && [ -f "$feed/$1.Managed.$2.nupkg" ]; }
installed() {
  local folder=${NUGET_PACKAGES:-${DOTNET_CLI_HOME:-${HOME:-}}/.nuget/packages}
  [ -f "$folder/microsoft.ml.onnxruntime/$version/.nupkg.metadata" ] && [ -f "$folder/microsoft.ml.onnxruntime.managed/$version/.nupkg.metadata" ]
}
restorable() { packed Microsoft.ML.OnnxRuntime "$version" || installed || [ -f "$artifacts/onnxruntime-$version.restorable" ]; }
complete() { restorable && { [ "$genai" != 1 ] || packed Microsoft.ML.OnnxRuntimeGenAI "$genai_version"; }; }

complete && exit 0
require_dotnet
take_lock feed
complete && exit 0

work=$(mktemp -d "$artifacts/feed.XXXXXX")
trap 'rm -rf "$work"; release_locks' EXIT
export NUGET_XMLDOC_MODE=skip
cp -R "$root/eng/packaging/." "$work"

if ! restorable; then
  echo "Looking for Microsoft.ML.OnnxRuntime $version in the NuGet sources …" >&2
  if probe=$(dotnet restore "$work/Probe" -v q -nologo 2>&1); then
    touch "$artifacts/onnxruntime-$version.restorable"
  elif ! grep -qE 'NU110[123]' <<<"$probe"; then
    fail "$probe"
  fi
fi
complete && exit 0

require_npm "Not every package of ONNX Runtime is in the NuGet sources, and npm, with which it could be made, is not on the path.
A NuGet source that has Microsoft.ML.OnnxRuntime $version would do as well (dotnet nuget add source …)."

case $(uname -s)-$(uname -m) in
  Linux-x86_64) own=linux-x64 ;; Linux-aarch64) own=linux-arm64 ;; Darwin-arm64) own=osx-arm64 ;;
  MINGW*-x86_64 | MSYS*-x86_64) own=win-x64 ;; MINGW*-aarch64 | MSYS*-aarch64) own=win-arm64 ;;
  *) own= ;;
esac
rids=${rids:-$own}
[ -n "$rids" ] || fail "No native ONNX Runtime library is known for $(uname -s) on $(uname -m); name the platforms with --rids."

# natives SOURCE TARGET: the native libraries of every platform asked for, laid out as NuGet wants them
natives() {
  local rid from
  for rid in $rids; do
    case $rid in
      linux-x64) from=$1/Plugins/Linux/x64 ;; win-x64) from=$1/Plugins/Windows/x64 ;; win-arm64) from=$1/Plugins/Windows/arm64 ;;
      osx-arm64) from=$1/Plugins/macOS/arm64 ;; linux-arm64) continue ;;
      *) fail "No native library is known for the platform $rid." ;;
    esac
    mkdir -p "$work/$2/runtimes/$rid/native"
    find "$work/$from" -type f ! -name '*.meta' -exec cp {} "$work/$2/runtimes/$rid/native/" \;
  done
}

# pack PROJECT: into the feed, each package appearing there whole
pack() {
  echo "Packing $1 …" >&2
  quietly dotnet pack "$work/$1" -c Release -o "$work/packed" -v q -nologo -nodeReuse:false -p:UseSharedCompilation=false
  local package
  for package in "$work/packed"/*.nupkg; do mv -f "$package" "$feed/"; done
}

mkdir -p "$feed"
if ! restorable; then
  npm_package com.github.asus4.onnxruntime 0.4.9 e59788788818fdde1b2e522e766a21ba0f7d8391de55737abf81e32cc801785d "$work/onnxruntime"
  natives onnxruntime OnnxRuntime
  case " $rids " in *' linux-arm64 '*)
    # The package above has none; this one's library is a minor version newer, with the same C API.
    npm_package onnxruntime-node 1.30.0 6e3390d6b783e7be946fad629292799da28d0b42f84856e50d2c1b0383291e75 "$work/node"
    mkdir -p "$work/OnnxRuntime/runtimes/linux-arm64/native"
    cp "$work/node/bin/napi-v6/linux/arm64/libonnxruntime.so.1" "$work/OnnxRuntime/runtimes/linux-arm64/native/libonnxruntime.so" ;;
  esac
  # Signed with the public key that the sources name, so that assemblies built against this package and against Microsoft's are interchangeable.
  key=$(grep -om1 'PublicKey=[0-9a-f]*' "$work/onnxruntime/Runtime/AssemblyInfo.shared.cs" | cut -d= -f2)
  printf "$(sed 's/../\\x&/g' <<<"$key")" > "$work/OnnxRuntime.Managed/public.key"
  pack OnnxRuntime.Managed
  pack OnnxRuntime
fi
if [ "$genai" = 1 ] && ! packed Microsoft.ML.OnnxRuntimeGenAI "$genai_version"; then
  npm_package com.github.asus4.onnxruntime-genai 0.4.9 80d03d6afe24dbf6bcde5bfcf424b26c9a2a4161a495e2dc71ac2e08288e7af4 "$work/onnxruntime-genai"
  natives onnxruntime-genai OnnxRuntimeGenAI
  pack OnnxRuntimeGenAI.Managed
  pack OnnxRuntimeGenAI
fi
