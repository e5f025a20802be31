"""Three questions on late data: the form in which questions are written, and what the tests of the machine run on."""

import sqlite3
from collections import namedtuple
from random import Random

from shopstream.lessons import PythonQuestion

WIDTH = 10  # minutes; all times here are whole minutes after opening
Order = namedtuple("Order", "order_id event_at arrived_at")

BY_HAND = [  # in order of arrival; the delay is 5
    Order(1, 2, 2),
    Order(2, 9, 9),
    Order(3, 14, 14),  # the line stands at 9
    Order(4, 8, 15),  # behind the line, yet its window ends at 10: it counts
    Order(5, 15, 16),  # the line reaches 10: window 0 is published, 6 minutes after its end
    Order(6, 7, 17),  # lost
    Order(7, 6, 18),  # lost, though the order before it was older than the line
    Order(8, 19, 40),  # the clock has run on, the line has not: it stands at 14
    Order(9, 17, 41),  # counts
    Order(10, 27, 42),  # the line reaches 22: window 10 is published, 22 minutes after its end
    Order(11, 3, 43),  # lost
]


def a_busy_day(seed):
    rng = Random(seed)
    happened = [(rng.randrange(240), rng.choice([0, 0, 0, 1, 2, 4, 9, 30])) for _ in range(160)]
    orders = [Order(n, event_at, event_at + late) for n, (event_at, late) in enumerate(happened)]
    return sorted(orders, key=lambda order: (order.arrived_at, order.order_id)), 5


lost_orders = PythonQuestion(
    """Which orders come too late?

    The watermark is the newest event time so far, minus `delay`. A window of ten minutes is published when the watermark reaches its
    end. Return the set of `order_id` that arrive for a published window. `orders` come in order of arrival.
    """,
    level="core",
    hints=(
        "Walk through the orders once. Which single number must you remember from order to order?",
        "For each order: find its window's end, compare it with the line as it stands, and only then move the line.",
    ),
)
lost_orders.data(shown=(BY_HAND, 5), unseen=a_busy_day)


@lost_orders.solution
def ask_the_window(orders, delay):
    line, lost = -delay, set()
    for order in orders:
        if order.event_at // WIDTH * WIDTH + WIDTH <= line:
            lost.add(order.order_id)
        line = max(line, order.event_at - delay)
    return lost


@lost_orders.also_right
def look_back_each_time(orders, delay):
    return {
        order.order_id
        for position, order in enumerate(orders)
        if position and order.event_at // WIDTH < (max(before.event_at for before in orders[:position]) - delay) // WIDTH
    }


@lost_orders.mistake(
    "You drop every order behind the watermark. The window decides, not the order: order 4 is behind the line, "
    "but its window is still open, so it counts."
)
def ask_the_order(orders, delay):
    line, lost = -delay, set()
    for order in orders:
        if order.event_at < line:
            lost.add(order.order_id)
        line = max(line, order.event_at - delay)
    return lost


@lost_orders.mistake(
    "Your line goes back when a late order comes. A watermark never moves back: keep the largest event time so far, not the last one."
)
def line_follows_the_last_order(orders, delay):
    line, lost = -delay, set()
    for order in orders:
        if order.event_at // WIDTH * WIDTH + WIDTH <= line:
            lost.add(order.order_id)
        line = order.event_at - delay
    return lost


@lost_orders.mistake(
    "Your line follows the clock on the wall. It must follow the newest event time: while nothing "
    "arrives, it stands still, and so order 9 still counts."
)
def line_follows_the_clock(orders, delay):
    line, lost = -delay, set()
    for order in orders:
        if order.event_at // WIDTH * WIDTH + WIDTH <= line:
            lost.add(order.order_id)
        line = max(line, order.arrived_at - delay)
    return lost


@lost_orders.mistake(
    "Your windows stay open one step too long. A window holds its start and not its end, so it is "
    "complete when the line *reaches* its end: <=, not <."
)
def close_after_the_end(orders, delay):
    line, lost = -delay, set()
    for order in orders:
        if order.event_at // WIDTH * WIDTH + WIDTH < line:
            lost.add(order.order_id)
        line = max(line, order.event_at - delay)
    return lost


waits = PythonQuestion(
    """How long does the reader wait?

    For each window that the watermark closes, return the minutes from the end of the window to its publication, as
    {start of window: minutes}. A window that is never closed is left out.
    """,
    level="core",
    hints=(
        "The line moves only when an order arrives. So every publication happens at the arrival of some order: which one?",
        "Keep the open windows in a set. When the line has moved, take out those whose end it has reached, and note arrived_at minus end.",
    ),
)
waits.data(shown=(BY_HAND, 5), unseen=a_busy_day)


@waits.solution
def close_as_the_line_moves(orders, delay):
    line, held, wait = -delay, set(), {}
    for order in orders:
        start = order.event_at // WIDTH * WIDTH
        if start + WIDTH > line:
            held.add(start)
        line = max(line, order.event_at - delay)
        for closed in [start for start in held if start + WIDTH <= line]:
            held.remove(closed)
            wait[closed] = order.arrived_at - (closed + WIDTH)
    return wait


@waits.also_right
def find_the_closing_order(orders, delay):
    in_time = [order for order in orders if order.order_id not in ask_the_window(orders, delay)]
    wait = {}
    for end in {order.event_at // WIDTH * WIDTH + WIDTH for order in in_time}:
        closing = next((order for order in orders if order.event_at - delay >= end), None)
        if closing:
            wait[end - WIDTH] = closing.arrived_at - end
    return wait


@waits.mistake(
    "You answer the delay for every window. That is the wait on a busy feed only: the line moves when an order comes, "
    "so after a quiet stretch the reader waits longer."
)
def the_delay_itself(orders, delay):
    return dict.fromkeys(close_as_the_line_moves(orders, delay), delay)


@waits.mistake("You measure from the start of the window. Nobody can know its total before its end: count from there, ten minutes less.")
def from_the_start(orders, delay):
    return {start: wait + WIDTH for start, wait in close_as_the_line_moves(orders, delay).items()}


@waits.mistake(
    "You take the time at which the closing order happened. The page hears of it when it arrives: use "
    "arrived_at for the reader, event_at for the line."
)
def when_the_closing_order_happened(orders, delay):
    ends = {start: start + WIDTH for start in close_as_the_line_moves(orders, delay)}
    return {start: next(order.event_at for order in orders if order.event_at - delay >= end) - end for start, end in ends.items()}


page = PythonQuestion(
    """What does the page show?

    `messages` are (window, version, cents): the window's whole total, with a higher version for each correction. They may come twice
    and out of order; a cancelled order makes a later total smaller. Return {window: cents} as the page should show it at the end.
    """,
    level="stretch",
    hints=(
        "Which message of a window is the newest: the last to arrive, the largest, or another one?",
        "Remember version and cents for each window, and replace them only when a higher version comes. You know this as keep_latest.",
    ),
)
MESSAGES = [
    (0, 1, 900),
    (10, 1, 500),
    (20, 1, 400),
    (0, 3, 700),  # a cancellation: the newest total is not the largest
    (0, 2, 1_200),  # overtaken on the way: the last to arrive is not the newest
    (10, 1, 500),  # the same message again
    (20, 2, 300),
]


def a_busy_page(seed):
    rng = Random(seed)
    messages = [(start, version, rng.randrange(100, 2_000)) for start in range(0, 240, WIDTH) for version in range(1, rng.randrange(2, 6))]
    messages += rng.sample(messages, 20)
    rng.shuffle(messages)
    return (messages,)


page.data(shown=(MESSAGES,), unseen=a_busy_page)


@page.solution
def highest_version_wins(messages):
    newest = {}
    for window, version, cents in messages:
        newest[window] = max(newest.get(window, (0, 0)), (version, cents))
    return {window: cents for window, (_, cents) in newest.items()}


@page.also_right
def sort_then_replace(messages):
    return {window: cents for window, _, cents in sorted(messages)}


@page.also_right
def upsert_with_a_guard(messages):
    database = sqlite3.connect(":memory:")
    database.execute("create table page (window integer primary key, version integer, cents integer)")
    database.executemany(
        """
        insert into page values (?, ?, ?)
        on conflict (window) do update set version = excluded.version, cents = excluded.cents where excluded.version > page.version
    """,
        messages,
    )
    return dict(database.execute("select window, cents from page"))


@page.mistake("You add the messages. Each holds the window's whole total, not a difference: the newest one replaces the others.")
def add_them(messages):
    shown = {}
    for window, _, cents in messages:
        shown[window] = shown.get(window, 0) + cents
    return shown


@page.mistake("Your page believes whichever message comes last. On the way one overtook another: compare versions before you replace.")
def last_to_arrive_wins(messages):
    return {window: cents for window, _, cents in messages}


@page.mistake("You keep the largest total. After a cancellation the right total is smaller: newest is a matter of version, not of amount.")
def largest_wins(messages):
    return {window: max(cents for other, _, cents in messages if other == window) for window, _, _ in messages}


@page.mistake("Your page keeps the first total it hears and ignores every correction. That protects it from repeats, and from the truth.")
def first_to_arrive_wins(messages):
    return {window: cents for window, _, cents in reversed(messages)}


QUESTIONS = {"lost_orders": lost_orders, "waits": waits, "page": page}
