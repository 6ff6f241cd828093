import { decodeText } from './charset';

const twice = (text: string): Buffer => Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8');

describe('text from a database', () => {
  it.each([
    ['plain letters', Buffer.from('Broschuere'), 'Broschuere', null],
    ['UTF-8', Buffer.from('Grüße – „SozPad“ für 3 €'), 'Grüße – „SozPad“ für 3 €', null],
    ['Latin-1 in a table called UTF-8', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'Grüße', 'latin1'],
    ['Windows-1252 quotes', Buffer.from([0x84, 0x53, 0x93, 0x20, 0x80]), '„S“ €', 'latin1'],
    ['UTF-8 encoded twice', twice('Grüße für Fachkräfte'), 'Grüße für Fachkräfte', 'double-encoded'],
    [
      'UTF-8 encoded twice by way of Windows-1252',
      Buffer.from('â€žSozPadâ€œ â€“ 3 â‚¬'),
      '„SozPad“ – 3 €',
      'double-encoded',
    ],
    ['only some of it encoded twice', Buffer.from('FÃ¼r Grüße'), 'Für Grüße', 'double-encoded'],
    ['UTF-8 that was cut off', Buffer.from('Grüße für ü').subarray(0, 14), 'Grüße für \ufffd', 'broken'],
    ...['Ελληνικά νέα', 'Şimdi İstanbul', 'ş', 'Привіт світ', 'שלום', 'العربية', '東京', 'Łódź', 'ů'].map(
      (text) => [`${text}, encoded twice`, twice(text), text, 'double-encoded'] as const
    ),
    ['encoded twice with a letter lost', Buffer.from('æ\uFFFD±äº¬'), 'æ\uFFFD±äº¬', 'half-encoded'],
  ] as const)('is read: %s', (_name, bytes, text, mend) => expect(decodeText(bytes)).toEqual({ text, mend }));

  it.each([
    'der Buchstabe „Ä“',
    '«CAFÉ»',
    'São Paulo, NÃO',
    'Âge d’or',
    'Ångström…',
    '“Ñ”',
    'ÄÖÜ',
    'Ä…',
    'SÅ',
    'Ð und Þ',
    '�',
    'Großé',
  ])('is left alone where it is right: %s', (text) =>
    expect(decodeText(Buffer.from(text))).toEqual({ text, mend: null })
  );
});
