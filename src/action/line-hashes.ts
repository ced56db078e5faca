/** Characters of a text from the start of a line on that its hash is made of. */
const span = 100;
/** Stands for the end of a text. */
const end = '\uffff';

/**
 * For each line of a text the hash by which GitHub's code scanning knows an alert again, as its own uploader makes it
 * (primaryLocationLineHash): a polynomial in 37, modulo 2^64, over what follows but for spaces and tabs, and a number that
 * tells equal ones apart.
 */
export const lineHashes = (text: string): readonly string[] => {
  const dense = text.replaceAll(/\r\n?/g, '\n').replaceAll(/[ \t]/g, '') + end;
  const seen = new Map<string, number>();
  let at = 0;
  return dense.split('\n').map((line) => {
    const hash = hashFrom(dense, at);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    at += line.length + 1;
    return `${hash}:${count}`;
  });
};

const hashFrom = (text: string, start: number): string => {
  let hash = 0n;
  for (let at = start; at < start + span; at += 1)
    hash = BigInt.asUintN(64, hash * 37n + BigInt(at < text.length ? text.charCodeAt(at) : 0));
  return hash.toString(16);
};
