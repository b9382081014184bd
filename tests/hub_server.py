"""A hub of the tests' own: what the real client asks of the real one, over HTTP on this machine, with faults on demand.

The large files come from a second server, as the real ones do, so that redirects to another host happen here too.
"""

import base64
import hashlib
import http.server
import json
import re
import threading
import urllib.parse
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

LARGE = (".pth", ".safetensors", ".bin")
"""Files that come from the second server, under their SHA-256."""


class Seen(NamedTuple):
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Fault:
    """What goes wrong with requests whose path holds a text."""

    match: str
    times: int = 1
    status: int = 0
    """To be answered instead; 0 for none."""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    """Bytes after which the connection is closed."""
    hold: int | None = None
    """Bytes after which nothing more comes until `Hub.release`."""
    wrong: bool = False
    """The right number of wrong bytes."""
    whole: bool = False
    """The whole file, though a part of it was asked for."""
    body: bytes | None = None
    method: str = ""


@dataclass
class Repo:
    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)


class Hub:
    """The servers' content, what they were asked, and what is to go wrong."""

    def __init__(self) -> None:
        self.repos: dict[str, Repo] = {}
        self.gated: set[str] = set()
        self.private: set[str] = set()
        self.writers: set[str] = set()
        """Headers of authorization with which one may upload."""
        self.uploaded: dict[str, bytes] = {}
        """Large files that came, by their SHA-256."""
        self.faults: list[Fault] = []
        self.seen: list[Seen] = []
        self.sent = 0
        """Bytes of large files."""
        self.released = threading.Event()
        self.holding = threading.Event()
        self.url = self.store_url = ""

    def add(self, repo: str, files: dict[str, bytes], ref: str = "main") -> str:
        """Commit files (all that there are then) to a branch; gives the commit."""
        listed = json.dumps([repo, *sorted((name, hashlib.sha256(data).hexdigest()) for name, data in files.items())])
        commit = hashlib.sha1(listed.encode()).hexdigest()
        found = self.repos.setdefault(repo, Repo())
        found.commits[commit] = files
        found.refs[ref] = commit
        return commit

    def fail(self, match: str, **what: Any) -> None:
        self.faults.append(Fault(match, **what))

    def fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.match in path and fault.method in ("", method):
                fault.times -= 1
                return fault
        return None

    def blob(self, sha256: str) -> bytes:
        for repo in self.repos.values():
            for files in repo.commits.values():
                for data in files.values():
                    if hashlib.sha256(data).hexdigest() == sha256:
                        return data
        raise KeyError(sha256)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = urllib.parse.unquote(self.path)
        self.hub.seen.append(Seen(self.command, path, {k.lower(): v for k, v in self.headers.items()}))
        fault = self.hub.fault(self.command, path)
        if fault and fault.status:
            self.answer(fault.status, fault.body or b"", fault.headers)
        elif fault and fault.body is not None:
            self.answer(200, fault.body, {"Content-Type": "text/html"})
        else:
            self.reply(path, fault)

    do_HEAD = do_GET  # noqa: N815 (the base class's name)

    def do_POST(self) -> None:
        path = urllib.parse.unquote(self.path)
        self.hub.seen.append(Seen(self.command, path, {k.lower(): v for k, v in self.headers.items()}))
        body = self._body()
        fault = self.hub.fault(self.command, path)
        if fault:
            self.answer(fault.status, fault.body or b"", fault.headers)
        else:
            self.receive(path, body)

    do_PUT = do_POST  # noqa: N815

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def receive(self, path: str, body: bytes) -> None:
        """Take what is uploaded to this kind of server."""
        self.refuse(405, "", "Method not allowed")

    @abstractmethod
    def reply(self, path: str, fault: Fault | None) -> None:
        """Answer what this kind of server is asked."""

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status: int, code: str, message: str) -> None:
        headers = {"X-Error-Code": code, "X-Error-Message": message} if code else {}
        self.answer(status, json.dumps({"error": message}).encode(), headers | {"Content-Type": "application/json"})


class _Front(_Handler):
    """The hub itself: the lists of files, and where each is."""

    def reply(self, path: str, fault: Fault | None) -> None:
        api = re.fullmatch(r"/api/models/([^/]+/[^/]+?)(?:/revision/([^?]+))?(?:\?.*)?", path)
        resolve = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/([^?]+)", path)
        small = re.fullmatch(r"/api/resolve-cache/models/([^/]+/[^/]+)/([0-9a-f]{40})/(.+)", path)
        match = api or resolve or small
        if not match:
            self.refuse(404, "", "Not found")
            return
        name = match[1]
        repo = self.hub.repos.get(name)
        if repo is None or (name in self.hub.private and "authorization" not in self.headers):
            self.refuse(401, "", "Repository not found")
            return
        commit = repo.refs.get(match[2] or "main", match[2])
        if commit not in repo.commits:
            self.refuse(404, "RevisionNotFound", f"Invalid rev id: {match[2]}")
            return
        files = repo.commits[commit]
        if api:
            self.list(name, commit, files)
        elif name in self.hub.gated:
            self.refuse(403, "GatedRepo", f"Access to model {name} is restricted")
        elif match[3] not in files:
            self.refuse(404, "EntryNotFound", "Entry not found")
        else:
            self.file(name, commit, match[3], files[match[3]], moved=bool(small))

    def receive(self, path: str, body: bytes) -> None:
        if self.headers.get("Authorization") not in self.hub.writers:
            self.refuse(403 if "Authorization" in self.headers else 401, "", "You may not write here")
            return
        if path == "/api/repos/create":
            wanted = json.loads(body)
            repo = f"{wanted['organization']}/{wanted['name']}"
            is_new = repo not in self.hub.repos
            if is_new:
                self.hub.add(repo, {".gitattributes": b""})
            self.json(200 if is_new else 409, {"url": f"{self.hub.url}/{repo}"})
        elif path.endswith("/preupload/main"):
            files = [file["path"] for file in json.loads(body)["files"]]
            modes = [{"path": name, "uploadMode": "lfs" if name.endswith(LARGE) else "regular", "shouldIgnore": False}
                     for name in files]  # fmt: skip
            self.json(200, {"files": modes})
        elif path.endswith(".git/info/lfs/objects/batch"):
            objects = json.loads(body)["objects"]
            for each in objects:
                each["actions"] = {"upload": {"href": f"{self.hub.store_url}/{each['oid']}"}}
            self.json(200, {"transfer": "basic", "objects": objects})
        elif match := re.fullmatch(r"/api/models/([^/]+/[^/]+)/commit/main", path):
            self.commit(match[1], [json.loads(line) for line in body.splitlines()])
        else:
            self.refuse(404, "", "Not found")

    def commit(self, repo: str, lines: "list[dict[str, Any]]") -> None:
        files = dict(self.hub.repos[repo].commits[self.hub.repos[repo].refs["main"]])
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                files[value["path"]] = self.hub.uploaded[value["oid"]]
        commit = self.hub.add(repo, files)
        url = f"{self.hub.url}/{repo}/commit/{commit}"
        self.json(200, {"success": True, "commitOid": commit, "commitUrl": url, "hookOutput": ""})

    def json(self, status: int, table: "dict[str, Any]") -> None:
        self.answer(status, json.dumps(table).encode(), {"Content-Type": "application/json"})

    def list(self, name: str, commit: str, files: dict[str, bytes]) -> None:
        siblings = []
        for file, data in files.items():
            told: dict[str, Any] = {"rfilename": file, "size": len(data), "blobId": git_sum(data)}
            if file.endswith(LARGE):
                told["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
            siblings.append(told)
        told = {"_id": "1", "id": name, "modelId": name, "sha": commit, "private": False, "siblings": siblings}
        self.answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def file(self, name: str, commit: str, file: str, data: bytes, *, moved: bool) -> None:
        about = {"X-Repo-Commit": commit}
        if file.endswith(LARGE):
            blob = hashlib.sha256(data).hexdigest()
            linked = {"X-Linked-Size": str(len(data)), "X-Linked-Etag": f'"{blob}"', "ETag": '"elsewhere"'}
            self.answer(302, b"", about | linked | {"Location": f"{self.hub.store_url}/{blob}?signature=1"})
        elif not moved:
            where = urllib.parse.quote(f"/api/resolve-cache/models/{name}/{commit}/{file}")
            self.answer(307, b"", about | {"Location": where, "ETag": f'"{git_sum(data)}"'})
        else:
            self.answer(200, data, about | {"ETag": f'"{git_sum(data)}"'})


class _Store(_Handler):
    """The second server, with the large files."""

    def receive(self, path: str, body: bytes) -> None:
        self.hub.uploaded[hashlib.sha256(body).hexdigest()] = body
        self.answer(200, b"", {})

    def reply(self, path: str, fault: Fault | None) -> None:
        data = self.hub.blob(path[1:65])
        if fault and fault.wrong:
            data = bytes(len(data))
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and not (fault and fault.whole) else 0
        if start >= len(data):
            self.answer(416, b"", {"Content-Range": f"bytes */{len(data)}"})
            return
        part = data[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(part)))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        first = len(part)
        if fault and fault.cut is not None:
            first = fault.cut
            self.close_connection = True
        if fault and fault.hold is not None:
            first = fault.hold
        try:
            self.wfile.write(part[:first])
            self.hub.sent += len(part[:first])
            if fault and fault.hold is not None:
                self.wfile.flush()
                self.hub.holding.set()
                self.hub.released.wait(60)
                self.wfile.write(part[first:])
                self.hub.sent += len(part[first:])
        except OSError:  # who asked has gone
            self.close_connection = True


def git_sum(data: bytes) -> str:
    """What git calls a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that were broken off."""


@contextmanager
def serving() -> Iterator[Hub]:
    """A hub that answers while this is open."""
    hub = Hub()
    servers = []
    for kind in (_Front, _Store):
        server = _Server(("127.0.0.1", 0), type(kind.__name__, (kind,), {"hub": hub}))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
    front, store = (server.server_address[1] for server in servers)
    hub.url, hub.store_url = f"http://127.0.0.1:{front}", f"http://localhost:{store}"  # two hosts by their names
    try:
        yield hub
    finally:
        hub.released.set()
        for server in servers:
            server.shutdown()
            server.server_close()
