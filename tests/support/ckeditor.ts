import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { QUIET_NPM } from './quiet-npm';

/** CKEditor's own plugin for Strapi, and the editor that it loads from CKEditor's servers. */
const PLUGIN = '@ckeditor/strapi-plugin-ckeditor@1.1.2';
const EDITOR = 'ckeditor5@47.5.0';

const installIn = (folder: string, name: string): void => {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', ...QUIET_NPM, name], { cwd: folder, stdio: 'pipe' });
};

let installed: string | null = null;

/** Installs CKEditor's plugin from the registry into an application, beside what is linked there; the registry is asked once. */
export const installCkeditor = (application: string): void => {
  if (installed === null) {
    const folder = mkdtempSync(path.join(tmpdir(), 'inprint-ckeditor-'));
    installIn(folder, PLUGIN);
    installed = path.join(folder, 'node_modules');
  }
  cpSync(installed, path.join(application, 'node_modules'), { recursive: true });
};

/** Its name, for an application that finds it by itself. */
export const CKEDITOR_PACKAGE = PLUGIN.replace(/@[^@]+$/, '');

/** What stands in `config/plugins.js` of one that does not. */
export const CKEDITOR = { enabled: true, resolve: `./node_modules/${CKEDITOR_PACKAGE}` };

/** An attribute that is written with it. */
export const ckeditorField = (options: object = {}): object => ({
  type: 'customField',
  customField: 'plugin::ckeditor.CKEditor',
  options: { preset: 'light', licenseKey: 'GPL', output: 'HTML', ...options },
});

/** The editor from the registry, for pages that ask CKEditor's servers for it. */
export const fetchEditor = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-ckeditor-'));
  installIn(folder, EDITOR);
  const files = path.join(folder, 'node_modules/ckeditor5/dist/browser');
  return {
    serveTo: async (page: Page): Promise<void> => {
      await page.route('https://cdn.ckeditor.com/**', (route) => {
        const name = path.basename(new URL(route.request().url()).pathname);
        const contentType = name.endsWith('.css') ? 'text/css' : 'text/javascript';
        return route.fulfill({
          contentType,
          headers: { 'access-control-allow-origin': '*' },
          body: readFileSync(path.join(files, name), 'utf8'),
        });
      });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
