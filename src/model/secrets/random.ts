/** Whether a text looks as if a machine had drawn it: a key, no word, path, identifier or version. */
export const looksRandom = (text: string): boolean => {
  if (text.length < 20 || text.length > 500 || !/^[A-Za-z0-9+/_=-]+$/.test(text)) return false;
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text) || isIdentifier(text)) return false;
  const isHex = /^[0-9a-f]+$/i.test(text);
  // Words are parted by signs, and have few digits and no capitals within.
  const isWords = text.split(/[-_/]/).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]+|\d{1,4})$/.test(word));
  return !isWords && entropyOf(text) >= (isHex ? 3 : 3.8);
};

/** A UUID, or a digest that tells one image or file from others. */
const isIdentifier = (text: string): boolean =>
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text) || /^sha\d{3}[-:]/i.test(text);

/** How many bits a sign of the text tells, after Shannon. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};
