import { group } from '../model/graph/group.ts';
import { type Box, boxOf, shown } from './box.ts';
import { type Fold, fold } from './fold.ts';
import { type LegendEntry, legendOf } from './legend.ts';
import type { Picture, PictureEdge } from './picture-data.ts';
import { type Stroke, strokes, words } from './strokes.ts';

export interface Cluster {
  readonly id: string;
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly clusters: readonly Cluster[];
}

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly stroke: Stroke;
  readonly label?: string;
}

/** A picture laid out for people: what the languages of diagrams share. Each escapes the texts for itself. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly clusters: readonly Cluster[];
  readonly lines: readonly Line[];
  readonly legend: readonly LegendEntry[];
}

/** The building blocks in the words of the documentation. */
const blockTitles: ReadonlyMap<string, string> = new Map([
  ['bindings', 'bindings'],
  ['configuration', 'configuration stores'],
  ['conversation', 'conversation'],
  ['crypto', 'cryptography'],
  ['lock', 'locks'],
  ['middleware', 'middleware'],
  ['pubsub', 'pub/sub'],
  ['secretstores', 'secret stores'],
  ['state', 'state stores'],
]);

export const drawing = (picture: Picture): Drawing => {
  const { folds, edges } = fold(picture);
  const ids = new Ids();
  const byNamespace = [...group(folds, ({ nodes: [first] }) => first.namespace)];
  const clusters = byNamespace.map(([namespace, members]): Cluster => {
    const title = namespace === undefined ? 'no namespace given' : `namespace ${shown(namespace)}`;
    return { id: ids.of(`namespace/${part(namespace)}`), title, ...contentsOf(members, ids) };
  });
  const [only] = clusters;
  // A frame around all there is would say nothing, unless it says where that is.
  const isFramed = clusters.length > 1 || byNamespace[0]?.[0] !== undefined;
  return {
    boxes: isFramed ? [] : (only?.boxes ?? []),
    clusters: isFramed ? clusters : (only?.clusters ?? []),
    lines: edges.map((edge) => lineOf(edge, ids)),
    legend: legendOf(picture, edges),
  };
};

/** A part of an id; none is another than an empty one. */
const part = (text: string | undefined): string => (text === undefined ? '' : JSON.stringify(text));

const contentsOf = (folds: readonly Fold[], ids: Ids): Pick<Cluster, 'boxes' | 'clusters'> => {
  const byBlock = group(folds, ({ nodes: [{ kind, block }] }) => (kind === 'component' ? block : undefined));
  const boxesOf = (members: readonly Fold[]): readonly Box[] => members.map((each) => boxOf(each, ids.of(each.id)));
  const clusters = [...byBlock].flatMap(([block, members]): readonly Cluster[] => {
    if (block === undefined) return [];
    const id = ids.of(`block/${part(members[0]?.nodes[0].namespace)}/${part(block)}`);
    return [
      { id, title: blockTitles.get(block) ?? (shown(block) || 'components'), boxes: boxesOf(members), clusters: [] },
    ];
  });
  return { boxes: boxesOf(byBlock.get(undefined) ?? []), clusters };
};

const lineOf = ({ from, to, relation, labels }: PictureEdge, ids: Ids): Line => {
  const label = shown([words[relation], ...(relation === 'calls' ? labels : [])].filter((text) => text).join(', '));
  return {
    from: ids.of(from),
    to: ids.of(to),
    stroke: strokes[relation],
    ...(label !== '' && { label }),
  };
};

/** Ids of letters, digits and underscores that begin with what a thing is, so that no language takes one for a word of its own. */
class Ids {
  readonly #known = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** Where to begin counting: of many things of one name none is counted twice. */
  readonly #next = new Map<string, number>();

  of(id: string): string {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const plain = id
      .replaceAll(/[^A-Za-z0-9]+/g, '_')
      .slice(0, 80)
      .replace(/_$/, '');
    const key = plain.toLowerCase();
    let number = this.#next.get(key) ?? 1;
    const named = (): string => (number === 1 ? plain : `${plain}_${number}`);
    while (this.#taken.has(named().toLowerCase())) number += 1;
    this.#next.set(key, number + 1);
    const made = named();
    this.#taken.add(made.toLowerCase());
    this.#known.set(id, made);
    return made;
  }
}
