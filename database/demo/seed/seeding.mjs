import { loadContent } from '../content/index.mjs';
import { createMediaLibrary } from './media.mjs';
import { makePdf } from './pdf.mjs';
import { drawCover, drawNewsPicture } from './pictures.mjs';
import { createRecord } from './record.mjs';

/** @typedef {import('@strapi/strapi').Core.Strapi} Strapi */

const MATERIAL = 'api::material.material';
const NEWS = 'api::news-article.news-article';
const TOPIC = 'api::topic.topic';
const STOCK = 'api::stock-status.stock-status';

const DAY = 24 * 60 * 60 * 1000;

/** A day so many days from now, as YYYY-MM-DD: the demo never looks old. @param {number} days */
const dayFromNow = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Puts documentIds where the content files name keys. A link's stored address is the material's; readers get the present one. */
const withDocumentIds = (value, idOf) => {
  if (Array.isArray(value)) return value.map((inner) => withDocumentIds(inner, idOf));
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withDocumentIds(each, idOf)]));
  if (typeof value.material?.key !== 'string') return inner;
  const documentId = idOf(value.material.key);
  return { ...inner, material: { documentId }, ...(value.type === 'link' ? { url: `/materials/${documentId}` } : {}) };
};

/**
 * Makes one document in all its languages.
 *
 * @param {Strapi} strapi @param {string} uid
 * @param {readonly (readonly [string, object])[]} versions locale and data, the first one creates
 * @param {object} [params] such as `{ status: 'published' }`
 */
const createInAllLocales = async (strapi, uid, versions, params = {}) => {
  const documents = strapi.documents(uid);
  /** @type {string | undefined} */
  let documentId;
  for (const [locale, data] of versions) {
    if (documentId === undefined) ({ documentId } = await documents.create({ ...params, locale, data }));
    else await documents.update({ ...params, documentId, locale, data });
  }
  return /** @type {string} */ (documentId);
};

const createSeeding = async (strapi, signal) => {
  const content = await loadContent();
  const record = await createRecord(strapi);
  const media = createMediaLibrary(strapi);
  const materials = new Map(content.materials.map((material) => [material.key, material]));
  const coloursOf = ({ topics }) => content.topics.find(({ key }) => key === topics[0]).colours;
  const topicIds = ({ topics }) => topics.map((key) => record.idOf(`topic:${key}`));
  const materialId = (key) => record.idOf(`material:${key}`);
  /** Relations reach what is published in the same language; the others are mentioned in the text. */
  const materialIds = (keys, locale) =>
    keys.filter((key) => !materials.get(key).draft && materials.get(key).locales[locale]).map(materialId);

  const coverOf = (material, locale) => {
    const { title, subtitle } = material.locales[locale];
    const publisher = content.publishers[material.publishers[0]].name;
    const { key, pattern } = material;
    return media.findOrUpload({
      folder: 'Covers',
      name: `${key}-${locale}.jpg`,
      alternativeText: `${{ de: 'Titelbild', en: 'Cover', fr: 'Couverture' }[locale]}: ${title}`,
      make: () => drawCover({ key, title, subtitle, publisher, pattern, colours: coloursOf(material) }),
    });
  };

  const pdfOf = (material, locale) => {
    const version = material.locales[locale];
    if (!version.pdf) return null;
    const publishers = material.publishers.map((key) => content.publishers[key].name);
    return media.findOrUpload({
      folder: 'PDFs',
      name: `${material.key}-${locale}.pdf`,
      alternativeText: version.title,
      caption: version.subtitle,
      make: () => makePdf({ ...version, language: locale, publishers, colours: coloursOf(material) }),
    });
  };

  const easyLanguagePdfOf = (material, locale) => {
    const { easyLanguage } = material.locales[locale];
    if (!easyLanguage) return null;
    const publishers = material.publishers.map((key) => content.publishers[key].name);
    return media.findOrUpload({
      folder: 'PDFs',
      name: `${material.key}-${locale}-easy.pdf`,
      alternativeText: easyLanguage.title,
      caption: easyLanguage.subtitle,
      make: () => makePdf({ ...easyLanguage, language: locale, publishers, colours: coloursOf(material) }),
    });
  };

  const pictureOf = (article, locale) => {
    const { alt, caption } = article.locales[locale];
    const { key, pattern } = article;
    return media.findOrUpload({
      folder: 'News',
      name: `${key}-${locale}.jpg`,
      alternativeText: alt,
      caption,
      make: () => drawNewsPicture({ key, pattern, colours: coloursOf(article) }),
    });
  };

  const materialData = async (material, locale) => {
    const { formerSlugs = [], pdf: _made, easyLanguage: _too, ...version } = material.locales[locale];
    const { publishedOn, price, maxPerOrder, orderUrl, authors = [] } = material;
    return {
      ...version,
      formerSlugs: formerSlugs.map((slug) => ({ slug })),
      cover: await coverOf(material, locale),
      pdf: await pdfOf(material, locale),
      easyLanguagePdf: await easyLanguagePdfOf(material, locale),
      publishers: material.publishers.map((key) => content.publishers[key]),
      authors: authors.map((name) => ({ name })),
      topics: topicIds(material),
      // Shared by all languages, and said in each: what one language was not told, publishing it must not lose.
      publishedOn,
      price,
      currency: price === undefined ? undefined : 'EUR',
      maxPerOrder,
      orderUrl,
    };
  };

  const boxData = (box, locale) =>
    box.type === 'material-box'
      ? { __component: 'news.material-box', heading: box.heading, materials: materialIds(box.materials, locale) }
      : { __component: 'news.text-box', heading: box.heading, text: withDocumentIds(box.text, materialId) };

  const newsData = async (article, locale) => {
    const { alt: _inLibrary, body, boxes = [], ...version } = article.locales[locale];
    return {
      ...version,
      date: dayFromNow(-article.daysAgo),
      image: await pictureOf(article, locale),
      body: withDocumentIds(body, materialId),
      boxes: boxes.map((box) => boxData(box, locale)),
      materials: materialIds(article.materials, locale),
      topics: topicIds(article),
    };
  };

  /** Uploads come before the transaction: files on disk are not rolled back, and the library finds them again. */
  const versionsOf = async (entry, dataOf) => {
    const versions = [];
    for (const locale of Object.keys(entry.locales)) {
      signal.throwIfAborted();
      versions.push([locale, await dataOf(entry, locale)]);
    }
    return versions;
  };

  const seedTopic = ({ key, locales }) => {
    const versions = Object.entries(locales).map(([locale, name]) => [locale, { name }]);
    return record.once(`topic:${key}`, () => createInAllLocales(strapi, TOPIC, versions));
  };

  const seedMaterial = async (material) => {
    const versions = await versionsOf(material, materialData);
    const status = material.draft ? 'draft' : 'published';
    await record.once(`material:${material.key}`, () => createInAllLocales(strapi, MATERIAL, versions, { status }));
  };

  const seedStock = async (material) => {
    for (const { edition, expectedInDays, successor, ...status } of material.stock) {
      await record.once(`stock:${material.key}:${edition ?? 'all'}`, async () => {
        const data = {
          ...status,
          edition,
          material: materialId(material.key),
          successor: successor ? materialId(successor) : null,
          expectedOn: expectedInDays === undefined ? null : dayFromNow(expectedInDays),
        };
        return (await strapi.documents(STOCK).create({ data })).documentId;
      });
    }
  };

  const seedArticle = async (article) => {
    const versions = await versionsOf(article, newsData);
    const { earlier, drafts = {} } = article;
    const [[locale, data], ...translations] = versions;
    // A source that changed after it was translated was another one first.
    const inOrder = earlier ? [[locale, { ...data, ...earlier }], ...translations, [locale, data]] : versions;
    await record.once(`news:${article.key}`, async () => {
      const documentId = await createInAllLocales(strapi, NEWS, inOrder, { status: 'published' });
      for (const [begun, texts] of Object.entries(drafts)) {
        await strapi.documents(NEWS).update({ documentId, locale: begun, data: texts });
      }
      return documentId;
    });
  };

  return {
    size: `${content.materials.length} materials and ${content.news.length} news articles in German, English and French`,
    async run() {
      await record.setState('started');
      const work = [
        ...content.topics.map((topic) => () => seedTopic(topic)),
        ...content.materials.map((material) => () => seedMaterial(material)),
        // A successor has to be there before it is named.
        ...content.materials.map((material) => () => seedStock(material)),
        ...content.news.map((article) => () => seedArticle(article)),
      ];
      for (const one of work) {
        signal.throwIfAborted();
        await one();
      }
      await record.setState('done');
    },
  };
};

/**
 * What there is to do in this database: `done` and `foreign` need nothing, `started` was interrupted, `none` is empty.
 *
 * @param {Strapi} strapi
 * @returns {Promise<'none' | 'started' | 'done' | 'foreign'>} foreign: it has content that is not the demo's
 */
export const findSeedState = async (strapi) => {
  const state = await (await createRecord(strapi)).state();
  if (state !== 'none') return state;
  const entries = await Promise.all([MATERIAL, NEWS].map((uid) => strapi.db.query(uid).count()));
  return entries.some((count) => count > 0) ? 'foreign' : 'none';
};

/**
 * Puts the demo's content into a database, or what is missing of it. Uses the Document Service, so that every rule of the portal holds.
 *
 * @param {Strapi} strapi loaded
 * @param {AbortSignal} signal stops between two documents
 * @param {(what: string, work: () => Promise<void>) => Promise<void>} tell runs the work and says how it goes
 */
export const seed = async (strapi, signal, tell) => {
  const seeding = await createSeeding(strapi, signal);
  await tell(`Adding the demo's content: ${seeding.size}`, () => seeding.run());
};
