"""Nothing that only some systems have is used without asking whether it is there, as far as source code tells."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rwkvchat

PACKAGE = Path(rwkvchat.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

MODULES = {"termios", "fcntl", "tty", "pty", "resource", "pwd", "grp", "readline", "curses", "syslog", "msvcrt",
           "winreg", "_winapi"}  # fmt: skip
"""Modules that are not everywhere."""

_OS = """
fork forkpty openpty uname getuid geteuid getgid getpgid getpgrp setsid killpg nice getloadavg sysconf statvfs mkfifo
chown fchmod fchown lchown wait wait3 wait4 WNOHANG sched_getaffinity sched_setaffinity posix_fadvise pread pwrite sync
O_NOFOLLOW O_DIRECTORY O_CLOEXEC O_BINARY tcgetpgrp ttyname ctermid startfile
"""
_SIGNAL = """
SIGHUP SIGTSTP SIGCONT SIGSTOP SIGKILL SIGWINCH SIGUSR1 SIGUSR2 SIGALRM SIGPIPE SIGCHLD SIGQUIT SIGBREAK SIGTTOU SIGTTIN
alarm setitimer pthread_kill pthread_sigmask pause sigwait
"""
NAMES = {"os": _OS.split(), "signal": _SIGNAL.split()}
"""Names that are not everywhere, by their modules."""

GUARDED = {
    "staging.py": {"os.O_CLOEXEC", "os.O_NOFOLLOW"},  # behind the import of fcntl
    "engine/weights.py": {"os.uname"},  # behind sys.platform == "linux"
    "ui/history.py": {"os.fchmod"},  # behind hasattr
}
"""Where it was seen that a name is asked for before it is used."""


def caught(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands where an ImportError is caught."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and any("ImportError" in ast.dump(handler) for handler in node.handlers):
            for statement in node.body:
                yield from ast.walk(statement)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])
def test_nothing_is_used_that_is_not_everywhere(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    safe = {id(node) for node in caught(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert id(node) in safe or not MODULES.intersection(names), f"line {node.lineno}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            allowed = GUARDED.get(path.relative_to(PACKAGE).as_posix(), set())
            assert node.attr not in NAMES.get(node.value.id, []) or name in allowed, f"line {node.lineno}: {name}"


def test_files_are_read_with_an_encoding_of_their_own() -> None:
    """Which would else be the system's: another one on Windows."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "read_text":
                given = {keyword.arg for keyword in node.keywords}
                assert "encoding" in given, f"{path}: line {node.lineno}"
