/**
 * The floor: plain Node, or the smallest Koa app (`koa` on the command line), sends the same bytes and does nothing else. Its parent says
 * which bytes, and asks for its memory.
 */
import http from 'node:http';

import Koa from 'koa';

let body = Buffer.alloc(0);
const TYPE = 'application/json; charset=utf-8';

const plain = (request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': TYPE, 'content-length': body.length });
  response.end(body);
};

const koa = () => {
  const app = new Koa();
  app.use((ctx) => {
    ctx.req.resume();
    ctx.type = TYPE;
    ctx.body = body;
  });
  return app.callback();
};

const server = http.createServer(process.argv[2] === 'koa' ? koa() : plain);
process.on('message', ({ text, memory }) => {
  if (text !== undefined) body = Buffer.from(text);
  process.send(memory ? { memory: process.memoryUsage().rss } : { done: true });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send({ ready: `http://127.0.0.1:${server.address().port}` }));
