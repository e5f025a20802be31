"""What is on the shelf is what would be made: not older code's, not damaged, and never in the way."""

import os

import pytest
from shopstream.errors import UsageError
from shopstream.lessons import open_shop, shelf
from shopstream.lessons.books import books_of
from shopstream.lessons.shelf import kept
from shopstream.lessons.shop import database, shop_of

SMALL = {"days": 2, "orders_per_day": 20}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "root", lambda: tmp_path)
    return tmp_path / ".cache" / "shelf"


def never() -> bytes:
    raise AssertionError("it is on the shelf")


def test_a_thing_is_made_once_for_each_name():
    assert kept("one", lambda: b"1") == kept("one", never) == b"1"
    assert kept("two", lambda: b"2") == b"2"


@pytest.mark.parametrize("books", ["orders", "baskets"])
def test_a_shop_from_the_shelf_is_the_shop_that_is_made(books):
    made = database(books_of(3, books, **SMALL), books)
    assert shop_of(3, books, **SMALL) == shop_of(3, books, **SMALL) == made


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-1] + b"?", lambda data: b"", lambda data: data[:10]])
def test_a_damaged_thing_is_made_anew(folder, damage):
    kept("one", lambda: b"what was made")
    (path,) = folder.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert kept("one", lambda: b"what is made") == b"what is made"
    assert kept("one", never) == b"what is made"


def test_what_other_code_has_made_is_made_anew(monkeypatch):
    kept("one", lambda: b"old")
    monkeypatch.setattr(shelf, "_makers", lambda: "other code")
    assert kept("one", lambda: b"new") == b"new"


@pytest.mark.parametrize("part", ["simulator/people.py", "lessons/orders.sql"])
def test_a_changed_file_of_the_makers_is_other_code(tmp_path, monkeypatch, part):
    for name in ("contracts", "simulator", "lessons"):
        (tmp_path / "package" / name).mkdir(parents=True)
    monkeypatch.setattr(shelf, "files", lambda _: tmp_path / "package")
    (tmp_path / "package" / part).write_text("1")
    before = shelf._makers.__wrapped__()
    (tmp_path / "package" / part).write_text("2")
    assert shelf._makers.__wrapped__() != before


def test_where_nothing_can_be_kept_it_is_made_each_time(folder):
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    assert [kept("one", lambda: b"1"), kept("one", lambda: b"2")] == [b"1", b"2"]


@pytest.mark.parametrize("seed", ["../7", "7", -1, 7.0, True, 10**400], ids=str)
def test_a_seed_that_cannot_be_is_refused_and_leaves_nothing(folder, seed):
    open_shop(7)
    before = sorted(folder.iterdir())
    with pytest.raises(UsageError):
        open_shop(seed)
    assert sorted(folder.iterdir()) == before


def test_what_was_not_asked_for_longest_goes_first(folder, monkeypatch):
    monkeypatch.setattr(shelf, "MOST", 2)
    for age, name in enumerate(("one", "two"), start=1):
        kept(name, name.encode)
        os.utime(shelf._place(name), (age, age))
    kept("one", never)
    kept("three", lambda: b"3")
    assert len(list(folder.iterdir())) == 2
    kept("one", never)
    assert kept("two", lambda: b"again") == b"again"
