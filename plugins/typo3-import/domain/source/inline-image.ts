const BEGINNING = /data:[a-z0-9.+-]{1,80}\/[a-z0-9.+-]{1,80};base64,/gi;
const NO_BASE64 = /[^A-Za-z0-9+/=\s]/g;

/** Shorter ones are no load: spacers and icons. */
const SHORTEST = 1000;

/**
 * A text without the images that stand in it as letters (`data:image/png;base64,…`): nothing that an article can hold, and most of it where
 * one is there. Their end is looked for character by character: a pattern that takes a whole image at once overflows its stack at 7 MB.
 */
export const withoutInlineImages = (text: string): string => {
  const kept: string[] = [];
  let from = 0;
  BEGINNING.lastIndex = 0;
  for (let found = BEGINNING.exec(text); found; found = BEGINNING.exec(text)) {
    NO_BASE64.lastIndex = BEGINNING.lastIndex;
    const end = NO_BASE64.exec(text)?.index ?? text.length;
    if (end - BEGINNING.lastIndex >= SHORTEST) {
      kept.push(text.slice(from, found.index));
      from = end;
    }
    BEGINNING.lastIndex = end;
  }
  return kept.length === 0 ? text : kept.join('') + text.slice(from);
};
