import { dot } from './dot.ts';
import type { GraphFormat } from './formats.ts';
import { json } from './json.ts';
import { mermaid } from './mermaid.ts';
import type { Picture } from './picture-data.ts';

/** Every format of a picture, by the name that `--format` and `--output` know it by. */
export const drawers: Readonly<Record<GraphFormat, (picture: Picture) => string>> = { mermaid, dot, json };
