import { fingerprintOf } from '../../lib/event';
import type { Finding, RunSummary } from '../../lib/model';
import type { RunInfo } from '../../lib/report';

/** A form of a run that others read. What it writes comes piece by piece, so that nothing is kept but counts. */
export interface Format {
  /** What its file is called in an output directory. */
  readonly file: string;
  start(run: RunInfo): Writer;
}

export interface Writer {
  /** What one verdict adds; empty for what the format does not tell. */
  finding(finding: Finding): string;
  /** What stands before all of that, and after it. */
  finish(summary: RunSummary): Frame | Promise<Frame>;
}

export interface Frame {
  readonly head: string;
  readonly foot: string;
}

/** Who says so. */
export const TOOL = 'aliyun-inspection';
export const HOME = 'https://www.npmjs.com/package/aliyun-inspection';

/** An asset as one path: account, region, product and id. */
export function pathOf({ account, region, product, assetId }: Finding): string {
  return [account, region, product, assetId || 'all'].map(encodeURIComponent).join('/');
}

/** An asset as people know it. @example nameOf(finding) // 'web-1 (i-1)' */
export function nameOf({ assetId, assetName, checker }: Finding): string {
  if (assetId === '') return checker;
  return assetName === '' || assetName === assetId ? assetId : `${assetName} (${assetId})`;
}

/** The lists that were not read whole. */
export function unread({ collections }: RunSummary): RunSummary['collections'] {
  return collections.filter(({ status }) => status !== 'complete' && status !== 'unsupported');
}

/** The same for one asset and checker in every run. */
export function uidOf(inspection: string, { account, region, product, assetId, checker }: Finding): string {
  return fingerprintOf(inspection, { account_id: account, region, product, asset_id: assetId, checker });
}
