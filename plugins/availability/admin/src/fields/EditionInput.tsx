import { useFormats, useSay } from '../messages';
import { useSiteLocalesQuery } from '../stock/api';
import { Choices, type FieldProps } from './field';

/** A select must have a value for each choice; "none" is stored as null. */
const ALL_LANGUAGES = 'all';

/** Chooses which language's print run it is, or that one edition serves all languages. */
const EditionInput = (props: FieldProps) => {
  const say = useSay();
  const { language } = useFormats();
  const { data: locales = [] } = useSiteLocalesQuery();
  // The stored locale stays choosable while the list is on its way, or if it was taken off the site.
  const codes = [...new Set([...locales.map(({ code }) => code), ...(props.value ? [props.value] : [])])];
  return (
    <Choices
      {...props}
      value={props.value ?? ALL_LANGUAGES}
      onChange={(name, value) => props.onChange(name, value === ALL_LANGUAGES ? null : value)}
      choices={[
        { value: ALL_LANGUAGES, label: say('edition.all') },
        ...codes.map((code) => ({ value: code, label: language(code) })),
      ]}
    />
  );
};

export default EditionInput;
