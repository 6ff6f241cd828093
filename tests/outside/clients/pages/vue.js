// The same page in Vue: the wrapper, and the plain element with children that come and go.
import { MaterialAction } from '@inprint/client/vue';
import { createApp, h, ref } from 'vue';

import '@inprint/client/element';

const { material, src } = window.page;

createApp({
  setup() {
    const locale = ref('de');
    const isWide = ref(false);
    const told = ref('');
    const toggle = () => (isWide.value = !isWide.value);
    return () =>
      h('main', [
        h(
          'button',
          { id: 'language', onClick: () => (locale.value = locale.value === 'de' ? 'fr' : 'de') },
          locale.value
        ),
        h('button', { id: 'children', onClick: toggle }, isWide.value ? 'wide' : 'narrow'),
        h('material-action', { id: 'plain', 'document-id': material, locale: locale.value, src }, [
          isWide.value ? h('b', 'more') : null,
          h('i', 'fallback'),
        ]),
        h(
          'material-action',
          { id: 'text', 'document-id': material, locale: locale.value, src },
          isWide.value ? 'one text' : 'another'
        ),
        h(
          MaterialAction,
          {
            documentId: material,
            locale: locale.value,
            src,
            onChange: ({ action }) => (told.value = action?.type ?? 'gone'),
          },
          () => (isWide.value ? [h('b', 'more')] : [])
        ),
        h('output', told.value),
      ]);
  },
}).mount('#app');
