import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleAction, bundleLibrary, root } from './bundle.ts';

/** Builds `dist/`: the command, the library with its types, and the action. */
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
for (const { path, text } of [...(await bundleLibrary()), ...(await bundleAction())]) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), text);
}
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
