import { trimmed, type Code, type Inline } from './inline';
import { Unreadable } from './unreadable';
import type { Node } from './xml-tree';

interface Open {
  readonly code: { readonly id: string; readonly kind: Code['kind']; readonly startId: string } | null;
  readonly children: Inline[];
}

/** Elements that enclose words. */
const PAIRS = new Set(['pc', 'g']);
/** Elements that begin or end a pair whose ends a tool has put apart. */
const STARTS = new Set(['sc', 'bpt']);
const ENDS = new Set(['ec', 'ept']);
/** What stands in these are codes of another format, and no words. */
const WORDLESS = new Set(['ph', 'x', 'bx', 'ex', 'it', 'cp', 'sm', 'em']);

const kindOf = ({ attributes }: Node): Code['kind'] =>
  attributes.type === 'link' || attributes.ctype === 'link' ? 'link' : 'format';

/**
 * What is in a `source` or `target`. A pair that a tool split into its ends is joined again, also where it overlaps with another one:
 * then the inner one is closed and opened anew. Marks that tools add for themselves (`mrk`) are looked through.
 *
 * @throws Unreadable where an end has no beginning, or a beginning no end
 */
export const inlinesOf = (parts: readonly Node[]): readonly Inline[] => {
  const open: Open[] = [{ code: null, children: [] }];
  const top = (): Open => open.at(-1) ?? { code: null, children: [] };

  const closeTop = (): Open['code'] => {
    const done = open.pop();
    if (done?.code && done.children.length > 0) {
      top().children.push({ id: done.code.id, kind: done.code.kind, children: done.children });
    } else if (done?.code?.kind === 'link') top().children.push({ ...done.code, children: [] });
    return done?.code ?? null;
  };

  const close = (startId: string, line: number): void => {
    const index = open.findLastIndex(({ code }) => code?.startId === startId);
    if (index < 0) throw new Unreadable(line, 'code-not-begun', { code: startId });
    const inner: NonNullable<Open['code']>[] = [];
    while (open.length > index + 1) {
      const code = closeTop();
      if (code) inner.unshift(code);
    }
    closeTop();
    for (const code of inner) open.push({ code, children: [] });
  };

  const begin = (node: Node, id: string, startId: string): void =>
    void open.push({ code: { id, kind: kindOf(node), startId }, children: [] });

  const read = (child: Node | string): void => {
    if (typeof child === 'string') return void top().children.push(child);
    const { id = '', rid, startRef } = child.attributes;
    if (PAIRS.has(child.name)) {
      const startId = `${child.name} ${id}`;
      begin(child, id, startId);
      child.children.forEach(read);
      close(startId, child.line);
    } else if (STARTS.has(child.name)) begin(child, id, rid ?? id);
    else if (ENDS.has(child.name)) close(startRef ?? rid ?? id, child.line);
    else if (!WORDLESS.has(child.name)) child.children.forEach(read);
  };

  for (const part of parts) part.children.forEach(read);
  const last = open.at(-1);
  if (last?.code) throw new Unreadable(parts[0]?.line ?? 1, 'code-not-ended', { code: last.code.id });
  return trimmed(last?.children ?? []);
};
