import { transferNotice } from './transfer-notice';

describe('a command that moves content', () => {
  it.each(['export', 'import', 'transfer'])(
    '“strapi %s” says that orders, ledger and waiting list stay behind',
    (command) => {
      const notice = transferNotice(['/usr/bin/node', '/srv/site/node_modules/.bin/strapi', command, '--file', 'x']);
      expect(notice).toMatch(/^Orders, the stock ledger, the waiting list and button texts are (NOT|not) /);
      expect(transferNotice(['node', '/srv/node_modules/@strapi/strapi/bin/strapi.js', command])).toBe(notice);
    }
  );

  it('is no other one', () => {
    expect(transferNotice(['node', '/srv/node_modules/.bin/strapi', 'start'])).toBeNull();
    expect(transferNotice(['node', '/srv/scripts/export.js', 'export'])).toBeNull();
    expect(transferNotice(['node'])).toBeNull();
  });
});
