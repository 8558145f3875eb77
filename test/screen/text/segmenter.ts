import fc from 'fast-check';
import t from 'tap';
import {segmenter} from '../../../source/screen/text/segmenter.js';

const piece = fc.constantFrom('a', ' ', '│', '⠙', '…', '\u001B[1m', '\u001B[38;5;9m', '\u001B[0m');
const strange = fc.constantFrom('漢', '👩‍🚀', '🇩🇪', 'e\u0301', '▶\uFE0F', '\r\n');

t.test('it cuts text as Intl.Segmenter does, in which characters join or none can', async t => {
	const real = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	const list = (segments: Iterable<{readonly segment: string; readonly index: number}>) => Array.from(segments, ({segment, index}) => [segment, index]);
	for (const pieces of [fc.array(piece), fc.array(fc.oneof(piece, strange))]) {
		fc.assert(fc.property(pieces, parts => {
			const text = parts.join('');
			t.same(list(segmenter.segment(text)), list(real.segment(text)));
			for (let index = -1; index <= text.length; index++) {
				const {segment, index: start} = real.segment(text).containing(index) ?? {};
				const found = segmenter.segment(text).containing(index);
				t.same([found?.segment, found?.index], [segment, start]);
			}
		}), {numRuns: 200});
	}
});
