import { paragraph } from '../blocks.mjs';

/** Announced on paper by nobody: no stock status, no file. Nothing is orderable by accident. */
export default {
  key: 'merkblatt-aufsicht',
  topics: ['protection'],
  pattern: 'shield',
  publishers: ['schutz'],
  locales: {
    de: {
      title: 'Merkblatt Aufsichtspflicht',
      subtitle: 'Das Wichtigste auf zwei Seiten',
      abstract: 'Wer schaut wann auf wen? Das Merkblatt wird zurzeit rechtlich geprüft.',
      pages: 2,
      description: [
        paragraph('Sobald die Prüfung abgeschlossen ist, steht das Merkblatt hier zum Herunterladen bereit.'),
      ],
    },
    en: {
      title: 'Factsheet: Duty of Supervision',
      subtitle: 'The essentials on two pages',
      abstract: 'Who watches over whom, and when? The factsheet is under legal review.',
      pages: 2,
      description: [paragraph('As soon as the review is done, the factsheet can be downloaded here.')],
    },
  },
  stock: [],
  expected: { de: { type: 'none', availability: null }, en: { type: 'none', availability: null } },
};
