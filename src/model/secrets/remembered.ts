const mostNames = 5000;

/** Calls a function once for each name: there are few of them, and they come again and again. */
export const rememberedByName = <Result>(judge: (name: string) => Result): ((name: string) => Result) => {
  const known = new Map<string, Result>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = judge(name);
    if (known.size >= mostNames) known.clear();
    // A copy: a part of a text would keep the engine from forgetting all of it.
    known.set(JSON.parse(JSON.stringify(name)) as string, made);
    return made;
  };
};
