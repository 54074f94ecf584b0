/** What the process ends with. */
export const EXIT = { complete: 0, badInput: 2, incomplete: 3, failOn: 4 } as const;
