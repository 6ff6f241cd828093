/** A name in SQL, whatever letters are in it. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text in SQL. */
export const quoteText = (value: string): string => `'${value.replaceAll("'", "''")}'`;
