import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { refuse } from '../refusing';
import type { Strapi } from '../strapi';

type Handler = (ctx: Context, ...more: readonly unknown[]) => unknown;
type Controller = Readonly<Record<string, Handler>>;

interface Controllers {
  readonly keys: () => readonly string[];
  readonly extend: (uid: string, change: (controller: Controller) => Controller) => unknown;
}

const ADDRESS = z.string().min(3).max(2000);

/** What every provider of mails needs. */
const MAIL = z.looseObject({
  to: z.union([ADDRESS, z.array(ADDRESS).min(1)]),
  from: ADDRESS.optional(),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
});

const requireMail = (body: unknown): void => {
  const result = MAIL.safeParse(body);
  if (result.success) return;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map(String);
  refuse('mail-incomplete', path, `A mail needs “to” and “subject”, and “text” or “html” as text. ${path.join('.')}: ${issue?.message ?? ''}`); // prettier-ignore
};

/**
 * Checks what two of Strapi's own controllers hand on unseen: a mail to whatever provider there is, and the question for the rest of a trial to the
 * licence server, which Strapi asks (and waits for) also where there is no licence.
 */
export const checkInputsOfStrapi = (strapi: Strapi): void => {
  const controllers = strapi.get('controllers') as Controllers;
  const extend = (uid: string, change: (controller: Controller) => Controller): void => {
    if (controllers.keys().includes(uid)) controllers.extend(uid, change);
  };
  extend('plugin::email.email', (controller) => ({
    ...controller,
    send(ctx, ...more) {
      requireMail((ctx.request as { body?: unknown }).body);
      return controller.send?.(ctx, ...more);
    },
  }));
  extend('admin::admin', (controller) => ({
    ...controller,
    licenseTrialTimeLeft(ctx, ...more) {
      if (!strapi.ee.isTrial) throw new errors.NotFoundError('This installation has no trial licence.');
      return controller.licenseTrialTimeLeft?.(ctx, ...more);
    },
  }));
};
