@echo off
rem lab.cmd        open the course in JupyterLab: your own copies, in my_course
rem lab.cmd fresh  set your old copies aside and make new ones
rem lab.cmd test   run the suite, and every notebook
rem lab.cmd demo   watch the demo pipeline run
rem What follows the verb goes on to the command behind it: lab.cmd lab --no-browser
rem
rem UNTESTED: written for Windows 10 and newer, and not run on one yet.

setlocal
cd /d "%~dp0"
set "VERB=%~1"
if "%VERB%"=="" set "VERB=lab"
set "REST="
:collect
shift
if "%~1"=="" goto collected
set "REST=%REST% %1"
goto collect
:collected

where py >nul 2>nul
if not errorlevel 1 (set "PYTHON=py -3") else (set "PYTHON=python")
set "PY=.venv\Scripts\python.exe"

if /i "%VERB%"=="lab" goto lab
if /i "%VERB%"=="fresh" goto lab
if /i "%VERB%"=="test" goto test
if /i "%VERB%"=="demo" goto demo
echo lab.cmd: unknown verb "%VERB%". Use lab, fresh, test or demo.
exit /b 2

:lab
%PYTHON% tools\setup_venv.py lab
if errorlevel 1 exit /b 1
set "FRESH="
if /i "%VERB%"=="fresh" set "FRESH=--fresh"
%PY% tools\my_course.py %FRESH%
if errorlevel 1 exit /b 1
cd my_course
set "FIRST_PAGE=--LabApp.default_url=/lab/tree/notebooks/README.md --LabApp.app_settings_dir=../tools/jupyterlab"
..\%PY% -m jupyterlab %FIRST_PAGE% %REST%
exit /b %errorlevel%

:test
%PYTHON% tools\setup_venv.py test
if errorlevel 1 exit /b 1
%PY% -c "import matplotlib.font_manager"
%PY% -m pytest --nbval --numprocesses=logical --maxprocesses=4 --dist=loadfile %REST%
exit /b %errorlevel%

:demo
%PYTHON% tools\setup_venv.py lab
if errorlevel 1 exit /b 1
%PY% -m pipeline_core %REST%
exit /b %errorlevel%
