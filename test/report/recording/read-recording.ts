import fs from 'node:fs';
import t from 'tap';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {parseRecording} from '../../../source/report/recording/read-recording.js';
import {gh} from '../../support/run-id.js';
import {findSchemaProblems} from '../../support/reporters/event-schema.js';

const readFixture = (name: string): string => fs.readFileSync(new URL(`../../support/recording/${name}`, import.meta.url), 'utf8');
const recording = readFixture('failing.ndjson');
const older = readFixture('failing-1.1.ndjson');
const version = '{"type":"version","format":"faasr-tui-events","version":"1.0"}';
const [, snapshot = ''] = recording.split('\n');

t.test('a recording of this version, or of the one before, is read event by event', async t => {
	for (const text of [recording, older]) {
		t.same(findSchemaProblems(text), [], 'the fixture is as the published schema says');
		const events = parseRecording('r.ndjson', text);
		t.equal(events.length, text.trimEnd().split('\n').length - 1);
		t.equal(events.at(-1)?.type, 'result');
	}

	t.same(parseRecording('r.ndjson', older), parseRecording('r.ndjson', recording));
});

const listRunIds = (text: string): ReadonlySet<string> => new Set(parseRecording('r.ndjson', text).flatMap(event => [
	...(event.type === 'snapshot' ? [...event.platformRuns.map(({id}) => id), ...event.nodes.flatMap(({runIds}) => runIds)] : []),
	...(event.type === 'platform-run.changed' ? [event.platformRun.id] : []),
	...(event.type === 'node.changed' ? event.node.runIds : []),
]));

t.test('runs of a recording of before 2.0 are GitHub\'s, and a later one is as it was written', async t => {
	const numbers = new Set([...older.matchAll(/"runIds":\[(?<id>\d+)\]/gu)].map(({groups}) => Number(groups?.['id'])));
	t.ok(numbers.size > 0);
	t.same(listRunIds(older), new Set([...numbers].map(number => gh(number))));
	const later = older.replace(/"version":"[\d.]+"/u, '"version":"2.0"').replaceAll(/"runIds":\[(\d+)\]/gu, '"runIds":["k8s:K:$1"]').replaceAll(/"platformRun":\{"id":(\d+)/gu, '"platformRun":{"id":"k8s:K:$1"');
	t.same(findSchemaProblems(later), []);
	t.same(listRunIds(later), new Set([...numbers].map(number => `k8s:K:${number}`)));
});

t.test('a last line that was cut off, events of a later minor version and unknown fields are passed over', async t => {
	const later = recording.replace('"version":"2.0"', '"version":"2.7"').replace('\n', '\n{"type":"news","at":1}\n').replace('"type":"snapshot",', '"type":"snapshot","mood":"fine",');
	t.equal(parseRecording('r.ndjson', later).length, parseRecording('r.ndjson', recording).length);
	t.equal(parseRecording('r.ndjson', `${version}\n${snapshot}\n{"type":"node.chan`).length, 1);
});

type Refusal = readonly [title: string, text: string, message: RegExp];

const refusals: readonly Refusal[] = [
	['an empty file', '', /r\.ndjson cannot be replayed: not a faasr-tui recording/u],
	['a file of something else', '{"WorkflowName": "demo"}\n', /not a faasr-tui recording/u],
	['a file that is no text', '\u{0}\u{1}\u{FFFD}', /not a faasr-tui recording/u],
	['another format', '{"type":"version","format":"other","version":"1.0"}\n', /not a faasr-tui recording/u],
	['a later version', `${version.replace('1.0', '3.0')}\n${snapshot}\n`, /it is of version "3\.0", and this faasr-tui reads 1\.x and 2\.x/u],
	['a run whose id is none', `${version}\n${snapshot}\n{"type":"platform-run.changed","at":1,"platformRun":{"id":"7"}}\n`, /line 3 is not an event/u],
	['a node whose run is none', `${version}\n${snapshot}\n{"type":"node.changed","at":1,"node":{"id":"a","status":"RUNNING","runIds":[null]}}\n`, /line 3 is not an event/u],
	['a version that is none', '{"type":"version","format":"faasr-tui-events","version":1}\n', /it is of version 1,/u],
	['nothing behind the version', `${version}\n`, /has no snapshot/u],
	['no snapshot at the beginning', `${version}\n{"type":"note","at":1,"message":"x"}\n${snapshot}\n`, /has no snapshot/u],
	['a broken line in the middle', `${version}\n${snapshot}\n{"type":"no\n{"type":"note","at":1,"message":"x"}\n`, /line 3 is not an event/u],
	['an event without its time', `${version}\n${snapshot}\n{"type":"note","message":"x"}\n`, /line 3 is not an event/u],
	['an event without its node', `${version}\n${snapshot}\n{"type":"node.changed","at":1}\n`, /line 3 is not an event/u],
	['a line that is no object', `${version}\n${snapshot}\n[]\n`, /line 3 is not an event/u],
];

for (const [title, text, message] of refusals) {
	t.test(`refused with one sentence and exit code 2: ${title}`, async t => {
		try {
			parseRecording('r.ndjson', text);
			t.fail('nothing was thrown');
		} catch (error) {
			t.ok(error instanceof FaasrTuiError);
			t.match((error as FaasrTuiError).message, message);
			t.notMatch((error as FaasrTuiError).message, '\n');
			t.equal((error as FaasrTuiError).code, 'usage');
			t.ok((error as FaasrTuiError).hint);
		}
	});
}
