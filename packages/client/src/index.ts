export * from './action';
export type * from './entries';
export * from './orders';
export { createClient, type Client, type ClientOptions, type OrderOptions, type Query } from './client';
export { InprintError } from './refusal';
