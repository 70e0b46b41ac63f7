#!/usr/bin/env bash
# Measures what the source generator adds to a build: makes a project of N generable types (1,000 unless said otherwise) in a temporary folder, builds it without and with the
# generator, and prints the seconds of each build, those of its processors, which other work on the machine disturbs less, and the peak memory of its compiler.
#   eng/generator-scale.sh [N]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
[ $# -le 1 ] || fail "Usage: eng/generator-scale.sh [N]"

types=${1:-1000}
require_dotnet
"$root/eng/onnxruntime-feed.sh"
app=$(mktemp -d)
trap 'rm -rf "$app"; release_locks' EXIT
take_lock build
quietly dotnet build "$root/FoundationModels.Sdk" -c Release -v q -nologo
release_locks

cat > "$app/App.csproj" <<X
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <RunAnalyzers>false</RunAnalyzers>
    <UseSharedCompilation>false</UseSharedCompilation>
  </PropertyGroup>
  <ItemGroup>
    <Reference Include="$root/FoundationModels.Sdk/bin/Release/net10.0/FoundationModels.Sdk.dll" />
    <Analyzer Include="$root/FoundationModels.Generators/bin/Release/netstandard2.0/FoundationModels.Generators.dll" Condition="'\$(Generate)' == 'true'" />
  </ItemGroup>
</Project>
X
# Ten properties each, with guides, and a list of the type before it, so that most types have a closure.
for ((i = 0; i < types; i++)); do
  previous=$((i % 10 == 0 ? i : i - 1))
  cat > "$app/Type$i.cs" <<X
using FoundationModels;

namespace App.Part$((i / 100));

/// <summary>Record number $i.</summary>
[Generable]
public partial record Type$i(
    [Guide("The title")] string Title,
    [Guide(AnyOf = ["low", "medium", "high"])] string Priority,
    [Guide(Pattern = "^[A-Z]{3}-[0-9]{1,6}$")] string Number$i,
    [Guide(Minimum = 0, Maximum = $((i + 10)))] int Count,
    [Guide(MinimumCount = 1, MaximumCount = 5)] IReadOnlyList<string> Tags,
    double Weight,
    bool IsOpen,
    DateTimeOffset? Due,
    Guid Id,
    List<global::App.Part$((previous / 100)).Type$previous> Others);
X
done

quietly dotnet restore "$app" -v q -nologo
measure() { # measure NAME ARGUMENTS...
  python3 - "$@" <<'X'
import resource, subprocess, sys, time
name, *arguments = sys.argv[1:]
start = time.time()
subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{name}: {time.time() - start:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of the processors, {used.ru_maxrss / 1024:.0f} MB at most in one process")
X
}
build=(dotnet build "$app" -c Release --no-restore --no-incremental -v q -nologo -nodeReuse:false)
measure "$types types without the generator" "${build[@]}"
measure "$types types with the generator" "${build[@]}" -p:Generate=true
