@echo off
rem Runs Querent; builds it on first use, and again when a source has changed (Launch.java says how).
rem QUERENT_CLASSPATH adds jars, of query strategies for example; QUERENT_JAVA_OPTS adds options of java.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "arguments="
for /f "usebackq delims=" %%a in (`""%java%" "%~dp0Launch.java" "%~dp0.""`) do set "arguments=%%a"
if not defined arguments exit /b 2
"%java%" "@%arguments%" org.querent.experiments.cli.QuerentCommand %*
