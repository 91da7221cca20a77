"""A picture is drawn once, however many ask for it at once."""

import multiprocessing
import os
import threading
import time

import pytest

from leveller.workbench.ground.pages import store


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_the_same_recipe_has_the_same_key_and_is_kept_once():
    key = store.put({"a": 1})
    kept = store.folder() / f"{key}.json"
    before = kept.stat().st_mtime_ns
    assert store.put({"a": 1}) == key
    assert kept.stat().st_mtime_ns == before
    assert store.get(key) == {"a": 1}
    assert store.put({"a": 2}) != key


def test_keys_cannot_be_guessed_without_the_secret(settings):
    key = store.key_of(b"{}")
    settings.SECRET_KEY = "another"
    assert store.key_of(b"{}") != key


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "g" * 40, "0" * 40])
def test_what_is_not_kept_is_none(key):
    assert store.get(key) is None


def test_threads_that_ask_at_once_make_it_once():
    made = []

    def make():
        made.append(1)
        time.sleep(0.1)
        return b"picture"

    answers = []
    ask = lambda: answers.append(store.made_once("x.svg", make))  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"picture"] * 8
    assert made == [1]


def _ask(tally):
    def make():
        with open(tally, "a") as stream:
            stream.write("made\n")
        time.sleep(0.2)
        return b"picture"

    store.made_once("y.svg", make)


def test_processes_that_ask_at_once_make_it_once(tmp_path):
    tally = tmp_path / "tally"
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_ask, args=(tally,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(10)
        assert process.exitcode == 0
    assert tally.read_text() == "made\n"


def test_a_failure_leaves_nothing_behind_and_the_next_may_try_again():
    with pytest.raises(ZeroDivisionError):
        store.made_once("z.svg", lambda: 1 / 0)
    assert store.made_once("z.svg", lambda: b"picture") == b"picture"


def test_the_sweeper_takes_what_is_old():
    key = store.put({"a": 1})
    file = store.folder() / f"{key}.json"
    assert store.sweep(older_than_days=30) == 0
    long_ago = time.time() - 31 * 86_400
    os.utime(file, (long_ago, long_ago))
    assert store.sweep(older_than_days=30) == 1
    assert store.get(key) is None
