/** What a JSON text says, null among it; undefined for what is no JSON. */
export const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The object that a JSON text is; undefined for a list, for null, and for what is no JSON. */
export const jsonObjectIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
  const value = jsonIn(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
};
