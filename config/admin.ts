import type { Core } from '@strapi/strapi';

import { previewAddress } from '../src/preview/address';
import { publicUrl } from '../src/setup/public-url';
import { secret } from '../src/setup/secret';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => ({
  auth: { secret: secret('ADMIN_JWT_SECRET') },
  apiToken: { salt: secret('API_TOKEN_SALT') },
  transfer: { token: { salt: secret('TRANSFER_TOKEN_SALT') } },
  secrets: { encryptionKey: secret('ENCRYPTION_KEY') },
  preview: {
    enabled: true,
    config: {
      allowedOrigins: [
        ...new Set(["'self'", publicUrl(env('PUBLIC_URL', '')), publicUrl(env('PREVIEW_URL', ''), 'PREVIEW_URL')]),
      ].filter(Boolean),
      handler: previewAddress,
    },
  },
  flags: { nps: false, promoteEE: false },
});

export default config;
