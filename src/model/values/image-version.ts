/** The version that the tag of an image names. */
export interface ImageVersion {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * The version of an image of Dapr's: `ghcr.io/dapr/daprd:1.18.3-mariner`. Undefined for a digest, for a tag that moves, and for an
 * image of another name, whose tags are the affair of whoever builds it.
 */
export const versionOfImage = (image: string, name?: string): ImageVersion | undefined => {
  const [, repository = '', text = '', major, minor, patch] =
    /([^/:@]+):(v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:[-.+_][\w.-]*)?)(?:@sha256:[0-9a-f]+)?$/.exec(image) ?? [];
  if (major === undefined || (name !== undefined && repository !== name)) return undefined;
  return { text: text.replace(/^v/, ''), major: Number(major), minor: Number(minor), patch: Number(patch) };
};

/** Whether one version comes before another; what follows the patch is not looked at. */
export const isBefore = (a: ImageVersion, b: ImageVersion): boolean =>
  a.major !== b.major ? a.major < b.major : a.minor !== b.minor ? a.minor < b.minor : a.patch < b.patch;

/** How many minors lie between two versions; of different majors more than there are. */
export const minorsBetween = (a: ImageVersion, b: ImageVersion): number =>
  a.major === b.major ? Math.abs(a.minor - b.minor) : Number.POSITIVE_INFINITY;
