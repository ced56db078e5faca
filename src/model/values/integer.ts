/** An integer as Go's strconv.ParseInt(text, 10, …) reads it; undefined where it gives an error. */
export const parseInteger = (text: string): number | undefined => {
  if (!/^[-+]?[0-9]{1,400}$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
};
