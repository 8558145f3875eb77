import {Buffer} from 'node:buffer';
import t from 'tap';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {recogniseEncoding} from '../../../../source/core/workflow/json/recognise-encoding.js';

const text = '{"ActionList": {"é": 1}}';
const littleEndian = Buffer.from(text, 'utf16le');
const bigEndian = Buffer.from(littleEndian).swap16();

t.test('UTF-16 is called by its name, with and without a byte order mark, in both orders of bytes', async t => {
	for (const bytes of [
		Buffer.concat([Buffer.from([0xFF, 0xFE]), littleEndian]), Buffer.concat([Buffer.from([0xFE, 0xFF]), bigEndian]), littleEndian, bigEndian,
	]) {
		t.match(recogniseEncoding(bytes.toString('utf8')), {code: 'encoding', message: /UTF-16/});
	}

	t.match(parseWorkflow(littleEndian.toString('utf8')), {problems: [{severity: 'error', code: 'encoding', hint: /Save it as UTF-8/}]});
});

t.test('UTF-8 is left to the parser, whatever else is wrong with it', async t => {
	for (const right of [text, `\uFEFF${text}`, '{"a": "\uFFFD\uFFFD"}', '', 'nonsense']) {
		t.equal(recogniseEncoding(right), undefined);
	}
});
