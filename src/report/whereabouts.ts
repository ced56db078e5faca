import type { Finding } from '../finding.ts';
import { isWithin, joined } from '../model/grouping/paths.ts';
import { listed } from '../model/wording.ts';
import { harmless } from './harmless.ts';

const mostNamed = 8;

/** The workspaces that a finding holds in, where its path does not tell: it stands in what several of them share. */
export const whereabouts = ({ workspaces = [], location }: Finding): string | undefined => {
  if (workspaces.length === 0) return undefined;
  const path = joined(location.source.path);
  const isTold = workspaces.every((name) => isWithin(path, name === '.' ? '' : name));
  return isTold ? undefined : harmless(listed(workspaces, mostNamed));
};
