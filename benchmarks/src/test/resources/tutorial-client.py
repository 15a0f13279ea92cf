"""The client of the tutorial that Loghail grew from: prompts, sends each line, ends on a word."""
import socket
import sys

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
    line = input(">>> ")
    if line in ("q", "quit", "exit"):
        break
    client.sendto(line.encode("utf-8"), ("localhost", int(sys.argv[1])))
