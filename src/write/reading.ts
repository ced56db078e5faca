const megabytes = (bytes: number): string => {
  const size = bytes / 1e6;
  return size < 10 ? size.toFixed(1) : `${Math.round(size)}`;
};

const timeOf = (seconds: number): string =>
  seconds < 90 ? `${Math.max(Math.round(seconds), 1)} s` : `${Math.round(seconds / 60)} min`;

/** Before that what is left is a guess. */
const shareToGuessFrom = 0.02;

/** How far the reading of files is, for a line of progress: `reading export.yaml: 120 of 480 MB, 3 s left`. */
export const readingProgress = (
  total: number | undefined,
  now: () => number,
): ((file: string, byte: number) => string) => {
  const started = now();
  let [current, done, before] = ['', 0, 0];
  return (file, byte) => {
    if (file !== current) before += done;
    [current, done] = [file, byte];
    const read = before + done;
    if (total === undefined || total === 0) return `reading ${file}: ${megabytes(read)} MB`;
    const share = Math.min(read / total, 1);
    const left = ((now() - started) / 1000) * (1 / Math.max(share, shareToGuessFrom) - 1);
    const time = share < shareToGuessFrom || share === 1 ? '' : `, ${timeOf(left)} left`;
    return `reading ${file}: ${megabytes(Math.min(read, total))} of ${megabytes(total)} MB${time}`;
  };
};
