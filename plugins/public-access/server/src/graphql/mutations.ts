import type { Context } from 'koa';

const mutations = new WeakSet<object>();

/** Does this request write over GraphQL? Known when its question was read. */
export const isMutation = ({ req }: Context): boolean => mutations.has(req);

export const noteMutation = ({ req }: Context): void => {
  mutations.add(req);
};
