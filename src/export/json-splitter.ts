import {
  type Aside,
  type ListType,
  largestSlice,
  type Slice,
  type Splitting,
  type Spot,
  typeOfItems,
  Unusual,
} from './slice.ts';
import { type Search, Window } from './window.ts';

const decoder = new TextDecoder();

/** The objects of a JSON text: one after the other, or the items of a `List`. */
export class JsonSplitter implements Splitting {
  readonly asides: readonly Aside[] = [];
  cutAt: Spot | undefined;
  readonly #window: Window;
  #at = 0;
  /** Where the object that the scan is in begins; -1 between objects. */
  #start = -1;
  #startLine = 1;
  #startColumn = 1;
  #line = 1;
  /** A place of the line that the scan is in, and its column. */
  #mark = { at: 0, column: 1 };
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The last text at the depth of a list's keys. */
  #text = '';
  #textStart = -1;
  #key = '';
  #isInItems = false;
  #hasItems = false;
  #kind: string | undefined;
  #apiVersion: string | undefined;
  #list: ListType | 'unknown' | undefined;
  #found: Slice[] = [];

  constructor(search: Search) {
    this.#window = new Window(search);
  }

  feed(chunk: Uint8Array): readonly Slice[] {
    // A list may have keys before its items: as long as none has come, it may be an object of its own.
    const kept = this.#start >= 0 ? this.#start : this.#textStart >= 0 ? this.#textStart : this.#at;
    this.#moveMark(kept);
    this.#window.move(kept, chunk);
    for (const shift of ['at', 'start', 'textStart'] as const) this.#shift(shift, kept);
    this.#mark.at -= kept;
    if (this.#window.bytes.length > largestSlice) throw this.#unusual('an object of more than 64 MiB', 0);
    this.#scan();
    return this.taken();
  }

  taken(): readonly Slice[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  end(): readonly Slice[] {
    if (this.#depth > 0) this.cutAt = { line: this.#line, byte: this.#window.offset + this.#window.bytes.length };
    return [];
  }

  #shift(name: 'at' | 'start' | 'textStart', by: number): void {
    if (name === 'at') this.#at -= by;
    else if (name === 'start' && this.#start >= 0) this.#start -= by;
    else if (name === 'textStart' && this.#textStart >= 0) this.#textStart -= by;
  }

  #scan(): void {
    const { bytes } = this.#window;
    const { length } = bytes;
    let at = this.#at;
    let inString = this.#inString;
    for (; at < length; at += 1) {
      const byte = bytes[at] as number;
      if (inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === 92) this.#isEscaped = true;
        else if (byte === 34) {
          inString = false;
          if (this.#textStart >= 0) this.#endText(at);
        } else if (byte === 10) throw this.#unusual('a text over several lines', at);
        continue;
      }
      if (byte === 32) continue;
      if (byte === 10) {
        this.#line += 1;
        this.#mark = { at: at + 1, column: 1 };
      } else if (byte === 34) {
        inString = true;
        if (this.#depth === 1) this.#textStart = at + 1;
      } else if (byte === 123 || byte === 91) this.#open(byte, at);
      else if (byte === 125 || byte === 93) this.#close(byte, at);
      else if (byte === 58 && this.#depth === 1) this.#key = this.#text;
      else if (this.#depth === 0 && byte > 32) throw this.#unusual('something that is no JSON object', at);
    }
    this.#at = at;
    this.#inString = inString;
  }

  #endText(at: number): void {
    this.#text = decoder.decode(this.#window.bytes.subarray(this.#textStart, at));
    this.#textStart = -1;
    if (this.#key === 'kind') this.#kind = this.#text;
    if (this.#key === 'apiVersion') this.#apiVersion = this.#text;
    this.#key = '';
  }

  #open(byte: number, at: number): void {
    if (this.#depth === 0) {
      if (byte === 91) throw this.#unusual('a list that is no Kubernetes object', at);
      this.#openSlice(at);
      this.#kind = undefined;
      this.#apiVersion = undefined;
      this.#list = undefined;
      this.#hasItems = false;
      this.#key = '';
    } else if (this.#depth === 1 && byte === 91 && this.#key === 'items') {
      this.#isInItems = true;
      this.#hasItems = true;
      this.#start = -1;
      this.#list = typeOfItems(this.#apiVersion, this.#kind) ?? (this.#kind === 'List' ? undefined : 'unknown');
    } else if (this.#depth === 2 && this.#isInItems) {
      if (byte === 91) throw this.#unusual('a list within a list', at);
      this.#openSlice(at);
    }
    if (this.#depth === 1) this.#key = '';
    this.#depth += 1;
  }

  #close(byte: number, at: number): void {
    this.#depth -= 1;
    if (this.#depth < 0) throw this.#unusual('a bracket that closes nothing', at);
    if (byte === 125 && this.#depth === 2 && this.#isInItems) this.#emit(at + 1);
    if (byte === 93 && this.#depth === 1) this.#isInItems = false;
    if (this.#depth > 0) return;
    if (!this.#hasItems) this.#emit(at + 1);
    else if (!this.#kind?.endsWith('List')) throw this.#unusual('items of what is no list', at);
  }

  #openSlice(at: number): void {
    this.#moveMark(at);
    this.#start = at;
    this.#startLine = this.#line;
    this.#startColumn = this.#mark.column;
  }

  /** Columns count in UTF-16 code units. */
  #moveMark(to: number): void {
    const { at, column } = this.#mark;
    if (to > at)
      this.#mark = {
        at: to,
        column: column + decoder.decode(this.#window.bytes.subarray(at, to), { stream: false }).length,
      };
  }

  #emit(end: number): void {
    this.#found.push({
      bytes: this.#window.bytes.subarray(this.#start, end),
      start: { line: this.#startLine, column: this.#startColumn },
      indent: 0,
      form: 'json',
      mentionsDapr: this.#window.mentionsDapr(this.#start, end),
      list: this.#isInItems ? this.#list : undefined,
    });
    this.#start = -1;
  }

  #unusual(what: string, at: number): Unusual {
    return new Unusual(what, { line: this.#line, byte: this.#window.offset + at });
  }
}
