import t from 'tap';
import {createOctokit} from '../../../source/clouds/github/create-octokit.js';

for (const apiUrl of ['http://github.example', 'http://127.0.0.1.example', 'ftp://127.0.0.1', 'nonsense', '']) {
	await t.test(`a token is not sent to "${apiUrl}"`, async t => {
		t.throws(() => createOctokit({token: 'a-token', apiUrl}), {code: 'credentials', message: /refused/});
	});
}

await t.test('a password in the address is not repeated', async t => {
	t.throws(() => createOctokit({token: 'a-token', apiUrl: 'http://user:hunter2@github.example'}), /refused/);
	t.throws(() => createOctokit({token: 'a-token', apiUrl: 'http://user:hunter2@github.example'}), /^(?!.*hunter2)/);
});

for (const apiUrl of ['https://api.github.com', 'https://github.example/api/v3/', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'http://localhost:1']) {
	await t.test(`a token may be sent to ${apiUrl}`, async t => {
		t.doesNotThrow(() => createOctokit({token: 'a-token', apiUrl}));
	});
}

for (const token of ['', 'two words', 'line\nbreak', 'tökén']) {
	await t.test(`the token ${JSON.stringify(token)} is refused before HTTP can repeat it in an error`, async t => {
		t.throws(() => createOctokit({token, apiUrl: 'https://api.github.com'}), {code: 'credentials'});
		if (token !== '') {
			t.throws(() => createOctokit({token, apiUrl: 'https://api.github.com'}), new RegExp(`^(?!.*${token})`, 's'));
		}
	});
}
