import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { tokenPaging } from '../paging';
import { basicsAt } from '../common/networks';

/** API quotas per minute that the emulator tells; a `quota` fault on the action takes their place. */
const FLOW: readonly (readonly [string, number])[] = [
  ['DescribeInstances', 1000],
  ['DescribeDisks', 1000],
  ['DescribeInstancesFullStatus', 500],
  ['DescribeInstanceHistoryEvents', 500],
  ['DescribeSecurityGroups', 500],
];

/** Products whose general quotas are told. */
const PRODUCTS = ['ecs', 'vpc'];

const TOTAL = 200;

function general({ scope, world, params }: Call, product: string): Body[] {
  if (!PRODUCTS.includes(product)) {
    throw new ApiError(400, 'InvalidParameter.ProductCode', `The product ${product} is not found.`);
  }
  const home = world.home(scope.account.accountId);
  const live = home.live('quota');
  return Array.from({ length: live.length }, (_, i) => live.at(i)).flatMap((index) => {
    const { id, seed, condition } = basicsAt(home, 'quota', index);
    const action = `q_emulated_${index + 1}`;
    if (PRODUCTS[index % PRODUCTS.length] !== product || (params.QuotaActionCode ?? action) !== action) return [];
    const used = condition === 'quota-warning' ? 175 : condition === 'quota-error' ? 199 : seed % 140;
    const counted = condition !== undefined || index % 4 !== 3;
    return [
      {
        ProductCode: product,
        QuotaActionCode: action,
        QuotaArn: id,
        QuotaName: `Number of assets ${index + 1}`,
        QuotaCategory: 'CommonQuota',
        QuotaDescription: '',
        QuotaType: 'normal',
        QuotaUnit: 'COUNT',
        TotalQuota: TOTAL,
        ...(counted && { TotalUsage: used }),
        Adjustable: true,
        Consumable: counted,
        GlobalQuota: false,
        Dimensions: { regionId: world.regions[index % world.regions.length] ?? '' },
      },
    ];
  });
}

const listProductQuotas: Action = {
  name: 'ListProductQuotas',
  params: ['ProductCode', 'QuotaCategory', 'QuotaActionCode'],
  required: ['ProductCode'],
  paging: tokenPaging({ default: 30, max: 100, total: true, echo: true }),
  items: 'Quotas',
  itemId: 'QuotaArn',
  handle(call) {
    const { ProductCode: product = '', QuotaCategory: category = 'CommonQuota', QuotaActionCode: action } = call.params;
    const rows: Body[] =
      category === 'CommonQuota'
        ? general(call, product)
        : product !== 'ecs' || category !== 'FlowControl'
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
                  QuotaArn: `acs:quotas:${region}:${call.scope.account.accountId}:quota/${product}/${name}`,
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
  kinds: {
    quota: {
      prefix: 'acs:quotas:*:emulated:quota/q',
      size: 'quotas',
      usual: 20,
      perAccount: true,
      mark: false,
    },
  },
  conditions: {
    'quota-warning': { kind: 'quota', detail: '175 of 200 used' },
    'quota-error': { kind: 'quota', detail: '199 of 200 used' },
  },
  raises: {
    'quota-warning': ['quotas-near-limit warning'],
    'quota-error': ['quotas-near-limit error'],
  },
});
