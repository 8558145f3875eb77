import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import {secretEncodings} from '../../../source/core/text/secret-encodings.js';

t.test('a secret of fewer than four characters has no forms, because hiding it would hide the log', async t => {
	t.same(secretEncodings('abc'), []);
	t.same(secretEncodings(''), []);
});

t.test('a secret keeps its own text, its URI escapes and its JSON escapes', async t => {
	const forms = secretEncodings('p@ss/wo"rd!');
	for (const form of ['p@ss/wo"rd!', 'p%40ss%2Fwo%22rd!', 'p%40ss%2Fwo%22rd%21', 'p%40ss/wo%22rd%21', String.raw`p@ss/wo\"rd!`, String.raw`p@ss/wo\\\"rd!`]) {
		t.ok(forms.includes(form), form);
	}
});

t.test('a secret of several lines is known by each of them', async t => {
	const forms = secretEncodings('-----BEGIN KEY-----\r\nMIIEabcd\r\n}\n-----END KEY-----\n');
	t.ok(forms.includes('MIIEabcd'));
	t.notOk(forms.includes('}'), 'but not by lines too short to hide');
});

t.test('a secret with half a surrogate pair is not an error', async t => {
	t.ok(secretEncodings('pass\uD83Dword').length > 0);
});

t.test('wherever a secret stands among other bytes, base64 of the whole contains one of its forms', async () => {
	const text = fc.string({unit: 'grapheme', maxLength: 10});
	fc.assert(fc.property(text, fc.string({unit: 'grapheme-ascii', minLength: 6, maxLength: 40}).filter(secret => secret.trim() === secret), text, (before, secret, after) => {
		const bytes = Buffer.from(before + secret + after);
		const forms = secretEncodings(secret);
		return (['base64', 'base64url'] as const).every(encoding => forms.some(form => bytes.toString(encoding).includes(form)));
	}));
});
