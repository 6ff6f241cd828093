/** An OpenAPI document and its parts, as far as they are looked at here. */
export type Json = Record<string, unknown>;

export interface Parameter extends Json {
  name: string;
  in: string;
  required?: boolean;
}

export interface Operation extends Json {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: Json;
  responses: Record<string, Json>;
}

export interface ApiDocument extends Json {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> } & Json;
}

/** An attribute of a content type, in Strapi's words. */
export interface Attribute {
  readonly type: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly target?: string;
  readonly component?: string;
  readonly repeatable?: boolean;
  readonly multiple?: boolean;
  readonly relation?: string;
}

export interface ContentType {
  readonly uid: string;
  readonly pluralName: string;
  readonly displayName: string;
  readonly isLocalised: boolean;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** What the generator does not know, or does not say. */
export interface Facts {
  readonly title: string;
  readonly version: string;
  /** Where the content API is: `/api`, or a whole address where the portal knows its own. */
  readonly server: string;
  /** Routes that ask for no token and no role: `GET /orders/terms`. */
  readonly openRoutes: ReadonlySet<string>;
  readonly contentTypes: readonly ContentType[];
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A path in Strapi's router (`/orders/:token`, `/connect/(.*)`) as OpenAPI writes it. */
export const templateOf = (path: string): string =>
  path.replace('(.*)', '{provider}').replace(/:([^/]+)/g, '{$1}') || '/';
