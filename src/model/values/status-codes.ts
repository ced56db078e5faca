const ranges = { HTTP: { min: 100, max: 599 }, gRPC: { min: 0, max: 16 } } as const;

/**
 * What is wrong with the status codes that a retry matches, as the end of a sentence about them; undefined where daprd takes
 * them: codes and ranges `a-b`, with commas and without spaces. Source: dapr v1.18.3 pkg/resiliency/retry.go:153 parsePatterns.
 */
export const faultOfStatusCodes = (text: string, protocol: keyof typeof ranges): string | undefined => {
  const { min, max } = ranges[protocol];
  for (const pattern of text.split(',').filter(Boolean)) {
    const codes = pattern.split('-').map((code) => codeOf(code, min, max));
    const [start, end = start] = codes;
    if (/\s/.test(pattern)) return `hold a space in "${pattern}"`;
    if (codes.length > 2) return `hold ${pattern}, which has more than one hyphen`;
    if (start === undefined || end === undefined || codes.includes(undefined))
      return `hold ${pattern}, where codes of ${protocol} from ${min} to ${max} are wanted`;
    if (end < start) return `hold ${pattern}, which ends before it begins`;
  }
  return undefined;
};

/** Go reads an int and cuts it to 32 bits. */
const codeOf = (text: string, min: number, max: number): number | undefined => {
  if (!/^\+?[0-9]{1,19}$/.test(text) || BigInt(text.replace('+', '')) >= 1n << 63n) return undefined;
  const code = Number(BigInt.asIntN(32, BigInt(text.replace('+', ''))));
  return code >= min && code <= max ? code : undefined;
};
