# Dot-sourced by the scripts of this repository: where it lies, and a quiet dotnet that leaves no process behind.
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$Artifacts = Join-Path $Root 'artifacts'

foreach ($pair in @{
        DOTNET_NOLOGO = '1'; DOTNET_CLI_TELEMETRY_OPTOUT = '1'; DOTNET_SKIP_FIRST_TIME_EXPERIENCE = '1'; DOTNET_CLI_UI_LANGUAGE = 'en'
        DOTNET_GENERATE_ASPNET_CERTIFICATE = 'false'; DOTNET_ADD_GLOBAL_TOOLS_TO_PATH = 'false'; DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE = 'true'
        MSBUILDDISABLENODEREUSE = '1'; DOTNET_CLI_USE_MSBUILD_SERVER = '0'; MSBUILDTERMINALLOGGER = 'off'
    }.GetEnumerator()) { [Environment]::SetEnvironmentVariable($pair.Key, $pair.Value) }

function Stop-WithMessage([string] $Message) {
    [Console]::Error.WriteLine($Message)
    exit 1
}

function Assert-Dotnet {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        Stop-WithMessage 'The .NET 10 SDK is needed and dotnet is not on the path: https://dotnet.microsoft.com/download'
    }
    $sdks = @(& dotnet --list-sdks)
    if (-not ($sdks -match '^[1-9][0-9]+\.')) {
        Stop-WithMessage "The .NET 10 SDK is needed; dotnet has only: $($sdks -join ', '). https://dotnet.microsoft.com/download"
    }
}

# The version that Directory.Packages.props pins: Get-Pinned OnnxRuntimeVersion
function Get-Pinned([string] $Property) {
    $text = Get-Content -Raw (Join-Path $Root 'Directory.Packages.props')
    [regex]::Match($text, "<$Property>(.*)</$Property>").Groups[1].Value
}

# Runs a program, silent unless it fails; then everything that it said goes to the error stream. Its success is returned.
function Invoke-Quietly([string] $Program, [string[]] $Arguments) {
    $ErrorActionPreference = 'Continue'
    $said = & $Program @Arguments 2>&1
    if ($LASTEXITCODE -eq 0) { return $true }
    $said | ForEach-Object { [Console]::Error.WriteLine($_) }
    return $false
}

# Waits until no other process of this checkout holds the lock; the operating system gives it back when the process ends.
function Enter-Lock([string] $Name) {
    New-Item -ItemType Directory -Force $Artifacts | Out-Null
    $path = Join-Path $Artifacts "$Name.lock.ps"
    for ($said = $false; ; $said = $true) {
        try { return [IO.FileStream]::new($path, 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] {
            if (-not $said) { [Console]::Error.WriteLine('Waiting for another process, which sets this checkout up …') }
            Start-Sleep -Milliseconds 200
        }
    }
}

function Assert-Npm([string] $Otherwise) {
    if (-not (Get-Command npm -ErrorAction SilentlyContinue)) { Stop-WithMessage "$Otherwise`nInstall Node.js with npm: https://nodejs.org" }
}

# An npm package: fetched, checked and unpacked into a new folder.
function Get-NpmPackage([string] $Name, [string] $Version, [string] $Sha256, [string] $Folder) {
    [Console]::Error.WriteLine("Fetching $Name $Version from npm …")
    New-Item -ItemType Directory $Folder | Out-Null
    Push-Location $Folder
    try {
        $env:npm_config_cache = Join-Path $Folder '.npm'
        $env:npm_config_update_notifier = 'false'
        $archive = & npm pack --silent "$Name@$Version" | Select-Object -Last 1
        if ($LASTEXITCODE -ne 0) { throw "npm could not fetch $Name $Version." }
        $sum = (Get-FileHash -Algorithm SHA256 $archive).Hash
        if ($sum -ne $Sha256) { throw "$Name $Version has the SHA-256 $sum, not ${Sha256}: not used." }
        & tar -xzf $archive --strip-components=1
        if ($LASTEXITCODE -ne 0) { throw "$archive could not be unpacked." }
        Remove-Item -Recurse -Force $archive, '.npm'
    }
    finally { Pop-Location }
}

function Invoke-Build([string] $Project) {
    Invoke-Quietly dotnet @('build', $Project, '-c', 'Release', '-v', 'q', '-nologo', '-clp:NoSummary', '-nodeReuse:false', '-p:UseSharedCompilation=false')
}
