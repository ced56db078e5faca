import type { ObjectPlace } from '../kubernetes/objects.ts';
import type { Transform } from './transform.ts';

const keyOf = (kind: string, name: string | undefined): string => `${kind}/${name ?? ''}`;
const keyOfObject = ({ kind, body }: ObjectPlace): string => keyOf(kind, body.get('metadata').get('name').text);

type Numbered = readonly (readonly [index: number, transform: Transform])[];

/** All that one Kustomization makes of objects, in order. What names a single object is found by its name. */
export class Transforms {
  readonly #forAny: Numbered;
  readonly #byKey = new Map<string, (readonly [number, Transform])[]>();

  constructor(all: readonly Transform[]) {
    const numbered = all.map((transform, index) => [index, transform] as const);
    this.#forAny = numbered.filter(([, { only }]) => !only);
    for (const each of numbered) {
      const { only } = each[1];
      if (!only) continue;
      const key = keyOf(only.kind, only.name);
      const known = this.#byKey.get(key);
      if (known) known.push(each);
      else this.#byKey.set(key, [each]);
    }
  }

  /** What may concern an object, by what it is called now, or was at first. */
  for(object: ObjectPlace, original: ObjectPlace): readonly Transform[] {
    const keys = this.#byKey.size === 0 ? [] : [...new Set([keyOfObject(object), keyOfObject(original)])];
    const own = keys.flatMap((key) => this.#byKey.get(key) ?? []);
    const all = own.length === 0 ? this.#forAny : [...this.#forAny, ...own].sort(([a], [b]) => a - b);
    return all.map(([, transform]) => transform);
  }
}
