/* eslint-disable no-control-regex -- these are escape sequences */
import {Buffer} from 'node:buffer';
import {decode} from 'fast-png';
import t from 'tap';
import {packPicture} from '../../../source/screen/picture/pack-picture.js';
import {detectGraphics, renderGraphics} from '../../../source/screen/picture/render-graphics.js';

const pixels = {width: 200, height: 100, rgb: new Uint8Array(200 * 100 * 3).map((_, index) => Math.floor(index * index * 0.618) % 256)};

t.test('which terminals show pictures', async t => {
	const cases: ReadonlyArray<[env: Record<string, string>, expected: string | undefined]> = [
		[{TERM: 'xterm-kitty'}, 'kitty'], [{KITTY_WINDOW_ID: '1', TERM: 'xterm'}, 'kitty'], [{TERM_PROGRAM: 'iTerm.app'}, 'iterm2'], [{TERM_PROGRAM: 'WezTerm'}, 'iterm2'], [{LC_TERMINAL: 'iTerm2'}, 'iterm2'],
		[{TERM: 'xterm-256color'}, undefined], [{}, undefined], [{TERM: 'xterm-kitty', TMUX: '/tmp/x'}, undefined], [{TERM_PROGRAM: 'WezTerm', STY: '1'}, undefined], [{KITTY_WINDOW_ID: '1', ZELLIJ: '0'}, undefined],
	];
	for (const [env, expected] of cases) {
		t.equal(detectGraphics(env), expected, JSON.stringify(env));
	}
});

t.test('kitty gets a PNG in pieces before the first row, and rows of placeholders', async t => {
	const lines = renderGraphics(pixels, {pack: packPicture, protocol: 'kitty', columns: 20, rows: 30, number: 1});
	t.equal(lines.length, 5, '20 columns of 10 pixels, 5 rows of 20');
	const sent = [...lines[0]!.matchAll(/\u001B_G(?<keys>[^;]*);(?<data>[^\u001B]*)\u001B\\/gu)].map(({groups}) => groups!);
	t.ok(sent.length > 2);
	t.equal(sent[0]!['keys'], 'a=T,f=100,U=1,q=2,i=77,c=20,r=5,m=1');
	t.strictSame(sent.slice(1).map(({keys}) => keys), [...Array.from({length: sent.length - 2}, () => 'q=2,m=1'), 'q=2,m=0']);
	t.ok(sent.every(({data}) => data!.length <= 4096));
	t.match(decode(Buffer.from(sent.map(({data}) => data).join(''), 'base64')), {width: 200, height: 100, channels: 3});
	t.ok(lines[0]!.endsWith(`\u001B[38;5;77m\u{10EEEE}\u0305\u0305${'\u{10EEEE}'.repeat(19)}\u001B[39m`));
	t.equal(lines[2], `\u001B[38;5;77m\u{10EEEE}\u030E\u0305${'\u{10EEEE}'.repeat(19)}\u001B[39m`);
});

t.test('iTerm2 gets it with the last row, from where it goes up; the rows above are no blanks', async t => {
	const lines = renderGraphics(pixels, {pack: packPicture, protocol: 'iterm2', columns: 20, rows: 30, number: 1});
	t.equal(lines.length, 5);
	t.strictSame(new Set(lines.slice(0, -1)), new Set(['\u001B[0;0m']));
	t.match(lines[4], /^\u001B\[4A\u001B\]1337;File=inline=1;size=\d+;width=20;height=5;preserveAspectRatio=1;doNotMoveCursor=1:[\w+/=]+\u0007$/u);
	const next = renderGraphics(pixels, {pack: packPicture, protocol: 'iterm2', columns: 20, rows: 30, number: 2});
	t.notOk(next.slice(0, -1).some(line => lines.includes(line)), 'another picture changes every row');
	t.match(renderGraphics({...pixels, height: 1}, {pack: packPicture, protocol: 'iterm2', columns: 20, rows: 30, number: 1}), [/^\u001B\]1337/u], 'from a single row it goes nowhere');
});

t.test('as many rows as can be numbered', async t => {
	t.equal(renderGraphics({width: 1, height: 3000, rgb: new Uint8Array(9000)}, {pack: packPicture, protocol: 'kitty', columns: 20, rows: 200, number: 1}).length, 60);
});
