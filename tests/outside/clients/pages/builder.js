// A site that is built ahead of time: each page is a file, made anew when the portal's webhook names it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

import { renderAction } from '@inprint/client/render';
import { isActionChanged, isPageChanged, verifyWebhook } from '@inprint/client/webhook';

const { PORTAL, SITE, SECRET } = process.env;

const fileOf = (address) => path.join(SITE, `${address}.html`);

const read = async (address) => {
  const answer = await fetch(`${PORTAL}/api/${address}`);
  return answer.ok ? (await answer.json()).data : null;
};

/** Where each page stands, so that a change of a button finds the pages that show it. */
const pages = new Map();

const build = async ({ contentType, documentId, locale, path: address, oldPath }) => {
  const key = `${contentType}:${documentId}:${locale}`;
  if (oldPath && oldPath !== address) rmSync(fileOf(oldPath), { force: true });
  if (!address) return void pages.delete(key);
  const [type, more] =
    contentType === 'api::material.material' ? ['materials', ''] : ['news-articles', '&populate[materials]=true'];
  const entry = await read(`${type}/${documentId}?locale=${locale}${more}`);
  if (!entry) return undefined; // gone meanwhile: the next message says so
  const buttons = (entry.action ? [entry] : (entry.materials ?? [])).map(({ action }) => renderAction(action));
  mkdirSync(path.dirname(fileOf(address)), { recursive: true });
  writeFileSync(fileOf(address), `<h1>${entry.title}</h1>${buttons.join('')}`);
  return pages.set(key, { contentType, documentId, locale, path: address });
};

const showing = ({ material, newsArticles, locales }) => {
  const shown = [
    ...locales.map((locale) => `api::material.material:${material}:${locale}`),
    ...newsArticles.map(({ documentId, locale }) => `api::news-article.news-article:${documentId}:${locale}`),
  ];
  return shown.flatMap((key) => pages.get(key) ?? []);
};

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  let event;
  try {
    event = verifyWebhook(Buffer.concat(chunks).toString(), request.headers, SECRET);
  } catch {
    return response.writeHead(401).end();
  }
  const concerned = isPageChanged(event) ? event.pages : isActionChanged(event) ? showing(event) : [];
  for (const page of concerned) await build(page);
  return response.writeHead(204).end();
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
