@echo off
rem Makes the application from the jars and the runtime that Maven has gathered.
rem Called by mvn -Pdist package: make-image JARS RUNTIME DOC IMAGE EPOCH
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0make-image.ps1" %1 %2 %3 %4 || exit /b 1
