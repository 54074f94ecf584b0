import { GLOBAL_REGION } from '../aliyun';
import { defineChecker, defineCollector, defineProduct, central, rpc, single, text } from '../define';
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

export const SELF_PLAN: RootPlan = {
  collector: selfCollector,
  checkers: [badParameters, badRegistration],
  goneCheckers: [],
  related: [],
  metrics: [],
  histories: [],
  remembers: false,
};

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
