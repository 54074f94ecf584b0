/**
 * The end of a run: its events are delivered, and what could not be is a finding of the inspection itself.
 */
import { GLOBAL_REGION } from '../aliyun';
import type { AnyChecker } from '../define';
import { StateError, messageOf } from '../errors';
import type { DeliverySummary } from '../model';
import type { OpenFault } from '../report';
import type { Courier } from './courier';
import type { UnitContext } from './context';
import { deliveryAsset, deliveryPlan, SELF_ACCOUNT } from './self';
import { judgeSelf } from './unit';

/** Of the time that a run may take, the part that delivery gets after everything is inspected. */
const SHARE = 0.25;
const MINUTE_MS = 60_000;

export interface Deliveries {
  readonly summaries: readonly DeliverySummary[];
  /** What the operator should know. */
  readonly notes: readonly string[];
}

/** When delivery that begins now has to end, epoch milliseconds. @param deadline of the run */
export function deliveryDeadline(now: number, timeoutSeconds: number, deadline: number): number {
  return Math.min(deadline, now + timeoutSeconds * 1000 * SHARE);
}

/**
 * Delivers what can be delivered, to all destinations at once, and judges what still waits: the destinations that do
 * work tell of those that do not.
 *
 * @param checkers of the inspection itself, see `SELF_CHECKERS`
 * @param open what is open by then, for destinations that forget
 */
export async function deliverAll(
  couriers: readonly Courier[],
  ctx: UnitContext,
  checkers: readonly AnyChecker[],
  open: () => Promise<readonly OpenFault[]>,
): Promise<Deliveries> {
  const carry = () => Promise.all(couriers.map((courier) => courier.finish()));
  const notes: string[] = [];
  await carry();
  const late = (await reportsOf(couriers, [])).filter(({ waiting }) => waiting > 0);
  try {
    if (await judge(ctx, checkers, late)) await carry();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    notes.push(error.message);
  }
  await remindAll(couriers, open, notes);
  return { summaries: await reportsOf(couriers, notes), notes };
}

/** Destinations that forget are told again what is open; nobody else has to look it up. */
async function remindAll(
  couriers: readonly Courier[],
  open: () => Promise<readonly OpenFault[]>,
  notes: string[],
): Promise<void> {
  const forgetful = couriers.filter((courier) => courier.forgets);
  if (forgetful.length === 0) return;
  try {
    const faults = await open();
    for (const note of await Promise.all(forgetful.map((courier) => courier.remind(faults)))) {
      if (note !== undefined) notes.push(note);
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    notes.push(error.message);
  }
}

/** @param notes what the couriers say is added here */
async function reportsOf(couriers: readonly Courier[], notes: string[]): Promise<DeliverySummary[]> {
  const summaries: DeliverySummary[] = [];
  for (const courier of couriers) {
    try {
      const report = await courier.report();
      summaries.push(report.summary);
      notes.push(...report.notes);
    } catch (error) {
      notes.push(`${courier.destination}: ${messageOf(error)}`);
    }
  }
  return summaries;
}

/** @returns whether there was anything to judge: what is on time, and was, is not worth a verdict in every run */
async function judge(
  ctx: UnitContext,
  checkers: readonly AnyChecker[],
  late: readonly DeliverySummary[],
): Promise<boolean> {
  const plan = deliveryPlan(checkers);
  const place = { account: SELF_ACCOUNT.id, region: GLOBAL_REGION, collector: plan.collector.id };
  const { open } = await ctx.state.load({ inspection: ctx.inspection.id, ...place });
  if (late.length === 0 && open.size === 0) return false;
  const ages = late.map(({ oldestWaiting }) => ctx.now.getTime() - Date.parse(oldestWaiting ?? ctx.startedAt));
  const waiting = {
    events: late.reduce((sum, one) => sum + one.waiting, 0),
    minutes: Math.max(0, Math.floor(Math.max(0, ...ages) / MINUTE_MS)),
    destinations: late.map(({ destination }) => destination),
  };
  await judgeSelf(ctx, plan, deliveryAsset(ctx.inspection, waiting));
  return true;
}
