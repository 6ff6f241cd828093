import type { ApiDescription } from '@inprint/kit/api-description';

import type { ApiDocument, Facts, Operation } from './document';
import { mendDocument } from './mend';

const BOOKLET = {
  type: 'object',
  properties: {
    documentId: {
      type: 'string',
      format: 'uuid',
      pattern: '^x$',
      description: 'The document ID, represented by a UUID',
    },
    id: { anyOf: [{ type: 'string' }, { type: 'number' }] },
    title: { type: 'string', description: 'A string field' },
    subtitle: { type: 'string', description: 'A string field' },
    publishedAt: { type: 'string', default: '2027-03-01T10:00:00.000Z' },
  },
  required: ['documentId', 'id', 'title', 'publishedAt'],
  additionalProperties: false,
};

const operation = (more: Partial<Operation> = {}): Operation => ({
  tags: ['booklet'],
  responses: { 200: { description: 'OK' }, 400: { description: 'Bad request' } },
  ...more,
});

const document = (paths: ApiDocument['paths']): ApiDocument => ({
  paths,
  components: { schemas: { ApiBookletBookletDocument: structuredClone(BOOKLET) } },
});

const facts: Facts = {
  title: 'Somebody',
  version: '1.0.0',
  server: '/api',
  openRoutes: new Set(['GET /open']),
  contentTypes: [
    {
      uid: 'api::booklet.booklet',
      pluralName: 'booklets',
      displayName: 'Booklet',
      isLocalised: true,
      attributes: { title: { type: 'string', required: true }, subtitle: { type: 'string' } },
    },
  ],
};

const api = (more: Partial<ApiDescription> = {}): ApiDescription => ({
  tag: { name: 'ours', description: 'Ours' },
  schemas: {},
  operations: {},
  ...more,
});

const mended = (paths: ApiDocument['paths'], ...apis: ApiDescription[]) => mendDocument(document(paths), apis, facts);

describe('a mended description', () => {
  it('says of entries what is always there, what may be null, and that no documentId is a UUID', () => {
    const { components } = mended(
      {},
      api({ entries: { 'api::booklet.booklet': { properties: { action: {} }, always: ['action'] } } })
    );
    expect(components.schemas.ApiBookletBookletDocument).toMatchObject({
      properties: {
        documentId: expect.not.objectContaining({ format: 'uuid' }) as object,
        id: { type: 'integer' },
        title: { type: 'string' },
        subtitle: { type: ['string', 'null'] },
        publishedAt: expect.not.objectContaining({ default: expect.anything() as unknown }) as object,
      },
      required: ['documentId', 'id', 'action'],
    });
  });

  it('answers a list, an entry, a new entry and a deletion as Strapi does', () => {
    const body = { content: { 'application/json': { schema: { properties: { data: structuredClone(BOOKLET) } } } } };
    const { paths } = mended({
      '/booklets': { get: operation(), post: operation({ requestBody: body }) },
      '/booklets/{id}': { get: operation(), put: operation({ requestBody: body }), delete: operation() },
    });
    const successOf = (one?: Operation) => Object.keys(one?.responses ?? {}).filter((status) => status < '300');
    expect(
      Object.values(paths).flatMap((methods) =>
        Object.entries(methods).map(([method, one]) => [method, ...successOf(one)])
      )
    ).toEqual([
      ['get', '200'],
      ['post', '201'],
      ['get', '200'],
      ['put', '200'],
      ['delete', '204'],
    ]);
    const needed = (one?: Operation) => JSON.stringify(one?.requestBody).includes('"required":["title"]');
    expect([needed(paths['/booklets']?.post), needed(paths['/booklets/{id}']?.put)]).toEqual([true, false]);
  });

  it('has every part of a path as a parameter, and none that is not there', () => {
    const { paths } = mended({
      '/a/{token}': { get: operation() },
      '/b': { get: operation({ parameters: [{ name: 'kind', in: 'path', required: true }] }) },
      '/connect/(.*)': { get: operation() },
    });
    expect(
      Object.values(paths).map(({ get }) =>
        get?.parameters?.map(({ name, in: place, required }) => [name, place, required])
      )
    ).toEqual([[['token', 'path', true]], [['kind', 'query', false]], [['provider', 'path', true]]]);
  });

  it('takes what a plugin says of its route, and leaves out what does not answer here', () => {
    const ours = api({
      operations: {
        'POST /open': { summary: 'Open it', body: { type: 'object' }, answers: { 201: { description: 'Open' } } },
      },
      absent: ['/closed'],
    });
    const { paths } = mended(
      { '/open': { get: operation(), post: operation() }, '/closed': { get: operation() } },
      ours
    );
    expect(Object.keys(paths)).toEqual(['/open']);
    expect(paths['/open']?.post).toMatchObject({
      summary: 'Open it',
      tags: ['ours'],
      operationId: 'postOpen',
      responses: { 201: {} },
    });
    expect(Object.keys(paths['/open']?.post?.responses ?? {})).not.toContain('200');
    expect(paths['/open']?.get?.security).toEqual([]);
  });

  it('counts a path under two names for its part as one', () => {
    const { paths } = mended({ '/roles/{id}': { get: operation() }, '/roles/{role}': { put: operation() } });
    expect(Object.keys(paths)).toEqual(['/roles/{id}']);
    expect(paths['/roles/{id}']?.put?.parameters?.map(({ name }) => name)).toEqual(['id']);
  });
});
