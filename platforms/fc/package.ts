import { functionOf } from '../../lib/func';
import type { Inspection } from '../../lib/inspection';
import { yaml, type Yaml } from '../func/yaml';
import { handlerName } from './handler';

/** Variables that a deployment takes from whoever deploys it; all but the first may stay empty. */
const VARIABLES = [
  ...['ALIYUN_INSPECTION_REDIS_URL', 'GUANCE_API_KEY_ID', 'GUANCE_NODE', 'GUANCE_REPORTER', 'ALIYUN_EXTRA_REGIONS'],
  ...['DINGTALK_ROBOT_URL', 'DINGTALK_ROBOT_SECRET', 'FEISHU_ROBOT_URL', 'FEISHU_ROBOT_SECRET', 'WECOM_ROBOT_URL'],
  ...['SLACK_WEBHOOK_URL', 'ALERTMANAGER_URL', 'ALERTMANAGER_AUTHORIZATION', 'GRAFANA_ONCALL_URL'],
];

const HEADER = `# Serverless Devs (fc3). Before \`s deploy\`: set the role below, export ALIYUN_INSPECTION_REDIS_URL, and add vpcConfig to
# each function when Redis has an address in a VPC only. The role needs the permissions of ram-policy.json.
`;

/** From where a function can be called by HTTP. */
export type HttpFrom = 'intranet' | 'internet';

/** Seconds that a function gets beyond its inspection's own timeout. */
const BEYOND = 30;

/**
 * The description of a deployment for Serverless Devs: a function for each inspection, with a timer. Nobody else can start it
 * but who may invoke functions.
 *
 * @param http adds a trigger for signed HTTP requests, from within Alibaba Cloud or from everywhere
 * @example writeFileSync('s.yaml', serverlessYaml([inspection], './code.zip'));
 */
export function serverlessYaml(inspections: readonly Inspection[], code: string, http?: HttpFrom): string {
  const resources = Object.fromEntries(
    inspections.map((inspection) => [
      handlerName(inspection.id),
      { component: 'fc3', props: propsOf(inspection, code, http) },
    ]),
  );
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

function propsOf(inspection: Inspection, code: string, http: HttpFrom | undefined): Yaml {
  const { title, schedule, timeoutSeconds } = functionOf(inspection);
  return {
    region: '${vars.region}',
    functionName: `aliyun-inspection-${inspection.id}`,
    description: `${title.zh} / ${title.en}`,
    runtime: 'nodejs20',
    handler: `index.${handlerName(inspection.id)}`,
    code,
    cpu: 0.5,
    memorySize: 512,
    diskSize: 512,
    timeout: timeoutSeconds + BEYOND,
    role: '${vars.role}',
    internetAccess: true,
    logConfig: 'auto',
    environmentVariables: Object.fromEntries(VARIABLES.map((name) => [name, `\${env('${name}', '')}`])),
    instanceLifecycleConfig: { initializer: { handler: 'index.initializer', timeout: 30 } },
    // The next tick is the retry; a run that is repeated at once meets the same cloud.
    asyncInvokeConfig: { maxAsyncRetryAttempts: 0 },
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
