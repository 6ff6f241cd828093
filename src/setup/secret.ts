/**
 * A secret from the environment. There is no default: a secret that everybody knows is none.
 *
 * @throws if it is not set, with the way out
 */
export const secret = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. “npm run setup” makes a .env with secrets of its own.`);
  return value;
};
