import { functionOf } from '../../lib/func';
import type { Inspection } from '../../lib/inspection';
import { yaml, type Yaml } from '../func/yaml';
import { FAILED, handlerName } from './handler';

/** Variables that a deployment takes from whoever deploys it; all but the first may stay empty. */
const VARIABLES = [
  ...['ALIYUN_INSPECTION_REDIS_URL', 'GUANCE_API_KEY_ID', 'GUANCE_NODE', 'GUANCE_REPORTER', 'ALIYUN_EXTRA_REGIONS'],
  'GUANCE_WEBHOOK_URL',
  ...['DINGTALK_ROBOT_URL', 'DINGTALK_ROBOT_SECRET', 'FEISHU_ROBOT_URL', 'FEISHU_ROBOT_SECRET', 'WECOM_ROBOT_URL'],
  ...['SLACK_WEBHOOK_URL', 'ALERTMANAGER_URL', 'ALERTMANAGER_AUTHORIZATION', 'GRAFANA_ONCALL_URL'],
];

const HEADER = `# Serverless Devs (fc3). Before \`s deploy\`: set the role below, export ALIYUN_INSPECTION_REDIS_URL, and add vpcConfig to
# each function when Redis has an address in a VPC only. The role needs the permissions of ram-policy.json.
`;

/**
 * The shipped inspections that are deployed by default: a theme or a product each, in minutes of its own and small enough for
 * its function. What only `all` checks is in none of them.
 */
export const THEMES: readonly string[] = [
  ...['ack', 'availability', 'billing', 'databases', 'ecs', 'elasticsearch', 'expiry', 'exposure', 'idle', 'kafka'],
  ...['network', 'oss', 'rocketmq', 'security', 'spot', 'trend'],
];

/** From where a function can be called by HTTP. */
export type HttpFrom = 'intranet' | 'internet';

/** Where logs go: a project of Simple Log Service; one that is made with the deployment when absent. */
export interface LogPlace {
  readonly project: string;
  readonly logstore: string;
}

export interface DeploymentOptions {
  readonly http?: HttpFrom;
  readonly log?: LogPlace;
}

/** Seconds that a function gets beyond its inspection's own timeout. */
const BEYOND = 30;
const FAILED_FUNCTION = 'aliyun-inspection-failed';

/**
 * The description of a deployment for Serverless Devs: a function for each inspection, with a timer, and one that is told when
 * another fails. Nobody else can start them but who may invoke functions.
 *
 * @param options `http` adds a trigger for signed HTTP requests, from within Alibaba Cloud or from everywhere
 * @example writeFileSync('s.yaml', serverlessYaml([inspection], './code.zip'));
 */
export function serverlessYaml(
  inspections: readonly Inspection[],
  code: string,
  options: DeploymentOptions = {},
): string {
  const resources = Object.fromEntries([
    ...inspections.map((inspection) => [
      handlerName(inspection.id),
      { component: 'fc3', props: propsOf(inspection, code, options) },
    ]),
    [FAILED, { component: 'fc3', props: failedProps(code, options) }],
  ]) as Record<string, Yaml>;
  return (
    HEADER +
    yaml({
      edition: '3.0.0',
      name: 'aliyun-inspection',
      access: 'default',
      vars: { region: 'cn-hangzhou', role: 'acs:ram::<account id>:role/<role of the function>' },
      resources,
    })
  );
}

/** What all functions have in common. */
function commonProps(code: string, { log }: DeploymentOptions) {
  return {
    region: '${vars.region}',
    runtime: 'nodejs20',
    code,
    cpu: 0.5,
    memorySize: 512,
    diskSize: 512,
    role: '${vars.role}',
    internetAccess: true,
    logConfig: log ? { ...log, enableRequestMetrics: true, enableInstanceMetrics: true, logBeginRule: 'None' } : 'auto',
    environmentVariables: Object.fromEntries(VARIABLES.map((name) => [name, `\${env('${name}', '')}`])),
  };
}

/** It has no destination of its own: what fails there would be told to itself. */
function failedProps(code: string, options: DeploymentOptions): Yaml {
  return {
    ...commonProps(code, options),
    functionName: FAILED_FUNCTION,
    description: '巡检函数执行失败时通知 / Tells when a function of the inspection fails',
    handler: `index.${FAILED}`,
    timeout: 60,
    asyncInvokeConfig: { maxAsyncRetryAttempts: 2 },
  };
}

function propsOf(inspection: Inspection, code: string, options: DeploymentOptions): Yaml {
  const { title, schedule, timeoutSeconds } = functionOf(inspection);
  const { http } = options;
  return {
    ...commonProps(code, options),
    functionName: `aliyun-inspection-${inspection.id}`,
    description: `${title.zh} / ${title.en}`,
    handler: `index.${handlerName(inspection.id)}`,
    timeout: timeoutSeconds + BEYOND,
    instanceLifecycleConfig: { initializer: { handler: 'index.initializer', timeout: 30 } },
    // The next tick is the retry; a run that is repeated at once meets the same cloud.
    asyncInvokeConfig: {
      maxAsyncRetryAttempts: 0,
      destinationConfig: { onFailure: { destination: `acs:fc:\${vars.region}::functions/${FAILED_FUNCTION}` } },
    },
    triggers: [
      {
        triggerName: 'timer',
        triggerType: 'timer',
        qualifier: 'LATEST',
        // Function Compute counts seconds first, and in UTC by default.
        triggerConfig: { cronExpression: `CRON_TZ=Asia/Shanghai 0 ${schedule}`, enable: true, payload: '' },
      },
      ...(http ? [httpTrigger(http)] : []),
    ],
  };
}

function httpTrigger(from: HttpFrom): Yaml {
  return {
    triggerName: 'http',
    triggerType: 'http',
    qualifier: 'LATEST',
    triggerConfig: { authType: 'function', disableURLInternet: from === 'intranet', methods: ['GET', 'POST'] },
  };
}

/**
 * The policy of the functions' role: what the inspections read, and the one function that may be called when another fails.
 *
 * @param read the least policy for the checkers, as JSON text
 */
export function rolePolicy(read: string): string {
  const policy = JSON.parse(read) as { readonly Version: string; readonly Statement: readonly object[] };
  const call = { Effect: 'Allow', Action: ['fc:InvokeFunction'], Resource: `acs:fc:*:*:functions/${FAILED_FUNCTION}*` };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, call] }, undefined, 2);
}
