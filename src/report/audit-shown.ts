import type { Finding } from '../finding.ts';

/** What a finding is about, beside its object. */
export interface Concern {
  /** The cluster, by its place among them. */
  readonly cluster: number;
  readonly namespace?: string | undefined;
  /** The app-id, if it is about one app. */
  readonly app?: string | undefined;
  /** The app-ids of those that it hits. */
  readonly hits: readonly string[];
}

/** A finding as it is shown, and what it is about. */
export interface Shown {
  readonly finding: Finding;
  readonly concern: Concern;
  readonly area: string;
}

/** The apps that findings are about or hit, each once. */
export const appsHit = (shown: readonly Shown[]): ReadonlySet<string> =>
  new Set(
    shown.flatMap(({ concern: { cluster, namespace, app, hits } }) =>
      [...(app === undefined ? [] : [app]), ...hits].map((each) => JSON.stringify([cluster, namespace, each])),
    ),
  );
