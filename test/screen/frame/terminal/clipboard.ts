import {Buffer} from 'node:buffer';
import t from 'tap';
import {createClipboard, renderClipboardSequence} from '../../../../source/screen/frame/terminal/clipboard.js';

const encode = (text: string): string => Buffer.from(text).toString('base64');

t.test('a text reaches the clipboard as OSC 52, whatever lies between', async t => {
	const plain = `\u001B]52;c;${encode('7046 größe')}\u0007`;
	t.equal(renderClipboardSequence('7046 größe', {TERM: 'xterm-256color'}), plain);
	t.equal(
		renderClipboardSequence('7046 größe', {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'}),
		`${plain}\u001BPtmux;\u001B${plain}\u001B\\`,
		'tmux: for set-clipboard and for allow-passthrough',
	);
	t.equal(renderClipboardSequence('7046 größe', {TERM: 'screen', STY: '12.pts-0'}), `\u001BP${plain}\u001B\\`);
});

t.test('GNU screen gets a long text in strings that it does not drop', async t => {
	const sequence = renderClipboardSequence('x'.repeat(1000), {STY: '12.pts-0'}) ?? '';
	const parts = sequence.split('\u001B\\').slice(0, -1);
	t.ok(parts.every(part => part.startsWith('\u001BP') && part.length <= 250));
	t.equal(parts.map(part => part.slice(2)).join(''), `\u001B]52;c;${encode('x'.repeat(1000))}\u0007`);
});

t.test('where it cannot arrive nothing is written', async t => {
	const written: string[] = [];
	const copy = (text: string, env: Record<string, string>): boolean => createClipboard({write: text => written.push(text)}, env).copy(text);
	t.equal(copy('x', {TERM: 'dumb'}), false);
	t.equal(copy('x', {TERM: 'linux'}), false, 'the console has no clipboard');
	t.equal(copy('x'.repeat(80_000), {TERM: 'xterm'}), false, 'longer than terminals take');
	t.same(written, []);
	t.equal(copy('x', {TERM: 'xterm'}), true);
	t.same(written, [`\u001B]52;c;${encode('x')}\u0007`]);
});
