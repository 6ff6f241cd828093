import { Button, Flex, Typography } from '@strapi/design-system';

import { useSay } from './messages';

interface Props {
  readonly page: number;
  readonly isLast: boolean;
  readonly show: (page: number) => void;
  /** Other words than "newer" and "older", for lists in another order. */
  readonly backwards?: string;
  readonly forwards?: string;
}

/** Turns the pages of a list. */
export const Pages = ({ page, isLast, show, backwards, forwards }: Props) => {
  const say = useSay();
  return (
    <Flex tag="nav" aria-label={say('pages.title')} gap={2} justifyContent="flex-end">
      <Button variant="tertiary" disabled={page === 1} onClick={() => show(page - 1)}>
        {backwards ?? say('pages.previous')}
      </Button>
      <Typography aria-live="polite">{say('pages.page', { page })}</Typography>
      <Button variant="tertiary" disabled={isLast} onClick={() => show(page + 1)}>
        {forwards ?? say('pages.next')}
      </Button>
    </Flex>
  );
};
