/** What is told of the reading of one cluster beside its objects. */
export interface Notes {
  files: number;
  /** Of the texts, unpacked. */
  bytes: number;
  /** Files that hold no objects, by what they are. */
  readonly passedOver: Map<string, number>;
  /** Lines between the objects, such as what kubectl says of a kind that may not be read. */
  readonly asides: string[];
  /** What could not be read, in a line each. */
  readonly troubles: string[];
  /** How many more could not be read. */
  moreTroubles: number;
  /** Files that say that this is no export, but what is deployed. */
  readonly sources: string[];
  /** Told how far the reading of a file is, in bytes as they lie there. */
  readonly onProgress?: ((file: string, byte: number) => void) | undefined;
}

/** A million broken entries are not told one by one. */
const mostTroubles = 20;
const mostAsides = 100;

export const emptyNotes = (onProgress?: Notes['onProgress']): Notes => ({
  files: 0,
  bytes: 0,
  passedOver: new Map(),
  asides: [],
  troubles: [],
  moreTroubles: 0,
  sources: [],
  onProgress,
});

export const passOver = ({ passedOver }: Notes, what: string): void => {
  passedOver.set(what, (passedOver.get(what) ?? 0) + 1);
};

export const noteTrouble = (notes: Notes, line: string): void => {
  if (notes.troubles.length < mostTroubles) notes.troubles.push(line);
  else notes.moreTroubles += 1;
};

export const noteAside = ({ asides }: Notes, line: string): void => {
  if (asides.length < mostAsides) asides.push(line);
};
