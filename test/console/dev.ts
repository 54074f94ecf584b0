/**
 * The console over a made-up host and a real workspace full of samples, for working on its pages:
 * `TS_NODE_COMPILER_OPTIONS='{"rootDir":"."}' npx ts-node -T test/console/dev.ts [port] [role]`
 */
import { isRole } from '../../host/roles';
import { fillCause } from './cause';
import { PASSWORD, compilePage, fill, openStage } from './stage';

const [port = '9610', role = 'administer'] = process.argv.slice(2);
if (!isRole(role)) throw new Error(`${role} is no role`);
compilePage();
void openStage({ port: Number(port), stepMs: 1500, role }).then((stage) => {
  fill(stage);
  fillCause(stage);
  console.log(`${stage.url} (password: ${PASSWORD})`);
  process.on('SIGINT', () => void stage.close().then(() => process.exit(0)));
});
