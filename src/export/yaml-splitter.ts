import { kindBehind, type ListKind } from './list-kinds.ts';
import { noteLine, Outline } from './outline.ts';
import {
  type Aside,
  asideBeginnings,
  type ListType,
  largestSlice,
  longestAside,
  type Slice,
  type Splitting,
  type Spot,
  typeOfItems,
  Unusual,
} from './slice.ts';
import { type Search, Window } from './window.ts';

/** Throws where a carriage return alone ends a line: lines are counted by their line feeds. */
const refuseLoneReturns = (chunk: Uint8Array, unusual: (at: number) => Unusual): void => {
  for (let at = chunk.indexOf(13); at >= 0 && at + 1 < chunk.length; at = chunk.indexOf(13, at + 1))
    if (chunk[at + 1] !== 10) throw unusual(at);
};

/** Longer than any word that the beginning of a line is compared with, and any key that is of interest. */
const lookahead = 512;
/** The keys of a List beside its items. */
const listKeys = /^(?:apiVersion|kind|metadata):/;
const decoder = new TextDecoder();
const metadataKey = new TextEncoder().encode('\nmetadata:');
/** What only a cluster writes into an object. */
const signsOfServer = ['\n  uid: ', '\n  resourceVersion: ', '\n  creationTimestamp: "'].map((sign) =>
  new TextEncoder().encode(sign),
);

/**
 * The objects of a YAML text: its documents, and of a `kind: List` as kubectl writes it the items. Of each line only as much is
 * looked at as tells whether it is indented further than the keys that are of interest.
 */
export class YamlSplitter implements Splitting {
  readonly asides: Aside[] = [];
  cutAt: Spot | undefined;
  readonly #window: Window;
  /** Where the scan is, and where the object that it is in begins: offsets of the window. */
  #at = 0;
  #start = 0;
  #line = 1;
  #startLine = 1;
  /** What of a List the scan is in; `none` for a document that is an object. */
  #part: 'head' | 'pending' | 'items' | 'tail' | 'none' = 'head';
  #itemIndent = 0;
  #kind: string | undefined;
  #apiVersion: string | undefined;
  #list: ListType | 'unknown' | undefined;
  #isBegun = false;
  #isInAside = false;
  /** One of the documents so far was written by a cluster. */
  #isExported = false;
  readonly #outline = new Outline();
  #found: Slice[] = [];

  constructor(
    private readonly search: Search,
    private readonly kinds: readonly ListKind[],
    begin: number,
  ) {
    this.#window = new Window(search, begin);
  }

  feed(chunk: Uint8Array): readonly Slice[] {
    this.#window.move(this.#start, chunk);
    this.#at -= this.#start;
    this.#start = 0;
    if (this.#window.bytes.length > largestSlice) throw this.#unusual('an object of more than 64 MiB', 0);
    refuseLoneReturns(chunk, (at) =>
      this.#unusual('a lone carriage return', at + this.#window.bytes.length - chunk.length),
    );
    if (this.#isInAside) this.#asideGoesOn(this.#window.bytes.length - chunk.length);
    const limit = this.#window.bytes.length - lookahead;
    if (limit >= 0) this.#begin();
    this.#scan(limit);
    return this.#taken();
  }

  end(): readonly Slice[] {
    const { length } = this.#window.bytes;
    const lastLine = this.#window.bytes.lastIndexOf(10) + 1;
    if (lastLine > 0) this.#begin();
    this.#scan(lastLine - 1);
    if (lastLine < length && this.#isCutIn(lastLine)) {
      const line = this.#line + (this.#at < lastLine ? 1 : 0);
      this.cutAt = { line, byte: this.#window.offset + length };
      return this.#taken();
    }
    this.#begin();
    this.#scan(length);
    // kubectl writes the kind of a list behind its items; half an object would be judged for what it lacks.
    if (this.#part !== 'none' && this.#kind === undefined && !this.#isBlank()) {
      this.cutAt = { line: this.#line, byte: this.#window.offset + length };
    } else this.#endDocument(length);
    return this.#taken();
  }

  /** Whether there is nothing but comments and blanks since the last object. */
  #isBlank(): boolean {
    const rest = decoder.decode(this.#window.bytes.subarray(this.#start));
    return this.#part === 'head' && !/^(?!#|---)\S/m.test(rest);
  }

  /** No line feed precedes the first line. */
  #begin(): void {
    if (!this.#isBegun) this.#lineStart(0);
    this.#isBegun = true;
  }

  /** Whether a last line that does not end shows that more was to come: kubectl ends every line. */
  #isCutIn(at: number): boolean {
    const line = decoder.decode(this.#window.bytes.subarray(at, at + lookahead)).trimEnd();
    if (this.#part === 'items' || this.#part === 'pending') return true;
    // A shell takes away the last line feed of what it hands on: the last key of a list need not end.
    if (this.#part === 'tail') return this.#kind === undefined && !/^kind: \w*List$/.test(line);
    if (/^(?:-{0,3}$|#)/.test(line)) return false;
    // No object is complete without metadata.
    if (this.#part === 'head' && !this.#holds(metadataKey) && !/^(?!apiVersion:|kind:|metadata:|items:)\S+:/.test(line))
      return true;
    return this.#isExported || signsOfServer.some((sign) => this.#holds(sign));
  }

  /** Whether the object that the scan is in holds some bytes. */
  #holds(sign: Uint8Array, end?: number): boolean {
    return this.search(this.#window.bytes.subarray(this.#start, end), sign, 0) >= 0;
  }

  rest(): readonly Slice[] {
    try {
      this.#scan(this.#window.bytes.lastIndexOf(10));
    } catch (error) {
      if (!(error instanceof Unusual)) throw error;
    }
    return this.#taken();
  }

  #taken(): readonly Slice[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #scan(limit: number): void {
    const { bytes } = this.#window;
    let at = this.#at;
    let line = this.#line;
    let deep = this.#deep();
    let item = this.#itemIndent;
    while (at < limit) {
      if (bytes[at++] !== 10) continue;
      line += 1;
      // Nearly every line is indented further than what is of interest. What is looked at may be in the line after a short one.
      if (bytes[at] === 32 && bytes[at + deep] === 32 && bytes[at + item] === 32) continue;
      this.#line = line;
      this.#at = at;
      this.#lineStart(at);
      deep = this.#deep();
      item = this.#itemIndent;
    }
    this.#at = Math.max(at, this.#at);
    this.#line = line;
  }

  /** How far lines are indented that are of interest; -1 where all are. */
  #deep(): number {
    return this.#part === 'pending' ? -1 : this.#indent() + 2;
  }

  /** How far the keys of the object that the scan is in are indented. */
  #indent(): number {
    return this.#part === 'items' ? this.#itemIndent + 2 : 0;
  }

  #lineStart(at: number): void {
    const { bytes } = this.#window;
    const first = bytes[at];
    const isInItems = this.#part === 'items' && this.#itemIndent === 0;
    if (first === undefined || first === 10 || first === 13) return;
    if (first === 35) this.#commentLine(at);
    else if (first === 32) this.#indentedLine(at);
    else if (first === 9 || first === 37)
      throw this.#unusual(first === 9 ? 'a line begins with a tab' : 'a directive', at);
    else if (first === 45 && this.#isMarker('---', at)) this.#openDocument(at);
    else if (first === 46 && this.#isMarker('...', at)) throw this.#unusual('a document ends with "..."', at);
    else if (asideBeginnings.some((text) => this.#window.startsWith(text, at))) this.#aside(at);
    else if (first === 45 && (this.#part === 'pending' || isInItems)) this.#openItem(at, 0);
    else this.#keyLine(at);
  }

  #commentLine(at: number): void {
    const text = decoder.decode(this.#window.bytes.subarray(at, at + lookahead));
    if (/^#+\s*daprlint/.test(text)) throw this.#unusual('a comment for daprlint', at);
  }

  #indentedLine(at: number): void {
    const { bytes } = this.#window;
    const after = bytes[at + 3];
    const isItem = bytes[at + 1] === 32 && bytes[at + 2] === 45 && (after === 32 || after === 10 || after === 13);
    if (isItem && (this.#part === 'pending' || (this.#part === 'items' && this.#itemIndent === 2)))
      this.#openItem(at, 2);
    else if (this.#part === 'pending') throw this.#unusual('a list is indented in another way than kubectl does', at);
    else if (this.#part !== 'tail') this.#note(at);
  }

  /** Notes the key that an indented line may open. */
  #note(line: number): void {
    const { bytes } = this.#window;
    const indent = this.#indent();
    let column = 0;
    while (bytes[line + column] === 32 && column < indent + 3) column += 1;
    if (!noteLine(this.#outline, bytes, { line, column, indent, from: this.#start }))
      throw this.#unusual('a line is indented in another way than kubectl does', line);
  }

  #keyLine(at: number): void {
    if (this.#part !== 'items') this.#note(at);
    const isListKey = listKeys.test(decoder.decode(this.#window.bytes.subarray(at, at + 12)));
    if (this.#window.startsWith('kind:', at)) this.#kind = this.#word(at + 5);
    if (this.#window.startsWith('apiVersion:', at)) this.#apiVersion = this.#word(at + 11);
    if (this.#part === 'head' && this.#window.startsWith('items:', at) && this.#endsAt(at + 6)) this.#openItems(at);
    else if (this.#part === 'head' && !isListKey) this.#part = 'none';
    else if (this.#part === 'items') {
      this.#emit(at, this.#itemIndent + 2);
      this.#part = 'tail';
    }
    if (this.#part === 'pending' && isListKey) this.#part = 'tail';
    if (this.#part === 'tail' && !isListKey) throw this.#unusual('a list with keys of its own', at);
  }

  #openItems(at: number): void {
    this.#part = 'pending';
    // kubectl sorts the keys: the kind of a list stands behind its items.
    const kind = this.#kind ?? kindBehind(this.kinds, this.#window.offset + at);
    this.#list = typeOfItems(this.#apiVersion, kind) ?? (kind === 'List' ? undefined : 'unknown');
  }

  #openItem(at: number, indent: number): void {
    const after = this.#window.bytes[at + indent + 1];
    if (after !== 32) throw this.#unusual('an item is written in another way than kubectl does', at);
    if (this.#part === 'items') this.#emit(at, this.#itemIndent + 2);
    this.#part = 'items';
    this.#itemIndent = indent;
    this.#open(at);
    noteLine(this.#outline, this.#window.bytes, { line: at, column: indent + 2, indent: indent + 2, from: at });
  }

  #open(at: number): void {
    this.#start = at;
    this.#startLine = this.#line;
    this.#outline.take(0);
  }

  #openDocument(at: number): void {
    this.#endDocument(at);
    this.#open(at);
    this.#part = 'head';
    this.#kind = undefined;
    this.#apiVersion = undefined;
  }

  #endDocument(at: number): void {
    if (this.#part === 'items') {
      this.#emit(at, this.#itemIndent + 2);
      this.#part = 'tail';
    }
    if (this.#part !== 'tail') {
      this.#isExported ||= signsOfServer.some((sign) => this.#holds(sign, at));
      this.#emit(at, 0);
    }
    if (this.#part === 'tail' && !this.#isAsExpected()) throw this.#unusual('items of what is no list', at);
    this.#start = at;
  }

  /** Whether a list is what its items were taken for. */
  #isAsExpected(): boolean {
    const list = this.#list;
    return typeof list === 'object' ? this.#kind === `${list.kind}List` : this.#kind?.endsWith('List') === true;
  }

  #emit(end: number, indent: number): void {
    const { bytes } = this.#window;
    if (end <= this.#start) return;
    this.#found.push({
      bytes: bytes.subarray(this.#start, end),
      offset: this.#window.offset + this.#start,
      entries: this.#outline.take(end - this.#start),
      start: { line: this.#startLine, column: 1 },
      indent,
      form: 'yaml',
      mentionsDapr: this.#window.mentionsDapr(this.#start, end),
      list: indent > 0 ? this.#list : undefined,
    });
    this.#start = end;
    this.#startLine = this.#line;
  }

  /** Notes a line that is none of YAML, and blanks it. */
  #aside(at: number): void {
    this.asides.push({ line: this.#line, byte: this.#window.offset + at, text: '' });
    this.#asideGoesOn(at);
  }

  /** Takes the rest of such a line, which may reach into the next chunk. */
  #asideGoesOn(at: number): void {
    const { bytes } = this.#window;
    const found = bytes.indexOf(10, at);
    const end = found < 0 ? bytes.length : found;
    const aside = this.asides.pop() as Aside;
    const more = decoder.decode(bytes.subarray(at, Math.min(end, at + longestAside)));
    this.asides.push({ ...aside, text: (aside.text + more).slice(0, longestAside).replace(/\r$/, '') });
    bytes.fill(32, at, end);
    this.#isInAside = found < 0;
  }

  #isMarker(text: string, at: number): boolean {
    const after = this.#window.bytes[at + 3];
    return this.#window.startsWith(text, at) && (after === undefined || after === 10 || after === 13 || after === 32);
  }

  /** The word on the rest of a line; undefined where it is not there yet. */
  #word(at: number): string | undefined {
    const text = decoder.decode(this.#window.bytes.subarray(at, at + lookahead - 12));
    const [, word] = /^ +["']?([\w./-]+)["']?(?:[ \r]*| +#[^\n]*)(?:\n|$)/.exec(text) ?? [];
    // What goes on in other lines, or is no word, is not what kubectl writes.
    if (word === undefined && /^ +[^\s#][^\n]*\n|^[ \r]*(?:#[^\n]*)?\n /.test(text))
      throw this.#unusual('a kind is written in another way', at);
    return word;
  }

  #endsAt(at: number): boolean {
    const after = this.#window.bytes[at];
    return after === undefined || after === 10 || (after === 13 && this.#window.bytes[at + 1] === 10);
  }

  #unusual(what: string, at: number): Unusual {
    return new Unusual(what, { line: this.#line, byte: this.#window.offset + at });
  }
}
