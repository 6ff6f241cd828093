import type { Core } from '@strapi/strapi';

import { publicUrl } from '../src/setup/public-url';
import { purgeHeaders } from '../src/setup/purge-headers';
import { secret } from '../src/setup/secret';
import { PAGES } from '../src/site/addresses';

// Strapi's i18n reads its first locale from here, when it is loaded.
process.env.STRAPI_PLUGIN_I18N_INIT_LOCALE_CODE ??= 'de';

/** In seconds. */
const YEAR = 365 * 24 * 3600;

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  availability: {
    enabled: true,
    config: {
      active: env.bool('INPRINT_ACTIVE', true),
      material: {
        uid: 'api::material.material',
        title: 'title',
        pdf: 'pdf',
        slug: 'slug',
        pdfUrl: 'pdfUrl',
        otherFiles: { accessible: 'accessiblePdf', 'easy-language': 'easyLanguagePdf' },
        orderUrl: 'orderUrl',
        maxPerOrder: 'maxPerOrder',
        description: {
          subtitle: 'subtitle',
          abstract: 'abstract',
          isbn: 'isbn',
          pages: 'pages',
          publishedOn: 'publishedOn',
          price: 'price',
          currency: 'currency',
          cover: 'cover',
          authors: 'authors',
          publishers: 'publishers',
        },
      },
      stockStatus: { uid: 'api::stock-status.stock-status' },
      pages: { material: PAGES.material, order: PAGES.order },
      siteUrl: publicUrl(env('PUBLIC_URL', '')),
      waitlist: true,
      lowStockAt: env('LOW_STOCK_AT') ? env.int('LOW_STOCK_AT') : null,
      timeZone: env('TIME_ZONE', 'Europe/Berlin'),
    },
  },
  ordering: {
    enabled: true,
    config: {
      limits: { enabled: env('RATE_LIMIT') !== 'off' },
      mail: { shipper: env('SHIPPER_EMAIL', ''), stock: env('STOCK_EMAIL', '') },
      changes: {
        newsArticle: { uid: 'api::news-article.news-article', title: 'title', slug: 'slug' },
        pages: { 'api::material.material': PAGES.material, 'api::news-article.news-article': PAGES.article },
        webhooks: env('WEBHOOK_URL')
          ? [
              {
                url: env('WEBHOOK_URL'),
                secret: env('WEBHOOK_SECRET', ''),
                events: env.array('WEBHOOK_EVENTS', ['material.action.changed', 'page.changed']),
              },
            ]
          : [],
      },
      statusPage: PAGES.status,
      waitlist: { page: PAGES.waitlist },
    },
  },
  'public-access': {
    enabled: true,
    config: {
      origins: [publicUrl(env('PUBLIC_URL', '')), ...env.array('ALLOWED_ORIGINS', [])]
        .filter(Boolean)
        .map((url) => new URL(url).origin),
      readable: ['/uploads', '/fonts'],
      proxies: env.int('TRUST_PROXY', 0),
      perClient: { enabled: env('RATE_LIMIT') !== 'off' },
    },
  },
  operations: {
    enabled: true,
    config: {
      shutdown: {
        graceSeconds: env.float('SHUTDOWN_GRACE_SECONDS', 8),
        delaySeconds: env.float('SHUTDOWN_DELAY_SECONDS', 0),
      },
      metrics: {
        port: env('METRICS_PORT') ? env.int('METRICS_PORT') : null,
        host: env('METRICS_HOST', '127.0.0.1'),
        token: env('METRICS_TOKEN', ''),
      },
      log: { format: env('LOG_FORMAT', 'text') },
    },
  },
  slugs: {
    enabled: true,
    config: {
      types: {
        'api::material.material': { from: 'title' },
        'api::news-article.news-article': { from: 'title' },
        'api::topic.topic': { from: 'name' },
      },
    },
  },
  'response-cache': {
    enabled: true,
    config: {
      active: env('RESPONSE_CACHE', 'on') !== 'off',
      timeZone: env('TIME_ZONE', 'Europe/Berlin'),
      // This portal's own code whose answers depend on nothing but the database.
      trusted: ['global::site', 'global::fonts'],
      // A CDN before this site: it is told what changed, and may keep the rest.
      sharedMaxAge: env('CDN_PURGE_URL') ? env.int('CDN_MAX_AGE', YEAR) : 0,
      purge: env('CDN_PURGE_URL')
        ? {
            url: env('CDN_PURGE_URL'),
            kind: env('CDN_PURGE_KIND', 'json'),
            method: env('CDN_PURGE_METHOD', 'POST'),
            headers: purgeHeaders(env('CDN_PURGE_TOKEN', ''), env('CDN_PURGE_TOKEN_HEADER', '')),
          }
        : null,
      // Pages that are open are told what changed.
      live: env.bool('LIVE_CHANGES', false)
        ? {
            maxConnections: env.int('LIVE_MAX_CONNECTIONS', 1000),
            maxPerClient: env.int('LIVE_MAX_PER_CLIENT', 50),
            heartbeatSeconds: env.int('LIVE_HEARTBEAT_SECONDS', 20),
          }
        : null,
      store: env('REDIS_URL')
        ? { kind: 'redis', url: env('REDIS_URL'), timeout: env.int('REDIS_TIMEOUT') }
        : { kind: 'memory' },
    },
  },
  'translation-desk': {
    enabled: true,
    config: {
      pages: { 'api::material.material': PAGES.material, 'api::news-article.news-article': PAGES.article },
      notTranslated: [
        'slug',
        'formerSlugs',
        'pdfUrl',
        'isbn',
        'availability',
        'authors',
        'publishers',
        'credit',
        'source',
      ],
    },
  },
  'typo3-import': {
    enabled: true,
    config: {
      pages: { material: PAGES.material, article: PAGES.article },
      timeZone: env('TIME_ZONE', 'Europe/Berlin'),
      fileadmin: env('TYPO3_FILEADMIN', ''),
      workspace: env('TYPO3_WORKSPACE', '.tmp/typo3-import'),
    },
  },
  // Mails become files in a folder until a provider that sends them is named.
  email: {
    config: {
      provider: env('EMAIL_PROVIDER', '@inprint/strapi-plugin-ordering/mailbox'),
      providerOptions: env.json('EMAIL_OPTIONS', {
        folder: env('MAILBOX_FOLDER', '.tmp/mailbox'),
        isMeant: env('MAILBOX_FOLDER') !== undefined, // whoever names a folder knows
      }),
      settings: { defaultFrom: env('EMAIL_FROM', 'inprint@example.org') },
    },
  },
  graphql: {
    config: {
      endpoint: '/graphql',
      landingPage: false,
      depthLimit: 12,
      defaultLimit: 25,
      maxLimit: 100,
      apolloServer: { introspection: true },
    },
  },
  upload: {
    config: {
      sizeLimit: 64 * 1024 * 1024,
      breakpoints: { large: 1000, small: 500 },
      security: { allowedTypes: ['image/*', 'application/pdf', 'video/*', 'audio/*'], deniedTypes: ['image/svg+xml'] },
    },
  },
  'users-permissions': {
    config: { jwtSecret: secret('JWT_SECRET'), ratelimit: { enabled: env('RATE_LIMIT') !== 'off' } },
  },
});

export default config;
