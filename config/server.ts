import type { Core } from '@strapi/strapi';

import { publicUrl } from '../src/setup/public-url';
import { secret } from '../src/setup/secret';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  url: publicUrl(env('PUBLIC_URL', '')),
  app: { keys: secret('APP_KEYS').split(',') },
  dirs: { public: env('PUBLIC_DIR', './public') },
  // Proxies keep idle connections for a minute: who closes first must not be the server, or a request is on its way to nobody.
  http: { serverOptions: { requestTimeout: 60_000, keepAliveTimeout: 65_000 } },
});

export default config;
