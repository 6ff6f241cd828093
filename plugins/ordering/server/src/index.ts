import { describeApi } from '@inprint/kit/api-description';
import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';
import { declareMetrics } from '@inprint/kit/metrics';
import { declareTriggers } from '@inprint/kit/triggers';

import { describeRoutes } from './api-description';
import { createLookAfterWriting } from './changes/look-after-writing';
import { pageTriggers } from './changes/page-triggers';
import { changeTriggers, prepareChanges } from './changes/triggers';
import { version } from '../../package.json';
import config from './config';
import controllers from './controllers';
import { ledgerTriggers, prepareDatabase } from './database';
import { createBooking } from './documents/booking';
import { createDownloadCounter } from './downloads/middleware';
import { orderMetrics } from './metrics';
import { delegateStockDesk } from './stock-desk';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { configOf, isReady, logError, serviceOf, stockTableOf, type Strapi } from './strapi';
import { transferNotice } from './transfer-notice';

const HOUR = 3600 * 1000;
/** Downloads that were not written down yet when a server crashes are lost: so often they are. */
const DOWNLOADS_EVERY = 5000;

let timers: NodeJS.Timeout[] = [];

/** Does work again and again; what goes wrong is logged and tried at the next turn. */
const every = (strapi: Strapi, milliseconds: number, work: () => Promise<unknown>): void => {
  const turn = (): void => void work().catch((error: unknown) => logError(strapi, error));
  const timer = setInterval(turn, milliseconds);
  timer.unref();
  timers.push(timer);
};

export default {
  config,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi, 'ordering', version);
    declareTriggers(
      strapi,
      ledgerTriggers(() => stockTableOf(strapi))
    );
    declareTriggers(strapi, changeTriggers(strapi));
    declareTriggers(strapi, pageTriggers(strapi));
    describeApi(strapi, 'ordering', describeRoutes);
    strapi.server.use(Object.assign(createDownloadCounter(strapi), { _name: 'plugin::ordering.downloads' }) as never);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi, 'ordering', version);
    await registerPermissions(strapi);
    // Strapi's commands show errors only: this has to be read all the same, and not in what they print.
    const notice = transferNotice(process.argv);
    if (notice) process.stderr.write(`\n${notice}\n\n`);
    if (!isReady(strapi)) {
      strapi.log.error('The plugin “ordering” stands still: it needs the plugin “availability”, set up.');
      return;
    }
    await prepareDatabase(strapi);
    declareMetrics(strapi, ...orderMetrics(strapi));
    strapi.documents.use(createBooking(strapi) as never);
    delegateStockDesk(strapi);
    await prepareChanges(strapi);
    strapi.server.use(createLookAfterWriting(strapi) as never);
    const { changes, lowStockEverySeconds, mail } = configOf(strapi);
    every(strapi, changes.everySeconds * 1000, () => serviceOf(strapi, 'changes').look());
    every(strapi, mail.everySeconds * 1000, () => serviceOf(strapi, 'outbox').sendDue());
    every(strapi, lowStockEverySeconds * 1000, () => serviceOf(strapi, 'lowStock').look());
    const forget = async (): Promise<void> => {
      await serviceOf(strapi, 'people').eraseOld();
      await serviceOf(strapi, 'waitlist').forgetUnconfirmed();
    };
    // At each start as well: a server that is started anew every night would never come to the first hour's turn.
    await forget();
    every(strapi, HOUR, forget);
    every(strapi, DOWNLOADS_EVERY, () => serviceOf(strapi, 'downloads').flush());
  },

  async destroy({ strapi }: { strapi: Strapi }): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    timers = [];
    // What was begun is brought to its end while the database is there. It goes on at the next start where that cannot be.
    const endings = [
      serviceOf(strapi, 'changes').close(),
      serviceOf(strapi, 'outbox').close(),
      serviceOf(strapi, 'downloads').flush(),
    ];
    for (const ending of await Promise.allSettled(endings)) {
      if (ending.status === 'rejected') logError(strapi, ending.reason);
    }
  },
};
