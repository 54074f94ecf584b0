/**
 * The sources that the SDK reads well: the metadata of an ECS instance, a credentials URI, an external command. Each question
 * builds a new SDK object (a used one keeps expired keys and its own failures), and no message of the SDK gets out:
 * they quote answers, keys included.
 */
import { CredentialsError } from '../errors';
import type { Credentials, CredentialsProvider } from './provider';
import { checkKeys, HOST_IDENTITY, singleFlight } from './provider';
import { classifyStsCode, networkReason } from './sts';

/** Loaded by those that ask it: most have their keys from elsewhere, and it is a tenth of a start. */
const sdk = () => import('@alicloud/credentials');

/** What the SDK's providers have in common at run time; part of it is private in their typings. */
interface SdkProvider {
  getCredentials(): Promise<{ accessKeyId: string; accessKeySecret: string; securityToken?: string }>;
  readonly session?: { readonly expiration?: unknown };
  doRequest?: (request: SdkRequest) => Promise<{ readonly statusCode: number }>;
}

interface SdkRequest {
  protocol?: string;
  host?: string;
}

interface Question {
  /** Begins every message: "the metadata server of this host". */
  readonly what: string;
  readonly remedy: string;
  /** Sends the SDK's requests elsewhere. */
  readonly redirect?: (request: SdkRequest) => void;
}

async function askSdk(provider: SdkProvider, { what, remedy, redirect }: Question): Promise<Credentials> {
  // The last request's outcome, seen from outside: the SDK's errors tell it in prose only.
  let failure: unknown;
  let httpStatus: number | undefined;
  const send = provider.doRequest?.bind(provider);
  if (send !== undefined) {
    provider.doRequest = async (request) => {
      failure = httpStatus = undefined;
      redirect?.(request);
      try {
        const response = await send(request);
        httpStatus = response.statusCode;
        return response;
      } catch (error) {
        failure = error;
        throw error;
      }
    };
  }
  let answer;
  try {
    answer = await provider.getCredentials();
  } catch {
    const reason = networkReason(failure);
    if (failure !== undefined) {
      throw new CredentialsError(`${what} cannot be reached (${reason ?? 'no answer'}): ${remedy}`, {
        code: 'transport',
        retryable: true,
        context: { reason },
      });
    }
    if (httpStatus !== undefined && httpStatus !== 200) {
      const { code, retryable } = classifyStsCode('', httpStatus);
      throw new CredentialsError(`${what} answered HTTP ${httpStatus}: ${remedy}`, {
        code: retryable ? code : 'credentials',
        retryable,
        context: { httpStatus },
      });
    }
    throw new CredentialsError(`${what} gave no keys: ${remedy}`, { code: 'response-shape' });
  }
  const names = { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' };
  // External commands and old answers may carry an empty token for long-lived keys.
  const raw = { ...answer, securityToken: answer.securityToken || undefined, expiration: provider.session?.expiration };
  return checkKeys(raw, names, what);
}

/**
 * The keys of the RAM role attached to the ECS instance that this runs on (IMDSv2, then v1). Only this function, a profile
 * that says so, or the variable `ALIBABA_CLOUD_ECS_METADATA` make the library ask the metadata server.
 *
 * @param roleName default: `ALIBABA_CLOUD_ECS_METADATA`, or what the metadata server names
 * @param options `endpoint`: URL of another metadata server (default `http://100.100.100.200`)
 * @throws CredentialsError, from `getCredentials`; also when `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is `true`
 * @example
 * const account = { name: 'production', credentials: fromEcsRole('inspector') };
 */
export function fromEcsRole(roleName?: string, options: { readonly endpoint?: string } = {}): CredentialsProvider {
  const label = roleName === undefined ? 'ECS role' : `ECS role ${roleName}`;
  return singleFlight(
    label,
    async () => {
      const role = roleName ?? process.env.ALIBABA_CLOUD_ECS_METADATA ?? '';
      if (process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED?.toLowerCase() === 'true') {
        throw new CredentialsError(`${label} cannot be used: unset ALIBABA_CLOUD_ECS_METADATA_DISABLED`, {
          code: 'config',
        });
      }
      if (!/^[\w.-]*$/.test(role)) {
        throw new CredentialsError(
          'the name of the ECS role is invalid: use letters, digits, dot, dash and underscore',
          {
            code: 'config',
          },
        );
      }
      const server = options.endpoint === undefined ? undefined : new URL(options.endpoint);
      const { ECSRAMRoleCredentialsProvider } = await sdk();
      const provider = ECSRAMRoleCredentialsProvider.builder()
        .withRoleName(role)
        .withConnectTimeout(2000)
        .withReadTimeout(2000)
        .build();
      return askSdk(provider as unknown as SdkProvider, {
        what: `the metadata server (${server?.host ?? '100.100.100.200'}) for ${label}`,
        remedy: 'run on an ECS instance with this RAM role attached, or use other keys',
        ...(server !== undefined && {
          redirect: (request) => {
            request.protocol = server.protocol.replace(':', '');
            request.host = server.host;
          },
        }),
      });
    },
    undefined,
    [HOST_IDENTITY],
  );
}

/**
 * Keys from a local service that answers `{ Code, AccessKeyId, AccessKeySecret, SecurityToken, Expiration }`.
 *
 * @throws CredentialsError from `getCredentials`
 * @example
 * const account = { name: 'production', credentials: fromUri('http://127.0.0.1:8080/keys') };
 */
export function fromUri(url: string): CredentialsProvider {
  let host: string | undefined;
  try {
    const { protocol, host: name } = new URL(url);
    if (protocol === 'http:' || protocol === 'https:') host = name;
  } catch {
    host = undefined;
  }
  // The path stays out of the label: it may hold a secret.
  const label = `credentials URI at ${host ?? 'an invalid URL'}`;
  return singleFlight(
    label,
    async () => {
      if (host === undefined) {
        throw new CredentialsError('the credentials URI is no http(s) URL: correct ALIBABA_CLOUD_CREDENTIALS_URI', {
          code: 'config',
        });
      }
      const { URICredentialsProvider } = await sdk();
      const provider = URICredentialsProvider.builder()
        .withCredentialsURI(url)
        .withConnectTimeout(10_000)
        .withReadTimeout(10_000)
        .build();
      return askSdk(provider as unknown as SdkProvider, {
        what: `the ${label}`,
        remedy: 'check that the service runs and answers AccessKeyId, AccessKeySecret, SecurityToken and Expiration',
      });
    },
    undefined,
    [HOST_IDENTITY],
  );
}

/** Runs the command of a CLI profile in mode External. Unlike the SDK's profile provider, writes nothing back. */
export async function askCommand(processCommand: string, where: string): Promise<Credentials> {
  const { default: ExternalCredentialsProvider } = await import('@alicloud/credentials/dist/src/providers/external');
  const provider = ExternalCredentialsProvider.builder().withProcessCommand(processCommand).build();
  return askSdk(provider as unknown as SdkProvider, {
    what: `the external command of ${where}`,
    remedy: 'run it by hand; it must print access_key_id and access_key_secret as JSON',
  });
}
