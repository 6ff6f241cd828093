/** Puts the rule's types beside each of its two builds, where TypeScript looks for them: Strapi's builder knows no types by condition. */
import { copyFileSync } from 'node:fs';

for (const kind of ['ts', 'mts']) copyFileSync('dist/types/domain/slug.d.ts', `dist/rule/index.d.${kind}`);
