/** Text as a message shows it: in quotes, cut to a length that a line can hold. */
export const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;

/** `a, b and c`; of many the first and how many more, those counted that are not even named. */
export const listed = (words: readonly string[], most = 4, unnamed = 0): string => {
  const first = words.length + unnamed > most ? words.slice(0, most - 1) : words;
  const left = words.length + unnamed - first.length;
  const shown = left > 0 ? [...first, `${left} more`] : first;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** `a, b, c and others`: of a few that may be of many. */
export const some = (words: readonly string[]): string =>
  listed(words.length > 3 ? [...words.slice(0, 3), 'others'] : words);

/** What has a title: `app "checkout"`, or `Deployment "checkout"` of one without an app-id. */
interface Titled {
  readonly title: string;
}

/** The forms of a verb for one and for several. */
type Verb = readonly [one: string, several: string];

/** `app "a"`, `apps "a", "b" and 2 more`, each once; with what they do, if a verb is given. */
export const appsTitle = (apps: readonly Titled[], verb?: Verb): string =>
  together(apps, (words) => listed(words, 4, Math.max(0, apps.length - mostRead)), verb);

/** The same of a few that may be of many: `apps "a", "b", "c" and others`. */
export const someApps = (apps: readonly Titled[], verb?: Verb): string => together(apps, some, verb);

/** `the sidecar of app "a"`, `the sidecars of apps "a" and "b"`; with what they do, if a verb is given. */
export const sidecarsOf = (apps: readonly Titled[], verb?: Verb): string =>
  `the ${apps.some(({ title }) => title !== apps[0]?.title) ? 'sidecars' : 'sidecar'} of ${appsTitle(apps, verb)}`;

/** `the pod of app "a" runs`, `the pods of app "a" run`, `1 of 3 pods of app "a" runs`. */
export const podsOf = ({ title }: Titled, some: number, all: number, verb: Verb): string => {
  const which = all === 1 ? 'the pod' : some === all ? 'the pods' : `${some} of ${all} pods`;
  return `${which} of ${title} ${some === 1 ? verb[0] : verb[1]}`;
};

/** How the pods of a kind of workload are made again, with what is new. */
export const howToRestart = (kind: string): string =>
  kind === 'Pod'
    ? 'delete the pod, and create it again'
    : `restart them: kubectl ${kind === 'Rollout' ? 'argo rollouts restart' : 'rollout restart'}`;

/** What to do about pods that are about to be replaced. */
export const whenRolledOut =
  'a rollout is under way that replaces them: see how it ends with kubectl rollout status, and export again';

/** Of more apps than this, only so many are asked for their titles. */
const mostRead = 100;

const together = (apps: readonly Titled[], join: (words: readonly string[]) => string, verb?: Verb): string => {
  const titles = [...new Set(apps.slice(0, mostRead).map(({ title }) => title))];
  const [named, others] = [true, false].map((isNamed) =>
    titles.filter((title) => title.startsWith('app ') === isNamed),
  );
  const words =
    named && named.length > 1 ? [...named.map((title) => title.slice('app '.length)), ...(others ?? [])] : titles;
  const what = words === titles ? join(titles) : `apps ${join(words)}`;
  return verb ? `${what} ${titles.length > 1 ? verb[1] : verb[0]}` : what;
};
