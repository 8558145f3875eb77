import t from 'tap';
import {type BeforeReport, collectChecks} from '../../../source/screen/before/before-trigger.js';
import {describeReadiness, renderBefore} from '../../../source/screen/before/render-before.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {openApp} from '../open-app.js';
import {keys} from '../render-frame.js';
import {plainTheme} from '../themes.js';

const workflow = createTinyWorkflow({a: ['r(3)'], r: ['z'], z: []});
const report: BeforeReport = {
	warnings: [{message: 'Action z has no entry in ActionContainers.', hint: 'Add one.'}],
	checks: [
		{status: 'ok', message: 'The token is valid.', hint: 'never shown'},
		{status: 'failed', message: 'The document on GitHub differs from this one.', hint: 'Push it.'},
	],
	isChecking: true,
};
const render = (columns: number) => renderBefore({workflow, report, triggerKey: 't', columns, cleanText: text => text}, plainTheme);

t.test('before a trigger: the workflow\'s size, then what stands in its way, what may surprise and what is well', async t => {
	t.same(render(120), [
		'  A valid workflow document: 3 actions, 5 nodes, 2 invocations between them. It starts with a.',
		'  ✗ The document on GitHub differs from this one.',
		'    Push it.',
		'  ⚠ Action z has no entry in ActionContainers.',
		'    Add one.',
		'  ✓ The token is valid.',
		'  · running checks…',
	]);
	for (const columns of [24, 40, 80]) {
		t.ok(render(columns).every(line => cellWidth(line) <= columns), `${columns} columns`);
	}
});

t.test('the title says whether a trigger would work', async t => {
	t.equal(describeReadiness(report, 't'), 'not ready: 1 problem');
	t.equal(describeReadiness({...report, checks: []}, 't'), 'checking');
	t.equal(describeReadiness({...report, checks: [], isChecking: false}, 'T'), 'ready: press T to start');
});

t.test('checks come in one by one; those that cannot be made are said, and none after the end', async t => {
	const abort = new AbortController();
	const collect = async (checks: AsyncIterable<{readonly status: 'ok'; readonly message: string}>): Promise<BeforeReport> => {
		const before = collectChecks({warnings: [], checks, describeError: String, signal: abort.signal});
		while (before.getSnapshot().isChecking && !abort.signal.aborted) {
			await new Promise<void>(resolve => {
				const stop = before.subscribe(() => {
					stop();
					resolve();
				});
			});
		}

		return before.getSnapshot();
	};

	t.same(await collect((async function * () {
		yield {status: 'ok' as const, message: 'Python is there.'};
		throw new Error('no network');
	})()), {
		warnings: [], isChecking: false,
		checks: [{status: 'ok', message: 'Python is there.'}, {status: 'warning', message: 'Error: no network'}],
	});
});

t.test('it stands in the log\'s place until the trigger, and scrolls', async t => {
	const many: BeforeReport = {warnings: [], isChecking: false, checks: Array.from({length: 20}, (_, index) => ({status: 'ok' as const, message: `check ${index}`}))};
	const app = openApp(t, {actionNames: ['start', 'finish'], size: {columns: 80, rows: 16}, props: {before: {getSnapshot: () => many, subscribe: () => () => undefined}}});
	t.match(app.lastFrame(), /─ PREFLIGHT ─+ ready: press t to start {2}\d+ more ↓ ─\n {2}A valid workflow document: 2 actions/);
	await app.press(keys.tab, 'G');
	t.match(app.lastFrame(), /▶ PREFLIGHT .*\d+ more ↑ ─\n/);
	t.match(app.line(-2), /✓ check 19$/);
	await app.press('t');
	t.notMatch(app.lastFrame(), /PREFLIGHT/);
});
