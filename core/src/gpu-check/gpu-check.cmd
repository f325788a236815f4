@echo off
rem Compares engine: opencl with engine: cpu on this machine: gpu-check [small] [ML-1M] [ML-25M]
"%~dp0java\bin\java" -XX:MaxRAMPercentage=70 -cp "%~dp0lib\*" org.querent.core.check.EngineCheckProgram %*
