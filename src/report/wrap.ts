import { graphemes, isWide, widthOf } from './columns.ts';

/** A part of a text that is not broken, and whether a space stands before it. */
interface Piece {
  readonly text: string;
  readonly spaced: boolean;
}

/** Words; between wide characters, which are written without spaces, a line may break too. */
const piecesOf = (text: string): readonly Piece[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => partsOf(word).map((part, index) => ({ text: part, spaced: index === 0 })));

const partsOf = (word: string): readonly string[] => {
  if (!isWide(word)) return [word];
  const parts: string[] = [];
  let narrow = '';
  for (const grapheme of graphemes(word)) {
    if (!isWide(grapheme)) {
      narrow += grapheme;
      continue;
    }
    if (narrow !== '') parts.push(narrow);
    narrow = '';
    parts.push(grapheme);
  }
  return narrow === '' ? parts : [...parts, narrow];
};

/**
 * The lines of a text, each at most `room` columns wide, the first at most `first`. A word that fits nowhere stays whole.
 * The first line is empty where nothing sensible fits in it.
 */
export const wrap = (text: string, room: number, first = room): readonly string[] => {
  if (text.length <= first && isOneLine.test(text)) return [text];
  const done: string[] = [];
  let line = '';
  let width = 0;
  let limit = first;
  if (first < room / 3 && widthOf(text) > first) {
    done.push('');
    limit = room;
  }
  for (const piece of piecesOf(text)) {
    const pieceWidth = widthOf(piece.text);
    const gap = piece.spaced && line !== '' ? 1 : 0;
    if (line !== '' && width + gap + pieceWidth > limit) {
      done.push(line);
      limit = room;
      line = piece.text;
      width = pieceWidth;
      continue;
    }
    line += gap === 1 ? ` ${piece.text}` : piece.text;
    width += gap + pieceWidth;
  }
  return [...done, line];
};

/** Words of narrow characters with one space between them: most texts, and of these the short ones need no wrapping. */
const isOneLine = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
