"""A server on loopback that answers with event streams, for tabletop-bench.

    python3 stream.py BYTES          every request is answered with a reply of about so many bytes
    python3 stream.py --hold COUNT   no stream ends before COUNT have begun; then the next COUNT

The first line it prints is its port.
"""

import asyncio
import sys

HEAD = (b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
WORDS = "the primary is slow, replicas are fine and Redis evicts keys ".split(" ")


def event(text):
    return ('data: {"id":"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT","object":"chat.completion.chunk",'
            '"created":1741569952,"model":"gpt-5","service_tier":"default","system_fingerprint":null,'
            '"choices":[{"index":0,"delta":{"content":"' + text + '"},"finish_reason":null}],'
            '"usage":null,"obfuscation":"hKtg6aY2"}\n\n').encode()


def reply(size):
    parts, count = [], 0
    while count < size:
        parts.append(event(WORDS[len(parts) % len(WORDS)] + " "))
        count += len(parts[-1])
    parts.append(b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
    return b"".join(parts)


async def read_request(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))


async def main():
    waiting, begun = asyncio.Event(), 0
    hold = int(sys.argv[2]) if sys.argv[1] == "--hold" else 0
    body = b"" if hold else reply(int(sys.argv[1]))

    async def serve(reader, writer):
        nonlocal waiting, begun
        try:
            await read_request(reader)
            writer.write(HEAD)
            if hold:
                writer.write(event("begun "))
                begun += 1
                mine = waiting
                if begun % hold == 0:
                    waiting = asyncio.Event()
                    mine.set()
                await mine.wait()
                for _ in range(3):
                    writer.write(event("on "))
                    await writer.drain()
            else:
                writer.write(body)
            await writer.drain()
            writer.close()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
