/** The floor: plain Node sends the same bytes, and does nothing else. Its parent says which. */
import http from 'node:http';

let body = Buffer.alloc(0);
const server = http.createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
});
process.on('message', (text) => {
  body = Buffer.from(text);
  process.send({ done: true });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send({ ready: `http://127.0.0.1:${server.address().port}` }));
