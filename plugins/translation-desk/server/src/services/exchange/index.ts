import type { Strapi } from '../../strapi';
import { createExportTexts } from './export-texts';
import { createImportTexts } from './import-texts';

/** Files for translators, and back. */
export const createExchange = (strapi: Strapi) => ({
  exportTexts: createExportTexts(strapi),
  importTexts: createImportTexts(strapi),
});
