/**
 * An e-mail provider for trying things out: each mail becomes a text file in a folder, and none leaves the machine.
 * In `config/plugins.ts`: `email: { config: { provider: '@inprint/strapi-plugin-ordering/mailbox', providerOptions: { folder } } }`.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

interface Mail {
  readonly to: string;
  readonly from?: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const FOLDER = '.tmp/mailbox';

const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');

export const init = (options: { folder?: string; isMeant?: boolean } = {}, settings: { defaultFrom?: string } = {}) => {
  if (process.env.NODE_ENV === 'production' && !options.isMeant) {
    strapi.log.warn(
      `Mails become files in ${options.folder ?? FOLDER}: none reaches a reader. Name a provider that sends them (EMAIL_PROVIDER).`
    );
  }
  return {
    async send({ to, from, subject, text = '', headers = {} }: Mail): Promise<void> {
      const folder = path.resolve(options.folder ?? FOLDER);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const at = new Date().toISOString();
      const head = {
        From: from ?? settings.defaultFrom ?? 'inprint@example.org',
        To: to,
        Subject: subject,
        Date: at,
        ...headers,
      };
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${oneLine(value)}`);
      const file = path.join(folder, `${at.replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}.txt`);
      await writeFile(file, `${lines.join('\n')}\n\n${text}\n`, { mode: 0o600 });
    },
  };
};
