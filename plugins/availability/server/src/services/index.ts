import type { Strapi } from '../strapi';
import { createActions } from './actions';
import { createFacts } from './facts';
import { createUsage } from '../usage/service';
import { createSettings } from './settings';

const services = {
  actions: ({ strapi }: { strapi: Strapi }) => createActions(strapi),
  facts: ({ strapi }: { strapi: Strapi }) => createFacts(strapi),
  settings: ({ strapi }: { strapi: Strapi }) => createSettings(strapi),
  usage: ({ strapi }: { strapi: Strapi }) => createUsage(strapi),
};

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
