import { createHmac } from 'node:crypto';

import type { UID } from '@strapi/strapi';

import { secret } from '../setup/secret';
import { PREVIEW_LASTS, signPass } from './pass';
import { previewPageOf, type PreviewSettings } from './settings';

/** Which site shows previews, and where. */
export const previewSettings = (): PreviewSettings => strapi.config.get('preview') as PreviewSettings;

/** A key of its own, made from a secret that is there anyway: a preview link is no way to log in. */
export const previewKey = (): string =>
  createHmac('sha256', secret('ADMIN_JWT_SECRET')).update('inprint preview').digest('hex');

interface Asked {
  readonly documentId?: string;
  readonly locale?: string | null;
  /** `published` for what readers see; everything else is the draft. */
  readonly status?: string;
}

interface Found {
  readonly slug?: string | null;
  readonly locale?: string | null;
}

/** Looks an entry up as its draft; where a language has none, as readers see it. */
export const draftOrPublished = async <Entry>(
  uid: string,
  asked: { readonly documentId: string; readonly locale?: string; readonly populate: unknown }
): Promise<Entry | null> => {
  const documents = strapi.documents(uid as UID.ContentType);
  for (const status of ['draft', 'published'] as const) {
    const found = await documents.findOne({ ...asked, status } as never);
    if (found) return found as Entry;
  }
  return null;
};

/**
 * Where the admin's preview leads: the page that readers get, and for drafts the same page with a pass for this one draft.
 *
 * @returns undefined where there is no such page, or nothing that this person may read
 */
export const previewAddress = async (
  uid: string,
  { documentId, locale, status }: Asked
): Promise<string | undefined> => {
  const { pages, siteUrl } = previewSettings();
  const page = pages[uid];
  const ctx = strapi.requestContext.get();
  if (!page || !documentId || !ctx) return undefined;
  const checker = strapi
    .plugin('content-manager')
    .service('permission-checker')
    .create({ userAbility: ctx.state.userAbility, model: uid }) as { can: { read: (entry: object) => boolean } };
  const asked = { documentId, ...(locale ? { locale } : {}), populate: ['createdBy'] };
  const entry =
    status === 'published'
      ? ((await strapi
          .documents(uid as UID.ContentType)
          .findOne({ ...asked, status: 'published' } as never)) as Found | null)
      : await draftOrPublished<Found>(uid, asked);
  if (!entry || !checker.can.read(entry)) return undefined;

  const language = entry.locale ?? '';
  const pass = { uid, documentId, locale: language, expiresAt: Date.now() + PREVIEW_LASTS };
  const preview = status === 'published' ? null : signPass(pass, previewKey());
  const shown = { documentId, slug: entry.slug ?? null, locale: language, preview };
  return previewPageOf(page, shown, siteUrl || (strapi.config.get('server.url') as string) || ctx.origin).href;
};
