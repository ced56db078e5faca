import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleAction, root } from '../scripts/bundle.ts';

it('dist/action is what the source makes of it', async () => {
  const built = await bundleAction();
  expect(built.map(({ path }) => path)).toEqual([
    'action/daprlint.cjs',
    'action/rules.json',
    'action/index.js',
    'action/LICENSES.txt',
  ]);
  for (const { path, text } of built) {
    const committed = readFileSync(join(root, 'dist', path), 'utf8');
    // Not compared with a matcher: it would print a megabyte.
    expect(committed === text ? 'fresh' : 'stale: run npm run build', `dist/${path}`).toBe('fresh');
    expect(text).not.toContain(root);
  }
});
