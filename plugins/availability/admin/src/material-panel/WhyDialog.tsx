import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';

import { useFormats, useSay } from '../messages';
import type { PageExplanation, ReaderPage } from '../stock/api';

/** The facts that the rule saw, each as a sentence. */
const useFacts = () => {
  const say = useSay();
  const { language, day } = useFormats();
  return (
    locale: string,
    { edition, state, pdf, successor, fallbackChain, titleLocale }: PageExplanation
  ): string[] => [
    titleLocale === locale ? say('why.fact.page') : say('why.fact.page-from', { language: language(titleLocale) }),
    edition === null
      ? say('why.fact.no-stock')
      : edition.edition === null
        ? say('why.fact.edition-all')
        : say('why.fact.edition', { language: language(edition.edition) }),
    ...(state ? [say('why.fact.state', { state: say(`state.${state}`) })] : []),
    ...(edition && edition.quantity !== null ? [say('why.fact.quantity', { quantity: edition.quantity })] : []),
    ...(edition?.expectedOn ? [say('why.fact.expected', { day: day(edition.expectedOn) })] : []),
    pdf
      ? say('why.fact.pdf', { language: language(pdf.locale), name: pdf.name })
      : say('why.fact.no-pdf', { languages: fallbackChain.map(language).join(', ') }),
    ...(successor ? [say('why.fact.successor', { title: successor })] : []),
  ];
};

/** Which rule decided what readers get, from which facts, and what would change it. */
export const WhyDialog = ({
  page,
  onClose,
}: {
  readonly page: ReaderPage | undefined;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const { language } = useFormats();
  const facts = useFacts();
  return (
    <Modal.Root open={Boolean(page?.explanation)} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{page ? say('why.title', { language: language(page.locale) }) : ''}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {page?.explanation ? (
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Box>
                <Typography tag="h3" variant="delta">
                  {say('why.rule')}
                </Typography>
                <Typography tag="p">{say(`why.rule.${page.explanation.rule}`)}</Typography>
              </Box>
              <Box>
                <Typography tag="h3" variant="delta">
                  {say('why.facts')}
                </Typography>
                <Box tag="ul" paddingLeft={4} style={{ listStyle: 'disc' }}>
                  {facts(page.locale, page.explanation).map((fact) => (
                    <li key={fact}>
                      <Typography>{fact}</Typography>
                    </li>
                  ))}
                </Box>
              </Box>
              <Box>
                <Typography tag="h3" variant="delta">
                  {say('why.change')}
                </Typography>
                <Typography tag="p">{say(`why.change.${page.explanation.rule}`)}</Typography>
              </Box>
            </Flex>
          ) : null}
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('close')}</Button>
          </Modal.Close>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
