/** What things cost: calls that only read, for whoever weighs a fix plan. */
import type { Action, Body } from '../../define';
import { invalidParameter, notFound } from '../../errors';
import { instanceAt } from './instances';

const CURRENCY = 'CNY';
/** Of an ESSD of performance level 1, per GiB and hour, and how many times that others cost. */
const DISK_HOUR = 0.0014;
const LEVELS: Readonly<Record<string, number>> = { PL0: 0.5, PL1: 1, PL2: 2, PL3: 4 };
/** Per core and month. */
const CORE_MONTH = 58;
/** Nothing is bought at its list price. */
const DISCOUNT = 0.15;

/** An answer about one price. @param decimals of the currency */
function priced(original: number, decimals: number): Body {
  const rounded = (value: number) => Number(value.toFixed(decimals));
  const OriginalPrice = rounded(original);
  const DiscountPrice = rounded(original * DISCOUNT);
  return {
    PriceInfo: {
      Price: { OriginalPrice, DiscountPrice, TradePrice: rounded(OriginalPrice - DiscountPrice), Currency: CURRENCY },
      Rules: { Rule: [] },
    },
  };
}

export const describePrice: Action = {
  name: 'DescribePrice',
  params: ['ResourceType', 'PriceUnit', 'DataDisk'],
  required: ['RegionId'],
  handle({ params }) {
    const { ResourceType: type = 'instance', PriceUnit: unit = 'Hour' } = params;
    if (type !== 'disk') throw invalidParameter('ResourceType', 'only disk is emulated');
    if (unit !== 'Hour') throw invalidParameter('PriceUnit', 'disks are priced by the Hour');
    const size = Number(params['DataDisk.1.Size']);
    if (!(size >= 1)) throw invalidParameter('DataDisk.1.Size', 'a number of GiB');
    if (!params['DataDisk.1.Category']) throw invalidParameter('DataDisk.1.Category', 'a category');
    const level = LEVELS[params['DataDisk.1.PerformanceLevel'] ?? 'PL1'];
    if (level === undefined) throw invalidParameter('DataDisk.1.PerformanceLevel', 'PL0 to PL3');
    return priced(size * DISK_HOUR * level, 5);
  },
};

export const describeRenewalPrice: Action = {
  name: 'DescribeRenewalPrice',
  params: ['ResourceId', 'ResourceType', 'Period', 'PriceUnit'],
  required: ['RegionId', 'ResourceId'],
  handle({ scope, params }) {
    const { ResourceId: id = '', Period: period = '1', PriceUnit: unit = 'Month' } = params;
    if (unit !== 'Month' || !/^[1-9]$/.test(period)) throw invalidParameter('Period', '1 to 9, of Month');
    const index = scope.find('instance', id);
    if (index === undefined) throw notFound('InvalidResourceId.NotFound', `The instance ${id} does not exist.`);
    const { prepaid, cores } = instanceAt(scope, index);
    if (!prepaid) throw invalidParameter('ResourceId', 'a subscription');
    return priced(cores * CORE_MONTH * Number(period), 2);
  },
};
