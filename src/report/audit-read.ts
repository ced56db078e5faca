import { harmless } from './harmless.ts';
import type { Palette } from './palette.ts';
import { counted } from './summary.ts';
import { wrap } from './wrap.ts';

/** What was read of one cluster. */
export interface ClusterRead {
  readonly name: string;
  /** Objects by kind; of files that are not written as kubectl writes them, what was found in them. */
  readonly counts: ReadonlyMap<string, number>;
  readonly files: number;
  readonly bytes: number;
  readonly apps: number;
  readonly components: number;
  /** Objects that rules have seen. */
  readonly seen: number;
  /** Files that hold no objects, by what they are. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** How often an object was met once more. */
  readonly repeated: number;
  /** What was not read, and why: a line each. */
  readonly unread: readonly string[];
  /** What is to be known of the export to understand the rest: a line each. */
  readonly hints: readonly string[];
}

const mostKinds = 12;

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** What was read of a cluster, and what was not. */
export const readText = (cluster: ClusterRead, palette: Palette, width: number): string => {
  const { name, counts, files, bytes, apps, components, seen, passedOver, repeated, unread, hints } = cluster;
  const kinds = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const most = kinds.length > mostKinds ? mostKinds - 1 : mostKinds;
  const listed = kinds.slice(0, most).map(([kind, count]) => `${count} ${harmless(kind)}`);
  const more = kinds.length - listed.length;
  const rest = more > 0 ? [`${more} more kinds`] : [];
  const lines: readonly (readonly [string, (text: string) => string])[] = [
    [[counted(total, 'object'), ...(total > 0 ? [[...listed, ...rest].join(', ')] : [])].join(': '), plain],
    [
      [
        `${counted(apps, 'app')} and ${counted(components, 'component')}`,
        ...(seen < total ? [`${seen} of the objects may concern Dapr and are judged, the others are counted`] : []),
      ].join('; '),
      plain,
    ],
    ...(passedOver.size > 0
      ? [
          [
            `passed over: ${[...passedOver].map(([what, count]) => `${what} (${count})`).join(', ')}`,
            palette.faint,
          ] as const,
        ]
      : []),
    ...(repeated > 0
      ? [
          [
            `met again: ${counted(repeated, 'object')}, each of which counts once, in its newest state`,
            palette.faint,
          ] as const,
        ]
      : []),
    ...hints.map((hint) => [`note: ${harmless(hint)}`, palette.severity.info] as const),
    ...unread.map((line) => [`not read: ${harmless(line)}`, palette.severity.warning] as const),
  ];
  return [
    palette.strong(`${harmless(name)} (${[...(files > 1 ? [counted(files, 'file')] : []), sizeOf(bytes)].join(', ')})`),
    ...lines.flatMap(([line, paint]) =>
      wrap(line, width - 4).map((part, index) => `  ${index > 0 ? '  ' : ''}${paint(part)}`),
    ),
  ].join('\n');
};

const plain = (text: string): string => text;
