# Fetches the engines that the benchmarks compare with: llama.cpp into .peers/llama.cpp/, ONNX Runtime GenAI into eng/feed/.
#   eng/fetch-peers.ps1
# The packages are pinned by hash. What is there already stays.
. (Join-Path $PSScriptRoot 'environment.ps1')

Assert-Dotnet
& (Join-Path $PSScriptRoot 'onnxruntime-feed.ps1') -GenAI
if ($LASTEXITCODE) { exit $LASTEXITCODE }

$llama = Join-Path $Root '.peers/llama.cpp'
$version = '3.22.1'
if (Test-Path (Join-Path $llama $version)) { exit 0 }
$system = if ($IsLinux) { 'linux' } elseif ($IsMacOS) { 'mac' } else { 'win' }
$platform = "$system-$([Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant())"
$sums = @{
    'linux-x64' = '0d953e1503d5ab4608d8ed5b739132308c81ac05ffeb760d2a7f30e08a9f90e0'
}
if (-not $sums[$platform]) { Stop-WithMessage "No build of llama.cpp is pinned for $platform." }
Assert-Npm 'npm is needed to fetch llama.cpp and is not on the path.'
$lock = Enter-Lock peers
$work = Join-Path $Root ".peers/llama.cpp.$PID"
try {
    New-Item -ItemType Directory -Force $work | Out-Null
    Get-NpmPackage "@node-llama-cpp/$platform" $version $sums[$platform] (Join-Path $work package)
    $new = New-Item -ItemType Directory (Join-Path $work llama.cpp)
    Copy-Item (Join-Path $work package/LICENSE), (Join-Path $work "package/bins/$platform/lib*") $new
    New-Item -ItemType File (Join-Path $new $version) | Out-Null
    Remove-Item -Recurse -Force $llama -ErrorAction SilentlyContinue
    Move-Item $new $llama
}
catch { Stop-WithMessage $_.Exception.Message }
finally {
    Remove-Item -Recurse -Force $work -ErrorAction SilentlyContinue
    $lock.Dispose()
}
