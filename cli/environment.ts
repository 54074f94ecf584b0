import type { Settings } from '../host/config';
import type { Workspace } from '../workspace';

/** What a run finds in its environment: the host's own, the keys of the accounts, and the way to the workspace. */
export function environmentOf(
  settings: Settings,
  workspace: Workspace,
  accounts: readonly { name: string; accessKeyId?: string; accessKeySecret?: string; securityToken?: string }[],
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  // A run is told where its state and its limits are; a script has no use for their passwords.
  delete env.ALIYUN_INSPECTION_STATE;
  delete env.ALIYUN_INSPECTION_LIMITS;
  for (const { name, accessKeyId = '', accessKeySecret = '', securityToken = '' } of accounts) {
    const end = name === 'default' ? '' : `_${name.toUpperCase().replaceAll('-', '_')}`;
    env[`ALIBABA_CLOUD_ACCESS_KEY_ID${end}`] = accessKeyId;
    env[`ALIBABA_CLOUD_ACCESS_KEY_SECRET${end}`] = accessKeySecret;
    env[`ALIBABA_CLOUD_SECURITY_TOKEN${end}`] = securityToken;
  }
  if (settings.guance === 'environment') return env;
  for (const name of ['GUANCE_NODE', 'GUANCE_OPENWAY_TOKEN']) delete env[name];
  const others = (env.GUANCE_REPORTER ?? '').split(',').map((name) => name.trim());
  const direct = ['127.0.0.1', ...(env.NO_PROXY ?? env.no_proxy ?? '').split(',').filter(Boolean)].join(',');
  return {
    ...env,
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_API_KEY: workspace.apiKey,
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
    GUANCE_REPORTER: [...new Set(['guance', ...others])].filter(Boolean).join(','),
    NO_PROXY: direct,
    no_proxy: direct,
  };
}
