import type { StrapiApp } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

interface Field {
  readonly hint?: unknown;
}

interface EditLayout {
  readonly layout: readonly (readonly (readonly Field[])[])[];
  readonly components: Readonly<Record<string, { readonly layout: readonly (readonly Field[])[] }>>;
}

/**
 * A field's description in the language of the person who reads it. Strapi keeps one text for all languages; ours are kept in
 * English, and the translation is found by that text. A description that somebody wrote anew has none and is shown as it is.
 */
const Hint = ({ text }: { readonly text: string }) => {
  const { messages } = useIntl();
  return <>{typeof messages[text] === 'string' ? messages[text] : text}</>;
};

const translate = (field: Field): Field =>
  typeof field.hint === 'string' && field.hint !== '' ? { ...field, hint: <Hint text={field.hint} /> } : field;

/** Makes the descriptions under the fields of edit forms appear in the admin's language. */
export const translateFieldHints = (app: StrapiApp): void => {
  app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', ((value: { layout: EditLayout }) => ({
    ...value,
    layout: {
      ...value.layout,
      layout: value.layout.layout.map((panel) => panel.map((row) => row.map(translate))),
      components: Object.fromEntries(
        Object.entries(value.layout.components).map(([uid, component]) => [
          uid,
          { ...component, layout: component.layout.map((row) => row.map(translate)) },
        ])
      ),
    },
  })) as never);
};
