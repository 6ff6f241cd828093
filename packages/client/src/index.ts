export * from './action';
export type * from './entries';
export * from './orders';
export { createClient, type Client, type ClientOptions, type OrderOptions, type Query } from './client';
export { isConcerned, keysOf, type Change, type ChangeListener } from './live';
export { InprintError } from './refusal';
