import { type Notes, passOver } from './notes.ts';

const readable = /\.(?:ya?ml|json|tar|tgz|zip)$|\.(?:ya?ml|json|tar)\.gz$/i;
const log = /\.(?:txt|log)(?:\.gz)?$|-logs\.gz$/i;
/**
 * velero writes every object twice: without a version, and below the version that the API server prefers; other versions
 * only where it was asked for them. Source: velero main pkg/backup/item_backupper.go backupItemInternal.
 */
const veleroCopy =
  /(?:^|\/)resources\/[^/]+\/v\d+(?:(?:alpha|beta)\d+)?(?:-preferredversion)?\/(?:namespaces|cluster)\//;
/** What velero lays beside a backup. */
const veleroRecord =
  /-(?:podvolumebackups|volumesnapshots|csi-volumesnapshot\w*|resource-list|itemoperations|results|volumeinfos?)(?:\.json)?\.gz$/;
/** What the Finder of macOS adds to archives. */
const finderFile = /(?:^|\/)(?:__MACOSX\/|\._)/;
const sourceFile = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/;
/** More of them say no more. */
const mostSourceFiles = 3;

/** Whether a file of a folder or an archive may hold objects that no other one holds; notes what it is if it may not. */
export const isWorthReading = (path: string, shown: string, notes: Notes): boolean => {
  if (sourceFile.test(path) && notes.sources.length < mostSourceFiles) notes.sources.push(shown);
  const why = whyNot(path);
  if (why !== undefined) passOver(notes, why);
  return why === undefined;
};

const whyNot = (path: string): string | undefined => {
  if (finderFile.test(path)) return 'files of other kinds';
  if (veleroCopy.test(path)) return 'copies of objects that velero writes by version';
  if (veleroRecord.test(path)) return "velero's own records";
  if (readable.test(path)) return undefined;
  return log.test(path) ? 'logs' : 'files of other kinds';
};

/** The path of an entry of an archive as it is shown: it never leads out of the archive. */
export const entryPath = (archive: string, name: string): string =>
  [archive, ...name.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..')].join('/');
