/** What an operator copies from deploy/ is understood by the programs that it is for. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DEPLOY = path.resolve(__dirname, '../../deploy');

const isThere = (program: string): boolean => spawnSync(program, ['version']).error === undefined;
const missing = ['nginx', 'openssl'].filter((program) => !isThere(program));
const where = missing.length === 0 ? describe : describe.skip;

where(`nginx.conf${missing.length > 0 ? ` (not installed: ${missing.join(', ')})` : ''}`, () => {
  let folder = '';
  const inFolder = (name: string): string => path.join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'inprint-nginx-'));
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=www.example.org'].concat(
        ['-keyout', inFolder('privkey.pem')],
        ['-out', inFolder('fullchain.pem')]
      ),
      { stdio: 'ignore' }
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const test = (configuration: string): string => {
    writeFileSync(inFolder('inprint.conf'), configuration);
    writeFileSync(
      inFolder('nginx.conf'),
      `pid ${inFolder('pid')};\nerror_log stderr;\nevents {}\nhttp { include ${inFolder('inprint.conf')}; }\n`
    );
    return spawnSync('nginx', ['-t', '-c', inFolder('nginx.conf')], { encoding: 'utf8' }).stderr;
  };

  const own = readFileSync(path.join(DEPLOY, 'nginx.conf'), 'utf8');
  const configuration = (): string =>
    own.replaceAll('/etc/ssl/example.org', folder).replaceAll('/var/log/nginx', folder);

  it('is taken by nginx', () => {
    expect(test(configuration())).toMatch(/test is successful/);
  });

  it('would be refused with a wrong word in it', () => {
    expect(test(configuration().replace('proxy_read_timeout', 'proxy_reed_timeout'))).toMatch(/unknown directive/);
  });

  it('passes on the reader’s own address, and nothing that the reader wrote', () => {
    expect(own).toMatch(/X-Forwarded-For +\$remote_addr;/);
  });
});
