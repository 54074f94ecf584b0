import { spotOffer } from '../../../scripts/ecs/spot';
import { instance, now, spotAdviceOf, spotPricesOf } from './fixtures';
import { spot } from './spot-prices';

test('the fixtures are as the API answers', () => {
  expect(spotPricesOf({ i: [0.1] }).prices).toEqual([
    { zoneId: 'cn-hangzhou-i', timestamp: now, spotPrice: 0.1, originPrice: 0.5 },
  ]);
  expect(spotAdviceOf({ h: ['0-3%', 1] }).zones?.[0]?.types?.[0]?.interruptRateDesc).toBe('0-3%');
});

test('prices are asked for by type and protection', () => {
  expect(spotOffer({ ...spot, spotDuration: 0 })).toBe('ecs.g7.large 0');
  expect(spotOffer({ ...spot, spotDuration: 1 })).toBe('ecs.g7.large 1');
  expect(spotOffer({ ...spot, spotDuration: undefined })).toBeUndefined();
  expect(spotOffer({ ...instance, spotStrategy: 'NoSpot', spotDuration: 1 })).toBeUndefined();
});
