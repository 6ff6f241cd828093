import type { Context } from 'koa';

interface Editor {
  readonly firstname?: string | null;
  readonly lastname?: string | null;
  readonly username?: string | null;
  readonly email?: string | null;
}

/** The name of the person who asks, as colleagues know them. */
export const nameOfEditor = (ctx: Context): string => {
  const { firstname, lastname, username, email } = (ctx.state as { user?: Editor }).user ?? {};
  return [firstname, lastname].filter(Boolean).join(' ') || username || email || '';
};
