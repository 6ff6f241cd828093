import { parseMapping } from '../../../domain/mapping';
import { importArticle, type ArticleOptions } from '../run/article';
import { runImport, type RunOptions } from '../run/runner';
import { openSource } from '../sources/open';
import { redirectsOf } from '../report/redirects';
import { applyReported } from '../run/suggestions';
import { suggestFor } from '../sources/suggest';
import type { Strapi } from '../strapi';
import { createImports } from './imports';

const services = {
  imports: ({ strapi }: { strapi: Strapi }) => createImports(strapi),
  /** For the command line, and for who imports by a script of their own. */
  importer: ({ strapi }: { strapi: Strapi }) => ({
    open: openSource,
    parseMapping,
    suggestMapping: suggestFor,
    redirects: redirectsOf,
    run: (options: RunOptions) => runImport(strapi, options),
    article: (options: ArticleOptions) => importArticle(strapi, options),
    /** Applies a suggestion of a run's report. @param file the run's own file */
    applySuggestion: (file: string, importSource: string, id: number) => applyReported(strapi, file, importSource, id),
  }),
};

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
