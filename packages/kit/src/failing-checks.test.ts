import { yup } from '@strapi/utils';

import { answerFailingChecks } from './failing-checks';
import type { Strapi } from './strapi';

const strapi = { log: { error: jest.fn() }, config: { get: () => '' } } as unknown as Strapi;

const refused = Object.assign(new Error('invalid input syntax for type integer'), { code: '22P02' });
const isFree = async (name: unknown): Promise<boolean> => {
  await Promise.resolve();
  if (name === 'refused') throw refused;
  return name !== 'taken';
};
/** As Strapi makes them: when its files are read, before any plugin. */
const schemaOf = () =>
  yup.object().shape({
    name: yup.string().required().test('is-free', 'the name is taken', isFree),
    parents: yup.array().of(yup.string().test('is-free', 'the parent is taken', isFree)),
  });
const before = schemaOf();

describe.each([
  ['made before', before],
  ['made afterwards', schemaOf()],
])('a check of input that asks the database, %s', (_when, schema) => {
  beforeAll(() => {
    answerFailingChecks(strapi);
    answerFailingChecks(strapi);
  });

  it('fails with what the database said, and so does the whole', async () => {
    for (let time = 0; time < 2; time += 1) {
      await expect(schema.validate({ name: 'refused' })).rejects.toBe(refused);
      await expect(schema.validate({ name: 'free', parents: ['free', 'refused'] })).rejects.toBe(refused);
      await expect(schema.validate({ name: 'refused', parents: ['refused'] }, { abortEarly: false })).rejects.toBe(refused);
    }
  });

  it('says what is wrong, and what is right, as before', async () => {
    await expect(schema.validate({ name: 'taken' })).rejects.toMatchObject({ errors: ['the name is taken'] });
    await expect(schema.validate({})).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(schema.validate({ name: 'free', parents: ['a'] })).resolves.toEqual({ name: 'free', parents: ['a'] });
    expect(() => schema.validateSync({ name: 'free' })).toThrow(/returned a Promise during a synchronous validate/);
    expect(strapi.log.error).not.toHaveBeenCalled();
  });
}); // prettier-ignore
