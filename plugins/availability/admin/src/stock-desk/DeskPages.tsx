import { Button, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';

import { useSay } from '../messages';
import type { DeskQuery } from '../stock/api';

interface Props {
  readonly query: DeskQuery;
  readonly show: (part: Partial<DeskQuery>) => void;
  readonly hasNext: boolean;
  readonly pageSizes: readonly number[];
}

/** Turns pages. The number of all pages is not told: counting 100,000 editions would mean reading them all. */
export const DeskPages = ({ query, show, hasNext, pageSizes }: Props) => {
  const say = useSay();
  return (
    <Flex tag="nav" aria-label={say('pages.title')} justifyContent="space-between" wrap="wrap" gap={2}>
      <SingleSelect
        size="S"
        aria-label={say('pages.size')}
        value={String(query.pageSize)}
        onChange={(size) => show({ pageSize: Number(size) })}
      >
        {pageSizes.map((size) => (
          <SingleSelectOption key={size} value={String(size)}>
            {say('pages.per-page', { size })}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Flex gap={2}>
        <Button
          variant="tertiary"
          startIcon={<ChevronLeft aria-hidden />}
          disabled={query.page === 1}
          onClick={() => show({ page: query.page - 1 })}
        >
          {say('pages.previous')}
        </Button>
        <Typography aria-live="polite">{say('pages.page', { page: query.page })}</Typography>
        <Button
          variant="tertiary"
          endIcon={<ChevronRight aria-hidden />}
          disabled={!hasNext}
          onClick={() => show({ page: query.page + 1 })}
        >
          {say('pages.next')}
        </Button>
      </Flex>
    </Flex>
  );
};
