#!/usr/bin/env bash
# Fetches the engines that the benchmarks compare with: llama.cpp into .peers/llama.cpp/, ONNX Runtime GenAI into eng/feed/.
#   eng/fetch-peers.sh
# The packages are pinned by hash. What is there already stays.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
[ $# = 0 ] || fail "Usage: eng/fetch-peers.sh"

require_dotnet
"$root/eng/onnxruntime-feed.sh" --genai

llama=$root/.peers/llama.cpp version=3.22.1
[ -f "$llama/$version" ] && exit 0
case $(uname -s)-$(uname -m) in
  Linux-x86_64) platform=linux-x64 sum=0d953e1503d5ab4608d8ed5b739132308c81ac05ffeb760d2a7f30e08a9f90e0 ;;
  *) fail "No build of llama.cpp is pinned for $(uname -s) on $(uname -m)." ;;
esac
require_npm "npm is needed to fetch llama.cpp and is not on the path."
take_lock peers
mkdir -p "$root/.peers"
work=$(mktemp -d "$root/.peers/llama.cpp.XXXXXX")
trap 'rm -rf "$work"; release_locks' EXIT
npm_package "@node-llama-cpp/$platform" "$version" "$sum" "$work/package"
mkdir "$work/llama.cpp"
cp "$work"/package/LICENSE "$work"/package/bins/"$platform"/lib* "$work/llama.cpp/"
touch "$work/llama.cpp/$version"
rm -rf "$llama"
mv "$work/llama.cpp" "$llama"
