/** What a server's counts are called in the answer, and by us. */
const COUNTS = {
  emergencies: 'emgNum',
  weakPasswords: 'weakPWNum',
  vulnerabilities: 'asapVulCount',
  baselines: 'baselineHigh',
} as const;

export type Risks = { readonly [Name in keyof typeof COUNTS]: number };

/** The counts in an answer's JSON; `undefined` where one of them is not there or is no number. */
export function risksIn(json: string | undefined): Risks | undefined {
  if (json === undefined) return undefined;
  try {
    const found = JSON.parse(json) as Readonly<Record<string, unknown>> | null;
    const counts = Object.entries(COUNTS).map(([name, field]) => [name, found?.[field]] as const);
    return counts.every(([, count]) => typeof count === 'number') ? (Object.fromEntries(counts) as Risks) : undefined;
  } catch {
    return undefined;
  }
}
