"""The two memories keep the same promises."""
import asyncio
import subprocess
import time

import pytest

from live import free_port, system_program
from server.memory import ProcessMemory
from server.redis_memory import RedisMemory

LIVE, ENDED = 0.3, 0.6  # seconds


@pytest.fixture(scope="module")
def redis_url():
    port = free_port()
    command = [system_program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(1)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait()


@pytest.fixture(params=["process", "redis"])
def memory(request):
    if request.param == "process":
        return lambda: ProcessMemory(LIVE, ENDED)
    url = request.getfixturevalue("redis_url")
    return lambda: RedisMemory(url, LIVE, ENDED)


def run(memory, story):
    async def go():
        made = memory()
        try:
            return await story(made)
        finally:
            if isinstance(made, RedisMemory):
                await made._redis.flushall()
                await made._redis.close()

    return asyncio.run(go())


def test_what_is_written_is_read_until_it_expires(memory):
    async def story(m):
        await m.write("a", '{"age": "majeur"}')
        kept = await m.read("a"), await m.conversations()
        await asyncio.sleep(LIVE + 0.1)
        return kept, await m.read("a"), await m.conversations()

    assert run(memory, story) == (('{"age": "majeur"}', ("a",)), None, ())


def test_an_expired_id_is_recognised_for_a_time(memory):
    async def story(m):
        await m.write("a", "{}")
        before = await m.has_ended("a")
        await asyncio.sleep(LIVE + 0.1)
        then = await m.has_ended("a")
        await asyncio.sleep(ENDED + 0.1)
        return before, then, await m.has_ended("a")

    assert run(memory, story) == (False, True, False)


def test_an_id_that_writes_again_is_no_longer_ended(memory):
    async def story(m):
        await m.write("a", "{}")
        await asyncio.sleep(LIVE + 0.1)
        await m.write("a", "{}")
        return await m.has_ended("a"), await m.read("a")

    assert run(memory, story) == (False, "{}")


def test_erasing_leaves_neither_record_nor_mark(memory):
    async def story(m):
        await m.write("a", "{}")
        await m.erase("a")
        await m.erase("unknown")
        gone = await m.read("a")
        await asyncio.sleep(LIVE + 0.1)
        return gone, await m.has_ended("a")

    assert run(memory, story) == (None, False)


def test_the_marks_of_ended_conversations_are_bounded_and_unreadable():
    now = [0.0]
    memory = ProcessMemory(1, 1e9, clock=lambda: now[0])

    async def story():
        for number in range(10_200):
            now[0] += 0.001
            await memory.write(f"+336{number}", "{}")
        now[0] += 10
        await memory.purge()
        return await memory.has_ended("+33610199"), await memory.has_ended("+3360")

    assert asyncio.run(story()) == (True, False)
    assert len(memory._ended) == 10_000
    assert "+336" not in repr(memory._ended)
