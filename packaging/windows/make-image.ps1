# See make-image.cmd.
param($Jars, $Runtime, $Doc, $Image)
$ErrorActionPreference = 'Stop'
$project = Resolve-Path "$PSScriptRoot/../.."
Copy-Item "$project/LICENSE", "$Doc/third-party.txt", "$Doc/qcowscope.cdx.json" $Jars
Add-Type -AssemblyName System.IO.Compression.FileSystem
$jar = [IO.Compression.ZipFile]::OpenRead((Resolve-Path "$Jars/qcowscope.jar"))
$manifest = (New-Object IO.StreamReader $jar.GetEntry('META-INF/MANIFEST.MF').Open()).ReadToEnd()
$jar.Dispose()
$version = [regex]::Match($manifest, 'Implementation-Version: ([0-9.]+)').Groups[1].Value
# An icon of Windows may hold a PNG as it is, behind a header of 22 bytes.
$png = [IO.File]::ReadAllBytes("$project/packaging/icons/qcowscope-256.png")
$header = [byte[]](0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0) + [BitConverter]::GetBytes([int]$png.Length) + [BitConverter]::GetBytes(22)
[IO.File]::WriteAllBytes("$Doc/qcowscope.ico", $header + $png)
& jpackage "@$project/packaging/application.args" --type app-image --app-version $version --icon "$Doc/qcowscope.ico" `
    --input $Jars --runtime-image $Runtime --dest (Split-Path $Image) --add-launcher "qcowscope-console=$PSScriptRoot/console.properties"
if ($LASTEXITCODE) { exit $LASTEXITCODE }
