/** East Asian wide and fullwidth characters, and what is drawn as a picture: two columns of a terminal. */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

/** Marks that are drawn over the character before them: no column of their own. */
const overlaid = /^(?:\p{Mn}|\p{Me}|\u200c|\u200d|\u2060)+$/u;

/** ASCII, and what stands for what is not shown. */
const plain = /^[\x20-\x7e•…]*$/;

/** Whether each character of a text is one column. */
export const isPlain = (text: string): boolean => plain.test(text);

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for single characters. */
export const graphemes = (text: string): readonly string[] => {
  if (isPlain(text)) return [...text];
  // Made on first use: most manifests are plain ASCII, and loading the tables takes milliseconds.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
};

export const isWide = (grapheme: string): boolean => wide.test(grapheme);

const graphemeWidth = (grapheme: string): number => (isWide(grapheme) ? 2 : overlaid.test(grapheme) ? 0 : 1);

/** The columns that a text without tabs and control characters takes on a terminal. */
export const widthOf = (text: string): number =>
  isPlain(text) ? text.length : graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
