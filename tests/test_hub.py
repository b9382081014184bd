"""Downloads by the real client from a hub of the tests' own: what arrives, what goes wrong, and what is left then."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hub_cases import quick_hub
from hub_server import Hub, git_sum

from rwkvchat.errors import HubError, UsageError, WeightsError
from rwkvchat.hub import cache, fetch, order
from rwkvchat.hub.cache import (
    cache_folder,
    find_cached,
    is_offline,
    partial_path,
    partials,
    place_at,
    repo_folder,
    repo_of,
)
from rwkvchat.hub.order import make_order
from rwkvchat.hub.place import Place, place_of, unsafe
from rwkvchat.hub.removal import plan_removal, remove
from rwkvchat.hub.sums import Sums

REPO = "someone/rwkv-models"
FILE = "RWKV-4-%-ctx64.pth"
PLACE = Place(REPO, FILE)
BYTES = bytes(range(256)) * 4_000
HALF = len(BYTES) // 2
SHA256 = hashlib.sha256(BYTES).hexdigest()
TOKENIZER = b'{"a": "tokenizer"}'


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    """A hub with one model in it."""
    with quick_hub(monkeypatch, tmp_path / "hf") as hub:
        hub.add(REPO, {FILE: BYTES, "tokenizer.json": TOKENIZER, "README.md": b"read me"})
        yield hub


class Download:
    """A download, and all that was told of it."""

    def __init__(self, place: Place = PLACE) -> None:
        self.place = place
        self.said: list[str] = []
        self.progress: list[int] = []

    def run(self) -> Path:
        sums = Sums(cache_folder().parent / "sums.json")
        return fetch.fetch(make_order(self.place, self.said.append), sums, self.said.append, self.progress.append)


def get(place: Place = PLACE) -> Path:
    return Download(place).run()


def refused(place: Place = PLACE) -> HubError:
    with pytest.raises(HubError) as caught:
        get(place)
    assert caught.value.hint
    assert caught.value.exit_code == 3
    assert "\n" not in caught.value.message
    return caught.value


# What arrives


def test_a_file_and_its_tokenizer_arrive_and_are_found_without_a_request(hub: Hub) -> None:
    download = Download()
    path = download.run()
    assert path.read_bytes() == BYTES
    assert (path.parent / "tokenizer.json").read_bytes() == TOKENIZER
    assert not (path.parent / "README.md").exists()
    assert download.progress[-1] == len(BYTES) + len(TOKENIZER)
    assert download.progress == sorted(download.progress)
    hub.seen.clear()
    assert find_cached(PLACE) == path
    assert hub.seen == []


def test_the_client_finds_what_was_downloaded_in_its_cache(hub: Hub) -> None:
    import huggingface_hub

    path = get()
    found = huggingface_hub.try_to_load_from_cache(REPO, FILE, cache_dir=cache_folder())
    assert found == str(path)
    (repo,) = huggingface_hub.scan_cache_dir(cache_folder()).repos
    assert {file.file_name for revision in repo.revisions for file in revision.files} == {FILE, "tokenizer.json"}


def test_a_model_in_shards_arrives_as_a_folder(hub: Hub) -> None:
    index = b'{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}'
    shards = {f"model-0000{i}-of-00002.safetensors": bytes([i]) * 1000 for i in (1, 2)}
    others = {"pytorch_model.bin": b"no", "config.json": b"{}", "model.safetensors.index.json": index}
    hub.add("someone/shards", shards | others | {"tokenizer.json": TOKENIZER})
    path = get(Place("someone/shards"))
    assert sorted(each.name for each in path.iterdir()) == sorted(
        [*shards, "config.json", "model.safetensors.index.json", "tokenizer.json"]
    )
    assert find_cached(Place("someone/shards")) == path
    next(path.glob("model-00002*")).unlink()
    assert find_cached(Place("someone/shards")) is None


@pytest.mark.parametrize("name", ["model.safetensors", "pytorch_model.bin"])
def test_a_model_in_one_file_in_the_hugging_face_form_arrives_as_a_folder(hub: Hub, name: str) -> None:
    hub.add("someone/whole", {name: b"weights", "config.json": b"{}", "tokenizer.json": TOKENIZER, "x.pth": b"no"})
    path = get(Place("someone/whole"))
    assert path.is_dir()
    assert {each.name for each in path.iterdir()} == {name, "config.json", "tokenizer.json"}


def test_the_only_weight_file_of_a_repository_need_not_be_named(hub: Hub) -> None:
    assert get(Place(REPO)).name == FILE


def test_where_no_tokenizer_lies_beside_a_model_the_one_of_the_pile_comes_along_once(hub: Hub) -> None:
    hub.add("a/b", {"one.pth": b"1", "two.pth": b"2"})
    hub.add("EleutherAI/gpt-neox-20b", {"tokenizer.json": TOKENIZER, "huge.bin": bytes(1000)})
    get(Place("a/b", "one.pth"))
    neox = cache.cached_neox()
    assert neox is not None
    assert neox.read_bytes() == TOKENIZER
    hub.seen.clear()
    get(Place("a/b", "two.pth"))
    assert not [seen for seen in hub.seen if "gpt-neox" in seen.path]


@pytest.mark.parametrize("place", [Place("a/b"), Place("a/b", "one.pth")], ids=["the repository", "the file"])
def test_the_tokenizer_of_a_repository_comes_along_under_its_older_name_too(hub: Hub, place: Place) -> None:
    hub.add("a/b", {"one.pth": b"1", "20B_tokenizer.json": TOKENIZER})
    assert (get(place).parent / "20B_tokenizer.json").read_bytes() == TOKENIZER
    assert not [seen for seen in hub.seen if "gpt-neox" in seen.path]


def test_a_world_model_needs_no_tokenizer(hub: Hub) -> None:
    hub.add("a/rwkv-4-world", {"x.pth": b"weights"})
    assert get(Place("a/rwkv-4-world")).name == "x.pth"
    assert not [seen for seen in hub.seen if "gpt-neox" in seen.path]


def test_a_tokenizer_alone_can_be_had(hub: Hub) -> None:
    assert get(Place(REPO, "tokenizer.json")).read_bytes() == TOKENIZER
    assert find_cached(PLACE) is None


def test_the_token_goes_to_the_hub_and_not_to_where_the_files_are(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    get()
    front = [seen for seen in hub.seen if REPO in seen.path]
    store = [seen for seen in hub.seen if SHA256 in seen.path]
    assert all(seen.headers.get("authorization") == "Bearer hf_secret" for seen in front)
    assert store
    assert not any("authorization" in seen.headers for seen in store)


# Revisions


def test_a_revision_is_the_one_that_was_asked_for(hub: Hub) -> None:
    old = hub.repos[REPO].refs["main"]
    hub.add(REPO, {FILE: b"new", "tokenizer.json": TOKENIZER})
    assert get(PLACE._replace(revision=old)).read_bytes() == BYTES
    assert find_cached(PLACE._replace(revision=old[:8])) is not None
    assert find_cached(PLACE._replace(revision="main")) is None
    assert get().read_bytes() == b"new"
    assert find_cached(PLACE._replace(revision=old)) != find_cached(PLACE)


def test_a_branch_that_has_moved_leaves_what_is_here_as_it_was(hub: Hub) -> None:
    path = get()
    hub.add(REPO, {FILE: b"new", "other.pth": b"other", "tokenizer.json": TOKENIZER})
    assert find_cached(PLACE) == path
    # Another file of the new revision moves the cache's own note of the branch on.
    get(Place(REPO, "other.pth"))
    assert find_cached(PLACE) == path
    assert get().read_bytes() == b"new"


# What goes on after a failure


def test_a_connection_that_breaks_off_is_taken_up_where_it_was(hub: Hub) -> None:
    hub.fail(SHA256, cut=HALF)
    download = Download()
    assert download.run().read_bytes() == BYTES
    assert hub.sent < len(BYTES) + (2 << 16)
    assert [seen.headers["range"] for seen in hub.seen if SHA256 in seen.path and "range" in seen.headers]
    assert "broke off" in download.said[0]


def test_after_too_many_failures_what_came_is_kept_for_the_next_time(hub: Hub) -> None:
    hub.fail(SHA256, cut=HALF)
    hub.fail(SHA256, times=9, status=503)
    error = refused()
    assert error.message == "the hub is out of order (503)"
    assert "goes on from there" in error.hint
    (partial,) = partials(PLACE)
    kept = partial.stat().st_size
    assert HALF - (1 << 16) <= kept <= HALF
    hub.faults.clear()
    hub.sent = 0
    assert get().read_bytes() == BYTES
    assert hub.sent == len(BYTES) - kept
    assert partials(PLACE) == []


def test_a_server_that_does_not_go_on_gives_the_whole_file_again(hub: Hub) -> None:
    hub.fail(SHA256, cut=HALF)
    hub.fail(SHA256, whole=True)
    assert get().read_bytes() == BYTES


def test_more_than_the_whole_of_a_file_is_begun_anew(hub: Hub) -> None:
    path = make_order(PLACE, print).files[0].partial_path
    path.parent.mkdir(parents=True)
    path.write_bytes(BYTES + b"more")
    assert get().read_bytes() == BYTES


def test_a_part_of_something_else_is_found_out_and_removed(hub: Hub) -> None:
    path = make_order(PLACE, print).files[0].partial_path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"something else")
    assert "arrived damaged" in refused().message
    assert not path.exists()
    assert get().read_bytes() == BYTES


@pytest.mark.parametrize("match", ["/api/models/", "/resolve/", SHA256], ids=["the list", "the file", "the store"])
def test_a_hub_that_is_busy_at_first_is_asked_again(hub: Hub, match: str) -> None:
    hub.fail(match, status=503)
    hub.fail(match, status=429)
    download = Download()
    assert download.run().read_bytes() == BYTES
    assert "503" in download.said[0]
    assert "fewer requests" in download.said[1]


@pytest.mark.parametrize("status", [503, 429])
def test_a_place_that_the_client_cannot_make_at_first_is_made_later(hub: Hub, status: int) -> None:
    hub.fail("/resolve/", method="HEAD", status=status)
    assert get().read_bytes() == BYTES


@pytest.mark.parametrize(
    ("fault", "message"), [({"status": 500}, "out of order (500)"), ({"body": b"<html>"}, "is not the hub")]
)
def test_a_place_that_the_client_cannot_make_at_all_is_told(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object], message: str
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # the client has waits of its own
    hub.fail("/resolve/", method="HEAD", times=99, **fault)
    assert message in refused().message


# What is refused


def test_right_size_and_wrong_bytes_are_refused_and_removed(hub: Hub) -> None:
    hub.fail(SHA256, wrong=True)
    error = refused()
    assert f"not {SHA256[:16]}" in error.message
    assert "it was removed" in error.hint
    assert partials(PLACE) == []
    assert find_cached(PLACE) is None
    assert get().read_bytes() == BYTES


def test_more_than_was_announced_is_not_taken_to_its_end(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "PATIENCE", 1)
    hub.fail(SHA256, status=200, body=BYTES + bytes(1 << 18), headers={"Content-Length": str(1 << 40)})
    download = Download()
    with pytest.raises(HubError, match="arrived damaged"):
        download.run()
    assert download.said == []  # of a wait for the rest
    assert partials(PLACE) == []


def test_wrong_bytes_of_a_small_file_are_refused_too(hub: Hub) -> None:
    hub.fail("/api/resolve-cache", body=bytes(len(TOKENIZER)))
    assert f"not {git_sum(TOKENIZER)[:16]}" in refused().message


def test_another_file_than_the_known_one_is_refused_before_it_is_downloaded(hub: Hub) -> None:
    place = place_of("raven-1b5")
    assert place is not None
    hub.add(place.repo, {place.file: b"another", "tokenizer.json": TOKENIZER})
    assert "another file for raven-1b5" in refused(place).message
    assert hub.sent == 0


@pytest.mark.parametrize(
    "name", ["../outside.pth", "a/../../b.pth", "/etc/x.pth", "a\\b.pth", "C:x.pth", "a//b", "./a"]
)
def test_a_name_that_leads_out_of_its_folder_is_refused(hub: Hub, name: str) -> None:
    hub.add(REPO, {FILE: BYTES, name: b"evil"})
    error = refused()
    assert "leads out of its folder" in error.message
    assert not cache_folder().exists()


@pytest.mark.parametrize(
    ("place", "fault", "message", "hint"),
    [
        pytest.param(Place("no/such"), {}, "the hub has no no/such, or does not show it", "hf auth login", id="401"),
        pytest.param(PLACE, {"status": 404, "headers": {"X-Error-Code": "RepoNotFound"}}, "there is no someone/",
                     "check the name", id="404 of a repository"),
        pytest.param(PLACE, {"status": 403}, "does not let you have", "as somebody who may", id="403"),
        pytest.param(Place(REPO, "none.pth"), {}, f"{REPO} has no file none.pth", f"{REPO}/{FILE}", id="404 of a file"),
        pytest.param(Place(REPO, FILE, "v9"), {}, "has no revision v9", "commits", id="404 of a revision"),
        pytest.param(PLACE, {"status": 429, "headers": {"Retry-After": "300"}}, "wants fewer requests", "wait 300 s",
                     id="429 for long"),
        pytest.param(PLACE, {"status": 429, "times": 9}, "wants fewer requests", "try again later", id="429"),
        pytest.param(PLACE, {"status": 500, "times": 9}, "out of order (500)", "try again later", id="500"),
        pytest.param(PLACE, {"status": 418}, "the hub refuses (418)", "try again later", id="418"),
        pytest.param(PLACE, {"body": b"<html>Log in!"}, "is not the hub", "HF_ENDPOINT", id="another page"),
        pytest.param(PLACE, {"body": b"{}"}, "is not the hub", "HF_ENDPOINT", id="an empty answer"),
        pytest.param(PLACE, {"body": b"[]"}, "is not the hub", "HF_ENDPOINT", id="a list"),
        pytest.param(PLACE, {"body": b'{"id": "a/b", "siblings": null}'}, "not the hub", "HF_ENDPOINT", id="no files"),
        pytest.param(PLACE, {"body": b'{"id": "a/b", "siblings": [{"rfilename": 5}]}'}, "is not the hub", "HF_ENDPOINT",
                     id="a file without a name"),
    ],
)  # fmt: skip
def test_each_refusal_of_the_hub_is_one_sentence_and_a_hint(
    hub: Hub, place: Place, fault: dict[str, object], message: str, hint: str
) -> None:
    if fault:
        hub.fail("/api/models/", **fault)
    error = refused(place)
    assert message in error.message
    assert hint in error.hint


def test_a_gated_repository_says_where_to_ask(hub: Hub) -> None:
    hub.gated.add(REPO)
    error = refused()
    assert error.message == f"{REPO} is only for those whom its owners let in"
    assert f"{hub.url}/{REPO}" in error.hint


def test_a_private_repository_opens_with_a_token(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.private.add(REPO)
    assert "does not show it to you" in refused().message
    monkeypatch.setenv("HF_TOKEN", "hf_x")
    assert get().read_bytes() == BYTES


def test_a_hub_that_refuses_connections_is_named(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert refused().message == "cannot reach the hub at http://127.0.0.1:9: Connection refused"


@pytest.mark.parametrize("address", ["huggingface.co", "http://", "http://[::1", "ftp://huggingface.co"])
def test_an_address_that_is_none_is_told_without_waiting(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", address)
    download = Download()
    with pytest.raises(HubError, match="HF_ENDPOINT is no address of a hub"):
        download.run()
    assert download.said == []


def test_a_token_that_can_be_none_is_told(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_ä")
    assert "token" in refused().message


def test_a_hub_that_nobody_knows_is_named(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*asked: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("HF_ENDPOINT", "http://nowhere.invalid")
    assert refused().message == "cannot reach the hub at http://nowhere.invalid: Name or service not known"


def test_a_repository_of_several_models_wants_one_of_them_named(hub: Hub) -> None:
    hub.add("a/many", {"one.pth": b"1", "two.pth": b"2"})
    with pytest.raises(WeightsError, match="several models") as caught:
        get(Place("a/many"))
    assert "a/many/one.pth, a/many/two.pth" in caught.value.hint


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"ggml.bin.txt": b""}, "no weights that can be read", id="nothing"),
        pytest.param({"config.json": b"{}", "pytorch_model.bin.index.json": b"{}",
                      "pytorch_model-00001-of-00002.bin": b""},
                     "parts of pytorch_model.bin are missing", id="a part is missing"),
    ],
)  # fmt: skip
def test_a_repository_without_a_whole_model_is_refused(hub: Hub, files: dict[str, bytes], message: str) -> None:
    hub.add("a/b", files)
    assert message in refused(Place("a/b")).message


def test_too_little_room_is_said_before_anything_is_downloaded(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9 - 10**5, 10**5))
    error = refused()
    assert "the download needs 1.0 MB, and 100.0 kB of disk are free" in error.message
    assert "HF_HOME" in error.hint
    assert hub.sent == 0


def test_a_disk_that_fills_up_is_told_and_what_came_is_kept(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: object, response: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fetch._Download, "_stream", full)
    assert refused().message == f"cannot write to {cache_folder()}: No space left on device"


def test_a_cache_that_cannot_be_written_is_told(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "hf").write_bytes(b"a file")
    error = refused()
    assert error.message == f"cannot write to {tmp_path}/hf/hub: Not a directory"
    assert "HF_HOME" in error.hint


def test_a_part_that_is_taken_away_while_it_grows_is_told(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch._Download, "_check", lambda download: download.file.partial_path.unlink())
    assert refused().message.startswith("cannot write to ")


def test_two_downloads_of_one_file_do_not_get_in_each_others_way(hub: Hub) -> None:
    hub.fail(SHA256, hold=HALF)
    first = threading.Thread(target=get)
    first.start()
    assert hub.holding.wait(30)
    error = refused()
    hub.released.set()
    first.join(30)
    assert "by another program" in error.message
    assert get().read_bytes() == BYTES
    assert hub.sent == len(BYTES)


def test_a_download_that_was_killed_leaves_no_lock(hub: Hub) -> None:
    path = cache_folder() / ".locks" / repo_folder(REPO).name / f"{SHA256}.lock"
    path.parent.mkdir(parents=True)
    with FileLock(path):
        pass
    assert get().read_bytes() == BYTES


# Sums


def test_a_large_file_is_read_once_and_never_again(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    path = get()
    assert Sums(cache_folder().parent / "sums.json").of(path) == SHA256
    read: list[str] = []
    real = fetch.feed
    monkeypatch.setattr(fetch, "feed", lambda total, file, told: (read.append(file.name), real(total, file, told))[1])
    get()
    assert read == [git_sum(TOKENIZER)]


def test_a_file_that_another_program_damaged_is_downloaded_again(hub: Hub) -> None:
    blob = get().resolve()
    blob.write_bytes(bytes(len(BYTES)))
    download = Download()
    assert download.run().read_bytes() == BYTES
    assert "here and damaged" in download.said[0]


def test_a_damaged_memory_of_sums_is_no_hindrance(tmp_path: Path) -> None:
    memory, file = tmp_path / "sums.json", tmp_path / "file"
    sums = Sums(memory)
    file.write_bytes(b"abc")
    for content in (b"", b"[1]", b"\xff", b'{"a": 1}', b"[" * 200_000):
        memory.write_bytes(content)
        assert sums.of(file) is None
    assert sums.compute(file) == hashlib.sha256(b"abc").hexdigest() == sums.of(file)
    file.write_bytes(b"abcd")
    assert sums.of(file) is None


# The cache


def test_the_cache_is_where_the_client_has_it(tmp_path: Path) -> None:
    settings = [{}, {"HF_HOME": "$BASE/a"}, {"HF_HUB_CACHE": "~/b"}, {"HUGGINGFACE_HUB_CACHE": "c", "HF_HOME": "x"},
                {"XDG_CACHE_HOME": "/d"}]  # fmt: skip
    code = (
        "import importlib, json, os, sys\n"
        "from huggingface_hub import constants\n"
        "from rwkvchat.hub.cache import cache_folder\n"
        "names = ('HF_HOME', 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE', 'XDG_CACHE_HOME')\n"
        "for each in json.loads(sys.argv[1]):\n"
        "    for name in names: os.environ.pop(name, 0)\n"
        "    os.environ.update(each); importlib.reload(constants)\n"
        "    print(cache_folder(), constants.HF_HUB_CACHE, sep='|')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, json.dumps(settings)],
        env=os.environ | {"HOME": str(tmp_path), "BASE": "/base"},
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = [line.split("|") for line in ran.stdout.splitlines()]
    assert len({ours for ours, _ in pairs}) == len(settings)
    assert all(ours == theirs for ours, theirs in pairs)


def test_no_request_is_made_when_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
        assert not is_offline()
        for value, told in (("1", True), ("true", True), ("ON", True), ("0", False), ("", False)):
            monkeypatch.setenv(name, value)
            assert is_offline() == told


def test_a_path_in_the_cache_tells_where_it_is_from(hub: Hub) -> None:
    path = get()
    assert repo_of(path) == repo_of(path.parent) == REPO
    assert place_at(path) == PLACE
    assert place_at(path.parent) == Place(REPO)
    assert place_at(Path("/models/x.pth")) is None
    assert place_at(Path("/disk/snapshots/hub/models--a--b/snapshots/c/snapshots/x.pth")) == Place(
        "a/b", "snapshots/x.pth"
    )


def test_several_models_in_one_snapshot_are_not_guessed_between(hub: Hub) -> None:
    hub.add("a/world", {"one.pth": b"1", "two.pth": b"2"})
    get(Place("a/world", "one.pth"))
    assert find_cached(Place("a/world")) is not None
    get(Place("a/world", "two.pth"))
    with pytest.raises(WeightsError, match="several models") as caught:
        find_cached(Place("a/world"))
    assert "a/world/one.pth" in caught.value.hint


# Removing


def test_removing_one_model_leaves_the_others_of_its_repository(hub: Hub) -> None:
    hub.add("a/world", {"one.pth": b"11", "two.pth": b"2", "same.pth": b"2"})
    paths = {name: get(Place("a/world", f"{name}.pth")) for name in ("one", "two", "same")}
    removal = plan_removal(Place("a/world", "one.pth"))
    assert removal.size == 2
    remove(Place("a/world", "one.pth"), removal)
    assert not os.path.lexists(paths["one"])
    assert paths["two"].read_bytes() == b"2"
    removal = plan_removal(Place("a/world", "two.pth"))
    assert removal.size == 0  # its bytes are those of another model, too
    remove(Place("a/world", "two.pth"), removal)
    assert paths["same"].read_bytes() == b"2"
    remove(Place("a/world"), plan_removal(Place("a/world")))
    assert not repo_folder("a/world").exists()


def test_removing_takes_all_revisions_and_what_was_never_completed(hub: Hub) -> None:
    get()
    hub.add(REPO, {FILE: b"new" * 100, "tokenizer.json": TOKENIZER})
    get()
    partial = make_order(PLACE, print).files[0].partial_path
    partial.write_bytes(b"abc")
    removal = plan_removal(PLACE)
    assert removal.size == len(BYTES) + 300 + 3
    remove(PLACE, removal)
    assert find_cached(PLACE) is None
    assert find_cached(Place(REPO, "tokenizer.json")) is not None


def test_removing_a_model_leaves_what_is_here_of_another_one(hub: Hub) -> None:
    hub.add("a/world", {"one.pth": b"1", "two.pth": BYTES})
    get(Place("a/world", "one.pth"))
    partial = make_order(Place("a/world", "two.pth"), print).files[0].partial_path
    partial.write_bytes(BYTES[:HALF])
    remove(Place("a/world", "one.pth"), plan_removal(Place("a/world", "one.pth")))
    assert partial.read_bytes() == BYTES[:HALF]
    remove(Place("a/world", "two.pth"), plan_removal(Place("a/world", "two.pth")))
    assert not repo_folder("a/world").exists()


def test_a_whole_file_that_nothing_leads_to_yet_stays_with_its_repository_and_goes_with_it(hub: Hub) -> None:
    hub.add("a/world", {"one.pth": b"1", "two.pth": BYTES})
    get(Place("a/world", "one.pth"))
    waiting = repo_folder("a/world") / "blobs" / SHA256  # downloaded, while its tokenizer could not be had
    waiting.write_bytes(BYTES)
    remove(Place("a/world", "one.pth"), plan_removal(Place("a/world", "one.pth")))
    assert waiting.read_bytes() == BYTES
    assert partials(Place("a/world")) == [waiting]
    whole = plan_removal(Place("a/world"))
    assert whole.size == len(BYTES)
    remove(Place("a/world"), whole)
    assert not repo_folder("a/world").exists()


def test_the_bytes_of_a_file_in_a_folder_named_snapshots_are_removed(hub: Hub) -> None:
    place = Place("a/world", "snapshots/one.pth")
    hub.add("a/world", {place.file: b"1", "two.pth": b"2"})
    blob = get(place).resolve()
    get(Place("a/world", "two.pth"))
    remove(place, plan_removal(place))
    assert not blob.exists()


def test_a_link_that_leads_elsewhere_is_removed_without_what_it_leads_to(hub: Hub, tmp_path: Path) -> None:
    path = get()
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    path.unlink()
    path.symlink_to(precious)
    remove(PLACE, plan_removal(PLACE))
    assert not os.path.lexists(path)
    assert precious.read_bytes() == b"precious"


# Names of places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("owner/repo", Place("owner/repo")),
        ("owner/repo/a b%.pth", Place("owner/repo", "a b%.pth")),
        ("owner/repo/sub/x.pth", Place("owner/repo", "sub/x.pth")),
        ("rwkv/RWKV-raven-1b5", Place("RWKV/rwkv-raven-1b5")),
        ("raven", None),
        ("/owner/repo", None),
        ("./owner/repo", None),
        ("../repo", None),
        ("~/repo", None),
        ("owner/repo/../../x", None),
        ("folder/x.pth", None),
        ("ow--ner/repo", None),
        ("a/b/", None),
        ("", None),
    ],
)
def test_what_names_a_place_on_the_hub(text: str, place: Place | None) -> None:
    assert place_of(text) == place


@pytest.mark.parametrize("revision", ["", "..", "../x", "a b", "x;y", "-" * 3 + "/..", "/abs"])
def test_a_revision_that_can_be_none_is_refused(revision: str) -> None:
    with pytest.raises(UsageError, match="is no revision"):
        place_of("owner/repo", revision)


def test_names_of_files_that_stay_in_their_folder_are_safe() -> None:
    assert not any(unsafe(name) for name in ("a.pth", "a/b.pth", "a..b", "..a", "a%.pth", ".gitattributes", "x~"))


def test_the_command_that_brings_a_model_is_the_shortest() -> None:
    place = place_of("RWKV-4-1B5", "abc")
    assert place is not None
    assert place.command == "rwkvchat models get raven-1b5 --revision abc"
    assert Place("a/b", "c.pth").command == "rwkvchat models get a/b/c.pth"
    assert Place("a/b", "c d%.pth").command == "rwkvchat models get 'a/b/c d%.pth'"


def test_room_on_the_disk_is_asked_for_only_if_something_comes(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    get()
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, 0))
    assert order.check_room(make_order(PLACE, print)) == 0


def test_what_is_being_downloaded_is_not_removed(hub: Hub) -> None:
    get()
    partial = partial_path(PLACE, "b" * 64)
    partial.write_bytes(b"half of it")
    lock = cache_folder() / ".locks" / repo_folder(REPO).name / f"{'b' * 64}.lock"
    with FileLock(lock), pytest.raises(HubError, match="by another program"):
        remove(PLACE, plan_removal(PLACE))
    assert partial.is_file()
    assert find_cached(PLACE)
    remove(PLACE, plan_removal(PLACE))
    assert not partial.exists()
    assert find_cached(PLACE) is None
