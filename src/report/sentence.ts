/** A message of a rule as a sentence: with a full stop, and a capital where it begins with a word and not with a name. */
export const sentence = (text: string): string => {
  const trimmed = text.trim();
  const bare = trimmed.endsWith('.') ? trimmed.replace(/[.\s]+$/, '') : trimmed;
  const begins = /^[a-z]+(?=[\s,:;]|$)/.test(bare);
  return `${begins ? bare.charAt(0).toUpperCase() + bare.slice(1) : bare}.`;
};
