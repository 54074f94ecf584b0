import { listing, type Action, type Product } from '../define';
import { emulated } from '../emulated';
import { tokenPaging } from '../paging';

/** API quotas per minute that the emulator tells; a `quota` fault on the action takes their place. */
const FLOW: readonly (readonly [string, number])[] = [
  ['DescribeInstances', 1000],
  ['DescribeDisks', 1000],
  ['DescribeInstancesFullStatus', 500],
  ['DescribeInstanceHistoryEvents', 500],
  ['DescribeSecurityGroups', 500],
];

const listProductQuotas: Action = {
  name: 'ListProductQuotas',
  params: ['ProductCode', 'QuotaCategory', 'QuotaActionCode'],
  required: ['ProductCode'],
  paging: tokenPaging({ default: 30, max: 100, total: true, echo: true }),
  items: 'Quotas',
  itemId: 'QuotaActionCode',
  handle(call) {
    const { ProductCode: product = '', QuotaCategory: category = 'CommonQuota', QuotaActionCode: action } = call.params;
    const rows =
      product !== 'ecs' || category !== 'FlowControl'
        ? []
        : call.world.regions.flatMap((region) =>
            FLOW.filter(([name]) => (action ?? name) === name).map(([name, usual]) => {
              const fault = call.faults
                .list()
                .find(
                  (one) => one.kind === 'quota' && (one.action ?? name) === name && (one.region ?? region) === region,
                );
              const [total, unit] = fault?.kind === 'quota' ? [fault.limit, fault.per] : [usual, 'minute'];
              return {
                ProductCode: product,
                QuotaActionCode: name,
                QuotaName: name,
                QuotaCategory: category,
                QuotaDescription: `API rate of ${name}`,
                QuotaType: 'normal',
                QuotaUnit: 'COUNT',
                TotalQuota: total,
                TotalUsage: 0,
                Adjustable: true,
                Consumable: false,
                GlobalQuota: false,
                Period: { PeriodValue: 1, PeriodUnit: unit },
                Dimensions: { regionId: region },
              };
            }),
          );
    const { rows: page, fields } = call.page(listing(rows.length, (i) => rows[i] ?? {}));
    return { Quotas: page, ...fields };
  },
};

const api: Product = { code: 'quotas', version: '2020-05-10', global: true, actions: [listProductQuotas] };

export const quotas = emulated({
  products: [api],
});
