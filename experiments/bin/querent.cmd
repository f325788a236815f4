@echo off
rem Runs Querent. In a project it builds it on first use, and again when a source has changed (Launch.java says
rem how); in a release all is built, and a JRE will do.
rem QUERENT_CLASSPATH adds jars, of query strategies for example; QUERENT_JAVA_OPTS adds options of java.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set launch="%~dp0Launch.java"
if exist "%~dp0..\lib\launch" set launch=-cp "%~dp0..\lib\launch" Launch
set "arguments="
for /f "usebackq delims=" %%a in (`""%java%" %launch% "%~dp0.""`) do set "arguments=%%a"
if not defined arguments exit /b 2
"%java%" "@%arguments%" org.querent.experiments.cli.QuerentCommand %*
