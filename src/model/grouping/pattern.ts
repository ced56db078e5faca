/** Regular expressions as people write them for names, matched without going back: in time that no pattern or text makes long. */

/** Reads one character that fits, or asks for an end of the text, and goes on with all that is next. */
interface State {
  readonly fits?: (character: string) => boolean;
  readonly edge?: 'start' | 'end';
  readonly next: State[];
}

interface Part {
  readonly first: State;
  readonly last: State;
}

/** A longer one is no name. */
const longest = 1000;

/** Whether a pattern fits the whole of a text; undefined for a pattern with more than is read here: counts, flags. */
export const matcherOf = (pattern: string): ((text: string) => boolean) | undefined => {
  if (pattern.length > longest) return undefined;
  const reader = new Reader(pattern);
  const whole = reader.alternatives();
  if (!whole || reader.at < pattern.length) return undefined;
  return (text) => {
    let states = reached([whole.first], text, 0);
    for (let index = 0; index < text.length && states.size > 0; index += 1) {
      const character = text[index] as string;
      const fitting = [...states].filter(({ fits }) => fits?.(character));
      states = reached(
        fitting.flatMap(({ next }) => next),
        text,
        index + 1,
      );
    }
    return states.has(whole.last);
  };
};

/** All states that are reached without reading. */
const reached = (from: readonly State[], text: string, at: number): ReadonlySet<State> => {
  const found = new Set<State>();
  for (const open = [...from]; open.length > 0; ) {
    const state = open.pop() as State;
    if (found.has(state)) continue;
    if (state.edge !== undefined && at !== (state.edge === 'start' ? 0 : text.length)) continue;
    found.add(state);
    if (!state.fits) open.push(...state.next);
  }
  return found;
};

const empty = (): Part => {
  const state: State = { next: [] };
  return { first: state, last: state };
};

const single = (state: Omit<State, 'next'>): Part => {
  const last: State = { next: [] };
  return { first: { ...state, next: [last] }, last };
};

/** Makes states of a pattern; undefined for what it does not know. */
class Reader {
  at = 0;

  constructor(private readonly pattern: string) {}

  #take(text: string): boolean {
    const isNext = this.pattern.startsWith(text, this.at);
    if (isNext) this.at += text.length;
    return isNext;
  }

  alternatives(): Part | undefined {
    const [first, last]: [State, State] = [{ next: [] }, { next: [] }];
    do {
      const part = this.#sequence();
      if (!part) return undefined;
      first.next.push(part.first);
      part.last.next.push(last);
    } while (this.#take('|'));
    return { first, last };
  }

  #sequence(): Part | undefined {
    const { first, last } = empty();
    let end = last;
    while (this.at < this.pattern.length && !/[|)]/.test(this.pattern[this.at] as string)) {
      const part = this.#repeated();
      if (!part) return undefined;
      end.next.push(part.first);
      end = part.last;
    }
    return { first, last: end };
  }

  #repeated(): Part | undefined {
    const part = this.#one();
    const sign = /[*+?]/.exec(this.pattern[this.at] ?? '')?.[0];
    if (!part || sign === undefined) return part;
    this.at += 1;
    const last: State = { next: [] };
    const first: State = { next: sign === '+' ? [part.first] : [part.first, last] };
    part.last.next.push(...(sign === '?' ? [last] : [part.first, last]));
    return /[*+?{]/.test(this.pattern[this.at] ?? '') ? undefined : { first, last };
  }

  #one(): Part | undefined {
    if (this.#take('(?:') || this.#take('(')) {
      const inner = this.pattern[this.at] === '?' ? undefined : this.alternatives();
      return this.#take(')') ? inner : undefined;
    }
    if (this.#take('^')) return single({ edge: 'start' });
    if (this.#take('$')) return single({ edge: 'end' });
    if (this.#take('.')) return single({ fits: (character) => character !== '\n' });
    const [written] =
      /^(?:\[\^?[\w. -]+\]|\\[dw]|\\[^A-Za-z0-9]|[^*+?{}[\]\\])/.exec(this.pattern.slice(this.at)) ?? [];
    if (written === undefined) return undefined;
    this.at += written.length;
    if (written.length === 1) return single({ fits: (character) => character === written });
    const known = readClass(written);
    return known && single({ fits: (character) => known.test(character) });
  }
}

/** `[a-z]`, `\d`, `\.`: one character each, that cannot take long. */
const readClass = (written: string): RegExp | undefined => {
  try {
    return new RegExp(`^${written}$`);
  } catch {
    return undefined;
  }
};
