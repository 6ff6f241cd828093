import {
  findSetupProblems,
  wordsOfSetupProblem,
  type AttributeDescription,
  type NamedMaterial,
  type SetupProblemKey,
  type TypeDescription,
} from './setup';
import de from './setup/de.json';
import en from './setup/en.json';

const UID = 'api::publication.publication';
const STOCK = 'plugin::availability.stock-status';

const text: AttributeDescription = { type: 'string' };
const integer: AttributeDescription = { type: 'integer' };

const publication: TypeDescription = {
  uid: UID,
  isSingle: false,
  hasDrafts: true,
  isLocalised: false,
  attributes: { name: text, handle: { type: 'uid' }, document: { type: 'media' }, most: integer },
};

const stock: TypeDescription = {
  uid: STOCK,
  isSingle: false,
  hasDrafts: false,
  isLocalised: false,
  attributes: {
    material: { type: 'customField', customField: 'plugin::availability.material' },
    edition: { type: 'customField', customField: 'plugin::availability.edition' },
    orderNumber: text,
    availability: { type: 'customField', customField: 'plugin::availability.state' },
    quantity: integer,
    lowStockAt: integer,
    whenSoldOut: { ...text, hasDefault: true },
    expectedOn: { type: 'date' },
    successor: text,
    note: { type: 'text' },
    soldOut: { type: 'boolean' },
  },
};

const named: NamedMaterial = {
  uid: UID,
  title: 'name',
  pdf: 'document',
  slug: null,
  pdfUrl: null,
  otherFiles: { accessible: null, 'easy-language': null },
  orderUrl: null,
  maxPerOrder: null,
  availability: null,
  description: { cover: null },
};

interface World {
  readonly names?: Partial<NamedMaterial>;
  readonly type?: Partial<TypeDescription>;
  readonly attributes?: Readonly<Record<string, AttributeDescription>>;
  readonly stockType?: Partial<TypeDescription>;
  readonly stockUid?: string;
}

const problemsOf = ({ names, type, attributes, stockType, stockUid = STOCK }: World) =>
  findSetupProblems({ material: { ...named, ...names }, stockStatus: { uid: stockUid } }, [
    { ...publication, ...type, attributes: { ...publication.attributes, ...attributes } },
    { ...stock, ...stockType },
  ]);

const without = (name: string): Partial<TypeDescription> => ({
  attributes: Object.fromEntries(Object.entries(stock.attributes).filter(([one]) => one !== name)),
});

describe('what must be said before the plugin works', () => {
  it('is nothing more than the type, its title and its PDF', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each<[string, World, SetupProblemKey, string]>([
    ['no type at all', { names: { uid: '' } }, 'no-type', UID],
    ['a type that there is not', { names: { uid: 'api::brochure.brochure' } }, 'unknown-type', UID],
    ['a misspelt type', { names: { uid: 'api::publication.publicaton' } }, 'misspelt-type', UID],
    ['a single type', { type: { isSingle: true } }, 'single-type', UID],
    ['no title', { names: { title: '' } }, 'no-title', '“name”, “handle”'],
    ['no PDF', { names: { pdf: '' } }, 'no-pdf', '“document”'],
    ['a misspelt PDF', { names: { pdf: 'documnet' } }, 'misspelt-attribute', 'Did you mean “document”?'],
    [
      'an attribute that there is not',
      { names: { orderUrl: 'webshopAddress' } },
      'unknown-attribute',
      '“webshopAddress”',
    ],
    ['a PDF that is a text', { names: { pdf: 'name' } }, 'wrong-kind', 'media'],
    ['a limit that is a text', { names: { maxPerOrder: 'name' } }, 'wrong-kind', 'integer'],
    ['several PDFs', { attributes: { document: { type: 'media', multiple: true } } }, 'several-files', '“document”'],
    ['an attribute called action', { attributes: { action: text } }, 'own-action', '“action”'],
    ['an attribute called availability', { attributes: { availability: text } }, 'own-availability', '“availability”'],
    ['a stock type that there is not', { stockUid: 'api::stock.stock' }, 'unknown-stock-type', 'api::stock.stock'],
    ['a stock type with drafts', { stockType: { hasDrafts: true } }, 'stock-drafts', 'Draft & Publish'],
    ['a localised stock type', { stockType: { isLocalised: true } }, 'stock-localised', 'localisation'],
    ['a stock type without soldOut', { stockType: without('soldOut') }, 'no-stock-attribute', '“soldOut”'],
    [
      'a stock type without a default',
      { stockType: { attributes: { ...stock.attributes, whenSoldOut: text } } },
      'no-default',
      '“whenSoldOut”',
    ],
  ])('%s', (_what, world, key, words) => {
    const problems = problemsOf(world);
    expect(problems.map((problem) => problem.key)).toEqual([key]);
    expect(problems.map((problem) => wordsOfSetupProblem(problem, 'en')).join()).toContain(words);
  });

  it('is told all at once', () => {
    const problems = problemsOf({ names: { title: 'titel', pdf: '', slug: 'slug' }, stockType: { hasDrafts: true } });
    expect(problems.map(({ path }) => path)).toEqual(['material.title', 'material.pdf', 'material.slug', STOCK]);
  });

  it('lets a text of one’s own be overwritten where that is said', () => {
    expect(problemsOf({ names: { availability: 'state' }, attributes: { state: text } })).toEqual([]);
    expect(problemsOf({ attributes: { availability: { ...text, isServed: true } } })).toEqual([]);
  });

  it('has the same sentences in both languages of the admin', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    const [problem] = problemsOf({ names: { pdf: 'documnet' } });
    expect(problem && wordsOfSetupProblem(problem, 'de-AT')).toContain('Ist „document“ gemeint?');
  });
});
