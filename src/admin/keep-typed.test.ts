import type { StrapiApp } from '@strapi/strapi/admin';

import { keepWhatWasTyped } from './keep-typed';

type Middleware = () => () => (next: (action: unknown) => unknown) => (action: unknown) => unknown;

/** What the form is given of a request that failed. */
const failed = (endpointName: string, failure: object): unknown => {
  let middleware: Middleware | undefined;
  keepWhatWasTyped({ addMiddlewares: ([only]: Middleware[]) => (middleware = only) } as unknown as StrapiApp);
  const action = {
    type: 'adminApi/executeMutation/rejected',
    payload: { ...failure },
    meta: { arg: { endpointName } },
  };
  expect(middleware?.()()((passed) => passed)(action)).toBe(action);
  return action.payload;
};

describe('a request of the admin that failed', () => {
  const gone = { name: 'TypeError', message: 'Failed to fetch' };

  it.each(['createDocument', 'updateDocument', 'publishDocument', 'cloneDocument'])(
    'leaves the form unsaved, and says why: %s',
    (endpoint) => {
      expect(failed(endpoint, gone)).toEqual({ name: 'ValidationError', message: 'unreachable', details: null });
      const broken = { status: 502, name: 'UnknownError', message: 'Bad Gateway', details: {} };
      expect(failed(endpoint, broken)).toEqual({
        ...broken,
        name: 'ValidationError',
        message: 'broken',
        details: null,
      });
      const forbidden = { status: 403, name: 'ForbiddenError', message: 'Forbidden', details: { policy: 'x' } };
      expect(failed(endpoint, forbidden)).toEqual({ ...forbidden, name: 'ValidationError', details: null });
    }
  );

  it('keeps what is wrong with a field', () => {
    const refusal = {
      status: 400,
      name: 'ValidationError',
      message: 'isbn',
      details: { errors: [{ path: ['isbn'] }] },
    };
    expect(failed('updateDocument', refusal)).toEqual(refusal);
  });

  it('keeps what is no save: duplicating in a list names the fields that forbid it', () => {
    const forbidden = { status: 400, name: 'BadRequestError', message: '', details: { prohibitedFields: [['slug']] } };
    expect(failed('autoCloneDocument', forbidden)).toEqual(forbidden);
    expect(failed('deleteDocument', gone)).toEqual(gone);
  });
});
