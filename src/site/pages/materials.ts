import { pageOf } from '../addresses';
import type { Query } from '../api';
import { CARD, type Card, type Found } from '../entries';
import { everyLanguage } from '../frame';
import { element, html, voidElement, type Content, type Html } from '../html';
import { materialCard } from '../parts/cards';
import { askedPage, pagination } from '../parts/pagination';
import type { Page, View, Visit } from '../view';
import type { Word } from '../words';

const ON_A_PAGE = 12;

/** What readers choose from, and the states that each choice means. */
const AVAILABILITIES = {
  orderable: { availability: { $in: ['in-stock', 'on-demand'] } },
  waiting: { availability: { $in: ['not-yet-available', 'out-of-stock', 'reprinting', 'reprint-undecided'] } },
  ended: { availability: { $in: ['out-of-print', 'replaced', 'withdrawn'] } },
  digital: { availability: { $null: true } },
} as const satisfies Record<string, Query>;

type Choosable = keyof typeof AVAILABILITIES;

interface Choice {
  readonly title: string;
  readonly topic: string;
  readonly availability: Choosable | '';
  readonly page: number;
}

interface Topic {
  readonly documentId: string;
  readonly name: string;
}

const isChoosable = (value: string): value is Choosable => Object.hasOwn(AVAILABILITIES, value);

/** What no title is longer than. */
const LONGEST_TITLE = 250;

const choiceIn = (query: URLSearchParams): Choice => {
  const availability = query.get('availability') ?? '';
  return {
    title: query.get('title')?.trim().slice(0, LONGEST_TITLE) ?? '',
    topic: query.get('topic') ?? '',
    availability: isChoosable(availability) ? availability : '',
    page: askedPage(query),
  };
};

/** The choice as a query, what is not chosen left out. */
const queryOf = ({ page, ...choice }: Choice): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...choice, page: page > 1 ? String(page) : '' }).filter(([, value]) => value !== '')
  );

const option = (value: string, label: string, chosen: string): Html =>
  element('option', { value, selected: value === chosen }, label);

const field = (id: string, label: string, control: Content): Html =>
  html`<p class="field"><label for="${id}">${label}</label>${control}</p>`;

const filterForm = ({ say, locale }: View, choice: Choice, topics: readonly Topic[]): Html =>
  html`<form
    class="filter"
    action="${pageOf.materials(locale)}"
    method="get"
    role="search"
    aria-label="${say('materials.filter')}"
  >
    ${field(
      'filter-title',
      say('materials.search'),
      voidElement('input', {
        id: 'filter-title',
        name: 'title',
        type: 'search',
        value: choice.title,
        maxlength: LONGEST_TITLE,
        autocomplete: 'off',
      })
    )}
    ${field(
      'filter-availability',
      say('materials.availability'),
      element(
        'select',
        { id: 'filter-availability', name: 'availability' },
        option('', say('materials.any'), choice.availability),
        Object.keys(AVAILABILITIES).map((key) => option(key, say(`materials.${key}` as Word), choice.availability))
      )
    )}
    ${
      topics.length > 0 &&
      field(
        'filter-topic',
        say('materials.topic'),
        element(
          'select',
          { id: 'filter-topic', name: 'topic' },
          option('', say('materials.all-topics'), choice.topic),
          topics.map(({ documentId, name }) => option(documentId, name, choice.topic))
        )
      )
    }
    <button type="submit" class="button">${say('materials.show')}</button>
  </form>`;

const results = (view: View, choice: Choice, { data, meta }: Found<Card>): Html => {
  const { say, locale } = view;
  const { total } = meta.pagination;
  const isChosen = Object.keys(queryOf({ ...choice, page: 1 })).length > 0;
  const count = total === 1 ? say('materials.one') : say('materials.count', { count: total });
  return html`<div class="results">
    <p class="results__count">
      ${total === 0 ? say(isChosen ? 'materials.none' : 'materials.empty') : count}
      ${isChosen && html`<a href="${pageOf.materials(locale)}">${say('materials.reset')}</a>`}
    </p>
    <div class="cards cards--list">
      ${data.map((material, index) => materialCard(view, material, { level: 2, loading: index < 4 ? 'eager' : 'lazy' }))}
    </div>
    ${pagination(view, meta.pagination, (page) => pageOf.materials(locale, queryOf({ ...choice, page })), {
      previous: say('pages.previous'),
      next: say('pages.next'),
    })}
  </div>`;
};

/** All materials, narrowed down by what was chosen in the form. */
export const materials = async ({ view, api, query }: Visit): Promise<Page> => {
  const choice = choiceIn(query);
  const [found, topics] = await Promise.all([
    api.read<Found<Card>>('/materials', {
      ...CARD,
      sort: ['publishedOn:desc', 'title:asc'],
      pagination: { page: choice.page, pageSize: ON_A_PAGE },
      filters: {
        ...(choice.title && { title: { $containsi: choice.title } }),
        ...(choice.topic && { topics: { documentId: choice.topic } }),
        ...(choice.availability && AVAILABILITIES[choice.availability]),
      },
    }),
    api.read<Found<Topic>>('/topics', { fields: ['name'], sort: ['name:asc'], pagination: { pageSize: 100 } }),
  ]);
  const { say, locale } = view;
  const isPlain = Object.keys(queryOf(choice)).length === 0;
  return {
    kind: 'page',
    section: 'materials',
    head: {
      title: say('materials.title'),
      description: say('materials.lead'),
      canonical: pageOf.materials(locale, choice.title || choice.availability || choice.topic ? {} : queryOf(choice)),
      alternates: isPlain ? everyLanguage((language) => pageOf.materials(language)) : [],
      og: { type: 'website' },
    },
    // Words of a search are in the page's language.
    inLanguage: (language) => pageOf.materials(language, queryOf({ ...choice, title: '', page: 1 })),
    main: html`
      <header class="page-head">
        <h1>${say('materials.title')}</h1>
        <p class="lead">${say('materials.lead')}</p>
      </header>
      ${filterForm(view, choice, topics.data)} ${results(view, choice, found)}
    `,
  };
};
