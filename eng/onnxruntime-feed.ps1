# Makes sure that NuGet can restore Microsoft.ML.OnnxRuntime. Where the sources of this machine lack it, packs it into eng/feed/
# (which nuget.config lists) from an npm package that holds Microsoft's managed sources and native libraries. Does nothing where it is to be had.
#   eng/onnxruntime-feed.ps1 [-GenAI] [-Rids linux-x64,win-x64,win-arm64,osx-arm64]
# -GenAI   also packs Microsoft.ML.OnnxRuntimeGenAI, a peer of the benchmarks
# -Rids    the platforms whose native libraries are packed; by default this machine's
param([switch] $GenAI, [string[]] $Rids)
. (Join-Path $PSScriptRoot 'environment.ps1')

$feed = Join-Path $PSScriptRoot 'feed'
$version = Get-Pinned OnnxRuntimeVersion
$genAIVersion = Get-Pinned OnnxRuntimeGenAIVersion
if ($env:GENAI -eq '1') { $GenAI = $true }
if (-not $Rids -and $env:RIDS) { $Rids = $env:RIDS -split ' ' }

function Test-Packed([string] $Id, [string] $Version) {
    (Test-Path (Join-Path $feed "$Id.$Version.nupkg")) -and (Test-Path (Join-Path $feed "$Id.Managed.$Version.nupkg"))
}
function Test-Installed {
    $userHome = if ($env:DOTNET_CLI_HOME) { $env:DOTNET_CLI_HOME } else { $HOME }
    $folder = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $userHome '.nuget/packages' }
    (Test-Path "$folder/microsoft.ml.onnxruntime/$version/.nupkg.metadata") -and (Test-Path "$folder/microsoft.ml.onnxruntime.managed/$version/.nupkg.metadata")
}
function Test-Restorable {
    (Test-Packed Microsoft.ML.OnnxRuntime $version) -or (Test-Installed) -or (Test-Path (Join-Path $Artifacts "onnxruntime-$version.restorable"))
}
function Test-Complete { (Test-Restorable) -and (-not $GenAI -or (Test-Packed Microsoft.ML.OnnxRuntimeGenAI $genAIVersion)) }

# The native libraries of every platform asked for, laid out as NuGet wants them.
function Copy-Natives([string] $Source, [string] $Target) {
    $folders = @{ 'linux-x64' = 'Linux/x64'; 'win-x64' = 'Windows/x64'; 'win-arm64' = 'Windows/arm64'; 'osx-arm64' = 'macOS/arm64' }
    foreach ($rid in $Rids | Where-Object { $_ -ne 'linux-arm64' }) {
        if (-not $folders[$rid]) { throw "No native library is known for the platform $rid." }
        $to = Join-Path $work "$Target/runtimes/$rid/native"
        New-Item -ItemType Directory -Force $to | Out-Null
        Get-ChildItem -File (Join-Path $work "$Source/Plugins/$($folders[$rid])") | Where-Object Extension -ne '.meta' | Copy-Item -Destination $to
    }
}

# Into the feed, each package appearing there whole.
function New-Package([string] $Project) {
    [Console]::Error.WriteLine("Packing $Project …")
    $arguments = @('pack', (Join-Path $work $Project), '-c', 'Release', '-o', (Join-Path $work packed), '-v', 'q', '-nologo', '-nodeReuse:false', '-p:UseSharedCompilation=false')
    if (-not (Invoke-Quietly dotnet $arguments)) { throw "$Project could not be packed." }
    Get-ChildItem (Join-Path $work 'packed/*.nupkg') | Move-Item -Force -Destination $feed
}

if (Test-Complete) { exit 0 }
Assert-Dotnet
$lock = Enter-Lock feed
if (Test-Complete) { exit 0 }

$work = Join-Path $Artifacts "feed.$PID"
try {
    New-Item -ItemType Directory -Force $work | Out-Null
    $env:NUGET_XMLDOC_MODE = 'skip'
    Copy-Item -Recurse (Join-Path $PSScriptRoot 'packaging/*') $work

    if (-not (Test-Restorable)) {
        [Console]::Error.WriteLine("Looking for Microsoft.ML.OnnxRuntime $version in the NuGet sources …")
        $probe = & dotnet restore (Join-Path $work Probe) -v q -nologo 2>&1 | Out-String
        if ($LASTEXITCODE -eq 0) { New-Item -ItemType File -Force (Join-Path $Artifacts "onnxruntime-$version.restorable") | Out-Null }
        elseif ($probe -notmatch 'NU110[123]') { throw $probe }
    }
    if (Test-Complete) { exit 0 }

    Assert-Npm ("Not every package of ONNX Runtime is in the NuGet sources, and npm, with which it could be made, is not on the path.`n" +
        "A NuGet source that has Microsoft.ML.OnnxRuntime $version would do as well (dotnet nuget add source …).")
    if (-not $Rids) {
        $system = if ($IsLinux) { 'linux' } elseif ($IsMacOS) { 'osx' } else { 'win' }
        $Rids = @("$system-$([Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant())")
    }

    New-Item -ItemType Directory -Force $feed | Out-Null
    if (-not (Test-Restorable)) {
        Get-NpmPackage com.github.asus4.onnxruntime 0.4.9 e59788788818fdde1b2e522e766a21ba0f7d8391de55737abf81e32cc801785d (Join-Path $work onnxruntime)
        Copy-Natives onnxruntime OnnxRuntime
        if ($Rids -contains 'linux-arm64') {
            # The package above has none; this one's library is a minor version newer, with the same C API.
            Get-NpmPackage onnxruntime-node 1.30.0 6e3390d6b783e7be946fad629292799da28d0b42f84856e50d2c1b0383291e75 (Join-Path $work node)
            $to = New-Item -ItemType Directory -Force (Join-Path $work 'OnnxRuntime/runtimes/linux-arm64/native')
            Copy-Item (Join-Path $work 'node/bin/napi-v6/linux/arm64/libonnxruntime.so.1') (Join-Path $to libonnxruntime.so)
        }
        # Signed with the public key that the sources name, so that assemblies built against this package and against Microsoft's are interchangeable.
        $source = Get-Content -Raw (Join-Path $work 'onnxruntime/Runtime/AssemblyInfo.shared.cs')
        $hex = [regex]::Match($source, 'PublicKey=([0-9a-f]*)').Groups[1].Value
        $key = [byte[]] ($hex -split '(..)' -ne '' | ForEach-Object { [Convert]::ToByte($_, 16) })
        [IO.File]::WriteAllBytes((Join-Path $work 'OnnxRuntime.Managed/public.key'), $key)
        New-Package OnnxRuntime.Managed
        New-Package OnnxRuntime
    }
    if ($GenAI -and -not (Test-Packed Microsoft.ML.OnnxRuntimeGenAI $genAIVersion)) {
        Get-NpmPackage com.github.asus4.onnxruntime-genai 0.4.9 80d03d6afe24dbf6bcde5bfcf424b26c9a2a4161a495e2dc71ac2e08288e7af4 (Join-Path $work onnxruntime-genai)
        Copy-Natives onnxruntime-genai OnnxRuntimeGenAI
        New-Package OnnxRuntimeGenAI.Managed
        New-Package OnnxRuntimeGenAI
    }
}
catch { Stop-WithMessage $_.Exception.Message }
finally {
    Remove-Item -Recurse -Force $work -ErrorAction SilentlyContinue
    $lock.Dispose()
}
