"""Each fault happens, is counted, and can be had alone; none changes what the shop did."""

import json

import polars as pl
import pytest
from shopstream.contracts.events import EVENT_TYPES, Reason
from shopstream.contracts.times import ALLOWED_LATENESS_MS, CLOCK_TOLERANCE_MS, parse_at
from shopstream.errors import UsageError
from shopstream.simulator import PROFILES, simulate
from shopstream.simulator.damage import DAMAGES
from shopstream.simulator.faults import BURSTS, DAMAGED_TWICE, NAMES, SILENT_HOURS, VERSION_2

from .conftest import feed_of, ledger_lines

SHOP = {"seed": 5, "days": 3, "orders_per_day": 40}


@pytest.mark.parametrize("faults", ["everyday", "hostile"])
def test_every_fault_of_a_profile_happens_also_in_a_small_shop(faults):
    counts = simulate(**SHOP, faults=faults).ledger.summary["events_by_fault"]
    assert set(NAMES) | {VERSION_2} == set(counts)


def ways(**rates: int) -> dict[str, int]:
    """How many lines of a shop came by which way."""
    return simulate(**SHOP, faults=rates).ledger.summary["lines_by_way"]


def test_silence_and_bursts_are_each_switched_and_counted_by_itself():
    assert set(ways(**PROFILES["everyday"])) == set(ways(**PROFILES["hostile"])) == {"held_back", "sent_again"}
    assert set(ways(**{SILENT_HOURS: 1})) == {"held_back"}
    assert set(ways(**{BURSTS: 1})) == {"sent_again"}
    assert ways(**{name: rate for name, rate in PROFILES["hostile"].items() if name not in (SILENT_HOURS, BURSTS)}) == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_alone_is_the_only_one(name):
    summary = simulate(**SHOP, faults={name: 20_000}).ledger.summary
    assert set(summary["events_by_fault"]) == {name}
    assert summary["events_by_fault"][name] > 0


@pytest.mark.parametrize("name", NAMES)
def test_without_a_fault_the_others_still_happen(name):
    rates = {other: rate for other, rate in PROFILES["hostile"].items() if other != name}
    assert set(simulate(**SHOP, faults=rates).ledger.summary["events_by_fault"]) == set(NAMES) - {name} | {VERSION_2}


def test_without_faults_every_line_is_accepted_and_soon_there():
    feed = simulate(**SHOP, faults="none")
    lines = ledger_lines(feed)
    assert set(lines["disposition"]) == {"accepted"}
    assert max(parse_at(at) - parse_at(json.loads(body)["event_at"]) for at, body in lines.select("received_at", "body").rows()) <= 6_000


def test_faults_do_not_change_what_the_shop_did():
    truths = [
        pl.DataFrame(simulate(**SHOP, faults=faults).ledger.measures).filter(~pl.col("measure").str.starts_with("minute"))
        for faults in PROFILES
    ]
    sums = [rows.filter(pl.col("truth") != 0).select("measure", "key", "truth") for rows in truths]
    assert sums[0].equals(sums[1])
    assert sums[1].equals(sums[2])


def test_an_unknown_profile_and_an_unknown_fault_are_refused():
    with pytest.raises(UsageError, match="use none, everyday or hostile"):
        simulate(faults="nasty")
    with pytest.raises(UsageError, match="no fault rain"):
        simulate(faults={"rain": 1})


def delays(fault: str) -> list[int]:
    """Milliseconds from happening to receipt of the lines of a fault."""
    lines = ledger_lines(simulate(**SHOP, faults={fault: 50_000}))
    hit = lines.filter(pl.col("fault") == fault)
    return [parse_at(at) - parse_at(json.loads(body)["event_at"]) for at, body in hit.select("received_at", "body").rows()]


@pytest.mark.parametrize(
    ("fault", "least", "most"),
    [
        ("late", 2 * 60_000, ALLOWED_LATENESS_MS - 1),
        ("too_late", ALLOWED_LATENESS_MS + 1, 26 * 3_600_000),
        ("late_at_the_border", ALLOWED_LATENESS_MS, ALLOWED_LATENESS_MS),
        ("late_past_the_border", ALLOWED_LATENESS_MS + 1, ALLOWED_LATENESS_MS + 1),
        ("overtaken", 20_000, 100_000),
        ("clock_fast", -CLOCK_TOLERANCE_MS + 1, -1),
        ("clock_at_the_border", -CLOCK_TOLERANCE_MS, -CLOCK_TOLERANCE_MS),
        ("clock_past_the_border", -CLOCK_TOLERANCE_MS - 1, -CLOCK_TOLERANCE_MS - 1),
        ("announced_later", 40 * 60_000, 30 * 3_600_000),
    ],
)
def test_a_delay_is_as_its_fault_says(fault, least, most):
    found = delays(fault)
    assert least <= min(found) <= max(found) <= most


@pytest.mark.parametrize(
    ("fault", "least", "most"),
    [("repeated_soon", 1, 40), ("repeated_later", 600, 5 * 3_600), ("repeated_after_days", 86_400, 3 * 86_400)],
)
def test_a_repeat_is_the_same_bytes_later(fault, least, most):
    lines = ledger_lines(simulate(**SHOP, faults={fault: 50_000})).filter(pl.col("fault") == fault)
    pairs = lines.sort("sequence").group_by("event_id", maintain_order=True).agg("received_at", "body", "disposition")
    for received, bodies, dispositions in pairs.select("received_at", "body", "disposition").rows():
        assert bodies[0] == bodies[1]
        assert dispositions == ["accepted", "duplicate"]
        assert least * 1_000 <= parse_at(received[1]) - parse_at(received[0]) <= most * 1_000


def test_a_burst_is_all_of_a_half_hour_again_within_half_a_minute():
    lines = ledger_lines(simulate(**SHOP, faults={BURSTS: 1}))
    again = lines.filter(disposition="duplicate")
    first, last = parse_at(again["received_at"].min()), parse_at(again["received_at"].max())
    end = first - first % 1_800_000
    assert last - end < 30_000
    received = lines["received_at"].map_elements(parse_at, pl.Int64)
    before = lines.filter((received >= end - 1_800_000) & (received < end))
    assert again["event_id"].to_list() == before["event_id"].to_list() != []
    assert lines.height == simulate(**SHOP, faults="none").lines.height + again.height


def test_a_burst_repeats_what_was_refused_but_no_clock_that_is_ahead():
    """A minute later the clock would no longer be ahead, and the line would have to be accepted."""
    summary = simulate(**SHOP, faults={BURSTS: 20, "clock_ahead": 300_000, "not_json": 300_000}).ledger.summary
    assert summary["lines_by_reason"]["clock_ahead"] == summary["events_by_fault"]["clock_ahead"]
    assert summary["lines_by_reason"]["not_json"] > summary["events_by_fault"]["not_json"]


def test_a_silent_hour_ends_in_a_flood():
    before, after = (simulate(**SHOP, faults={SILENT_HOURS: hours}).lines["received_at"] for hours in (0, 1))
    moved = [at for at, count in after.str.slice(0, 13).value_counts().rows() if count > 0]
    (silent,) = set(before.str.slice(0, 13).unique()) - set(moved)
    minute = f"{silent[:11]}{int(silent[11:]) + 1:02d}:00"
    assert after.str.starts_with(minute).sum() > 5 * before.str.starts_with(minute).sum()


def test_an_event_that_is_never_announced_has_no_line():
    feed = simulate(**SHOP, faults={"never_announced": 100_000})
    lost = feed.ledger.summary["events_by_fault"]["never_announced"]
    assert feed.lines.height == feed.ledger.summary["events"] - lost
    unknown = pl.DataFrame(feed.ledger.measures).filter(measure="gross_cents_by_location", key="(unknown)")
    assert unknown["received"].item() > unknown["truth"].item()


def test_damaged_lines_may_come_twice_and_are_refused_twice():
    feed = simulate(**SHOP, faults={"not_json": 50_000, DAMAGED_TWICE: 1_000_000})
    assert feed.ledger.summary["lines_by_reason"]["not_json"] == 2 * feed.ledger.summary["events_by_fault"]["not_json"]


def test_everyday_reasons_are_all_there_and_the_rarest_still_counts():
    assert set(feed_of("everyday").ledger.summary["lines_by_reason"]) == set(map(str, Reason))


GOOD = {
    event_type: json.loads(next(body for body in feed_of("none").lines["body"] if f'"{event_type}"' in body)) for event_type in EVENT_TYPES
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_leaves_no_good_body_as_it_was(name):
    for event_type, fields in GOOD.items():
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        if name.endswith(("currency", "order")) and event_type != "order_placed":
            continue
        assert all(DAMAGES[name](body, how) != body for how in range(60))


def test_in_a_silent_hour_nothing_is_heard_also_no_repeat():
    feed = simulate(**SHOP, faults={SILENT_HOURS: 1, "repeated_soon": 60_000, "repeated_later": 60_000})
    heard = set(feed.lines["received_at"].str.slice(0, 13))
    busy = {f"2026-11-{day:02d}T{hour:02d}" for day in (2, 3, 4) for hour in range(12, 22)}
    assert len(busy - heard) == 1


@pytest.mark.parametrize("seed", range(3))
def test_of_the_lines_of_an_event_the_first_one_counts_whichever_was_sent_first(seed):
    """A repeat may overtake a line that silence has held back."""
    lines = ledger_lines(simulate(seed=seed, days=1, orders_per_day=300, faults={SILENT_HOURS: 8, BURSTS: 8, "repeated_soon": 300_000}))
    first = lines.sort("sequence").unique("event_id", keep="first", maintain_order=True)
    assert set(first["disposition"]) == {"accepted"}
