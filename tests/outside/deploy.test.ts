/** What an operator copies from deploy/ is understood by the programs that it is for. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';

import { freePort } from '../support/free-port';

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

  it('hands requests on with the reader’s address and an id, and leaves tokens of orders out of its log', async () => {
    const asked: http.IncomingMessage[] = [];
    const upstream = http.createServer((request, response) => {
      asked.push(request);
      response.end('answered');
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const [plain, secure] = [await freePort(), await freePort()];
    const onLoopback = configuration()
      .replace(/^ *listen \[::\].*$/gm, '')
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${secure} ssl;`)
      .replace('127.0.0.1:1337', `127.0.0.1:${(upstream.address() as AddressInfo).port}`);
    expect(test(onLoopback)).toMatch(/test is successful/);
    const nginx: ChildProcess = spawn('nginx', ['-c', inFolder('nginx.conf'), '-g', 'daemon off;'], {
      stdio: 'ignore',
    });
    const ask = (address: string): Promise<http.IncomingMessage> =>
      new Promise((resolve, reject) => {
        const options = { headers: { host: 'www.example.org', 'x-forwarded-for': '10.9.8.7' }, agent: false };
        const answered = (answer: http.IncomingMessage): void =>
          void answer.resume().once('end', () => resolve(answer));
        const request = address.startsWith('https')
          ? https.get(address, { ...options, rejectUnauthorized: false }, answered)
          : http.get(address, options, answered);
        request.once('error', reject);
      });
    try {
      let redirect: http.IncomingMessage | undefined;
      while (!redirect) redirect = await ask(`http://127.0.0.1:${plain}/a?b=c`).catch(() => pause(20, undefined));
      expect([redirect.statusCode, redirect.headers.location]).toEqual([301, 'https://www.example.org/a?b=c']);
      const token = 'T'.repeat(43);
      for (const where of ['/api/materials', `/api/orders/${token}`]) {
        expect((await ask(`https://127.0.0.1:${secure}${where}`)).statusCode).toBe(200);
      }
      const [first] = asked;
      expect(first?.headers).toMatchObject({
        host: 'www.example.org',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'https',
        'x-request-id': expect.stringMatching(/^[\da-f]{32}$/),
      });
      const log = readFileSync(inFolder('inprint.log'), 'utf8');
      expect(log).toContain('GET /api/materials ');
      expect(log).not.toContain(token);
    } finally {
      const ended = new Promise((resolve) => nginx.once('exit', resolve));
      nginx.kill('SIGTERM');
      await ended;
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
    }
  });
});

describe('Dockerfile', () => {
  const own = readFileSync(path.join(DEPLOY, 'Dockerfile'), 'utf8');

  it('is without a fault, and one would be found', () => {
    expect(validate(own)).toEqual([]);
    expect(validate(own.replace('WORKDIR', 'WORKDIRECTORY'))).not.toEqual([]);
  });
});

describe('compose.yaml', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-compose-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const own = readFileSync(path.join(DEPLOY, 'compose.yaml'), 'utf8');
  /** By the schema of Compose, and by what people who write such files have agreed on. */
  const faultsOf = (text: string): string[] => {
    const file = path.join(folder, 'compose.yaml');
    writeFileSync(file, text);
    const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
    return linter.lintFiles([file], false).flatMap(({ messages }) => messages.map(({ message }) => message));
  };

  it('is without a fault, and one would be found', () => {
    expect(faultsOf(own)).toEqual([]);
    expect(faultsOf(own.replace('service_healthy', 'service_well'))).not.toEqual([]);
    expect(faultsOf(own.replace('restart:', 'restrat:'))).not.toEqual([]);
    expect(faultsOf(own.replace('127.0.0.1:1337:1337', '1337:1337'))).not.toEqual([]);
    expect(faultsOf(own.replace('postgres:17.6-bookworm', 'postgres'))).not.toEqual([]);
  });
});

const systemd = isThere('systemd-analyze') ? describe : describe.skip;

systemd('inprint.service', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-systemd-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (unit: string): string => {
    const file = path.join(folder, 'inprint.service');
    writeFileSync(file, unit.replaceAll('/usr/bin/node', process.execPath));
    return spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' }).stderr;
  };

  it('is understood by systemd, and a wrong word would be found', () => {
    const own = readFileSync(path.join(DEPLOY, 'inprint.service'), 'utf8');
    expect(verify(own)).not.toMatch(/inprint\.service/);
    expect(verify(own.replace('ProtectHome', 'ProtectHouse'))).toMatch(/inprint\.service.*ProtectHouse/);
  });
});
