import { addressProblem } from '../../../lib/report/http';

test.each([
  ['https://oapi.dingtalk.com/robot/send?access_token=x', undefined],
  ['http://127.0.0.1:8080/hook', undefined],
  ['http://10.0.0.7/hook', undefined],
  ['ftp://files.example', 'has to be an http(s) address'],
  ['https://', 'has to be an http(s) address'],
  ['https://user:word@hooks.example', 'may not hold a user'],
  ['http://169.254.169.254/latest/meta-data', 'metadata service'],
  ['http://100.100.100.200/latest/meta-data', 'metadata service'],
  ['http://0xa9fea9fe/', 'metadata service'],
  ['http://2852039166/', 'metadata service'],
  ['http://[fe80::1]/', 'metadata service'],
  ['http://[::ffff:169.254.169.254]/', 'metadata service'],
  ['http://0.0.0.0/', 'metadata service'],
])('%s is an address of a hook or not', (address, problem) => {
  if (problem === undefined) expect(addressProblem(address)).toBeUndefined();
  else expect(addressProblem(address)).toContain(problem);
});
