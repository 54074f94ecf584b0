import { fileSystem } from '../fixtures';

it('drops secrets', () => expect(JSON.stringify(fileSystem)).not.toContain('not-for-anybody'));
