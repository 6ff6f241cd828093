import type { LeftOutReason } from '../../../domain/accounts';
import { decodeTypolink } from '../../../domain/links/typolink';
import { plainText } from '../../../domain/plain-text';
import { textOf, type OldRow } from '../../../domain/record';
import {
  entryOfRun,
  type NewEntry,
  type ReportedRecord,
  type RunKind,
  type RunReason,
} from '../../../domain/run-report';
import type { StoredFile } from '../files/media-library';
import type { Links, LookedUp } from './context';
import type { RecordParts } from './record-parts';

/** How long the portal's fields may be. */
export const LONGEST = {
  title: 250,
  subtitle: 250,
  kicker: 120,
  abstract: 2000,
  lead: 2000,
  caption: 500,
  source: 500,
  address: 1000,
  isbn: 20,
  number: 64,
};

export interface Wanting {
  readonly files: ReadonlyMap<string, StoredFile | { readonly reason: string }>;
  readonly places: LookedUp['places'];
}

type Tell = (kind: RunKind, reason: RunReason, details?: Readonly<Record<string, string>>) => void;

type Column = string | null | undefined;

/** Reads the fields of one record, and tells what cannot be read. */
export class Fields {
  readonly entries: NewEntry[] = [];

  constructor(
    private readonly row: OldRow,
    private readonly record: ReportedRecord,
    private readonly links: Links,
    private readonly wanting: Wanting,
    private readonly parts: RecordParts
  ) {}

  readonly tell: Tell = (kind, reason, details = {}) => {
    this.entries.push(entryOfRun(kind, reason, details, this.record));
  };

  cut(words: string, most: number, name: string): string | null {
    if (words.length > most) this.tell('field', 'cut', { field: name });
    return words === '' ? null : words.slice(0, most);
  }

  /** Says that a column is taken, as it stands in a row: all languages may share the original's. */
  take(column: Column, from = this.row): void {
    const isOwn = from === this.row || textOf(from, column) === textOf(this.row, column);
    if (isOwn) this.parts.take(column);
    else this.parts.leave('of-original', column);
  }

  leave(reason: LeftOutReason, column: Column): void {
    this.parts.leave(reason, column);
  }

  text(column: Column, most: number, name: string): string | null {
    this.take(column);
    return this.cut(plainText(textOf(this.row, column)), most, name);
  }

  address(column: Column, name: string, from = this.row): string | null {
    this.take(column, from);
    const value = textOf(from, column);
    if (value === '') return null;
    const target = this.links.resolve(decodeTypolink(value), this.record.locale, this.wanting);
    const url = target.is === 'url' ? target.url : '';
    if (/^https?:\/\//i.test(url) && URL.canParse(url) && url.length <= LONGEST.address) return url;
    this.parts.leave('unreadable-value', column);
    this.tell('field', 'unsafe-address', { field: name, value: value.slice(0, 200) });
    return null;
  }

  number(column: Column, name: string, isFraction = false, from = this.row): number | null {
    this.take(column, from);
    const value = textOf(from, column).replace(',', '.');
    if (value === '' || Number(value) === 0) return null;
    const read = Number(value);
    if (Number.isFinite(read) && read > 0 && (isFraction || Number.isSafeInteger(read))) return read;
    this.parts.leave('unreadable-value', column);
    this.tell('field', 'unreadable-value', { field: name, value: value.slice(0, 100) });
    return null;
  }

  fileAt(path: string): StoredFile | null {
    const file = this.wanting.files.get(path);
    return file && 'id' in file ? file : null;
  }
}
