import { csvLine } from '../../ground/csv';

it.each([
  [['a', 1, true, undefined], 'a,1,true,\r\n'],
  [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'a=1'], "'=1+1,'+1,'-1,'@SUM(A1),'\t=1,a=1\r\n"],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
  // A number is none that somebody else has written.
  [[-1.5], '-1.5\r\n'],
])('%j', (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});
