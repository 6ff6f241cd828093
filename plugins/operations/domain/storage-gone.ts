/** No room, no quota left, a disk that can only be read, a folder that belongs to somebody else. */
const CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']);

/** Whether an error says that a file could not be written, whatever was in it. */
export const isStorageGone = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, path } = error as { code?: unknown; path?: unknown };
  // Ports and processes can be forbidden too: those name no path, and neither does a full disk.
  return (
    CODES.has(String(code)) && (typeof path === 'string' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO')
  );
};
