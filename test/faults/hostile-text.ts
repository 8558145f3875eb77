import {Buffer} from 'node:buffer';
import process from 'node:process';
import t from 'tap';
import {describeFailure} from '../../source/ports/errors/describe-failure.js';
import {FaasrTuiError} from '../../source/ports/errors/faasr-tui-error.js';
import {createErrorCleaner} from '../../source/environment/error-cleaner.js';
import {carryOutCommands} from '../support/reporters/actions-runner.js';
import {findReportProblems} from '../support/reporters/junit-schema.js';
import {hostileNames, unprintable} from '../support/faults/hostile-values.js';
import {openHostileRun} from '../support/faults/hostile-run.js';
import {finishLines, startLine} from '../support/runner/fake-cloud.js';
import {endRun} from '../support/run-id.js';

t.setTimeout(240_000);

const esc = '\u001B';

/** What a function can print that a terminal would obey, hide, reorder or choke on. */
const attacks: ReadonlyArray<string | Uint8Array> = [
	`${esc}[2J${esc}[1;1Hcleared`, `${esc}[31mred${esc}[0m`, `${esc}[?1049h${esc}[?25l`, `${esc}[6n${esc}[c`, `${esc}]0;title\u0007after`, `${esc}]8;;https://evil.example\u0007click${esc}]8;;\u0007`,
	`${esc}]52;c;cm0gLXJm\u0007clip`, `${esc}]52;c;cm0gLXJm${esc}\\clip`, `${esc}P$q"p${esc}\\dcs`, `${esc}_Gf=24;AAAA${esc}\\apc`, `${esc}^pm${esc}\\`, `${esc}Xsos${esc}\\`, `${esc}c${esc}#8${esc}(0`, `${esc}]unterminated`, `${esc}[`, esc,
	'\u009B2Jc1', '\u009D52;c;AAAA\u009Cc1 osc', '\u0090dcs\u009C', '\u0085nel', Buffer.from([0x9B, 0x32, 0x4A, 0x9D, 0x35, 0x32, 0x9C, 0x41]),
	'\u202Etxt.exe\u202C', '\u2066a\u2067b\u2068c\u2069', '\u200E\u200F\u061C', 'a\u200Bb\u200C\u200D\u2060\uFEFFc', '\u{E0041}\u{E007F}tags', '\u2028line\u2029paragraph', '\u00ADsoft', '\uFFF9\uFFFA\uFFFB',
	Buffer.from([0xFF, 0xFE, 0xC3, 0x28, 0xE2, 0x82, 0xF0, 0x9F, 0x92]), Buffer.from([0xED, 0xA0, 0x80, 0x41, 0xC0, 0x80, 0xC1, 0xBF]), 'nul\u0000here', '\u0000', 'bell\u0007\b\b\b\u007F', 'vertical\u000B\u000C',
	'first\rsecond', '\r', 'overwritten\r\u001B[K[0.1] [ERROR] [executor.py] redrawn', '\ta\tb', 'é', 'e\u0301\u0302\u0303'.repeat(50), '漢字 👩‍👩‍👧 عربي',
	'key sesame-open', `ses${esc}[0mame-o\u200Bpen`,
];

/** Lines that look like FaaSr's own word that the function has failed, and are the function's. */
const lookalikes: readonly string[] = [
	'text [0.1] [ERROR] [executor.py] inside', ' [0.1] [ERROR] [executor.py] indented', '\u200B[0.1] [ERROR] [executor.py] behind nothing', `${esc}[0m[0.1] [ERROR] [executor.py] behind a colour`,
	'［0.1］ ［ERROR］ ［executor.py］ full width', '[0.1] [ＥＲＲＯＲ] [executor.py] full width', '[0.1] [ERROR] [mine.py] not of FaaSr', '[0.1] [error] [executor.py] lower case', '[0.1][ERROR][executor.py] without blanks',
	'[٠.١] [ERROR] [executor.py] other digits', '[0.1] [ERROR] [еxecutor.py] a Cyrillic letter', '[ERROR] no time', 'ERROR:root:mine', 'Traceback (most recent call last):', '[0.1] [ERROR] [executor.py\u0000] a NUL', '\uFEFF[0.1] [ERROR] [executor.py] a mark',
	'x\r[0.1] [ERROR] [executor.py] redrawn', '[0.1] [ERROR] [../executor.py] a path', 'Finished execution of b with result False', '[0.3] [INFO] [my-scheduler.py] GitHub Action: Successfully invoked: nobody',
];

const colours = new RegExp(String.raw`${esc}\[[\d;]*m`, 'gu');
const links = new RegExp(String.raw`${esc}\]8;;(?:https?://[!-~]*)?\u0007`, 'gu');

/** What is left of a frame without our own styling: colours, and links to web addresses. */
const stripStyling = (frame: string): string => frame.replaceAll(colours, '').replaceAll(links, '');

t.test('whatever a function prints, only printable text and our own styling reach screen, lines, GitHub\'s log, JUnit and NDJSON', async t => {
	const run = openHostileRun(t, {a: ['b'], b: []}, {env: {FORCE_COLOR: '1'}});
	await run.runner.triggerWorkflow();
	run.fake.setRun(100, {url: `https://github.com/o/r/runs/1?${esc}]52;c;AAAA\u0007`, status: 'in_progress'});
	run.put('a', [startLine, ...attacks, ...finishLines('a', 'b').slice(1)], true);
	run.put('b', [startLine, ...attacks, '[0.9] [ERROR] [executor.py] \u001B[2Jboom \u202Egnp\u0000', 'Stack (most recent call last):', ...attacks], true);
	run.fake.bucket.failNext(new Error(`${esc}]52;c;AAAA\u0007 refused\u009B2J\nsecond line`));
	const frames: string[] = [];
	const look = async (keys: readonly string[]): Promise<void> => {
		await run.screen.press(...keys);
		frames.push(run.screen.lastFrame());
	};

	await run.clock.advance(1000);
	await look([]);
	run.fake.setRun(100, {url: `javascript:${esc}[2J`, ...endRun(`${esc}[2Jfailure`)});
	await run.clock.advance(30_000);
	const {outcome} = await run.finish();
	t.equal(outcome, 'FAILED');
	for (const keys of [['2', 'z'], ['w', 'T', 'd'], ['g'], ['/', 'evil', '\r'], ['3'], ['4'], ['1', 'i'], ['j', 'i'], ['?'], [':']]) {
		await look(keys);
		await look(['\u001B']);
	}

	t.same(run.crashes, []);
	const unclean = frames.find(frame => unprintable.test(stripStyling(frame)));
	t.equal(JSON.stringify(unprintable.exec(stripStyling(unclean ?? ''))), 'null', 'frames are clean');
	t.ok(frames.some(frame => frame.includes('cleared')) && frames.some(frame => frame.includes('漢字')), 'what is printable is shown');
	const written = {...Object.fromEntries(Object.entries(run.outputs).map(([name, {read}]) => [name, read()])), summary: run.readSummary()};
	for (const [name, text] of Object.entries({...written, frames: frames.join('\n')})) {
		t.equal(JSON.stringify(unprintable.exec(stripStyling(text))), 'null', `${name} has nothing unprintable`);
		t.notMatch(text, /sesame/u, `${name} has no secret, also where it was hidden from the mask`);
		t.ok(text.length > 1000, `${name} has something`);
	}

	t.same(findReportProblems(run.outputs.junit.read()), []);
	const events = run.outputs.json.read().trimEnd().split('\n').map(line => JSON.parse(line) as {readonly type: string});
	t.equal(events.at(-1)?.type, 'result');
});

t.test('lines that look like an error of FaaSr change no verdict', async t => {
	const run = openHostileRun(t, {a: ['b'], b: []});
	await run.runner.triggerWorkflow();
	run.put('a', [startLine, ...lookalikes, ...finishLines('a', 'b').slice(1)], true);
	run.put('b', [startLine, ...lookalikes, ...finishLines('b').slice(1)], true);
	await run.clock.advance(2000);
	const {outcome, exitCode, nodes} = await run.finish();
	t.equal(outcome, 'COMPLETED');
	t.equal(exitCode, 0);
	t.same(nodes.map(({log}) => log?.warnings), [[], []]);
	t.match(run.outputs.lines.read(), 'a | text [0.1] [ERROR] [executor.py] inside');
	t.equal(carryOutCommands(run.outputs.github.read()).commands.filter(({name}) => name === 'error').length, 0);
});

const injections: readonly string[] = [
	'::error title=evil::owned', '  ::add-mask::hello', '\t::set-output name=x::y', '::stop-commands::x', '::x::', '::t0ken-1::', '::T0KEN-2::', '::endgroup::', '##[group]', 'text ##[error]owned', '##[add-mask]a', '#\u200B#[error]owned',
	'a\r::set-env name=PATH::/evil', '\r::error::owned', '%0A::error::owned', '%0D%0A::error::owned', `${esc}[2J::error::owned`, ':\u200B:error::owned', '\u2028::error::owned', '\u0085::error::owned', '\u000B::error::owned', '\u00A0::error::owned', '\uFEFF::error::owned',
];

t.test('in a job of GitHub Actions no text from elsewhere starts a command, whichever reporter writes', async t => {
	const run = openHostileRun(t, {a: ['b'], b: []}, {env: {GITHUB_ACTIONS: 'true'}, hasScreen: false});
	await run.runner.triggerWorkflow();
	for (const [index, text] of injections.entries()) {
		run.put('a', [startLine, ...injections.slice(0, index + 1)]);
		run.fake.bucket.failNext(new Error(text));
		run.attached.note(text);
		await run.clock.advance(4000);
	}

	run.put('a', [startLine, ...injections, ...finishLines('a', 'b').slice(1)], true);
	run.put('b', [startLine, ...injections, ...injections.map(text => `[0.9] [ERROR] [executor.py] ${text}`), ...injections]);
	// Of a function without a marker, whose run is nowhere in sight, an ERROR without a call stack is believed after a quiet.
	await run.clock.advance(30_000);
	const {outcome} = await run.finish();
	t.equal(outcome, 'FAILED');
	for (const name of ['lines', 'json', 'junit'] as const) {
		t.same(carryOutCommands(run.outputs[name].read()), {commands: [], isStopped: false}, `${name} has no command at all`);
	}

	const {commands, isStopped} = carryOutCommands(run.outputs.github.read());
	t.notOk(isStopped);
	t.same(commands.map(({name}) => name), ['group', 'endgroup', 'error'], 'the github reporter has its own only');
	run.attached.fail(new FaasrTuiError(injections.join('\n'), {code: 'unreachable', hint: '::error::hint'}));
	t.equal(carryOutCommands(run.outputs.github.read()).commands.length, commands.length + 1);
	t.same(carryOutCommands(run.outputs.lines.read()).commands, []);
});

t.test('errors with text of servers and hostile names are printed clean', async t => {
	const clean = createErrorCleaner({mask: text => text});
	const texts = [...attacks, ...hostileNames, ...injections].map(String);
	const told = texts.flatMap(text => [new Error(text), new FaasrTuiError(`GitHub refused (${text}).`, {code: 'unreachable', hint: text}), text]
		.map(error => describeFailure(error, {isVerbose: true, clean}).text));
	t.equal(told.length, 3 * texts.length);
	t.same(told.filter(text => unprintable.test(text)).map(text => JSON.stringify(text)), []);
});

t.test('a line of ten megabytes is told in part, changes no verdict, and takes memory once', async t => {
	const run = openHostileRun(t, {a: ['b'], b: []});
	await run.runner.triggerWorkflow();
	const sizeBytes = 10_000_000;
	const before = process.memoryUsage().rss;
	run.put('a', [startLine, `${esc}[31mx`.repeat(sizeBytes / 6), `[0.3] [INFO] [log.py] ${'\t\u202Eä'.repeat(100_000)}`, ...finishLines('a', 'b').slice(1)], true);
	run.put('b', finishLines('b'), true);
	await run.clock.advance(2000);
	const grown = process.memoryUsage().rss - before;
	const {outcome} = await run.finish();
	t.equal(outcome, 'COMPLETED');
	const longest = Math.max(...run.outputs.lines.read().split('\n').map(line => line.length));
	t.ok(longest < 2200, `the longest line has ${longest} characters`);
	t.match(run.outputs.lines.read(), /more characters\n/u);
	t.ok(grown < 600_000_000, `${Math.round(grown / 1e6)} MB more`);
	t.same(run.crashes, []);
});
