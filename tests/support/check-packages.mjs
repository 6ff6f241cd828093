/**
 * Checks archives of packages as npm would publish them: publint on what package.json says, “Are the types wrong?” on whether types
 * resolve. In a process of its own: both come as ES modules.
 *
 * Prints, as JSON, a list of problems by archive. Usage: node check-packages.mjs ARCHIVE…
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What has no types on purpose: Strapi loads it by its name, nobody imports it. */
const LOADED_BY_STRAPI = new Set(['./strapi-server', './strapi-admin', './mailbox']);

/** Resolution without `exports`, as of Node 10: packages here are for Node 20 and later, and bundlers of today. */
const SUPPORTED = new Set(['node16', 'bundler']);

const kindsOf = (problem) => ('resolutionKind' in problem ? [problem.resolutionKind] : []);

const typeProblems = async (data, exported) => {
  const entrypoints = exported.filter((name) => !LOADED_BY_STRAPI.has(name) && !name.endsWith('.json'));
  if (entrypoints.length === 0) return [];
  const { types, problems = [] } = await checkPackage(createPackageFromTarballData(data), { entrypoints });
  if (!types) return ['has entry points and no types'];
  return problems
    .filter((problem) => kindsOf(problem).every((kind) => SUPPORTED.has(kind.replace(/-.*/, ''))))
    .map((problem) =>
      `${problem.kind} ${problem.entrypoint ?? problem.fileName ?? ''} ${kindsOf(problem).join()}`.trim()
    );
};

const results = {};
for (const archive of process.argv.slice(2)) {
  const data = readFileSync(archive);
  const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  const lint = messages.map((message) => formatMessage(message, pkg, { color: false }));
  const types = await typeProblems(new Uint8Array(tarball), Object.keys(pkg.exports ?? {}));
  results[path.basename(archive)] = [...lint, ...types];
}
console.log(JSON.stringify(results));
