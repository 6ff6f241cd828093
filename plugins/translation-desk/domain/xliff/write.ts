import type { ExportFile, XliffVersion } from './exported';
import { writeXliff1 } from './write-1';
import { writeXliff2 } from './write-2';

const WRITERS = { '1.2': writeXliff1, '2.0': writeXliff2 } as const satisfies Record<
  XliffVersion,
  (file: ExportFile) => string
>;

export const writeXliff = (file: ExportFile, version: XliffVersion): string => WRITERS[version](file);
