import type { Strapi } from '../strapi';
import { importArticle, type ArticleOptions } from '../run/article';
import { runImport, type RunOptions } from '../run/runner';
import { createImports } from './imports';

const services = {
  imports: ({ strapi }: { strapi: Strapi }) => createImports(strapi),
  /** For the command line. */
  importer: ({ strapi }: { strapi: Strapi }) => ({
    run: (options: RunOptions) => runImport(strapi, options),
    article: (options: ArticleOptions) => importArticle(strapi, options),
  }),
};

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
