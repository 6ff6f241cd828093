/**
 * What has to be so that a site can be trusted with requests. Plugins say what they need; whoever asks (the plugin “operations”, a command)
 * goes through all of it.
 */
import type { Strapi } from './strapi';

/** @returns what is wrong, in words for whoever runs the site; an empty list if nothing is */
export type ReadinessCheck = () => Promise<readonly string[]>;

/** Shared by all plugins of one Strapi, each of which brings this module along. */
const CHECKS = Symbol.for('inprint.readiness');

type Checks = Map<string, ReadinessCheck[]>;

const checksOf = (strapi: Strapi): Checks => {
  const held = strapi as unknown as { [CHECKS]?: Checks };
  held[CHECKS] ??= new Map();
  return held[CHECKS];
};

/** @param name of what is checked, such as `triggers`: several plugins may say something about the same */
export const declareReadiness = (strapi: Strapi, name: string, check: ReadinessCheck): void => {
  const checks = checksOf(strapi);
  checks.set(name, [...(checks.get(name) ?? []), check]);
};

const problemsOf = async (checks: readonly ReadinessCheck[]): Promise<string[]> => {
  const answers = await Promise.allSettled(checks.map((check) => check()));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [String(answer.reason)]));
};

/** What is wrong, by the name of what was checked; empty if the site is ready. A check that throws is a problem too. */
export const readinessProblems = async (strapi: Strapi): Promise<Record<string, readonly string[]>> => {
  const all = [...checksOf(strapi)].map(async ([name, checks]) => [name, await problemsOf(checks)] as const);
  return Object.fromEntries((await Promise.all(all)).filter(([, problems]) => problems.length > 0));
};
