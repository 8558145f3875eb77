import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../../source/core/text/sanitize.js';
import {isWeakSecret} from '../../../source/core/secrets/weak-secret.js';

const secretKey = 'wJalr/XUtnFEMI+K7MDENG';
const mask = createMasker([secretKey, 'user:pässwörd', 'abcd1234', '1234cdef', 'hunter22-and-more', 'hunter22', '', 'xyz', 'COMPLETED', 'first line\nsecond line']);
const letters = (length: number) => 'A1b2C3d4E5'.repeat(length / 10);

const variants: ReadonlyArray<readonly [title: string, input: string, expected: string]> = [
	['text without secrets stays', 'GitHub Action: Successfully invoked: sum', 'GitHub Action: Successfully invoked: sum'],
	['a known value is masked wherever it stands', `${secretKey} and (${secretKey})`, '*** and (***)'],
	['a known value in base64 is masked as a whole', `key=${Buffer.from(secretKey).toString('base64')};`, 'key=***;'],
	['a known value in a URI is masked', `?key=${encodeURIComponent(secretKey)}&x=1`, '?key=***&x=1'],
	['a known value in JSON inside JSON is masked', JSON.stringify(JSON.stringify({key: 'hunter22'})), String.raw`"{\"key\":\"***\"}"`],
	['values that overlap leave nothing of either', 'abcd1234cdef', '***'],
	['values that touch are one mask', 'abcd12341234cdef', '***'],
	['the longer of two values leaves no rest', 'hunter22-and-more', '***'],
	['values too short to hide, and words, are ignored', 'xyz COMPLETED', 'xyz COMPLETED'],
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

type Encode = (text: string) => string;

const hex = (text: string): string => Buffer.from(text).toString('hex');
const toHexCode = (character: string): string => character.codePointAt(0)!.toString(16);
const percentAll: Encode = text => hex(text).replaceAll(/../g, '%$&');

/** How programs of every language write a text into another one. */
const encoders: Readonly<Record<string, Encode>> = {
	'as it is': text => text,
	'URI, capitals (JavaScript, Python)': text => encodeURIComponent(text),
	'URI, small letters (.NET)': text => encodeURIComponent(text).replaceAll(/%../g, code => code.toLowerCase()),
	'URI, the slash left (Python quote)': text => encodeURIComponent(text).replaceAll('%2F', '/'),
	'URI, every byte': percentAll,
	'URI, twice': text => encodeURIComponent(encodeURIComponent(text)),
	'a form': text => new URLSearchParams({'': text}).toString().slice(1),
	JSON: text => JSON.stringify(text),
	'JSON, twice': text => JSON.stringify(JSON.stringify(text)),
	'JSON, three times': text => JSON.stringify(JSON.stringify(JSON.stringify(text))),
	'JSON, slashes (PHP)': text => JSON.stringify(text).replaceAll('/', String.raw`\/`),
	'JSON, signs as code points (.NET)': text => JSON.stringify(text).replaceAll(/[+/<>&]/g, sign => String.raw`\u00` + toHexCode(sign).toUpperCase()),
	'JSON in a URI': text => encodeURIComponent(JSON.stringify(text)),
	'Python\'s repr': text => text.replaceAll('\\', '\\\\').replaceAll('\'', String.raw`\'`),
	'bytes of Python': text => text.replaceAll(/[^\w ]/g, sign => String.raw`\x${toHexCode(sign).padStart(2, '0')}`),
	'HTML, named': text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\'', '&apos;'),
	'HTML, decimal': text => text.replaceAll(/[^\w ]/g, sign => `&#${sign.codePointAt(0)!};`),
	'HTML, hexadecimal': text => text.replaceAll(/[^\w ]/g, sign => `&#x${toHexCode(sign).toUpperCase()};`),
	'a shell\'s backslashes': text => text.replaceAll(/\W/g, sign => `\\${sign}`),
	hex,
	'hex, capitals': text => hex(text).toUpperCase(),
	base64: text => Buffer.from(text).toString('base64'),
	'base64 of addresses': text => Buffer.from(text).toString('base64url'),
	'base64 in a URI': text => encodeURIComponent(Buffer.from(text).toString('base64')),
};

const positions: ReadonlyArray<readonly [before: string, after: string]> = [['', ''], ['key=', ''], ['user:', '@host'], ['"', '", "next": 1'], ['100% & ', String.raw` \o/`]];

const known = ['wJalr/XUtnFEMI+K7MDENG/bPxRfi', 'p@ss "word" & <more>!', String.raw`back\slash%2fand&amp;so`, 'a b  c\'d=e#f?g~'];

for (const [name, encode] of Object.entries(encoders)) {
	t.test(`no part of a secret is left of its form: ${name}`, async t => {
		for (const secret of known) {
			for (const [before, after] of positions) {
				const around = encode(before + secret + after);
				t.not(createMasker([secret])(around), around, around);
				const alone = before + encode(secret) + after;
				const masked = createMasker([secret])(alone);
				t.match(masked, '***', alone);
				t.ok(masked.startsWith(before) && masked.endsWith(after), `what stands around it stays: ${masked}`);
			}
		}
	});
}

t.test('a secret is found as sanitising leaves it', async t => {
	const secrets = [
		'pass\tword-with-a-tab', 'two\u2028lines-secret', 'soft\u00ADhyphen-secret', 'zero\u200Bwidth-secret', 'carriage\rreturn-secret', 'escape\u001B[31m-secret', 'bell\u0007bell-secret',
		'left\u200Emark-secret', 'form\ffeed-of-a-secret', 'half\uD83Dpair-secret', 'many   blanks-in it',
	];
	for (const secret of secrets) {
		for (const before of ['', 'value=', 'a longer beginning: ']) {
			const masked = createMasker([secret])(sanitizeLine(`${before}${secret}.`));
			t.ok(masked.endsWith('***.'), `${hex(secret)} behind "${before}"`);
			t.notMatch(masked, /secret|word|blanks/, 'nothing of it is left');
		}
	}

	const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\n\tindentedPart12345\n-----END KEY-----';
	for (const shown of [...key.split('\n').slice(1, 3), key.replaceAll('\n', ' '), JSON.stringify(key), key.replaceAll('\n', String.raw`\n`)]) {
		t.notMatch(createMasker([key])(sanitizeLine(shown)), /MIIE|indented/, shown);
	}
});

t.test('statuses and the document\'s own names stay whole, even where a secret is a part of them; elsewhere it is masked', async t => {
	const masker = createMasker(['NOT_INVOKED', 'train_v2', 'fn.data.py', 'data-2024'], {names: ['train_v2', 'train_v2(3)', 'load-data-2024', 'functions/fn.data.py']});
	for (const line of ['train_v2(3) NOT_INVOKED', '[train_v2]', 'load-data-2024 -> train_v2: functions/fn.data.py:4']) {
		t.equal(masker(line), line);
	}

	t.equal(masker('key=xtrain_v2 data-2024 load-data-20245 fn.data.py'), 'key=x*** *** load-***5 ***');
});

t.test('a masked text never contains a known value', async () => {
	const secret = fc.string({unit: 'grapheme-ascii', minLength: 8, maxLength: 30}).filter(text => text.trim() === text && !text.includes('*') && !isWeakSecret(text));
	// Half an escape around a secret takes characters of it: "%A" before "0…" is a blank. A z is a part of no escape.
	fc.assert(fc.property(secret, fc.string(), fc.string(), fc.constantFrom(...Object.values(encoders)), (value, before, after, encode) => {
		const text = `${before}z${encode(value)}z${after}`;
		return createMasker([value])(text) !== text;
	}));
	fc.assert(fc.property(secret, fc.string(), fc.string(), (value, before, after) =>
		!createMasker([value])(before + value + after).includes(value)));
});

t.test('a long text full of beginnings of tokens is masked in one pass: with the square of its length this would take minutes', async t => {
	for (const seed of ['eyJ', 'eyJaaaaa.', '-eyJaaaaa', 'ghp_', 'Bearer ', 'bearer', ' ', '://a:', '://', ':', 'AKIA', 'github_pat_', 'abc', 'x-amz-signature=', 'a', '%', '%2', '%2f', '\\', String.raw`\u00`, '&', '&#', '&#4', '&amp;', '\t ', ' ']) {
		const masked = mask(`${seed.repeat(1_000_000 / seed.length)} ghp_${'0'.repeat(36)}`);
		t.ok(masked.endsWith('***'), JSON.stringify(seed));
	}
});

t.test('a secret that is short but for its blanks is weak, and so warned of', async t => {
	t.ok(isWeakSecret('!   \'  !'));
	t.notOk(isWeakSecret('one two  three'));
});
