/** All arithmetic of forecasts: pure, without a clock and without state. */
export { timeToFull, type Filling, type FillingOptions } from './filling';
export { forecastSum, type Interval } from './sum';
export { tQuantile } from './student';
