/** Old syntax on purpose: see demo.mjs. */
import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';

const engines = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines;

/** @param {string} version */
const parts = (version) =>
  version
    .replace(/^[^\d]*/, '')
    .split('.')
    .map(Number);

/** @param {string} version @param {string} least */
const isAtLeast = (version, least) => {
  const [have, want] = [parts(version), parts(least)];
  const at = want.findIndex((number, index) => have[index] !== number);
  return at === -1 || have[at] > want[at];
};

/** @param {string} range as package.json has it: `>=20.19.0 <=24.x.x` or `>=10.0.0` */
const limits = (range) => {
  const least = />=\s*([\d.]+)/.exec(range);
  const most = /<=\s*(\d+)/.exec(range);
  return { least: least ? least[1] : '0.0.0', most: most ? Number(most[1]) : Infinity };
};

const npmVersion = () => {
  const agent = /npm\/([\d.]+)/.exec(process.env.npm_config_user_agent || '');
  if (agent) return agent[1];
  try {
    return execFileSync('npm', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).trim();
  } catch {
    return null;
  }
};

/** @param {string} name @param {string | null} version @param {string} range */
const fits = (name, version, range) => {
  const { least, most } = limits(range);
  if (version !== null && isAtLeast(version, least) && parts(version)[0] <= most) return true;
  const wanted = `${name} ${least} or newer${most === Infinity ? '' : `, up to ${most}`}`;
  const found = version === null ? 'it was not found' : `this is ${version}`;
  console.error(
    `Inprint needs ${wanted}; ${found}. ${name === 'Node' ? 'See https://nodejs.org/' : 'Try: npm install -g npm'}`
  );
  return false;
};

/** Are Node and npm of a version that package.json allows? Says what to do if not. */
export const requireVersions = () =>
  fits('Node', process.version, engines.node) && fits('npm', npmVersion(), engines.npm);
