import { type Report, reporters } from '../src/index.ts';

const view = { color: false, width: 100, links: false };

export const json = (report: Report): string => reporters.json(report, view);
export const sarif = (report: Report): string => reporters.sarif(report, view);
