const TAG = /<media\s+(\d{1,10})([^<>]*)>/gi;

/** Old `<media 7 _blank>words</media>` tags of DAM as link tags; a file that nobody knows keeps its number. */
export const rewriteDamTags = (text: string, pathOf: (uid: number) => string | null): string =>
  /<media\s/i.test(text)
    ? text
        .replaceAll(TAG, (_, uid: string, places: string) => {
          const path = pathOf(Number(uid)) ?? `dam:${uid}`;
          return `<link ${/\s/.test(path) ? `"${path}"` : path}${places}>`;
        })
        .replaceAll(/<\/media>/gi, '</link>')
    : text;
