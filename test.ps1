# Sets up, builds everything and runs all tests: ./test.ps1 [-Slow] [FILTER]
# -Slow also runs the tests that take minutes. FILTER is a part of test names, or an expression of dotnet test --filter.
# The last line is "N passed, N failed"; the exit code is 0 only when tests ran and none failed.
param([switch] $Slow, [string] $Filter)
. (Join-Path $PSScriptRoot 'eng/environment.ps1')

if ($Filter -eq '--slow') { $Slow = $true; $Filter = '' }
if ($Filter -and $Filter -notmatch '[=~]') { $Filter = "FullyQualifiedName~$Filter" }
if (-not $Slow) { $Filter = if ($Filter) { "TestCategory!=Slow&($Filter)" } else { 'TestCategory!=Slow' } }

Assert-Dotnet
& (Join-Path $Root 'eng/onnxruntime-feed.ps1')
if ($LASTEXITCODE) { exit $LASTEXITCODE }
$lock = Enter-Lock build
'Building …'
if (-not (Invoke-Build (Join-Path $Root 'FoundationModels.sln'))) {
    'The build failed: no test ran.'
    '0 passed, 0 failed'
    exit 1
}
$lock.Dispose()

$results = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$passed = 0; $failed = 0; $skipped = 0; $broken = $false
try {
    foreach ($project in Get-ChildItem (Join-Path $Root 'tests/*.Tests/*.csproj')) {
        $name = $project.BaseName
        $arguments = @($project.FullName, '-c', 'Release', '--no-build', '-nologo', '--blame-hang-timeout', '15m', '--blame-hang-dump-type', 'none',
            '--results-directory', $results, '--logger', "trx;LogFileName=$name.trx", '--logger', 'console;verbosity=minimal')
        if ($Filter) { $arguments += '--filter', $Filter }
        & dotnet test @arguments
        $code = $LASTEXITCODE
        $file = Join-Path $results "$name.trx"
        if (-not (Test-Path $file)) {
            # A filter may leave a project without tests; then dotnet test writes no file and is content.
            if ($code) { "${name}: no results, dotnet test ended with $code."; $broken = $true }
            continue
        }
        $counters = ([xml] (Get-Content -Raw $file)).TestRun.ResultSummary.Counters
        $bad = [int] $counters.failed + [int] $counters.error + [int] $counters.timeout + [int] $counters.aborted
        $passed += [int] $counters.passed
        $failed += $bad
        $skipped += [int] $counters.total - [int] $counters.passed - $bad
        if ($code -and -not $bad) { "${name}: dotnet test ended with $code although no test failed; the test process may have died."; $broken = $true }
    }
}
finally { Remove-Item -Recurse -Force $results -ErrorAction SilentlyContinue }
if (-not ($passed + $failed)) { 'No test ran.' }
if ($skipped) { "$skipped skipped (each says why above)" }
"$passed passed, $failed failed"
if ($failed -or $broken -or -not $passed) { exit 1 }
exit 0
