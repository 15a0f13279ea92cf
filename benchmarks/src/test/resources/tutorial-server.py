"""The server of the tutorial that Loghail grew from: binds, selects, prints."""
import select
import socket
import sys

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("", int(sys.argv[1])))
print("ready", flush=True)
while True:
    readable, _, _ = select.select([server], [], [], 3)
    if not readable:
        print("no data.", flush=True)
        continue
    data, (host, port) = server.recvfrom(8192)
    print("host %s:%d, said: %s" % (host, port, data.decode("utf-8")), flush=True)
