import type { Strapi } from '../strapi';
import { createActions } from './actions';
import { createFacts } from './facts';
import { createSettings } from './settings';

const services = {
  actions: ({ strapi }: { strapi: Strapi }) => createActions(strapi),
  facts: ({ strapi }: { strapi: Strapi }) => createFacts(strapi),
  settings: ({ strapi }: { strapi: Strapi }) => createSettings(strapi),
};

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
