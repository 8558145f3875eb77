"""Runs one Python function of a FaaSr workflow: finds it, gives it FaaSr's functions, reports its result or its error.

Started by faasr-tui's local cloud as a process of its own, with three arguments: the function's name, the folder of its
sources, and the file with its arguments as JSON; without that file it has none. Imports are kept few: a small
function's time is mostly Python starting up.
"""
import os
import sys

from FaaSr_py.client.py_client_stubs import (
    faasr_delete_file,
    faasr_exit,
    faasr_get_file,
    faasr_get_folder_list,
    faasr_get_s3_creds,
    faasr_log,
    faasr_put_file,
    faasr_rank,
    faasr_return,
    faasr_secret,
)

# What upstream puts into a function's module; faasr_invocation_id is to be imported, there as here.
INJECTED = (
    faasr_delete_file,
    faasr_get_file,
    faasr_get_folder_list,
    faasr_get_s3_creds,
    faasr_log,
    faasr_put_file,
    faasr_rank,
    faasr_secret,
)

# Files that upstream never imports while it looks for the function (helpers/py_func_helper.py).
SKIPPED = frozenset((
    "test.py",
    "func_test.py",
    "test_gh_invoke.py",
    "faasr_start_invoke_helper.py",
    "faasr_start_invoke_openwhisk.py",
    "faasr_start_invoke_aws-lambda.py",
    "faasr_start_invoke_github_actions.py",
))


def import_module(name):
    """Imports a module by its full name: what importlib does, which itself is imported only for what it refuses."""
    if name.startswith("."):
        import importlib

        return importlib.import_module(name)
    __import__(name)
    return sys.modules[name]


def print_traceback():
    """Writes where the error that is being handled was raised to the run's own log, behind FaaSr's line about it."""
    import traceback

    traceback.print_exc(file=sys.stdout)


def hand_in(function, result):
    """Reports the result; says what and whose it is when FaaSr refuses it."""
    try:
        faasr_return(result)
    except BaseException as ending:
        if not isinstance(ending, SystemExit) or ending.code:
            text = repr(result)
            code = getattr(function, "__code__", None)
            print("[ERROR] [py_user_func_entry.py] {}() returned {} ({}), which FaaSr does not accept".format(
                getattr(function, "__name__", "The function"),
                " ".join(text[:60].split()) + ("..." if len(text) > 60 else ""),
                type(result).__name__,
            ))
            if code is not None:
                print('  File "{}", line {}, in {}'.format(code.co_filename, code.co_firstlineno, code.co_name))
        raise


def find_function(name, folder):
    """Imports every module below the folder until one has a callable of that name."""
    sys.path.insert(0, folder)
    for root, _, files in os.walk(folder):
        for file in files:
            if not file.endswith(".py") or file in SKIPPED:
                continue
            print("[INFO] [py_func_helper.py] Source python file {}".format(file))
            module_path = os.path.relpath(os.path.join(root, file[:-3]), folder)
            try:
                function = vars(import_module(module_path.replace(os.sep, "."))).get(name)
            except ImportError as error:
                print("[WARNING] [py_func_helper.py] Skipping {} due to import error: {}".format(file, error))
                print_traceback()
                continue
            except Exception as error:
                print("[ERROR] [py_func_helper.py] Python file {} has following source error: {}".format(file, error))
                print_traceback()
                sys.exit(1)
            if callable(function):
                return function
    return None


def format_traceback(error):
    """The traceback without this file's own frame, unless the call itself failed."""
    import traceback

    frames = error.__traceback__
    return "".join(traceback.format_exception(type(error), error, frames.tb_next or frames))


def read_arguments(paths):
    """The arguments that the document gives the function."""
    if not paths:
        return {}
    import json

    with open(paths[0], encoding="utf-8") as file:
        return json.load(file)


def main():
    name, folder, *paths = sys.argv[1:]
    sys.argv = [sys.argv[0]]
    arguments = read_arguments(paths)
    function = find_function(name, folder)
    if function is None:
        faasr_exit("{{py_user_func_entry.py: cannot find function {}}}".format(name))
    for stub in INJECTED:
        function.__globals__[stub.__name__] = stub
    try:
        result = function(**arguments)
    except Exception as error:
        faasr_exit(message=str(error), traceback=format_traceback(error))
    hand_in(function, result)


main()
