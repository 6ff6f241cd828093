import { CARD, read } from './api.js';
import { materialCard } from './cards.js';
import { el, fill } from './element.js';
import { drawPage, pageOf, setLanguages, setTitle, show } from './frame.js';
import { locale } from './locale.js';
import { pagination } from './pagination.js';
import { say } from './words.js';

/** What readers choose from, and the states that each choice means. */
const AVAILABILITIES = {
  orderable: { availability: { $in: ['in-stock', 'on-demand'] } },
  waiting: { availability: { $in: ['not-yet-available', 'out-of-stock', 'reprinting', 'reprint-undecided'] } },
  ended: { availability: { $in: ['out-of-print', 'replaced', 'withdrawn'] } },
  digital: { availability: { $null: true } },
};

const choiceIn = (query) => ({
  title: query.get('title')?.trim() ?? '',
  topic: query.get('topic') ?? '',
  availability: Object.hasOwn(AVAILABILITIES, query.get('availability') ?? '') ? query.get('availability') : '',
  page: Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1),
});

/** The choice as a query, what is not chosen left out. */
const queryOf = ({ page, ...choice }) =>
  Object.fromEntries(
    Object.entries({ ...choice, page: page > 1 ? String(page) : '' }).filter(([, value]) => value !== '')
  );

const find = ({ title, topic, availability, page }) =>
  read('/materials', {
    ...CARD,
    sort: ['publishedOn:desc', 'title:asc'],
    pagination: { page, pageSize: 12 },
    filters: {
      ...(title && { title: { $containsi: title } }),
      ...(topic && { topics: { documentId: topic } }),
      ...AVAILABILITIES[availability],
    },
  });

const option = (value, label, chosen) => el('option', { value, selected: value === chosen }, label);

const field = (id, label, control) => el('p', { class: 'field' }, el('label', { for: id }, label), control);

const filterForm = (choice, topics, onChoice) => {
  const form = el(
    'form',
    {
      class: 'filter',
      action: '/materials.html',
      method: 'get',
      role: 'search',
      'aria-label': say('materials.filter'),
    },
    el('input', { type: 'hidden', name: 'locale', value: locale }),
    field(
      'filter-title',
      say('materials.search'),
      el('input', { id: 'filter-title', name: 'title', type: 'search', value: choice.title, autocomplete: 'off' })
    ),
    field(
      'filter-availability',
      say('materials.availability'),
      el(
        'select',
        { id: 'filter-availability', name: 'availability' },
        option('', say('materials.any'), choice.availability),
        Object.keys(AVAILABILITIES).map((key) => option(key, say(`materials.${key}`), choice.availability))
      )
    ),
    topics.length > 0 &&
      field(
        'filter-topic',
        say('materials.topic'),
        el(
          'select',
          { id: 'filter-topic', name: 'topic' },
          option('', say('materials.all-topics'), choice.topic),
          topics.map(({ documentId, name }) => option(documentId, name, choice.topic))
        )
      ),
    el('button', { type: 'submit', class: 'button' }, say('materials.show'))
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onChoice(choiceIn(new URLSearchParams(new FormData(form))));
  });
  return form;
};

const results = (choice, { data, meta }) => {
  const { total } = meta.pagination;
  const isChosen = Object.keys(queryOf({ ...choice, page: 1 })).length > 0;
  const count = total === 1 ? say('materials.one') : say('materials.count', { count: total });
  return [
    el(
      'p',
      { class: 'results__count' },
      total === 0 ? say(isChosen ? 'materials.none' : 'materials.empty') : count,
      isChosen && [' ', el('a', { href: pageOf.materials() }, say('materials.reset'))]
    ),
    el(
      'div',
      { class: 'cards cards--list' },
      data.map((material) => materialCard(material, 2))
    ),
    pagination(
      meta.pagination,
      (page) => pageOf.materials(queryOf({ ...choice, page })),
      say('pages.previous'),
      say('pages.next')
    ),
  ];
};

drawPage('materials', async () => {
  const choice = choiceIn(new URLSearchParams(location.search));
  const [found, topics] = await Promise.all([
    find(choice),
    read('/topics', { fields: ['name'], sort: ['name:asc'], pagination: { pageSize: 100 } }),
  ]);
  setTitle(say('materials.title'), say('materials.lead'));

  const region = el('div', { class: 'results', 'aria-live': 'off' });
  const count = el('p', { class: 'visually-hidden', role: 'status' });
  const showChoice = (chosen, answer) => {
    fill(region, results(chosen, answer));
    setLanguages((language) => pageOf.materials(queryOf({ ...chosen, title: '', page: 1 }), language));
  };
  const choose = async (chosen) => {
    history.pushState(null, '', pageOf.materials(queryOf(chosen)));
    try {
      showChoice(chosen, await find(chosen));
      count.textContent = region.querySelector('.results__count').firstChild.textContent;
    } catch (reason) {
      console.error(reason);
      location.reload(); // the address holds the choice: the page says itself what is wrong
    }
  };
  window.addEventListener('popstate', () => location.reload());

  showChoice(choice, found);
  show(
    el(
      'header',
      { class: 'page-head' },
      el('h1', {}, say('materials.title')),
      el('p', { class: 'lead' }, say('materials.lead'))
    ),
    filterForm(choice, topics.data, choose),
    count,
    region
  );
});
