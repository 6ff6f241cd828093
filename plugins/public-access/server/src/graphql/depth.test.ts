import { buildSchema, parse } from 'graphql';

import { relationDepth } from './depth';

const SCHEMA = buildSchema(`
  type Query { materials: [Material!]!, materials_connection: MaterialEntityResponseCollection }
  type MaterialEntityResponseCollection { nodes: [Material!]! }
  type Material { title: String, topics: [Topic!]!, action: Action, boxes: [Box] }
  type Topic { name: String, materials: [Material!]!, materials_connection: MaterialEntityResponseCollection }
  type Action { file: File }
  type File { name: String }
  union Box = MaterialBox
  type MaterialBox { materials: [Material!]! }
`);

it.each([
  ['{ materials { title } }', 0],
  ['{ materials { topics { name } } }', 1],
  ['{ materials { topics { materials { topics { materials { title } } } } } }', 4],
  ['{ materials_connection { nodes { topics { materials_connection { nodes { title } } } } } }', 2],
  ['{ materials { action { file { name } } } }', 0],
  ['{ materials { boxes { ... on MaterialBox { materials { topics { name } } } } } }', 2],
  ['{ a: materials { title } b: materials { ...far } } fragment far on Material { topics { ...further } } fragment further on Topic { materials { title } }', 2],
])('%s goes along %d relations', (question, depth) => {
  expect(relationDepth(parse(question), null, SCHEMA, new Set(['Material', 'Topic']))).toBe(depth);
}); // prettier-ignore
