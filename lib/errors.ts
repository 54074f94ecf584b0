/**
 * Every error of the library, on one page.
 *
 * Ask with {@link isInspectionError} and `error.code`, not with `instanceof`: two bundles have two copies of a class.
 * `message` says what, where and what to do. `context` holds facts for logs and never a secret.
 */

/**
 * What went wrong, in one word. The cloud's own code is in {@link CloudApiError.cloudCode}. `unsupported` is about the
 * region alone: the product is not there. An action, a version or a parameter that is refused is `request-refused`.
 */
export type ErrorCode =
  | 'config'
  | 'credentials'
  | 'throttled'
  | 'access-denied'
  | 'unsupported'
  | 'service-not-open'
  | 'not-found'
  | 'quota-exhausted'
  | 'token-expired'
  | 'request-refused'
  | 'service'
  | 'transport'
  | 'response-shape'
  | 'checker'
  | 'report'
  | 'state'
  | 'locked'
  | 'deadline'
  | 'cancelled';

export interface ErrorOptions {
  readonly code?: ErrorCode;
  /** Whether the same request may succeed later with nothing changed. */
  readonly retryable?: boolean;
  /** Facts for a log, redacted. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The name of the account that it is about; the message then names it, too. */
  readonly account?: string;
  readonly cause?: unknown;
}

/** The root of all errors that this library throws on purpose. */
export class InspectionError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly context: Readonly<Record<string, unknown>>;
  /** The name of the account that it is about, where the message says so. */
  readonly account: string | undefined;
  /** Survives bundling and `instanceof` across copies. */
  readonly isInspectionError = true;

  constructor(message: string, options: ErrorOptions & { readonly code: ErrorCode }) {
    super(message);
    this.name = new.target.name;
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    this.context = options.context ?? {};
    this.account = options.account;
    // Not enumerable, so that printing an error never prints what a lower layer attached to its own.
    if (options.cause !== undefined) Object.defineProperty(this, 'cause', { value: options.cause, enumerable: false });
  }
}

/** Bad input: nothing was called. `field` names the culprit, such as `configs.params.ecs-cpu-high.warning`. */
export class ConfigError extends InspectionError {
  readonly field: string | undefined;
  /** The same for a person who reads Chinese, without the field's name; absent where only programs and operators ask. */
  readonly zh: string | undefined;
  constructor(message: string, options: ErrorOptions & { readonly field?: string; readonly zh?: string } = {}) {
    super(message, { ...options, code: 'config' });
    this.field = options.field;
    this.zh = options.zh;
  }
}

/**
 * What is wrong with a field, in both languages.
 *
 * @example throw badField('days', 'is not a whole number', '应为整数')
 */
export const badField = (field: string, en: string, zh: string): ConfigError =>
  new ConfigError(`${field}: ${en}`, { field, zh });

/** No keys, or keys that the cloud refuses. */
export class CredentialsError extends InspectionError {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { ...options, code: options.code ?? 'credentials' });
  }
}

export interface CloudApiErrorOptions extends ErrorOptions {
  readonly code: ErrorCode;
  readonly product: string;
  readonly action: string;
  readonly region: string;
  readonly requestId?: string;
  /** Alibaba's `Code`, such as `Throttling.User`. */
  readonly cloudCode?: string;
  readonly httpStatus?: number;
  /** How long the cloud asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The RAM action to grant, such as `ecs:DescribeDisks`, for `access-denied`. */
  readonly ramAction?: string;
  /** What the cloud said, or what happened instead, redacted: without the names and codes that `message` has beside it. */
  readonly said?: string;
}

/** An answer of the cloud that is not a success, or no answer at all (`transport`). */
export class CloudApiError extends InspectionError {
  readonly product: string;
  readonly action: string;
  readonly region: string;
  readonly requestId: string | undefined;
  readonly cloudCode: string | undefined;
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly ramAction: string | undefined;
  readonly said: string | undefined;
  constructor(message: string, options: CloudApiErrorOptions) {
    super(message, options);
    this.product = options.product;
    this.action = options.action;
    this.region = options.region;
    this.requestId = options.requestId;
    this.cloudCode = options.cloudCode;
    this.httpStatus = options.httpStatus;
    this.retryAfterMs = options.retryAfterMs;
    this.ramAction = options.ramAction;
    this.said = options.said;
  }
}

/** The cloud answered success, but the content is not what its documentation promises. */
export class ResponseShapeError extends InspectionError {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { ...options, code: 'response-shape' });
  }
}

/** One field of an answer: not of the type that is documented, missing although it must be there, or of a value never heard of. */
export class FieldError extends ResponseShapeError {
  /** Where the field is in the item, such as `OperationLocks.LockReason[].LockReason`. */
  readonly path: string;
  /** `unheard`: of the right type, but none of the values that this version knows. */
  readonly problem: 'malformed' | 'unheard';
  /** The value never heard of, for `unheard`. */
  readonly value: string | undefined;
  constructor(
    message: string,
    options: ErrorOptions & { readonly path: string; readonly problem: FieldError['problem']; readonly value?: string },
  ) {
    super(message, options);
    this.path = options.path;
    this.problem = options.problem;
    this.value = options.value;
  }
}

/** A checker threw: a defect of the checker, reported as `unknown` for its asset. */
export class CheckerError extends InspectionError {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { ...options, code: 'checker' });
  }
}

/** Events could not be delivered. */
export class ReportError extends InspectionError {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { ...options, code: 'report' });
  }
}

/** The state store cannot be read or written, or another run holds it (`locked`). */
export class StateError extends InspectionError {
  constructor(message: string, options: ErrorOptions & { readonly code?: 'state' | 'locked' } = {}) {
    super(message, { ...options, code: options.code ?? 'state' });
  }
}

/** The run ended before its work did: its deadline came near, or somebody cancelled it. */
export class StoppedError extends InspectionError {
  /** @param options `cause` is what there was no time to try again */
  constructor(message: string, code: 'deadline' | 'cancelled', options: Pick<ErrorOptions, 'account' | 'cause'> = {}) {
    super(message, { ...options, code });
  }
}

/**
 * Whether a thrown value is one of this library's errors, optionally of one code.
 *
 * @example
 * try { await run(); } catch (e) { if (isInspectionError(e, 'config')) process.exitCode = 2; else throw e; }
 */
export function isInspectionError(error: unknown, code?: ErrorCode): error is InspectionError {
  const is = error instanceof Error && (error as Partial<InspectionError>).isInspectionError === true;
  return is && (code === undefined || (error as InspectionError).code === code);
}

/** Whether a thrown value is an answer of the cloud that is not a success, or the lack of an answer. */
export function isCloudApiError(error: unknown): error is CloudApiError {
  return isInspectionError(error) && 'cloudCode' in error;
}

/** Whether a thrown value says that one field could not be read. */
export function isFieldError(error: unknown): error is FieldError {
  return isInspectionError(error, 'response-shape') && 'problem' in error;
}

/** One line about any thrown value; never a stack, never an object dump. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
