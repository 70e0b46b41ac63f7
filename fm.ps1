# The command line of this checkout: ./fm.ps1 respond "…". Sets up and builds first where something is missing or newer; all that is printed on
# standard output is the command's own.
. (Join-Path $PSScriptRoot 'eng/environment.ps1')

$app = Join-Path $Root 'FoundationModels.Cli/bin/Release/net10.0/fm.dll'
$stamp = Join-Path $Artifacts 'fm.built'

# A folder counts as well as its files: its time changes when a file in it is deleted.
function Test-UpToDate {
    if (-not (Test-Path $app) -or -not (Test-Path $stamp)) { return $false }
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $inputs = 'FoundationModels.Sdk', 'FoundationModels.Cli' | ForEach-Object { Get-ChildItem (Join-Path $Root $_) -Exclude bin, obj }
    $inputs += Get-ChildItem (Join-Path $Root 'Directory.*.props'), (Join-Path $Root 'nuget.config')
    $inputs += $inputs | Where-Object PSIsContainer | Get-ChildItem -Recurse
    -not ($inputs | Where-Object LastWriteTimeUtc -gt $built | Select-Object -First 1)
}

if (-not (Test-UpToDate)) {
    Assert-Dotnet
    & (Join-Path $Root 'eng/onnxruntime-feed.ps1')
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
    $lock = Enter-Lock build
    if (-not (Test-UpToDate)) {
        [Console]::Error.WriteLine('Building fm …')
        $started = New-Item -ItemType File -Force "$stamp.$PID"
        if (-not (Invoke-Build (Join-Path $Root 'FoundationModels.Cli'))) {
            Remove-Item $started
            Stop-WithMessage 'fm could not be built.'
        }
        Move-Item -Force $started $stamp
    }
    $lock.Dispose()
}
if ($MyInvocation.ExpectingInput) { $input | & dotnet $app @args } else { & dotnet $app @args }
exit $LASTEXITCODE
