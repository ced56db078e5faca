/** A value that is made when it is first asked for, and once. */
export const lazily = <Value>(make: () => Value): (() => Value) => {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: make() };
    return known.value;
  };
};
