/** An answer of the cloud that is an error: HTTP status, code and message, in Alibaba's shape. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** 400 for a parameter with a value that the action does not take. */
export function invalidParameter(name: string, detail: string): ApiError {
  return new ApiError(400, `InvalidParameter.${name}`, `The specified parameter ${name} is not valid: ${detail}.`);
}

/** 400 for a parameter that the action needs. */
export function missingParameter(name: string): ApiError {
  return new ApiError(
    400,
    'MissingParameter',
    `The input parameter "${name}" that is mandatory for processing this request is not supplied.`,
  );
}

/** 404 for something that is not there. */
export function notFound(code: string, message: string): ApiError {
  return new ApiError(404, code, message);
}
