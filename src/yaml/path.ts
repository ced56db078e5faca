/** A key, or an item of a list with the `name` that tells it from the others. */
export type Step = string | { readonly index: number; readonly name?: string };
export type Path = readonly Step[];

/** A path as people write it: `spec.metadata[saslPassword].value`, `metadata.annotations["dapr.io/app-id"]`. */
export const formatPath = (path: Path): string => {
  let text = '';
  for (const step of path) {
    if (typeof step !== 'string') text += `[${step.name ?? step.index}]`;
    else if (/^[\w$-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
};
