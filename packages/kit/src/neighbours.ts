/**
 * What plugins of the bundle offer each other, declared once. Who offers it is checked against it where its services are listed; who asks
 * gets `null` where the other plugin is not installed.
 */
import type { Context } from 'koa';

import type { Sql } from './content-permissions';
import type { Strapi } from './strapi';

/** What the plugin “availability” is set up for, so that nothing is configured twice. */
export interface MaterialModel {
  readonly material: {
    readonly uid: string;
    readonly pdf: string;
    readonly pdfUrl: string | null;
    readonly otherFiles: Readonly<Record<string, string | null>>;
    readonly availability: string;
    readonly orderUrl: string | null;
    readonly maxPerOrder: string | null;
    readonly hasDrafts: boolean;
  };
  readonly stockStatus: { readonly uid: string };
}

/** The site as readers know it. */
export interface SiteSettings {
  readonly locales: readonly string[];
  readonly defaultLocale: string;
  /** The day on the readers' calendar, `2027-03-01`. */
  readonly today: string;
}

interface Titled {
  readonly documentId: string;
  readonly title: string;
}

/** What the schema of an attribute says of the text in it. */
interface TextAttribute {
  readonly type: string;
  readonly customField?: string;
  readonly options?: { readonly output?: unknown };
}

export interface AvailabilityServices {
  /** The table of button texts and fallback chains: no content type, so that nobody finds it by itself. */
  readonly decisions: { readonly table: string };
  /** `null` while the plugin stands still. */
  readonly model: { readonly current: () => MaterialModel | null };
  readonly settings: {
    readonly current: () => Promise<SiteSettings>;
    /** The languages to fall back to, the asked one first. */
    readonly fallbackChain: (locale: string) => Promise<readonly string[]>;
    /** A whole address of the reading site from a template of the configuration. */
    readonly addressOf: (template: string, values: Readonly<Record<string, string>>) => string;
  };
  /** The language in which whoever asked uses the admin; English for programs. */
  readonly editors: { readonly language: () => string };
  readonly materials: {
    /** Which titles the person who asks may read; `null`: all. */
    readonly readableTo: (ctx: Context) => Promise<Sql | null>;
    readonly search: (text: string, titles?: Sql | null) => Promise<readonly Titled[]>;
    readonly titlesOf: (documentIds: readonly string[], titles?: Sql | null) => Promise<readonly Titled[]>;
  };
  /** Which editions run low, as a condition on the table of stock statuses. */
  readonly lowStock: { readonly condition: (alias: string) => Sql };
  readonly texts: {
    /** A text of Strapi's Blocks as an attribute holds its texts: Blocks, Markdown or HTML, with its mentions. */
    readonly fromBlocks: (blocks: readonly unknown[], attribute: TextAttribute) => readonly unknown[] | string;
  };
  /** Attributes by uid that answers may blank: nobody may ask by them. */
  readonly withholding: { readonly withheld: () => Readonly<Record<string, readonly string[]>> };
}

export interface ResponseCacheServices {
  readonly cache: {
    /** Calls back with the tables that somebody changed, before any answer is made from then on; `null`: nobody knows which. */
    readonly whenChanged: (listener: (changed: ReadonlySet<string> | null) => void) => void;
    /** The moment that it is now, for `isOutdated`. */
    readonly moment: () => number;
    /** Did something change since that moment that an answer with one of these keys was made of? */
    readonly isOutdated: (since: number, keys: ReadonlySet<string>) => boolean;
  };
}

export interface TranslationDeskServices {
  readonly translations: {
    /** What some work writes is noted once, at its end, for all of it: for who writes many entries in one transaction. */
    readonly notedTogether: <Result>(work: () => Promise<Result>) => Promise<Result>;
  };
}

interface Neighbours {
  readonly availability: AvailabilityServices;
  readonly 'response-cache': ResponseCacheServices;
  readonly 'translation-desk': TranslationDeskServices;
}

/** A service of another plugin, or `null` where that is not installed. */
export const neighbourOf = <Plugin extends keyof Neighbours, Name extends keyof Neighbours[Plugin] & string>(
  strapi: Strapi,
  plugin: Plugin,
  service: Name
): Neighbours[Plugin][Name] | null =>
  (strapi.plugin(plugin)?.service(service) as Neighbours[Plugin][Name] | undefined) ?? null;

/** What there is to order and to read: `null` where “availability” is not installed, or stands still. */
export const materialModelOf = (strapi: Strapi): MaterialModel | null =>
  neighbourOf(strapi, 'availability', 'model')?.current() ?? null;

/** A service of “availability” for a plugin that works only with it. @throws where it is not installed */
export const availabilityOf = <Name extends keyof AvailabilityServices>(
  strapi: Strapi,
  service: Name
): AvailabilityServices[Name] => {
  const found = neighbourOf(strapi, 'availability', service);
  if (!found) throw new Error('The plugin “availability” is not installed.');
  return found;
};
