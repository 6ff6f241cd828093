import type { KnownPlace, TextContext } from '../contract';

/** A small portal: page 12, file 7, news 3 and one material. */
export const MATERIAL = 'material-1';
export const MATERIAL_TITLE = 'Klartext - Medien verstehen';

const BY_UID: Readonly<Record<string, string>> = { 'page 12': '/pages/imprint', 'file 7': '/uploads/poster.pdf' };

export const IMAGE = {
  ...{
    name: 'poster.jpg',
    alternativeText: 'Poster',
    caption: null,
    url: '/uploads/poster.jpg',
    width: 640,
    height: 480,
  },
  ...{ hash: 'poster', ext: '.jpg', mime: 'image/jpeg', size: 12.3, provider: 'local' },
  ...{ createdAt: '2020-01-01T00:00:00.000Z', updatedAt: '2020-01-01T00:00:00.000Z' },
};

/** What a text is converted with, if a test says nothing else. */
export const aContext = (more: Partial<TextContext> = {}): TextContext => ({
  locale: 'de',
  field: 'bodytext',
  knownHosts: ['www.example.org'],
  resolve: ({ target }) => {
    if (target.kind === 'url' && /materials\/klartext/.test(target.url)) {
      return { is: 'material', documentId: MATERIAL, url: '/materials/klartext' };
    }
    if (target.kind === 'record') return { is: 'material', documentId: MATERIAL, url: '/materials/klartext' };
    if (target.kind === 'url') return { is: 'url', url: target.url };
    const id = target.kind === 'page' ? target.page : target.kind === 'file' ? target.uid : '';
    const url = BY_UID[`${target.kind} ${id}`];
    return url === undefined ? { is: 'unknown', reason: `${target.kind} ${id} is not there` } : { is: 'url', url };
  },
  findBySlug: (slug): KnownPlace[] =>
    slug === 'klartext-medien-verstehen'
      ? [{ documentId: MATERIAL, isMaterial: true, title: MATERIAL_TITLE, url: '/materials/klartext' }]
      : [],
  titleOf: (documentId) => (documentId === MATERIAL ? MATERIAL_TITLE : null),
  image: ({ source }) => (source.includes('poster') ? IMAGE : { reason: `${source} is not in fileadmin` }),
  ...more,
});
