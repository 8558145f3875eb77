import fc from 'fast-check';
import t, {type Test} from 'tap';
import {defaultBindings} from '../../source/screen/keys/keymap.js';
import {createTextCleaner} from '../../source/screen/frame/text/create-text-cleaner.js';
import {cellWidth} from '../../source/screen/frame/text/cell-width.js';
import {type Theme} from '../../source/screen/frame/theme.js';
import {addLogs, getEnd, getMiddle} from '../support/screen/scripted-run.js';
import {createFakeFileTools} from '../support/screen/create-file-tools.js';
import {openApp, type OpenApp, startAt} from './open-app.js';
import {type FrameSize, keys} from './render-frame.js';
import {asciiTheme, plainTheme} from './themes.js';

t.setTimeout(240_000);

// Keys that reach beyond the screen: files, pagers and browsers have tests of their own.
const outward = new Set(['v', 'ctrl+s', 'o', 'O', 'y', 'c']);
const fileTools = createFakeFileTools({contents: {'data/mean 漢字.csv': 'a,漢字\n1,🎉\n', 'data/x/plot.json': '{"a": [1, 2]}', 'Second:README.md': '# Title\n- **item**\n'}});
const specials: Readonly<Record<string, string>> = {
	up: keys.up, down: keys.down, left: '\u001B[D', right: '\u001B[C', pgup: keys.pageUp, pgdn: keys.pageDown, home: keys.home, end: keys.end, enter: keys.enter, esc: keys.escape, tab: keys.tab, 'shift+tab': keys.shiftTab, space: ' ',
};
const toInput = (name: string): string => specials[name] ?? (name.startsWith('ctrl+') ? keys.ctrl(name.slice(5)) : name);
const inputs = Object.values(defaultBindings).flatMap(({keys: names}): readonly string[] => names).filter(name => !outward.has(name)).map(name => toInput(name));

/** Every way to have something else on the screen. */
const ways: Readonly<Record<string, readonly string[]>> = {
	table: ['1'], graph: ['3'], timeline: ['4'], files: ['6'], 'a file': ['6', keys.enter], 'filtered files': ['6', '/', 'mean'], log: ['2'], zoom: ['z'], 'zoomed log': ['2', 'z'], help: ['?'], palette: [':'], rerun: ['r'], detail: ['i'], search: ['/', 'compute'], 'log search': ['2', '/', 'reading'], filter: ['2', '&', 'r'], 'wrapped log': ['2', 'w', 'd', 'T'], question: ['x'],
};
const sizes: ReadonlyArray<readonly [number, number]> = [[80, 24], [1, 1], [2, 2], [3, 40], [10, 5], [23, 7], [24, 5], [24, 6], [30, 8], [45, 12], [60, 15], [120, 3], [200, 50], [250, 80]];

const open = (t: Test, theme: Theme, size: FrameSize, isEnd = false): OpenApp => {
	const state = isEnd ? getEnd(startAt) : getMiddle(startAt);
	const app = openApp(t, {
		size, state: {...state, watchFailures: {bucket: 'Bucket “demo” refused – 503 …'}},
		props: {fileTools, theme, cleanText: createTextCleaner(undefined, theme), cloudLabel: theme.isUtf8 ? 'wölkchen ☁' : 'cloud'},
	});
	addLogs(app.store);
	app.store.addLogs({node: 'run_true', message: 'naïve 漢字 ✓ → done 🎉'});
	return app;
};

/** Why a frame must not be shown at this size; nothing when it may. */
const findFault = (app: OpenApp, {columns, rows}: FrameSize, theme: Theme): string | undefined => {
	const lines = app.lastFrame().split('\n');
	if (app.crashes.length > 0) {
		return String((app.crashes[0] as Error).stack);
	}

	if (lines.length !== (columns < 24 || rows < 5 ? 1 : rows)) {
		return `${lines.length} lines at ${columns}x${rows}`;
	}

	const wide = lines.find(line => cellWidth(line) > columns);
	if (wide !== undefined) {
		return `${cellWidth(wide)} cells at ${columns}x${rows}: ${wide}`;
	}

	const foreign = theme.isUtf8 ? undefined : lines.find(line => !/^[ -~]*$/u.test(line));
	return foreign === undefined ? undefined : `not ASCII: ${foreign}`;
};

for (const theme of [plainTheme, asciiTheme]) {
	t.test(`whatever is on the screen fits every size, ${theme.isUtf8 ? 'with all characters' : 'with seven bits'}`, async t => {
		for (const [what, way] of Object.entries(ways)) {
			const app = open(t, theme, {columns: 80, rows: 24}, what === 'rerun');
			await app.press(...way);
			for (const [columns, rows] of sizes) {
				await app.resize({columns, rows});
				const fault = findFault(app, {columns, rows}, theme);
				if (fault !== undefined) {
					t.fail(`${what}: ${fault}`);
				}
			}

			app.unmount();
		}

		t.pass(`${Object.keys(ways).length} views at ${sizes.length} sizes`);
	});
}

const anySize = fc.record({columns: fc.integer({min: 1, max: 250}), rows: fc.integer({min: 1, max: 80})});
const anyStep = fc.oneof({weight: 4, arbitrary: fc.constantFrom(...inputs)}, {weight: 1, arbitrary: anySize});

t.test('any keys at any sizes: every frame is as high as the terminal, none too wide, or has other than ASCII where only that is shown', async t => {
	await fc.assert(fc.asyncProperty(anySize, fc.array(anyStep, {maxLength: 12}), fc.boolean(), fc.boolean(), async (start, steps, isAscii, isEnd) => {
		const theme = isAscii ? asciiTheme : plainTheme;
		const app = open(t, theme, start, isEnd);
		let size = start;
		await app.settle();
		for (const step of steps) {
			if (typeof step === 'string') {
				await app.press(step);
			} else {
				size = step;
				await app.resize(step);
			}

			const fault = findFault(app, size, theme);
			if (fault !== undefined) {
				throw new Error(fault);
			}
		}

		app.unmount();
	}), {numRuns: 40});
	t.pass('40 walks');
});
