import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import {isWeakSecret} from '../../../source/core/secrets/weak-secret.js';
import {secretEncodings} from '../../../source/core/secrets/secret-encodings.js';

t.test('a weak secret has no forms, because hiding it would hide the log', async t => {
	for (const weak of ['', 'abc', 'seven77', 'COMPLETED', 'production', 'Password']) {
		t.same(secretEncodings(weak), [], weak);
		t.ok(isWeakSecret(weak), weak);
	}

	for (const strong of ['eight888', 'hunter22', 'correct horse', 'minio-admin', 'aLongKeyOfLetters', 'abcdefghijklmnop', 'NOT_INVOKED']) {
		t.notOk(isWeakSecret(strong), strong);
		t.not(secretEncodings(strong).length, 0, strong);
	}
});

t.test('a secret keeps its own text, its URI escapes and its JSON escapes', async t => {
	const forms = secretEncodings('p@ss/wo"rd 1!');
	for (const form of ['p@ss/wo"rd 1!', 'p%40ss%2Fwo%22rd%201!', 'p%40ss%2Fwo%22rd+1!', String.raw`p@ss/wo\"rd 1!`, String.raw`p@ss/wo\\\"rd 1!`]) {
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

t.test('base64 of a secret is hidden where it has letters only, like a word', async t => {
	const form = Buffer.from('aa#aa@').toString('base64');
	t.match(form, /^[A-Za-z]{8}$/);
	t.ok(secretEncodings('!!aa#aa@').includes(form));
});

t.test('wherever a secret stands among other bytes, base64 of the whole contains one of its forms', async () => {
	const text = fc.string({unit: 'grapheme', maxLength: 10});
	fc.assert(fc.property(text, fc.string({unit: 'grapheme-ascii', minLength: 8, maxLength: 40}).filter(secret => secret.trim() === secret && !isWeakSecret(secret)), text, (before, secret, after) => {
		const bytes = Buffer.from(before + secret + after);
		const forms = secretEncodings(secret);
		return (['base64', 'base64url'] as const).every(encoding => forms.some(form => bytes.toString(encoding).includes(form)));
	}));
});
