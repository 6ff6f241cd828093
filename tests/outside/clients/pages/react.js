// The same page for React 18 and 19: the wrapper, and the plain element with children that come and go.
import { MaterialAction } from '@inprint/client/react';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';

import '@inprint/client/element';

const { material, src } = window.page;

const App = () => {
  const [locale, setLocale] = useState('de');
  const [isWide, setWide] = useState(false);
  const [told, setTold] = useState('');
  return h(
    'main',
    null,
    h('button', { id: 'language', onClick: () => setLocale(locale === 'de' ? 'fr' : 'de') }, locale),
    h('button', { id: 'children', onClick: () => setWide(!isWide) }, isWide ? 'wide' : 'narrow'),
    h(
      'material-action',
      { id: 'plain', 'document-id': material, locale, src },
      isWide && h('b', null, 'more'),
      h('i', null, 'fallback')
    ),
    h('material-action', { id: 'text', 'document-id': material, locale, src }, isWide ? 'one text' : 'another'),
    h(
      MaterialAction,
      { documentId: material, locale, src, onChange: ({ action }) => setTold(action?.type ?? 'gone') },
      isWide && h('b', null, 'more')
    ),
    h('output', null, told)
  );
};

createRoot(document.getElementById('app')).render(h(App));
