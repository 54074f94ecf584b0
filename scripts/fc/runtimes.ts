/**
 * Those that the page of ListFunctions calls supported
 * (https://help.aliyun.com/zh/functioncompute/fc/runtime-overview-3). A newer one is not known until it is added here.
 */
const SUPPORTED: readonly string[] = [
  ...['nodejs12', 'nodejs14', 'nodejs16', 'nodejs18', 'nodejs20', 'go1', 'java8', 'java11', 'php7.2', 'dotnetcore3.1'],
  ...['python3', 'python3.9', 'python3.10', 'python3.12'],
  ...['custom', 'custom.debian10', 'custom.debian11', 'custom.debian12', 'custom-container'],
];

/**
 * Those that it had before: of Node.js 8 the page says that nobody can make a function since June 2024, or update one since
 * September 2024; Node.js 10 is on its earlier lists only (https://help.aliyun.com/document_detail/2512952.html).
 */
const FORMER: readonly string[] = ['nodejs8', 'nodejs10'];

/** Whether a runtime is supported; `undefined` for one never heard of. */
export function isSupported(runtime: string): boolean | undefined {
  if (SUPPORTED.includes(runtime)) return true;
  return FORMER.includes(runtime) ? false : undefined;
}
