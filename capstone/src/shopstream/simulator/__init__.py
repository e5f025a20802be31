"""The shop: a true history from a seed, what becomes of it on the way, and the ledger that knows both."""

from shopstream.simulator.faults import PROFILES
from shopstream.simulator.feed import Feed, check, simulate
from shopstream.simulator.replay import replay
from shopstream.simulator.write import write_feed, write_ledger

__all__ = ["PROFILES", "Feed", "check", "replay", "simulate", "write_feed", "write_ledger"]
