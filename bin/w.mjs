globalThis.__m = new Map();
process.on('exit', () => {
  console.error(globalThis.__n, globalThis.__c, [...globalThis.__m].sort((a, b) => b[1] - a[1]).slice(0, 40));
});
await import('./daprlint.js');
