import { defineComponent, h, onMounted, type PropType } from 'vue';

import type { MaterialAction as Action } from './action';
import type { MaterialActionChange } from './element/element';
import { partsOf } from './render';

/**
 * `<material-action>` for Vue 3. With `action`, the server renders the button; the element takes over once Vue has taken over
 * the page. The default slot is shown until the portal has answered and when it cannot be asked.
 */
export const MaterialAction = defineComponent({
  name: 'MaterialAction',
  props: {
    documentId: { type: String, required: true },
    locale: String,
    src: String,
    refresh: Number,
    live: Boolean,
    materialTitle: String,
    action: Object as PropType<Action>,
  },
  emits: { change: (_change: MaterialActionChange) => true },
  setup(props, { emit, slots }) {
    onMounted(() => void import('@inprint/client/element'));
    const button = (action: Action) =>
      partsOf(action, {
        ...(props.locale === undefined ? {} : { locale: props.locale }),
        ...(props.src === undefined ? {} : { origin: props.src }),
      }).flatMap(({ tag, attributes, text }, index) => [
        ...(index === 0 ? [] : [' ']),
        h(tag, { ...attributes }, text),
      ]);
    return () =>
      h(
        'material-action',
        {
          'document-id': props.documentId,
          'material-title': props.materialTitle,
          locale: props.locale,
          src: props.src,
          refresh: props.refresh,
          live: props.live || undefined,
          '.action': props.action,
          onMaterialActionChange: ({ detail }: CustomEvent<MaterialActionChange>) => emit('change', detail),
        },
        props.action ? button(props.action) : slots.default?.()
      );
  },
});
