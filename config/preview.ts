import type { Core } from '@strapi/strapi';

import type { PreviewSettings } from '../src/preview/settings';
import { publicUrl } from '../src/setup/public-url';
import { PAGES } from '../src/site/addresses';

/** Where the admin's preview leads: this portal's own pages, or those of any other reading site. */
const config = ({ env }: Core.Config.Shared.ConfigParams): PreviewSettings => ({
  siteUrl: publicUrl(
    env('PREVIEW_URL', '') || env('PUBLIC_URL', ''),
    env('PREVIEW_URL') ? 'PREVIEW_URL' : 'PUBLIC_URL'
  ),
  pages: {
    'api::material.material': PAGES.material,
    'api::news-article.news-article': PAGES.article,
    ...env.json('PREVIEW_PAGES', {}),
  },
});

export default config;
