import { type Refusal, refusalIn } from '../export/refusal.ts';

/** What is told of the reading of one cluster beside its objects. */
export interface Notes {
  files: number;
  /** Of the texts, unpacked. */
  bytes: number;
  /** Files that hold no objects, by what they are. */
  readonly passedOver: Map<string, number>;
  /** Lines between the objects, such as what kubectl says of a kind that may not be read. */
  readonly asides: string[];
  /** What the server has refused by them, each once. */
  readonly refusals: Refusal[];
  /** One of them says that the server has refused something, but not what. */
  isRefused: boolean;
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
const mostRefusals = 1000;

export const emptyNotes = (onProgress?: Notes['onProgress']): Notes => ({
  files: 0,
  bytes: 0,
  passedOver: new Map(),
  asides: [],
  refusals: [],
  isRefused: false,
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

/** How kubectl begins to tell that it has not been given something; klog's lines begin with a letter and the day. */
const failure = /^(?:Error from server|error: |[EF]\d{4} |Unable to connect to the server)/;

/** Notes a line of a file, by its number. */
export const noteAside = (notes: Notes, path: string, { line, text }: { line: number; text: string }): void => {
  if (failure.test(text)) noteRefusal(notes, refusalIn(text));
  if (notes.asides.length < mostAsides) notes.asides.push(`${path}:${line}: ${text}`);
};

const noteRefusal = (notes: Notes, refusal: Refusal | undefined): void => {
  const { refusals } = notes;
  const isKnown = ({ resource, group, namespace }: Refusal): boolean =>
    resource === refusal?.resource && group === refusal.group && namespace === refusal.namespace;
  if (!refusal || refusals.length >= mostRefusals) notes.isRefused = true;
  else if (!refusals.some(isKnown)) refusals.push(refusal);
};
