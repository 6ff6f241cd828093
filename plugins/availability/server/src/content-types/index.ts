import { stockStatus } from './stock-status';

/**
 * What people decided in the admin for one language: a button's text, or where to look next for a PDF. Each decision is a row of its own and
 * the last one holds, so that nothing is lost, and the highest id tells whether anything was decided since. Rows are
 * written by the plugin's own pages only; a content type makes it a table that Strapi keeps and that caches can watch.
 */
const localeDecision = {
  kind: 'collectionType',
  collectionName: 'availability_locale_decisions',
  info: {
    singularName: 'locale-decision',
    pluralName: 'locale-decisions',
    displayName: 'Texts and fallbacks of a language',
  },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    locale: { type: 'string', required: true },
    /** The key of a text, or `fallbacks`. */
    subject: { type: 'string', required: true },
    /** The text, or the chain as JSON; none is "as shipped". */
    value: { type: 'text' },
    author: { type: 'string' },
  },
} as const;

export default { 'locale-decision': { schema: localeDecision }, 'stock-status': { schema: stockStatus } };
