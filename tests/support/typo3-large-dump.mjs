/**
 * `node tests/support/typo3-large-dump.mjs FILE [RECORDS]`: a dump of an old portal with as many news records, in German with every
 * tenth in English as well, each with paragraphs, a list, old links and a mention of a material.
 */
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';

const { MAPPING, newsRow, newsTable, poolRows, portalDump } = createRequire(import.meta.url)('./typo3-dump.cjs');

const WORDS =
  'Jugendhilfe Medien Fachkraft Material Bildung Verein Projekt Eltern Schule Netz Beratung Tagung Grüße über für'.split(
    ' '
  );
const sentence = (seed, length) =>
  Array.from({ length }, (_, index) => WORDS[(seed * 7 + index * 3 + ((seed * index) % 5)) % WORDS.length]).join(' ');

/** One publication for so many news. */
const materialsFor = (records) => Math.ceil(records / 50);

const bodyOf = (number, records) =>
  [
    `${sentence(number, 40)}.`,
    `Mehr dazu: <link http://www.alt.example.org/materialien/heft-${1 + (number % materialsFor(records))} _blank - "Öffnet ein Fenster">das Heft</link>. ${sentence(number + 1, 60)}.`,
    `<ul><li>${sentence(number + 2, 8)}</li><li><b>${sentence(number + 3, 5)}</b></li></ul>`,
    `${sentence(number + 4, 80)} <a href="t3://record?identifier=tx_news&amp;uid=${10_000 + ((number * 17) % (number + 1))}">wie berichtet</a>.`,
  ].join('\r\n');

/** The dump, piece by piece: rows of an INSERT as long as mysqldump's. */
function* largeDump(records) {
  // The small portal first, without its news: they come in a table of their own.
  yield portalDump().split('DROP TABLE IF EXISTS `tx_news_domain_model_news`')[0];
  yield poolRows(materialsFor(records));
  yield newsTable();
  for (let number = 0; number < records; number += 1) {
    const isEnglish = number % 10 === 9;
    const row = {
      ...{
        uid: 10_000 + number,
        pid: 12,
        title: `${sentence(number, 4)} ${number}`,
        teaser: sentence(number, 12),
        bodytext: bodyOf(number, records),
      },
      ...{ datetime: 1_000_000_000 + number * 3600, path_segment: `meldung-${number}` },
      ...(isEnglish ? { sys_language_uid: 1, l10n_parent: 10_000 + number - 1 } : {}),
    };
    const isFirst = number % 500 === 0;
    const isLast = number % 500 === 499 || number === records - 1;
    yield `${isFirst ? 'INSERT INTO `tx_news_domain_model_news` VALUES ' : ','}${newsRow(row)}${isLast ? ';\n' : ''}`;
  }
  yield '-- Dump completed\n';
}

export { MAPPING };

export const writeLargeDump = (file, records) => pipeline(Readable.from(largeDump(records)), createWriteStream(file));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , file, records = '50000'] = process.argv;
  if (!file) throw new Error('Name the file to write: node tests/support/typo3-large-dump.mjs FILE [RECORDS]');
  await writeLargeDump(file, Number(records));
}
