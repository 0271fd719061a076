# Makes an installer for Windows, on Windows with WiX: make-msi.ps1. Builds the application first. Leaves it in target/dist.
$ErrorActionPreference = 'Stop'
Set-Location "$PSScriptRoot/../.."
$revision = if ($env:REVISION) { "-Drevision=$env:REVISION" } else { '-q' }
& mvn -q -B -ntp -Pdist -DskipTests $revision package
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& jpackage --type msi --name qcowscope --app-image target/dist/qcowscope --dest target/dist --license-file LICENSE `
    --win-menu --win-dir-chooser --win-upgrade-uuid 6f2b8c64-3f0e-4c1b-9a58-2f1f3f0f9b71 `
    --file-associations packaging/qcow2.properties
if ($LASTEXITCODE) { exit $LASTEXITCODE }
Set-Location target/dist
Get-FileHash *.msi -Algorithm SHA256 | ForEach-Object { "$($_.Hash.ToLower())  $(Split-Path $_.Path -Leaf)" } | Tee-Object SHA256SUMS
