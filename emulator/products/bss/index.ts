import { emulated } from '../../emulated';
import { api } from './actions';

export const bss = emulated({
  products: [api],
  kinds: {
    subscription: { prefix: 'sub-', size: 'subscriptions', usual: 24, perAccount: true },
    resourcePackage: { prefix: 'package-', size: 'resourcePackages', usual: 6, perAccount: true },
    savingsPlan: { prefix: 'spn-', size: 'savingsPlans', usual: 8, perAccount: true },
    balance: { prefix: '', account: true },
    bill: { prefix: '', account: true },
  },
  conditions: {
    'bss-expiring-warning': { kind: 'subscription', detail: 'ends in 20 days, ManualRenewal' },
    'bss-expiring-critical': { kind: 'subscription', detail: 'ends in 5 days, ManualRenewal' },
    'bss-expired': { kind: 'subscription', detail: 'ended 3 days ago' },
    'bss-renewing': { kind: 'subscription', detail: 'ends in 5 days, AutoRenewal' },
    'bss-not-renewed': { kind: 'subscription', detail: 'ends in 5 days, NotRenewal' },
    'bss-package-low': { kind: 'resourcePackage', detail: '4 % left, ends in 100 days or later' },
    'bss-package-expiring': { kind: 'resourcePackage', detail: 'ends in 20 days, more than half is left' },
    'bss-plan-expiring-warning': { kind: 'savingsPlan', detail: 'ends in 20 days' },
    'bss-plan-expiring-critical': { kind: 'savingsPlan', detail: 'ends in 5 days' },
    'bss-plan-stopped': { kind: 'savingsPlan', detail: 'Status LIMIT' },
    'bss-balance-warning': {
      kind: 'balance',
      detail: '270.50 CNY available, which last about 5 days',
      usual: false,
    },
    'bss-balance-critical': { kind: 'balance', detail: 'overdue: -11.19 CNY available' },
    'bss-balance-days': {
      kind: 'balance',
      detail: '1,100.00 CNY available, about 300 CNY of pay-as-you-go a day',
      usual: false,
    },
    'bss-spend-month': {
      kind: 'bill',
      detail: 'this month costs three times as much as the one before; in its first three days, last month',
    },
    'bss-forecast-over': {
      kind: 'bill',
      detail: 'last month and this one cost 1.7 times as much as the months before',
      usual: false,
    },
    'bss-spend-year': {
      kind: 'bill',
      detail: 'the last months cost three times as much as a year before',
      usual: false,
    },
  },
  raises: {
    'bss-expiring-warning': ['bss-expiring warning'],
    'bss-expiring-critical': ['bss-expiring critical'],
    'bss-expired': ['bss-expiring critical'],
    'bss-renewing': { nothing: 'it renews itself; bss-expiring tells of it with autoRenewal only' },
    'bss-not-renewed': { nothing: 'somebody has marked it as one that may end' },
    'bss-balance-warning': ['bss-balance-low warning'],
    'bss-balance-critical': ['bss-balance-low critical'],
    'bss-balance-days': ['bss-balance-low warning'],
    'bss-spend-month': ['bss-spend-spike warning'],
    'bss-package-low': ['bss-package-expiring warning'],
    'bss-package-expiring': ['bss-package-expiring warning'],
    'bss-plan-expiring-warning': ['bss-plan-expiring warning'],
    'bss-plan-expiring-critical': ['bss-plan-expiring warning'],
    'bss-plan-stopped': ['bss-plan-expiring warning'],
    'bss-forecast-over': { nothing: 'bss-budget-forecast judges nothing until its parameter "budget" is set' },
    'bss-spend-year': { nothing: 'what costs as much for a year is no spike, however cheap the year before it was' },
  },
  changes: [{ epoch: 1, do: 'worsen', condition: 'bss-balance-warning', to: 'bss-balance-critical' }],
});
