/** Parts of a path as one, with forward slashes, `.` and `..` taken away; empty for the folder where paths begin. */
export const joined = (...parts: readonly string[]): string => {
  const whole = parts.filter((part) => part !== '').join('/');
  const steps: string[] = [];
  for (const step of whole.split(/[/\\]/)) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return `${/^[/\\]/.test(whole) ? '/' : ''}${steps.join('/')}`;
};

/** The folder that a path lies in. */
export const folderOf = (path: string): string => joined(path, '..');

/** Whether a path lies in a folder, at any depth. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);
