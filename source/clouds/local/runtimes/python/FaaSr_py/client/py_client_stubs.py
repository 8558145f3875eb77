"""FaaSr's client functions over the RPC server of the action.

Same names, arguments, results and endings as upstream's module of this name. A small function's time is mostly imports,
so HTTP is spoken by hand, over the C module that socket wraps, and json is imported only when there is something to
read or write that needs it: json and socket together take as long as the whole interpreter's start.
"""
import os
import sys

# What the server answers when there is nothing to tell.
_NO_DATA = b'{"Success":true,"Data":null,"Message":null}'


def _connect(port):
    """A connection to the RPC server of this machine."""
    try:
        from _socket import AF_INET, SOCK_STREAM, socket
    except ImportError:
        from socket import AF_INET, SOCK_STREAM, socket
    connection = socket(AF_INET, SOCK_STREAM)
    connection.connect(("127.0.0.1", port))
    return connection


def _encode(payload):
    """The payload as JSON text."""
    import json

    return json.dumps(payload, allow_nan=False)


def _request(path, text):
    """Posts JSON text and returns the body of the answer, whatever its status."""
    body = text.encode("utf-8")
    head = (
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "X-FaaSr-Token: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n"
    ).format(path, os.environ["FAASR_RPC_TOKEN"], len(body))
    connection = _connect(int(os.environ["FAASR_RPC_PORT"]))
    try:
        connection.sendall(head.encode("ascii") + body)
        chunks = []
        while True:
            chunk = connection.recv(65536)
            if not chunk:
                break
            chunks.append(chunk)
    finally:
        connection.close()
    return b"".join(chunks).partition(b"\r\n\r\n")[2]


def _list_callers():
    """Where the user's code made the call, outermost first, as a traceback writes it."""
    callers = []
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_filename != __file__ and os.path.basename(code.co_filename) != "faasr_run_function.py":
            callers.insert(0, '  File "{}", line {}, in {}'.format(code.co_filename, frame.f_lineno, code.co_name))
        frame = frame.f_back
    return callers


def _give_up(name, reason):
    """Ends the function as a failed RPC does upstream: a line on stdout, exit code 1; and says where the call was made."""
    print("\n".join([_encode({name: reason})] + _list_callers()))
    sys.exit(1)


def _call(name, path, text):
    """The answer of an RPC; a refusal or an answer that is not JSON ends the function."""
    text = _request(path, text)
    if text == _NO_DATA:
        return {"Data": None}
    import json

    try:
        answer = json.loads(text.decode("utf-8"))
    except ValueError as error:
        _give_up(name, "the answer of the FaaSr RPC server is not JSON: {}".format(error))
    if not isinstance(answer, dict) or not answer.get("Success"):
        _give_up(name, "the FaaSr RPC server refused the request")
    return answer


def _act(name, **arguments):
    return _call(name, "/faasr-action", _encode({"ProcedureID": name, "Arguments": arguments}))["Data"]


def faasr_put_file(local_file, remote_file, server_name="", local_folder=".", remote_folder="."):
    """Uploads a local file to a data store."""
    _act(
        "faasr_put_file",
        local_file=str(local_file),
        remote_file=str(remote_file),
        server_name=server_name,
        local_folder=str(local_folder),
        remote_folder=str(remote_folder),
    )
    return True


def faasr_get_file(local_file, remote_file, server_name="", local_folder=".", remote_folder="."):
    """Downloads an object of a data store to a local file."""
    _act(
        "faasr_get_file",
        local_file=str(local_file),
        remote_file=str(remote_file),
        server_name=server_name,
        local_folder=str(local_folder),
        remote_folder=str(remote_folder),
    )
    return True


def faasr_delete_file(remote_file, server_name="", remote_folder=""):
    """Deletes an object of a data store."""
    _act(
        "faasr_delete_file",
        remote_file=str(remote_file),
        server_name=server_name,
        remote_folder=str(remote_folder),
    )
    return True


def faasr_log(log_message):
    """Appends a message to the action's log."""
    if not log_message:
        _give_up("faasr_log", "called with an empty log_message")
    _act("faasr_log", log_message=log_message)
    return True


def faasr_get_folder_list(server_name="", prefix=""):
    """The keys of a data store below a prefix."""
    return _act("faasr_get_folder_list", server_name=server_name, prefix=str(prefix))["folder_list"]


def faasr_rank():
    """A dict with max_rank and rank; both 1 for an action without ranks."""
    return _act("faasr_rank")


def faasr_get_s3_creds():
    """The address and credentials of the default data store."""
    return _act("faasr_get_s3_creds")["s3_creds"]


def faasr_secret(secret_name):
    """The value of a secret of the compute server."""
    return _act("faasr_secret", secret_name=secret_name)["secret_value"]


def faasr_invocation_id():
    """The InvocationID of the run."""
    return _act("faasr_invocation_id")["invocation_id"]


def faasr_return(return_value=None):
    """Hands in the function's result and ends its process."""
    text = '{"FunctionResult": null}' if return_value is None else _encode({"FunctionResult": return_value})
    _call("faasr_return", "/faasr-return", text)
    sys.exit(0)


def faasr_exit(message=None, error=True, traceback=None):
    """Reports an error, or with error=False none, and ends the function's process."""
    _call("faasr_exit", "/faasr-exit", _encode({"Error": error, "Message": message, "Traceback": traceback}))
    sys.exit(0)
