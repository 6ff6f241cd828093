import { formatOf } from './format';

describe('the format of an attribute', () => {
  const html = ['plugin::ckeditor.CKEditor'];
  it.each([
    [{ type: 'blocks' }, 'blocks'],
    [{ type: 'richtext' }, 'markdown'],
    [{ type: 'richtext', customField: 'plugin::ckeditor.CKEditor' }, 'html'],
    [{ type: 'text', customField: 'plugin::ckeditor.CKEditor' }, 'html'],
    [{ type: 'richtext', customField: 'plugin::ckeditor.CKEditor', options: { output: 'HTML' } }, 'html'],
    [{ type: 'richtext', customField: 'plugin::ckeditor.CKEditor', options: { output: 'Markdown' } }, 'markdown'],
    [{ type: 'richtext', customField: 'plugin::other.field' }, null],
    [{ type: 'json', customField: 'plugin::ckeditor.CKEditor' }, null],
    [{ type: 'string' }, null],
    [{ type: 'text' }, null],
  ] as const)('of %j is %s', (attribute, format) => expect(formatOf(attribute, html)).toBe(format));
});
