import asyncio

import pytest

from api.budgets import Budgets
from api.errors import TooManyRequests
from kg.sparql.errors import PoolBusy, QueryCancelled, QuerySyntax


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def budgets(clock):
    return Budgets(seconds_per_minute=30, errors_per_minute=3, at_once=1, clock=clock)


async def use(budgets, clock, asker, seconds=0.0, error=None):
    async with budgets.turn(asker, 10):
        clock.now += seconds
        if error:
            raise error


def test_whoever_has_used_up_the_time_waits_until_some_is_there_again(budgets, clock):
    asyncio.run(use(budgets, clock, "ada", seconds=100))

    with pytest.raises(TooManyRequests) as caught:
        asyncio.run(use(budgets, clock, "ada"))
    clock.now += caught.value.extra["retry_after_seconds"] + 1

    asyncio.run(use(budgets, clock, "ada"))


def test_others_are_not_told_to_wait(budgets, clock):
    asyncio.run(use(budgets, clock, "ada", seconds=100))

    asyncio.run(use(budgets, clock, "bob"))


def test_whoever_fails_too_often_waits(budgets, clock):
    for _ in range(3):
        with pytest.raises(QuerySyntax):
            asyncio.run(use(budgets, clock, "ada", error=QuerySyntax("no query")))

    with pytest.raises(TooManyRequests, match="failed queries"):
        asyncio.run(use(budgets, clock, "ada"))
    clock.now += 25
    asyncio.run(use(budgets, clock, "ada"))


def test_a_cancelled_query_is_no_failure(budgets, clock):
    for _ in range(5):
        with pytest.raises(QueryCancelled):
            asyncio.run(use(budgets, clock, "ada", error=QueryCancelled("cancelled")))

    asyncio.run(use(budgets, clock, "ada"))


def test_one_asker_runs_no_more_at_once_than_allowed(budgets):
    inside, most = 0, 0

    async def one():
        nonlocal inside, most
        async with budgets.turn("ada", 10):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    async def many():
        await asyncio.gather(*(one() for _ in range(8)))

    asyncio.run(many())

    assert most == 1


def test_whoever_waits_for_its_own_queries_too_long_is_told(budgets):
    async def second_while_first_runs():
        async with budgets.turn("ada", 10), budgets.turn("ada", 0.05):
            pytest.fail("let in")

    with pytest.raises(PoolBusy):
        asyncio.run(second_while_first_runs())
