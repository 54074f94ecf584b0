/** What bills and price queries say of one asset: read only where somebody asks for it. */
import { HOME_REGION, listPages, type Client } from '../lib/aliyun';
import { follow, rpc } from '../lib/define';
import { ResponseShapeError } from '../lib/errors';
import { billingMonth, fillText, type FixCost, type PriceQuery, type Text } from '../lib/model';
import { instanceBills } from '../scripts/bss';
import { PRODUCTS } from '../scripts/registry.gen';

/** So many hours make a month: 365 days of 24, by 12. */
const HOURS = 730;

const SAYS = {
  billed: {
    zh: '每月最多 {{amount}} {{currency}}，即 {{month}} 账期的计费金额',
    en: 'at most {{amount}} {{currency}} a month, which is what it was billed in {{month}}',
  },
  subscribed: {
    zh: '最多 {{amount}} {{currency}}，即 {{month}} 账期为包年包月计费的金额；到期后才节省',
    en: 'at most {{amount}} {{currency}}, which is what it was billed in {{month}} for a subscription, from the end of that on',
  },
  before: {
    zh: '{{month}} 账期计费 {{amount}} {{currency}}',
    en: 'it was billed {{amount}} {{currency}} in {{month}}',
  },
  hour: {
    zh: '每小时 {{hourly}} {{currency}}，每月约 {{amount}} {{currency}}（{{call}}，当前价格）',
    en: '{{hourly}} {{currency}} an hour, about {{amount}} {{currency}} a month ({{call}}, the price of today)',
  },
  month: {
    zh: '每月 {{amount}} {{currency}}（{{call}}，当前价格）',
    en: '{{amount}} {{currency}} a month ({{call}}, the price of today)',
  },
} as const satisfies Record<string, Text>;

/** An amount, and who says so. */
export interface Amount {
  readonly amount: number;
  readonly currency: string;
  /** `bill`, or the query. */
  readonly source: string;
  /** The billing cycle, of a bill. */
  readonly month?: string;
  readonly text: Text;
}

/** The asset that is asked about. */
export interface Priced {
  readonly assetId: string;
  readonly region: string;
}

/**
 * The first amount that is known, in the order in which a cost asks; `undefined` where nobody knows one.
 *
 * @throws InspectionError where what was asked before has not said it, and one could not be asked
 */
export async function amountOf(
  client: Client,
  { kind, ask }: FixCost,
  asset: Priced,
  now: Date,
): Promise<Amount | undefined> {
  let problem: unknown;
  for (const one of ask) {
    try {
      const found =
        one === 'bill' ? await billOf(client, kind, asset.assetId, now) : await priceOf(client, one, asset.region);
      if (found) return found;
    } catch (error) {
      problem ??= error;
    }
  }
  if (problem !== undefined) throw problem as Error;
  return undefined;
}

interface BillRow {
  readonly SubscriptionType?: string;
  readonly PretaxAmount?: number;
  readonly Currency?: string;
}

/** What it was billed in the last whole month, all its rows together. */
async function billOf(client: Client, kind: FixCost['kind'], id: string, now: Date): Promise<Amount | undefined> {
  const { product, call, paging } = instanceBills;
  const month = billingMonth(now, -1);
  const params = { BillingCycle: month, InstanceID: id };
  const rows: BillRow[] = [];
  const list = { product, call, paging, items: 'Data.Items', region: HOME_REGION, params };
  for await (const { items } of listPages(client, list)) rows.push(...(items as BillRow[]));
  const amounts = rows.map(({ PretaxAmount }) => PretaxAmount);
  if (amounts.some((one) => typeof one !== 'number'))
    throw new ResponseShapeError(`${product.code}:${call.action}: a row of ${id} in ${month} has no PretaxAmount`);
  const amount = cents(amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  const currency = rows.find((row) => row.Currency)?.Currency;
  if (amount === 0 || currency === undefined) return undefined;
  const subscribed = rows.some(({ SubscriptionType: type }) => type === 'Subscription');
  const says = SAYS[kind === 'costs' ? 'before' : subscribed ? 'subscribed' : 'billed'];
  return {
    amount,
    currency,
    source: 'bill',
    month,
    text: fillText(says, { amount: amount.toFixed(2), currency, month }),
  };
}

/** @throws ResponseShapeError where the answer has no amount */
async function priceOf(client: Client, query: PriceQuery, region: string): Promise<Amount> {
  const product = Object.values(PRODUCTS).find(({ code }) => code === query.product);
  const call = `${query.product}:${query.action}`;
  if (!product) throw new ResponseShapeError(`${call}: no product has the code ${query.product}`);
  const body = await client.call(product, rpc(query.action), region, query.params);
  const [said, currency] = [query.amount, query.currency].map((path) => follow(body, path.split('.')));
  const price = typeof said === 'string' && said.trim() !== '' ? Number(said) : said;
  if (typeof price !== 'number' || !Number.isFinite(price) || typeof currency !== 'string')
    throw new ResponseShapeError(`${call} in ${region}: no price under ${query.amount} and ${query.currency}`);
  const amount = cents(query.per === 'hour' ? price * HOURS : price);
  const data = { hourly: String(price), amount: amount.toFixed(2), currency, call };
  return { amount, currency, source: call, text: fillText(SAYS[query.per], data) };
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
