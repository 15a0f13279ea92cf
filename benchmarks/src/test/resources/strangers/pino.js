// pino over node's own datagrams: pino.js PORT COUNT EACH_SECOND, from the time in BEGIN
// on, with pino in NODE_PATH.
const pino = require('pino');
const socket = require('dgram').createSocket('udp4');
const [port, count, rate] = process.argv.slice(2).map(Number);
let open = 0;
const stream = { write(line) { open++; socket.send(line, port, '127.0.0.1', () => { open--; }); } };
const log = pino({ name: 'pino', level: 'trace' }, stream);
const wait = Math.max(0, process.env.BEGIN - Date.now());
const start = process.hrtime.bigint() + BigInt(wait) * 1000000n;
let i = 0;
const timer = setInterval(() => {
  const due = Math.min(count, Number(process.hrtime.bigint() - start) / 1e9 * rate + 1);
  for (; i < due; i++) {
    const fields = { order: 'o-' + i };
    if (i % 50 === 49) fields.err = new TypeError('outer ' + i);
    log[['debug', 'info', 'warn', 'error'][i % 4]](fields, `pino ${i} größer 漢字 🚀`);
  }
  if (i >= count && open === 0) { clearInterval(timer); socket.close(); }
}, 10);
