import { directionOf, type Direction } from '../../../packages/client/src/direction';

export { directionOf };

const LETTERS: Readonly<Record<Direction, RegExp>> = {
  rtl: /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u,
  ltr: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u,
};

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * A title or a name inside a sentence of another direction, fenced off, so that it does not tear the brackets and numbers
 * around it apart (Unicode's bidirectional algorithm, UAX 9). Left as it is where it runs the sentence's way.
 */
export const isolated = (text: string, direction: Direction): string =>
  LETTERS[direction === 'rtl' ? 'ltr' : 'rtl'].test(text)
    ? FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE
    : text;
