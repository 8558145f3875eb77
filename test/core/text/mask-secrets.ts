import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import {createMasker} from '../../../source/core/text/mask-secrets.js';

const secretKey = 'wJalr/XUtnFEMI+K7MDENG';
const mask = createMasker([secretKey, 'user:pässwörd', 'abcd', 'cdef', 'hunter2-and-more', 'hunter2', '', 'xyz', 'first line\nsecond line']);
const letters = (length: number) => 'A1b2C3d4E5'.repeat(length / 10);

const variants: ReadonlyArray<readonly [title: string, input: string, expected: string]> = [
	['text without secrets stays', 'GitHub Action: Successfully invoked: sum', 'GitHub Action: Successfully invoked: sum'],
	['a known value is masked wherever it stands', `${secretKey} and (${secretKey})`, '*** and (***)'],
	['a known value in base64 is masked as a whole', `key=${Buffer.from(secretKey).toString('base64')};`, 'key=***;'],
	['a known value in a URI is masked', `?key=${encodeURIComponent(secretKey)}&x=1`, '?key=***&x=1'],
	['a known value in JSON inside JSON is masked', JSON.stringify(JSON.stringify({key: 'hunter2'})), String.raw`"{\"key\":\"***\"}"`],
	['values that overlap leave nothing of either', 'abcdef', '***'],
	['values that touch are one mask', 'abcdcdef', '***'],
	['the longer of two values leaves no rest', 'hunter2-and-more', '***'],
	['values too short to hide are ignored', 'xyz', 'xyz'],
	['a secret of several lines is masked line by line', 'a: second line', 'a: ***'],
	['a classic GitHub token is masked', `token ghp_${letters(40)}!`, 'token ***!'],
	['a server token of GitHub with a JWT inside is masked', `ghs_${letters(40)}.${letters(20)}.${letters(20)}-_x`, '***'],
	['a fine-grained GitHub token is masked', `github_pat_11${letters(30)}_${letters(20)}`, '***'],
	['an AWS access key id is masked', 'id AKIAIOSFODNN7EXAMPLE, ASIAIOSFODNN7EXAMPLE', 'id ***, ***'],
	['a JWT is masked', 'jwt=eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeKKF2QT', 'jwt=***'],
	['a bearer credential is masked, the word stays', 'Authorization: Bearer abcdEFGH1234_-.~ijkl', 'Authorization: Bearer ***'],
	['a bearer of something else stays', 'the Bearer of news', 'the Bearer of news'],
	['the signature of a presigned URL is masked', 'https://b/k?X-Amz-Signature=0f1e2d&X-Amz-Expires=1', 'https://b/k?X-Amz-Signature=***&X-Amz-Expires=1'],
	['a password in a URL is masked', 'git clone https://me:s3cr3t@github.com/o/r', 'git clone https://me:***@github.com/o/r'],
];

for (const [title, input, expected] of variants) {
	t.test(title, async t => {
		t.equal(mask(input), expected);
	});
}

t.test('without known values token shapes are still masked', async t => {
	t.equal(createMasker([])(`ghp_${letters(40)}`), '***');
});

t.test('a masked text never contains a known value, however it was encoded', async () => {
	const encoders: ReadonlyArray<(text: string) => string> = [
		text => text,
		text => JSON.stringify(text),
		text => encodeURIComponent(text),
		text => Buffer.from(text).toString('base64'),
	];
	const secret = fc.string({unit: 'grapheme-ascii', minLength: 8, maxLength: 30}).filter(text => text.trim() === text && !text.includes('*'));
	fc.assert(fc.property(secret, fc.string(), fc.string(), fc.constantFrom(...encoders), (value, before, after, encode) =>
		createMasker([value])(encode(before + value + after)) !== encode(before + value + after)));
	fc.assert(fc.property(secret, fc.string(), fc.string(), (value, before, after) =>
		!createMasker([value])(before + value + after).includes(value)));
});

t.test('a long text full of beginnings of tokens is masked in one pass: with the square of its length this would take minutes', async t => {
	for (const seed of ['eyJ', 'eyJaaaaa.', '-eyJaaaaa', 'ghp_', 'Bearer ', 'bearer', ' ', '://a:', '://', ':', 'AKIA', 'github_pat_', 'abc', 'x-amz-signature=', 'a']) {
		const masked = mask(`${seed.repeat(1_000_000 / seed.length)} ghp_${'0'.repeat(36)}`);
		t.ok(masked.endsWith('***'), JSON.stringify(seed));
	}
});
