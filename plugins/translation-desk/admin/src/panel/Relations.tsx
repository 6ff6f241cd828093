import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { useForm, useNotification } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import {
  useRelationGapsQuery,
  useApplyRelationsMutation,
  type DeskSettings,
  type Related,
  type RelationGap,
} from '../api';
import { editPath } from '../edit-path';
import { useFormats, useProblem, useSay } from '../messages';

interface Props {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly savedAt: string;
  readonly sourceLocale: string;
  readonly isThere: boolean;
  readonly types: DeskSettings['types'];
}

const Names = ({ some }: { readonly some: readonly Related[] }) => (
  <ul>
    {some.map(({ type, documentId, title }) => (
      <li key={`${type} ${documentId}`}>
        <Typography>{title}</Typography>
      </li>
    ))}
  </ul>
);

const Gap = ({
  gap,
  locale,
  sourceLocale,
  isThere,
  types,
}: { readonly gap: RelationGap } & Pick<Props, 'locale' | 'sourceLocale' | 'isThere' | 'types'>) => {
  const say = useSay();
  const format = useFormats();
  const language = format.language(locale);
  return (
    <>
      {gap.missing.length > 0 ? (
        <>
          <Typography tag="p" variant="pi">
            {isThere ? say('relations.missing', { source: format.language(sourceLocale) }) : say('relations.new')}
          </Typography>
          <Names some={gap.missing} />
        </>
      ) : null}
      {gap.surplus.length > 0 ? (
        <>
          <Typography tag="p" variant="pi">
            {say('relations.surplus', { source: format.language(sourceLocale) })}
          </Typography>
          <Names some={gap.surplus} />
        </>
      ) : null}
      {gap.absent.length > 0 ? (
        <>
          <Typography tag="p" variant="pi">
            {say('relations.absent', { language })}
          </Typography>
          <ul>
            {gap.absent.map((related) => (
              <li key={`${related.type} ${related.documentId}`}>
                <Link
                  tag={NavLink}
                  to={editPath(types, related, locale)}
                  aria-label={say('relations.make', { title: related.title, language })}
                >
                  {related.title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
};

/** What the source is connected with and this translation is not, and the one click that takes it over. */
export const Relations = ({ uid, documentId, locale, savedAt, sourceLocale, isThere, types }: Props) => {
  const say = useSay();
  const format = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const isModified = useForm('TranslationRelations', ({ modified }) => modified);
  const { data } = useRelationGapsQuery({ uid, documentId, locale, savedAt });
  const [take, { isLoading }] = useApplyRelationsMutation();

  if (!data || data.gaps.length === 0) return null;
  const canTake = isThere && data.mayTake && data.gaps.some(({ missing }) => missing.length > 0);

  const takeOver = async (): Promise<void> => {
    try {
      const { taken } = await take({ uid, documentId, locale }).unwrap();
      toggleNotification({ type: 'success', message: say('relations.taken', { taken }) });
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%">
      <Typography tag="h3" fontWeight="bold">
        {say('relations.title')}
      </Typography>
      {data.gaps.map((gap) => {
        const name = format.field(uid, gap.field, gap.label);
        return (
          <Box key={gap.path}>
            <Typography tag="h4" variant="pi" fontWeight="bold" textColor="neutral600">
              {gap.position === null ? name : say('relations.place', { field: name, position: gap.position })}
            </Typography>
            <Gap gap={gap} locale={locale} sourceLocale={sourceLocale} isThere={isThere} types={types} />
          </Box>
        );
      })}
      {canTake ? (
        <Box>
          <Button
            size="S"
            variant="secondary"
            disabled={isModified}
            loading={isLoading}
            onClick={() => void takeOver()}
          >
            {say('relations.take')}
          </Button>
          {isModified ? (
            <Typography tag="p" variant="pi">
              {say('relations.save-first')}
            </Typography>
          ) : null}
        </Box>
      ) : null}
    </Flex>
  );
};
