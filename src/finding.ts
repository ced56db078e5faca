import type { Locatable, Location } from './yaml/location.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];
/** What a user sets a rule to. */
export type Level = Severity | 'off';

/** What Dapr or Kubernetes makes of a fault. */
export const effects = {
  rejected: 'Kubernetes or Dapr refuses it, crashes on it, or loads nothing',
  wrong: 'Dapr does another thing than what is written',
  ignored: 'Dapr takes no notice of it',
  insecure: 'it works, and an attacker has it easier',
  fragile: 'it works until something else goes wrong',
} as const;
export type Effect = keyof typeof effects;

/** Replaces a range of a source by a text. */
export interface Edit {
  readonly at: Location;
  readonly text: string;
}

export interface Fix {
  /** An imperative sentence: `Quote the value`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** It may change what the manifest means; applied only when asked for. */
  readonly unsafe?: boolean;
}

/** What a rule yields. Message and help follow one style: lower case, no final stop, present tense. */
export interface Problem {
  readonly at: Locatable;
  /** What is wrong; why it matters is told by the rule. */
  readonly message: string;
  /** What to do, in one imperative sentence. */
  readonly help?: string;
  readonly related?: readonly { readonly at: Locatable; readonly message: string }[];
  /** A case that the rule is less sure of. */
  readonly atMost?: Severity;
  readonly fix?: Fix;
}

/** The object that a finding is about, as Kubernetes identifies it. */
export interface ResourceIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined where neither the object nor the call says it. */
  readonly namespace?: string;
  readonly name: string;
}

/** A problem that the engine has placed, rated and named: all that a report needs. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly message: string;
  readonly help?: string;
  readonly location: Location;
  /** The path of the field within its document: `spec.metadata[brokers].value`; empty for a whole document. */
  readonly field: string;
  readonly resource?: ResourceIdentity;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  readonly fix?: Fix;
  /** Where there are several workspaces: the names of those that it holds in. */
  readonly workspaces?: readonly string[];
  /** Tells this finding from all others, and stays the same when lines move: 16 hexadecimal digits. */
  readonly fingerprint: string;
}

/** A finding that the user has decided to live with. */
export interface Suppressed {
  readonly finding: Finding;
  /** Where it was decided: in the manifest, in `ignores` of the config, in the baseline. */
  readonly by: 'comment' | 'annotation' | 'config' | 'baseline';
  readonly reason?: string;
}

export const rank = (severity: Severity): number => severities.indexOf(severity);

/** The milder of two severities. */
export const milder = (a: Severity, b: Severity): Severity => (rank(a) >= rank(b) ? a : b);
