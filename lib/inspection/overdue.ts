/** What locks many assets of an account at once is the account's own fault, and one event. */
import {
  ACCOUNT,
  central,
  defineChecker,
  defineCollector,
  defineProduct,
  flag,
  integerParam,
  must,
  number,
  rpc,
  single,
} from '../define';

const accountsProduct = defineProduct({
  code: 'account',
  apiVersion: '2026-01-01',
  style: 'rpc',
  sdk: '',
  title: { zh: '云账号', en: 'Account' },
  endpoints: central('localhost'),
});

/** The account as an asset. Nothing of this is ever called: a run fills it from what it has found. */
const accountCollector = defineCollector({
  id: 'account-locks',
  product: accountsProduct,
  title: { zh: '账号下的欠费锁定', en: "Overdue payment among the account's assets" },
  scope: 'global',
  call: rpc('None'),
  paging: single(),
  items: '',
  assetId: ACCOUNT,
  fields: { locked: must(number('Locked')), doubted: must(flag('Doubted')) },
});

/** A cause that checkers may name: many assets of one account that are locked for payment, and nothing else explains it. */
export const accountOverdue = defineChecker({
  id: 'account-overdue',
  asset: accountCollector,
  title: { zh: '云账号欠费', en: 'The account is overdue' },
  why: {
    zh: '欠费使账号下的资源被锁定、停服直至释放，数据可能无法找回。',
    en: 'Assets of an overdue account are locked, stopped and in the end released, with their data.',
  },
  remedy: {
    zh: '在费用中心结清欠费；资源解锁后由各自的检查项确认恢复。',
    en: 'Settle what is due in the billing console; each asset recovers when its lock is gone.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/user-center/user-guide/overdue-payments',
  params: {
    assets: integerParam({
      title: { zh: '锁定的资产数', en: 'Locked assets' },
      default: 3,
      min: 2,
      max: 10_000,
      help: {
        zh: '同一账号下因欠费被锁定的资产不少于此数，视为账号欠费',
        en: 'So many assets of an account that are locked for payment mean that the account is overdue',
      },
    }),
  },
  messages: {
    overdue: {
      zh: '账号 {{name}}（{{id}}）有 {{value}} 个资产因欠费被锁定',
      en: '{{value}} assets of account {{name}} ({{id}}) are locked for overdue payment',
    },
  },
  check({ id, name, locked, doubted }, { params, open, pass, fail, unknown }) {
    // Once it is known to be overdue, it is until the last lock is gone.
    if (locked >= params.assets || (open && locked > 0)) {
      return fail('overdue', { id, name, value: locked, threshold: params.assets });
    }
    if (doubted) return unknown({ zh: '有资产未能判断', en: 'some of its assets could not be judged' });
    return pass();
  },
});

/** @param locked assets that are locked for payment, which nothing else explains; `doubted` when there may be more */
export function overdueAsset(
  account: { readonly id: string; readonly name: string },
  locked: number,
  doubted: boolean,
) {
  return accountCollector.toAsset({ Locked: locked, Doubted: doubted }, { account, region: 'global' });
}
