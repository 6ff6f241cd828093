import { IntlMessageFormat } from 'intl-messageformat';

import { baseLanguageOf } from './locale';
import de from './setup/de.json';
import en from './setup/en.json';
import fr from './setup/fr.json';

/** Every reason for which the plugin stands still. */
export type SetupProblemKey = keyof typeof en;

/** One thing that is missing or wrong before the plugin can work. */
export interface SetupProblem {
  /** Where it is written: a key of the configuration, or a content type and its attribute. */
  readonly path: string;
  readonly key: SetupProblemKey;
  readonly values?: Readonly<Record<string, string>>;
  /** How to write it. */
  readonly example?: string;
}

/** What the check looks at in an attribute of a content type. */
export interface AttributeDescription {
  readonly type: string;
  readonly customField?: string;
  readonly multiple?: boolean;
  readonly hasDefault?: boolean;
  /** The plugin made it itself, and it may have been written into the type's file since. */
  readonly isServed?: boolean;
}

/** What the check looks at in a content type. */
export interface TypeDescription {
  readonly uid: string;
  readonly isSingle: boolean;
  readonly hasDrafts: boolean;
  readonly isLocalised: boolean;
  readonly attributes: Readonly<Record<string, AttributeDescription>>;
}

/** The names that the configuration gives. */
export interface NamedMaterial {
  readonly uid: string;
  readonly title: string;
  readonly pdf: string;
  readonly slug: string | null;
  readonly pdfUrl: string | null;
  readonly otherFiles: Readonly<Record<string, string | null>>;
  readonly orderUrl: string | null;
  readonly maxPerOrder: string | null;
  readonly availability: string | null;
  readonly description: Readonly<Record<string, string | null>>;
}

/** How the column that lists are filtered by is called where nothing else is said. */
export const AVAILABILITY_ATTRIBUTE = 'availability';

/** What answers add to a material; a type cannot have an attribute of that name beside it. */
const ACTION = 'action';

const TEXT = ['string', 'text', 'uid'];

/** `stockStatus` of the shipped type, attribute by attribute: what a type of one's own must have. */
const STOCK_ATTRIBUTES: Readonly<Record<string, { readonly types: readonly string[]; readonly json: string }>> = {
  material: {
    types: TEXT,
    json: '{ "type": "customField", "customField": "plugin::availability.material", "required": true }',
  },
  edition: { types: TEXT, json: '{ "type": "customField", "customField": "plugin::availability.edition" }' },
  orderNumber: { types: TEXT, json: '{ "type": "string", "maxLength": 64 }' },
  availability: {
    types: TEXT,
    json: '{ "type": "customField", "customField": "plugin::availability.state", "required": true }',
  },
  quantity: { types: ['integer'], json: '{ "type": "integer", "min": 0 }' },
  lowStockAt: { types: ['integer'], json: '{ "type": "integer", "min": 0 }' },
  whenSoldOut: {
    types: TEXT,
    json: '{ "type": "customField", "customField": "plugin::availability.when-sold-out", "required": true, "default": "out-of-print" }',
  },
  expectedOn: { types: ['date'], json: '{ "type": "date" }' },
  successor: { types: TEXT, json: '{ "type": "customField", "customField": "plugin::availability.material" }' },
  note: { types: TEXT, json: '{ "type": "text", "maxLength": 2000 }' },
  soldOut: {
    types: ['boolean'],
    json: '{ "type": "boolean", "default": false, "private": true, "writable": false, "visible": false }',
  },
};

const typeOf = ({ type, customField }: AttributeDescription): string =>
  type === 'customField' && customField?.startsWith('plugin::availability.') ? 'string' : type;

/** How many letters have to be changed, added, left out or put in the other order, to come from one word to the other. */
const distanceBetween = (one: string, other: string): number => {
  const rows: number[][] = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const at = (r: number, c: number): number => rows[r]?.[c] ?? Infinity;
      const isSame = one[i - 1] === other[j - 1];
      const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        (row[j - 1] ?? Infinity) + 1,
        at(i - 1, j - 1) + (isSame ? 0 : 1),
        isTurned ? at(i - 2, j - 2) + 1 : Infinity
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
};

/** The name that was probably meant; null if none is near. */
const nearest = (name: string, names: readonly string[]): string | null => {
  const [best] = names
    .map((one) => ({ one, distance: distanceBetween(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, Math.floor(name.length / 3)) ? best.one : null;
};

const listOf = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ') || '–';

/** What an attribute that the configuration names must be. */
interface Wanted {
  readonly path: string;
  readonly name: string | null;
  readonly types: readonly string[];
  readonly isNeeded?: boolean;
}

const wantedOf = (material: NamedMaterial): Wanted[] => [
  { path: 'title', name: material.title, types: TEXT, isNeeded: true },
  { path: 'pdf', name: material.pdf, types: ['media'], isNeeded: true },
  { path: 'slug', name: material.slug, types: TEXT },
  { path: 'pdfUrl', name: material.pdfUrl, types: TEXT },
  ...Object.entries(material.otherFiles).map(([kind, name]) => ({
    path: `otherFiles.${kind}`,
    name,
    types: ['media'],
  })),
  { path: 'orderUrl', name: material.orderUrl, types: TEXT },
  { path: 'maxPerOrder', name: material.maxPerOrder, types: ['integer'] },
  ...Object.entries(material.description).map(([part, name]) => ({ path: `description.${part}`, name, types: [] })),
];

const fitsIn = (attribute: AttributeDescription, types: readonly string[]): boolean =>
  types.length === 0 || types.includes(typeOf(attribute));

const attributeProblemOf = (type: TypeDescription, { path, name, types, isNeeded }: Wanted): SetupProblem | null => {
  const at = `material.${path}`;
  const fitting = Object.keys(type.attributes).filter((one) => fitsIn(type.attributes[one] ?? { type: '' }, types));
  if (!name) {
    if (!isNeeded) return null;
    const key = path === 'pdf' ? 'no-pdf' : 'no-title';
    return {
      path: at,
      key,
      values: { uid: type.uid, choices: listOf(fitting) },
      example: `${path}: '${fitting[0] ?? '…'}'`,
    };
  }
  const attribute = type.attributes[name];
  if (!attribute) {
    const meant = nearest(name, fitting);
    return {
      path: at,
      key: meant ? 'misspelt-attribute' : 'unknown-attribute',
      values: { uid: type.uid, name, meant: meant ?? '', choices: listOf(fitting) },
      ...(meant ? { example: `${path.split('.').at(-1) ?? path}: '${meant}'` } : {}),
    };
  }
  const values = { uid: type.uid, name, type: typeOf(attribute), wanted: types.join(', ') };
  if (!fitsIn(attribute, types)) return { path: at, key: 'wrong-kind', values };
  if (types.includes('media') && attribute.multiple) {
    return { path: at, key: 'several-files', values, example: '"multiple": false' };
  }
  return null;
};

const EXAMPLE = `material: { uid: 'api::publication.publication', title: 'name', pdf: 'document' }`;

const materialProblems = (named: NamedMaterial, types: readonly TypeDescription[]): SetupProblem[] => {
  const own = types.filter(({ uid }) => uid.startsWith('api::')).map(({ uid }) => uid);
  if (!named.uid) {
    return [{ path: 'material', key: 'no-type', values: { choices: listOf(own) }, example: EXAMPLE }];
  }
  const type = types.find(({ uid }) => uid === named.uid);
  if (!type) {
    const meant = nearest(named.uid, own);
    return [
      {
        path: 'material.uid',
        key: meant ? 'misspelt-type' : 'unknown-type',
        values: { uid: named.uid, meant: meant ?? '', choices: listOf(own) },
        ...(meant ? { example: `uid: '${meant}'` } : {}),
      },
    ];
  }
  const problems: SetupProblem[] = [];
  if (type.isSingle) problems.push({ path: 'material.uid', key: 'single-type', values: { uid: type.uid } });
  problems.push(...wantedOf(named).flatMap((wanted) => attributeProblemOf(type, wanted) ?? []));
  if (type.attributes[ACTION]) {
    problems.push({ path: `${type.uid}.${ACTION}`, key: 'own-action', values: { uid: type.uid } });
  }
  const column = type.attributes[named.availability ?? AVAILABILITY_ATTRIBUTE];
  if (column && !column.isServed) {
    const name = named.availability ?? AVAILABILITY_ATTRIBUTE;
    if (named.availability === null) {
      problems.push({
        path: `${type.uid}.${name}`,
        key: 'own-availability',
        values: { uid: type.uid, name },
        example: `availability: 'printState'`,
      });
    } else if (typeOf(column) !== 'string') {
      const values = { uid: type.uid, name, type: typeOf(column), wanted: 'string' };
      problems.push({ path: 'material.availability', key: 'wrong-kind', values });
    }
  }
  return problems;
};

const stockProblems = (uid: string, types: readonly TypeDescription[]): SetupProblem[] => {
  const type = types.find((one) => one.uid === uid);
  if (!type) return [{ path: 'stockStatus.uid', key: 'unknown-stock-type', values: { uid } }];
  const problems: SetupProblem[] = [];
  if (type.isSingle) problems.push({ path: uid, key: 'single-type', values: { uid } });
  if (type.hasDrafts) {
    problems.push({
      path: uid,
      key: 'stock-drafts',
      values: { uid },
      example: '"options": { "draftAndPublish": false }',
    });
  }
  if (type.isLocalised) {
    problems.push({
      path: uid,
      key: 'stock-localised',
      values: { uid },
      example: '"pluginOptions": { "i18n": { "localized": false } }',
    });
  }
  for (const [name, { types: fitting, json }] of Object.entries(STOCK_ATTRIBUTES)) {
    const attribute = type.attributes[name];
    const values = { uid, name, type: attribute ? typeOf(attribute) : '', wanted: fitting.join(', ') };
    const example = `"${name}": ${json}`;
    if (!attribute) problems.push({ path: `${uid}.${name}`, key: 'no-stock-attribute', values, example });
    else if (!fitsIn(attribute, fitting)) problems.push({ path: `${uid}.${name}`, key: 'wrong-kind', values, example });
    else if (name === 'whenSoldOut' && !attribute.hasDefault)
      problems.push({ path: `${uid}.${name}`, key: 'no-default', values, example });
  }
  return problems;
};

/** Everything that keeps the plugin from working with these content types: all of it at once, not one after the other. */
export const findSetupProblems = (
  { material, stockStatus }: { readonly material: NamedMaterial; readonly stockStatus: { readonly uid: string } },
  types: readonly TypeDescription[]
): SetupProblem[] => [...materialProblems(material, types), ...stockProblems(stockStatus.uid, types)];

const WORDS: Readonly<Record<string, Readonly<Record<SetupProblemKey, string>>>> = { de, en, fr };

/** Says what is missing, and the way out. @param language of the one who reads it; English where it is not one of ours */
export const wordsOfSetupProblem = ({ key, values }: SetupProblem, language: string): string => {
  const own = baseLanguageOf(language);
  const spoken = Object.hasOwn(WORDS, own) ? own : 'en';
  const words = WORDS[spoken] ?? en;
  return String(new IntlMessageFormat(words[key], spoken, undefined, { ignoreTag: true }).format({ ...values }));
};

/** Where attributes are named that only schema.org's description of a publication has. */
const DESCRIPTION = 'material.description.';

/** The part of the description that a problem is about; null where it is about something that buttons depend on. */
export const descriptionPartOf = ({ path }: SetupProblem): string | null =>
  path.startsWith(DESCRIPTION) ? path.slice(DESCRIPTION.length) : null;
