import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import {disarmPieces} from '../../../source/commands/files/disarm-bytes.js';
import {disarmGithub} from '../../../source/core/text/disarm-commands.js';

const cut = function * (bytes: Uint8Array, size: number): Generator<{readonly bytes: Uint8Array}> {
	for (let at = 0; at < bytes.length; at += size) {
		yield {bytes: bytes.subarray(at, at + size)};
	}
};

const pass = async (content: string | Uint8Array, size: number) => {
	const parts: Uint8Array[] = [];
	let isChanged = false;
	for await (const part of disarmPieces((async function * () {
		yield * cut(Buffer.from(content), size);
	})(), disarmGithub)) {
		parts.push(part.bytes);
		isChanged ||= part.isChanged;
	}

	return {bytes: Buffer.concat(parts), isChanged};
};

t.test('wherever a file is cut into pieces, no command is left, and nothing else is changed', async t => {
	for (const size of [1, 2, 3, 7, 1000]) {
		const {bytes, isChanged} = await pass('a\n::error::x\n\u2003::y::\nb ::no::\n##[z]\nend', size);
		t.equal(String(bytes), 'a\n: :error::x\n\u2003: :y::\nb ::no::\n# #[z]\nend', `${size}`);
		t.equal(isChanged, true);
	}
});

t.test('what has no command passes byte for byte, text or not', async t => {
	await fc.assert(fc.asyncProperty(fc.uint8Array({maxLength: 200}), fc.integer({min: 1, max: 50}), async (content, size) => {
		const {bytes, isChanged} = await pass(content, size);
		t.ok(isChanged || bytes.equals(content));
	}));
	const odd = Uint8Array.of(0xFF, 0x0A, 0xC3, 0x0A, 0x3A, 0x3A, 0x61, 0x0A, 0xFE);
	t.strictSame([...(await pass(odd, 4)).bytes], [0xFF, 0x0A, 0xC3, 0x0A, 0x3A, 0x20, 0x3A, 0x61, 0x0A, 0xFE], 'only the line with a command is taken for text');
});

t.test('a line without an end is not kept in memory, nor is a command cut in two', async t => {
	const line = `${'x'.repeat(199_998)}##[error]${'y'.repeat(200_000)}`;
	const {bytes} = await pass(line, 100_000);
	t.equal(String(bytes), line.replace('##[', '# #['));
});
