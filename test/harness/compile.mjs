/** Before all tests: dist/ as the sources are. */
import { compile } from '../../build.mjs';

export default async () => void (await compile());
