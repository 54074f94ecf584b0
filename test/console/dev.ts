/**
 * The console over a made-up host and a real workspace full of samples, for working on its pages:
 * `TS_NODE_COMPILER_OPTIONS='{"rootDir":"."}' npx ts-node -T test/console/dev.ts [port]`
 */
import { fillCause } from './cause';
import { PASSWORD, compilePage, fill, openStage } from './stage';

compilePage();
void openStage({ port: Number(process.argv[2] ?? 9610), stepMs: 1500 }).then((stage) => {
  fill(stage);
  fillCause(stage);
  console.log(`${stage.url} (password: ${PASSWORD})`);
  process.on('SIGINT', () => void stage.close().then(() => process.exit(0)));
});
