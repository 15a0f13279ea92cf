"""Python's own handlers: clients.py CLIENT PORT COUNT EACH_SECOND, from the time in BEGIN on."""
import logging
import logging.handlers
import os
import sys
import time

client, port, count, rate = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
if client == "python-syslog":
    handler = logging.handlers.SysLogHandler(("127.0.0.1", port), logging.handlers.SysLogHandler.LOG_USER)
    handler.ident = client + ": "
else:
    from pythonjsonlogger import jsonlogger

    class JsonHandler(logging.handlers.DatagramHandler):
        """As everybody writes it: in place of a pickle, what the formatter makes."""

        def makePickle(self, record):
            return self.format(record).encode("utf-8")

    handler = JsonHandler("127.0.0.1", port)
    handler.setFormatter(jsonlogger.JsonFormatter("%(asctime)s %(levelname)s %(name)s %(threadName)s %(message)s"))
log = logging.getLogger("com.acme.shop")
log.setLevel(logging.DEBUG)
log.addHandler(handler)
time.sleep(max(0, float(os.environ["BEGIN"]) / 1000 - time.time()))
start = time.monotonic()
for i in range(count):
    time.sleep(max(0, start + i / rate - time.monotonic()))
    level = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR)[i % 4]
    message = "%s %d größer 漢字 🚀" % (client, i)
    extra = {} if client == "python-syslog" else {"service": client, "order": "o-%d" % i}
    if i % 50 == 49:
        try:
            raise ValueError("outer %d" % i)
        except ValueError:
            log.log(level, message, exc_info=True, extra=extra)
    else:
        log.log(level, message, extra=extra)
