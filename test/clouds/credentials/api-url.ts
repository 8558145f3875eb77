import t from 'tap';
import {findApiUrl, getHost} from '../../../source/clouds/credentials/api-url.js';

const own = 'https://github.example.org/api/v3';
const planted = 'https://evil.example:8443/api';

t.test('GitHub\'s own address, unless the process names another one', async t => {
	t.equal(findApiUrl({env: {}}, ['GITHUB_TOKEN']), 'https://api.github.com');
	t.equal(findApiUrl({env: {GITHUB_API_URL: own}, envFile: {GITHUB_API_URL: planted}}, ['GITHUB_TOKEN']), own);
	t.equal(findApiUrl({env: {GITHUB_API_URL: ''}, envFile: {GITHUB_API_URL: planted}}, ['GITHUB_TOKEN']), 'https://api.github.com', 'empty is a choice, too');
	t.equal(findApiUrl({env: {}, envFile: {GITHUB_API_URL: ''}}, ['GITHUB_TOKEN']), 'https://api.github.com');
});

t.test('the address in .env counts for what stands in the same file alone', async t => {
	const envFile = {GITHUB_API_URL: planted, GH_PAT: 'of the file'};
	t.equal(findApiUrl({env: {}, envFile}, ['GH_PAT']), planted);
	t.equal(findApiUrl({env: {GITHUB_TOKEN: 'own'}, envFile}, []), 'https://api.github.com', 'nothing is sent');
	for (const [env, sent] of [[{GITHUB_TOKEN: 'own'}, ['GITHUB_TOKEN']], [{GH_PAT: 'own'}, ['GH_PAT']], [{S3_SecretKey: 'own'}, ['GH_PAT', 'S3_SecretKey']]] as const) {
		t.throws(() => findApiUrl({env, envFile}, sent), {
			code: 'credentials', message: `GITHUB_API_URL in .env would send ${Object.keys(env)[0]} of your environment to evil.example:8443, so nothing was sent.`, hint: /your environment/u,
		});
	}
});

t.test('a host is told from an address, and an address that is none as it stands', async t => {
	t.equal(getHost('https://user:secret@evil.example/x'), 'evil.example');
	t.equal(getHost('nonsense'), 'nonsense');
});
