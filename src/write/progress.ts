interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** A line that is written over and over, and taken away before anything else is said. */
export interface ProgressLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** Milliseconds without a word: most runs are over before. */
const patience = 1000;
/** Milliseconds between two looks of the line. */
const pause = 100;

/** Undefined where nobody looks at a terminal that can take a line back. */
export const progressLine = (
  stream: Stream,
  { CI, NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
  now: () => number,
): ProgressLine | undefined => {
  if (!stream.isTTY || CI || NO_COLOR || TERM === 'dumb') return undefined;
  let next = now() + patience;
  let isShown = false;
  return {
    show: (text) => {
      if (now() < next) return;
      next = now() + pause;
      isShown = true;
      const room = (stream.columns || 80) - 1;
      stream.write(`\r${`daprlint: ${text}`.slice(0, room)}\u001B[K`);
    },
    clear: () => {
      if (isShown) stream.write('\r\u001B[K');
      isShown = false;
    },
  };
};
