import type { AvailabilityServices } from '@inprint/kit/neighbours';
import { factories } from '@strapi/strapi';

import { OWN_STOCK_STATUS } from '../config';
import { isReady, modelOf, setupProblemLines } from '../setup';
import { languageOfEditor, type Strapi } from '../strapi';
import { createActions } from './actions';
import { createDecisions } from './decisions';
import { createFacts } from './facts';
import { createLowStock } from './low-stock';
import { createMaterials } from './materials';
import { createPanel } from './panel';
import { createEffects } from '../usage/effects';
import { createUsage } from '../usage/service';
import { createSettings } from './settings';
import { createStock } from './stock';
import { createStockDesk } from './stock-desk';
import { createStockFile } from './stock-file';
import { createWithholding } from './withholding';
import { createTexts } from './texts';

const services = {
  actions: ({ strapi }: { strapi: Strapi }) => createActions(strapi),
  decisions: ({ strapi }: { strapi: Strapi }) => createDecisions(strapi),
  /** For others who tell editors why something is not stored. */
  editors: ({ strapi }: { strapi: Strapi }) => ({ language: () => languageOfEditor(strapi) }),
  /** What a change does to the site, before it is written. */
  effects: ({ strapi }: { strapi: Strapi }) => createEffects(strapi),
  facts: ({ strapi }: { strapi: Strapi }) => createFacts(strapi),
  lowStock: ({ strapi }: { strapi: Strapi }) => createLowStock(strapi),
  materials: ({ strapi }: { strapi: Strapi }) => createMaterials(strapi),
  /** For other plugins: what this one is set up for, so that nothing is configured twice. Null where it stands still. */
  model: ({ strapi }: { strapi: Strapi }) => ({ current: () => (isReady(strapi) ? modelOf(strapi) : null) }),
  panel: ({ strapi }: { strapi: Strapi }) => createPanel(strapi),
  /** For `npx inprint check`: what is missing, and how to write it. */
  setup: ({ strapi }: { strapi: Strapi }) => ({ problems: () => setupProblemLines(strapi) }),
  settings: ({ strapi }: { strapi: Strapi }) => createSettings(strapi),
  stock: ({ strapi }: { strapi: Strapi }) => createStock(strapi),
  stockDesk: ({ strapi }: { strapi: Strapi }) => createStockDesk(strapi),
  /** What Strapi's controller of the shipped stock type asks. */
  'stock-status': factories.createCoreService(OWN_STOCK_STATUS as never),
  stockFile: ({ strapi }: { strapi: Strapi }) => createStockFile(strapi),
  texts: ({ strapi }: { strapi: Strapi }) => createTexts(strapi),
  usage: ({ strapi }: { strapi: Strapi }) => createUsage(strapi),
  withholding: ({ strapi }: { strapi: Strapi }) => createWithholding(strapi),
} satisfies {
  readonly [Name in keyof AvailabilityServices]: (site: { strapi: Strapi }) => AvailabilityServices[Name];
} & Readonly<Record<string, unknown>>;

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
