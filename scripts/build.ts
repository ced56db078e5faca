import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleAction, bundlePackage, root } from './bundle.ts';

/** Builds `dist/`: the command, the library with its types, and the action. */
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
for (const { path, text } of [...(await bundlePackage()), ...(await bundleAction())]) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), text);
}
chmodSync(join(dist, 'cli.js'), 0o755);
// Who packs what is built has the command in parts; only what is packed without a build needs the action's bundle.
writeFileSync(join(dist, 'action/.npmignore'), 'daprlint.js\nLICENSES.txt\n');
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
