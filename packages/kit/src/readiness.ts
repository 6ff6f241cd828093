/**
 * What has to be so that a site can be trusted with requests. Plugins say what they need; whoever asks (the plugin “operations”, a command)
 * goes through all of it.
 */
import type { Strapi } from './strapi';

/** @returns what is wrong, in words for whoever runs the site; an empty list if nothing is */
export type ReadinessCheck = () => Promise<readonly string[]>;

/** Shared by all plugins of one Strapi, each of which brings this module along. */
const CHECKS = Symbol.for('inprint.readiness');

/** By what is checked, then by who has something to say about it. */
type Checks = Map<string, Map<string, ReadinessCheck>>;

const checksOf = (strapi: Strapi): Checks => {
  const held = strapi as unknown as { [CHECKS]?: Checks };
  held[CHECKS] ??= new Map();
  return held[CHECKS];
};

/** @param name of what is checked, such as `triggers` @param owner who says it: said again, it takes the place of before */
export const declareReadiness = (strapi: Strapi, name: string, owner: string, check: ReadinessCheck): void => {
  const checks = checksOf(strapi);
  const ofName = checks.get(name) ?? new Map<string, ReadinessCheck>();
  checks.set(name, ofName.set(owner, check));
};

const problemsOf = async (checks: Iterable<ReadinessCheck>): Promise<string[]> => {
  const answers = await Promise.allSettled([...checks].map((check) => check()));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [String(answer.reason)]));
};

/** What is wrong, by the name of what was checked; empty if the site is ready. A check that throws is a problem too. */
export const readinessProblems = async (strapi: Strapi): Promise<Record<string, readonly string[]>> => {
  const all = [...checksOf(strapi)].map(async ([name, checks]) => [name, await problemsOf(checks.values())] as const);
  return Object.fromEntries((await Promise.all(all)).filter(([, problems]) => problems.length > 0));
};
