/** The days whose bills are read. The newest is the one before yesterday: the bill of yesterday still grows. */
export const BILLED_DAYS = { newest: -2, count: 30 } as const;
