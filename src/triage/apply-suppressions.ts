import type { Finding, Suppressed } from '../finding.ts';
import { closest } from '../model/closest.ts';
import { contains, type Range, type Source } from '../yaml/location.ts';
import type { Carried } from './carried.ts';
import type { ConfigSuppression } from './config-suppressions.ts';
import type { Target } from './levels.ts';
import type { RuleMention, Suppression } from './suppressions.ts';

/** A suppression of which it is known what became of it: the subject of the rules about suppressions. */
export interface JudgedSuppression extends Suppression {
  /** The rules that it names to no effect: they ran, and found nothing that it had to suppress. */
  readonly unused: readonly RuleMention[];
  /** The rules that it names and that do not exist. */
  readonly unknown: readonly (RuleMention & { readonly meant?: string })[];
  /** Its last day has passed: it suppresses nothing. */
  readonly isExpired: boolean;
}

/** The ids of rules. Without these, every rule that is named is taken to exist and to have run. */
export interface RulesRun {
  /** Every rule there is. */
  readonly known: ReadonlySet<string>;
  /** Those that have run: one that is off is not to blame for finding nothing. */
  readonly ran: ReadonlySet<string>;
}

/** What suppresses findings other than by standing where they do. */
export interface Beyond {
  /** What the objects of a finding carry. */
  carried(finding: Finding): readonly Carried[];
  /** What the config suppresses. */
  readonly suppressions: readonly ConfigSuppression[];
  covers(suppression: ConfigSuppression, target: Target): boolean;
  /** All that the config is about was linted: what has suppressed nothing is of no use. */
  readonly isWhole: boolean;
}

export interface Outcome {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly judged: readonly JudgedSuppression[];
}

/** A suppression with what it says of one rule. */
interface Claim {
  readonly suppression: Suppression;
  readonly mention: RuleMention;
}

/** Takes out the findings that an author wants to live with. `today` is a day as `2027-03-01`. */
export const applySuppressions = (
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  today: string,
  rules?: RulesRun,
  beyond: Beyond = nothingBeyond,
): Outcome => {
  const claims = claimsOf(suppressions.filter((suppression) => !isExpired(suppression, today)));
  const general = beyond.suppressions.filter((suppression) => !isExpired(suppression, today));
  const used = new Set<RuleMention>();
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  const mayBeCarried = suppressions.some(({ by }) => by === 'annotation');
  for (const finding of findings) {
    const own = innermost(claims.get(finding.location.source)?.get(finding.rule) ?? [], finding.location.range);
    const carried = own || !mayBeCarried ? nothingCarried : carriedClaims(finding, claims, beyond);
    for (const { mention } of carried.claims) used.add(mention);
    const [first] = carried.remain.length === 0 ? carried.claims : [];
    const claim = own ?? first ?? configuredClaim(finding, general, beyond);
    if (!claim) {
      const isPart = carried.claims.length > 0 && finding.workspaces !== undefined;
      kept.push(isPart ? { ...finding, workspaces: carried.remain } : finding);
      continue;
    }
    const { by, reason } = claim.suppression;
    used.add(claim.mention);
    suppressed.push({ finding, by, ...(reason !== undefined && { reason }) });
  }
  const written = suppressions.filter(({ isCopy }) => !isCopy);
  const all = [...written, ...beyond.suppressions].map((suppression) => {
    const judged = judge(suppression, used, today, rules);
    return suppression.by === 'config' && !beyond.isWhole ? { ...judged, unused: [] } : judged;
  });
  return { kept, suppressed, judged: all };
};

const nothingBeyond: Beyond = { carried: () => [], suppressions: [], covers: () => false, isWhole: false };

/** What annotations say of a finding, and the workspaces in which its object has none. */
interface CarriedClaims {
  readonly claims: readonly Claim[];
  readonly remain: readonly string[];
}
const nothingCarried: CarriedClaims = { claims: [], remain: [] };

const carriedClaims = (finding: Finding, claims: Claims, { carried }: Beyond): CarriedClaims => {
  const objects = carried(finding).map(({ workspace, places }) => {
    const found = places.flatMap(({ source, range }) =>
      (claims.get(source)?.get(finding.rule) ?? []).filter(
        ({ suppression: { by, at } }) => by === 'annotation' && at.range.start === range.start,
      ),
    );
    return { workspace, claim: found[0] };
  });
  return {
    claims: objects.flatMap(({ claim }) => claim ?? []),
    remain: [...new Set(objects.flatMap(({ workspace, claim }) => (claim ? [] : workspace)))],
  };
};

const configuredClaim = (
  { rule, resource, location }: Finding,
  general: readonly ConfigSuppression[],
  { covers }: Beyond,
): Claim | undefined => {
  for (const suppression of general) {
    const mention = suppression.rules.find(({ id }) => id === rule);
    if (mention && covers(suppression, { path: location.source.path, ...resource })) return { suppression, mention };
  }
  return undefined;
};

const isExpired = ({ until }: Suppression, today: string): boolean => until !== undefined && until < today;

type Claims = ReadonlyMap<Source, ReadonlyMap<string, readonly Claim[]>>;

const claimsOf = (suppressions: readonly Suppression[]): Claims => {
  const claims = new Map<Source, Map<string, Claim[]>>();
  for (const suppression of suppressions) {
    const { source } = suppression.at;
    const byRule = claims.get(source) ?? new Map<string, Claim[]>();
    claims.set(source, byRule);
    for (const mention of suppression.rules) {
      const known = byRule.get(mention.id);
      if (known) known.push({ suppression, mention });
      else byRule.set(mention.id, [{ suppression, mention }]);
    }
  }
  return claims;
};

/** Of several, the one with the least extent has done it, and of equals the first: the others could go. */
const innermost = (claims: readonly Claim[], range: Range): Claim | undefined => {
  let best: Claim | undefined;
  for (const claim of claims) {
    if (contains(claim.suppression.scope, range) && (!best || extent(claim) < extent(best))) best = claim;
  }
  return best;
};

const extent = ({ suppression: { scope } }: Claim): number => scope.end - scope.start;

const judge = (
  suppression: Suppression,
  used: ReadonlySet<RuleMention>,
  today: string,
  rules: RulesRun | undefined,
): JudgedSuppression => {
  const expired = isExpired(suppression, today);
  const isKnown = ({ id }: RuleMention): boolean => rules?.known.has(id) ?? true;
  const unused = suppression.rules.filter(
    (mention) => isKnown(mention) && (rules?.ran.has(mention.id) ?? true) && !used.has(mention),
  );
  const unknown = suppression.rules
    .filter((mention) => !isKnown(mention))
    .map((mention) => {
      const meant = closest(mention.id, rules?.known ?? []);
      return { ...mention, ...(meant !== undefined && { meant }) };
    });
  // What an expired one would still do is not tried.
  return { ...suppression, unused: expired ? [] : unused, unknown, isExpired: expired };
};
