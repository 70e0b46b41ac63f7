#!/usr/bin/env bash
# Checks what an app developer gets: packs the SDK and the command line into a folder, and lets a project outside the repository, which references
# the packages from that folder, and the installed tool answer a prompt with the default model.
#   eng/pack-check.sh
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
[ $# = 0 ] || fail "Usage: eng/pack-check.sh"

require_dotnet
"$root/eng/onnxruntime-feed.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"; release_locks' EXIT
packages=$work/packages app=$work/app version=0.1.0-check

take_lock build
for project in FoundationModels.Sdk FoundationModels.Cli; do
  echo "Packing $project …" >&2
  quietly dotnet pack "$root/$project" -c Release -o "$packages" -p:Version=$version -v q -nologo -nodeReuse:false -p:UseSharedCompilation=false
done
release_locks

# The machine's folder of packages is only read: these packages must not stay in it.
mkdir -p "$app"
shared=${NUGET_PACKAGES:-${DOTNET_CLI_HOME:-$HOME}/.nuget/packages}
cat > "$work/nuget.config" <<X
<configuration>
  <config><add key="globalPackagesFolder" value="$work/installed" /></config>
  <fallbackPackageFolders><add key="shared" value="$shared" /></fallbackPackageFolders>
  <packageSources>
    <add key="packed" value="$packages" />
    <add key="onnxruntime" value="$root/eng/feed" />
  </packageSources>
</configuration>
X
cat > "$app/App.csproj" <<X
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="FoundationModels.Sdk" Version="$version" />
  </ItemGroup>
</Project>
X
cat > "$app/Program.cs" <<'X'
using FoundationModels;

await using LanguageModelSession session = new(instructions: "You answer in one short sentence.");
Console.WriteLine((await session.RespondAsync("Which animal says meow?")).Content);

// Compiles only if the package brought its source generator along.
Console.WriteLine(Animal.GenerationSchema.Name);

[Generable]
public partial record Animal(string Name);
X

unset NUGET_PACKAGES
export FOUNDATIONMODELS_MODEL=$root/models/SmolLM2-135M-Instruct
echo "Building a project that references the package …" >&2
quietly dotnet build "$app" -c Release -v q -nologo -nodeReuse:false -p:UseSharedCompilation=false
grep -q "FoundationModels.Sdk/$version" "$app/obj/project.assets.json" || fail "The project does not reference the package."
answer=$(dotnet "$app/bin/Release/net10.0/App.dll" </dev/null)
[ -n "${answer//[[:space:]]/}" ] || fail "The project's answer is empty."
echo "The project answers: $answer"

echo "Installing the tool …" >&2
quietly dotnet tool install FoundationModels.Cli --version $version --tool-path "$work/tool" --configfile "$work/nuget.config"
answer=$("$work/tool/fm" respond "Which animal says meow?" </dev/null)
[ -n "${answer//[[:space:]]/}" ] || fail "The tool's answer is empty."
echo "The tool answers: $answer"
