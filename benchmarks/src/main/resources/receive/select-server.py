"""A select loop as the tutorials have it: binds, selects, prints. Flushes when nothing waits; unpacks what is compressed."""
import select
import socket
import sys
import zlib

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", int(sys.argv[1])))
while True:
    readable, _, _ = select.select([server], [], [], 0.02)
    if not readable:
        sys.stdout.flush()
        continue
    data, (host, port) = server.recvfrom(8192)
    if data[:1] == b"\x1f":
        data = zlib.decompress(data, 31)
    print("host %s:%d, said: %s" % (host, port, data.decode("utf-8")))
