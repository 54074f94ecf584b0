/** The tests of the engine in one file, for the same reason as in ./gathered.ts: each would load all of it again. */
import { gather } from './gather';

gather(/^test\/lib\/inspection\//);
