import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Release 0.1.0, as a stranger could install it. */
const EARLIER = 'c1f099e';

const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });

/** The release before as a commit, or null where this clone does not hold it: it was cloned without its history. */
export const earlierRelease = (): string | null => {
  const { status, stdout } = git('rev-parse', '--verify', '--quiet', `${EARLIER}^{commit}`);
  return status === 0 ? stdout.trim() : null;
};

const link = (from: string, to: string): void => {
  mkdirSync(path.dirname(to), { recursive: true });
  symlinkSync(from, to);
};

/** What is installed here, but with that release's own packages: nothing is fetched for a test. */
const linkTools = (folder: string): void => {
  const modules = path.join(ROOT, 'node_modules');
  for (const name of readdirSync(modules)) {
    if (name !== '@inprint') link(path.join(modules, name), path.join(folder, 'node_modules', name));
  }
  for (const name of readdirSync(path.join(folder, 'packages'))) {
    link(path.join(folder, 'packages', name), path.join(folder, 'node_modules/@inprint', name));
  }
};

/**
 * Packs a plugin of the release before, as it was published then: from its own sources, by its own `prepack`.
 * Kept in `.tmp`, as the commit never changes.
 *
 * @returns the archive
 */
export const packEarlier = (plugin: string, commit: string): string => {
  const kept = path.join(ROOT, '.tmp', `release-${commit.slice(0, 12)}`);
  const archive = path.join(kept, `${plugin}.tgz`);
  if (existsSync(archive)) return archive;
  mkdirSync(kept, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-release-'));
  try {
    execFileSync(
      'sh',
      ['-c', `git archive ${commit} package.json tsconfig.json packages plugins | tar -x -C "${folder}"`],
      {
        cwd: ROOT,
      }
    );
    linkTools(folder);
    const own = path.join(ROOT, 'plugins', plugin, 'node_modules');
    if (existsSync(own)) link(own, path.join(folder, 'plugins', plugin, 'node_modules'));
    const made = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: path.join(folder, 'plugins', plugin),
      encoding: 'utf8',
    });
    cpSync(path.join(folder, made.trim().split('\n').at(-1) ?? ''), archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return archive;
};
