import { GLOBAL_REGION } from '../aliyun';
import {
  central,
  defineChecker,
  defineCollector,
  defineProduct,
  integerParam,
  number,
  rpc,
  single,
  text,
  type AnyChecker,
  type AnyCollector,
} from '../define';
import { accountOverdue } from './overdue';
import type { RootPlan } from './plan';

/**
 * The inspection as an asset of its own: what is wrong with its registration or its parameters is an event too, and
 * recovers like any other. Nothing of this is ever called.
 */
const inspections = defineProduct({
  code: 'inspection',
  apiVersion: '2026-01-01',
  style: 'rpc',
  sdk: '',
  title: { zh: '巡检', en: 'Inspection' },
  endpoints: central('localhost'),
});

const selfCollector = defineCollector({
  id: 'inspection-self',
  product: inspections,
  title: { zh: '巡检自身', en: 'The inspection itself' },
  scope: 'global',
  call: rpc('None'),
  paging: single(),
  items: '',
  assetId: 'Id',
  assetName: 'Title',
  fields: { parameterProblem: text('ParameterProblem'), registrationProblem: text('RegistrationProblem') },
});

const DOCS = 'https://docs.guance.com/monitoring/bot-obs/';

const badParameters = defineChecker({
  id: 'inspection-parameters',
  asset: selfCollector,
  title: { zh: '观测云中设置的巡检参数无效', en: 'A parameter set in Guance is not valid' },
  why: { zh: '本次巡检使用了脚本自身的参数值。', en: "This run used the script's own values instead." },
  remedy: { zh: '在观测云的智能巡检中改正该参数。', en: 'Correct the parameter under Smart Inspection in Guance.' },
  severity: 'warning',
  category: 'change',
  docs: DOCS,
  params: {},
  messages: { bad: { zh: '参数无效：{{problem}}', en: 'Invalid parameter: {{problem}}' } },
  check: ({ parameterProblem: problem, registrationProblem }, { pass, fail, unknown }) => {
    if (problem !== undefined) return fail('bad', { problem });
    // Parameters that were not read are not known to be good.
    return registrationProblem === undefined ? pass() : unknown('the parameters could not be read');
  },
});

const badRegistration = defineChecker({
  id: 'inspection-registration',
  asset: selfCollector,
  title: { zh: '巡检未能在观测云注册', en: 'The inspection could not be registered in Guance' },
  why: {
    zh: '观测云中的启用状态与参数无法读取，本次按脚本自身的设置执行。',
    en: "Its state and parameters in Guance could not be read: the script's own were used.",
  },
  remedy: { zh: '检查 API Key、节点与网络。', en: 'Check the API key, the node and the network.' },
  severity: 'warning',
  category: 'change',
  docs: DOCS,
  params: {},
  messages: { failed: { zh: '注册失败：{{problem}}', en: 'Registration failed: {{problem}}' } },
  check: ({ registrationProblem: problem }, { pass, fail }) =>
    problem === undefined ? pass() : fail('failed', { problem }),
});

const deliveryCollector = defineCollector({
  id: 'inspection-delivery',
  product: inspections,
  title: { zh: '巡检事件的投递', en: "Delivery of the inspection's events" },
  scope: 'global',
  call: rpc('None'),
  paging: single(),
  items: '',
  assetId: 'Id',
  assetName: 'Title',
  fields: { events: number('Events'), minutes: number('Minutes'), destinations: text('Destinations') },
});

const lateDelivery = defineChecker({
  id: 'inspection-delivery-late',
  asset: deliveryCollector,
  title: { zh: '巡检事件迟迟未能送达', en: 'Events of the inspection are not delivered' },
  why: {
    zh: '目的地没有接收这些事件：其上的告警与恢复都不可信。',
    en: 'A destination does not take them: neither its alarms nor its recoveries are to be trusted.',
  },
  remedy: {
    zh: '按运行摘要中的原因检查该目的地，或移除该报告器。事件保留在待发队列中，恢复后按序补发。',
    en: 'Repair the destination as the note of the run says, or remove its reporter. The events are kept and sent in order.',
  },
  severity: 'warning',
  category: 'availability',
  docs: DOCS,
  params: {
    minutes: integerParam({
      title: { zh: '等待时长', en: 'How long it waits' },
      default: 60,
      min: 1,
      max: 43_200,
      unit: 'min',
      help: {
        zh: '最早的未送达事件在一次运行结束时早于此分钟数即报告',
        en: 'Reported when, at the end of a run, the oldest event that waits is older than this',
      },
    }),
  },
  messages: {
    late: {
      zh: '{{events}} 个事件等待送达 {{destinations}}，最早的已等待 {{value}} 分钟',
      en: '{{events}} events wait for {{destinations}}, the oldest for {{value}} minutes',
    },
  },
  check: ({ events = 0, minutes = 0, destinations = '' }, { params, pass, fail }) =>
    events === 0 || minutes < params.minutes
      ? pass()
      : fail('late', { events, destinations, value: minutes, threshold: params.minutes, unit: 'min' }),
});

const planFor = (collector: AnyCollector, checkers: readonly AnyChecker[]): RootPlan => ({
  collector,
  checkers,
  goneCheckers: [],
  related: [],
  metrics: [],
  histories: [],
  remembers: false,
});

export const SELF_PLAN = planFor(selfCollector, [badParameters, badRegistration]);

/** Judged when a run has delivered what it could. @param checkers those of {@link SELF_CHECKERS}, with their parameters */
export const deliveryPlan = (checkers: readonly AnyChecker[]): RootPlan =>
  planFor(
    deliveryCollector,
    checkers.filter(({ asset }) => asset.id === deliveryCollector.id),
  );

/** Checkers of the inspection itself that take parameters, as any checker does. */
export const SELF_CHECKERS: readonly AnyChecker[] = [lateDelivery, accountOverdue];

/** All that is told of inspections themselves: each has a name, as any checker does. */
export const TOLD_OF_INSPECTIONS: readonly AnyChecker[] = [...SELF_PLAN.checkers, ...SELF_CHECKERS];

/** The delivery of the inspection's events as an asset. @param minutes the age of the oldest event that waits */
export function deliveryAsset(
  inspection: { readonly id: string; readonly title: { readonly en: string } },
  waiting: { readonly events: number; readonly minutes: number; readonly destinations: readonly string[] },
) {
  const { events, minutes, destinations } = waiting;
  return deliveryCollector.toAsset(
    {
      Id: inspection.id,
      Title: inspection.title.en,
      Events: events,
      Minutes: minutes,
      Destinations: destinations.join(', '),
    },
    { account: SELF_ACCOUNT, region: GLOBAL_REGION },
  );
}

/** The inspection as an asset. */
export function selfAsset(
  inspection: { readonly id: string; readonly title: { readonly en: string } },
  problems: { readonly parameters?: string; readonly registration?: string },
) {
  return selfCollector.toAsset(
    {
      Id: inspection.id,
      Title: inspection.title.en,
      ParameterProblem: problems.parameters,
      RegistrationProblem: problems.registration,
    },
    { account: SELF_ACCOUNT, region: GLOBAL_REGION },
  );
}

/** Findings about the inspection belong to no account. */
export const SELF_ACCOUNT = { id: 'inspection', name: 'inspection' };
