/** How suites that run over either signature sign: `TEST_SIGNATURE=v3 npx jest test/faults` */
import { SIGNATURES } from '../../lib/credentials';

const given = process.env.TEST_SIGNATURE ?? 'v1';
const known = SIGNATURES.find((one) => one === given);
if (known === undefined) throw new Error(`TEST_SIGNATURE=${given}: ${SIGNATURES.join(' or ')} expected`);

export const SIGNATURE = known;
