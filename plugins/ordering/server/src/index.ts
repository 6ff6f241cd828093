import config from './config';
import controllers from './controllers';
import { prepareDatabase } from './database';
import { createBooking } from './documents/booking';
import { leadStockDeskThrough } from './stock-desk';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { configOf, serviceOf, type Strapi } from './strapi';

const HOUR = 3600 * 1000;

let timers: NodeJS.Timeout[] = [];

/** Does work again and again, never twice at once; what goes wrong is logged and tried at the next turn. */
const every = (strapi: Strapi, milliseconds: number, work: () => Promise<unknown>): void => {
  const turn = (): void =>
    void work().catch((error: unknown) =>
      strapi.log.error(`ordering: ${error instanceof Error ? error.message : String(error)}`)
    );
  const timer = setInterval(turn, milliseconds);
  timer.unref();
  timers.push(timer);
};

export default {
  config,
  controllers,
  routes,
  services,

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    if (!strapi.plugins.availability) throw new Error('plugin::ordering needs the plugin “availability”.');
    await registerPermissions(strapi);
    await prepareDatabase(strapi);
    strapi.documents.use(createBooking(strapi) as never);
    leadStockDeskThrough(strapi);
    const { mail } = configOf(strapi);
    if (mail.enabled) every(strapi, mail.everySeconds * 1000, () => serviceOf(strapi, 'outbox').sendDue());
    every(strapi, HOUR, () => serviceOf(strapi, 'inbox').eraseOld());
  },

  destroy(): void {
    for (const timer of timers) clearInterval(timer);
    timers = [];
  },
};
