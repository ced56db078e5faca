/** A message of a rule as a sentence: with a full stop, and a capital where it begins with a word and not with a name. */
export const sentence = (text: string): string => {
  const bare = text.trim().replace(/[.\s]+$/, '');
  const begins = /^[a-z]+(?=[\s,:;]|$)/.test(bare);
  return `${begins ? bare.charAt(0).toUpperCase() + bare.slice(1) : bare}.`;
};
