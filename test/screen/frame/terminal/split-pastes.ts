import t from 'tap';
import {createPasteSplitter} from '../../../../source/screen/frame/terminal/split-pastes.js';

const split = (...chunks: readonly string[]): readonly string[] => {
	const told: string[] = [];
	const take = createPasteSplitter({onKeys: keys => told.push(`keys ${keys}`), onPaste: text => told.push(`paste ${text}`)});
	for (const chunk of chunks) {
		take(chunk);
	}

	return told;
};

const begin = '\u001B[200~';
const end = '\u001B[201~';

t.test('what stands between the marks is a paste, all else are keys', async t => {
	t.same(split('q'), ['keys q']);
	t.same(split(`${begin}abc\rxy${end}`), ['paste abc\rxy']);
	t.same(split(`/a${begin}b${end}\r`, 'j'), ['keys /a', 'paste b', 'keys \r', 'keys j']);
	t.same(split(`${begin}1${end}${begin}${end}${begin}2${end}`), ['paste 1', 'paste ', 'paste 2']);
	t.same(split('\u001B', '\u001B[A', '\u001B[5~'), ['keys \u001B', 'keys \u001B[A', 'keys \u001B[5~']);
});

t.test('chunks may end anywhere', async t => {
	const whole = `j${begin}a\u001B[20b${end}k`;
	for (let at = 1; at < whole.length; at++) {
		// Esc alone is a key, which nobody is to wait for.
		if (at !== 2) {
			t.same(split(whole.slice(0, at), whole.slice(at)), ['keys j', 'paste a\u001B[20b', 'keys k'], `cut at ${at}`);
		}
	}
});

t.test('a paste without an end neither grows for ever nor takes Ctrl+C away', async t => {
	t.same(split(begin, 'x'.repeat(9000), 'y'.repeat(9000), end), [`paste ${'x'.repeat(9000)}${'y'.repeat(1000)}`]);
	t.same(split(`${begin}abc`, 'q', '\u0003', 'q'), ['keys \u0003', 'keys q']);
});
