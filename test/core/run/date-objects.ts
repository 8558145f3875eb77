import t from 'tap';
import {dateObjects} from '../../../source/core/run/date-objects.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {done, log} from '../../support/core/story.js';
import {endRun, gh} from '../../support/run-id.js';

const at = (seconds: number): number => seconds * 1000;
const seen = (run: Partial<PlatformRun>): RunEvent => ({type: 'platform-run.observed', at: at(900), run: {id: gh(1), action: 'a', ...endRun('success'), ...run}});

/** Dates a log and a marker that the bucket's clock gives these times, in a run from 100 s, looked at after 900 s; in seconds. */
const date = (writtenAt: readonly [logged: number, marked: number], ...runs: readonly RunEvent[]): readonly number[] => {
	const objects = [log('a')(at(900)), done('a')(at(900))];
	const times = new Map<RunEvent, number>(objects.map((event, index) => [event, at(writtenAt[index]!)]));
	return dateObjects({events: [...objects, ...runs], getWrittenAt: event => times.get(event), startedAt: at(100), now: at(900)}).map(event => event.at / 1000);
};

const whole = {createdAt: at(120), endedAt: at(150)};
const cases: ReadonlyArray<readonly [title: string, dated: readonly number[], expected: readonly number[]]> = [
	['a clock that can be right is left alone', date([130, 140], seen(whole)), [130, 140]],
	['no container writes after its end: the bucket\'s clock is ahead', date([170, 180], seen(whole)), [140.999, 150.999]],
	['nor before it was created: it is behind', date([100, 110], seen(whole)), [120, 130]],
	['a run that is alive may have written just now', date([890, 910], seen({createdAt: at(120), status: 'in_progress'})), [880, 900]],
	['of several runs the first and the last tell', date([130, 190], seen(whole), seen({id: gh(2), createdAt: at(160), endedAt: at(200)})), [130, 190]],
	['a run that may be another\'s tells nothing', date([170, 180], seen({...whole, isGuess: true})), [170, 180]],
	['nor does one of another node', date([170, 180], seen({...whole, action: 'b'})), [170, 180]],
	['nor one whose times are not known', date([170, 180], seen({})), [170, 180]],
	['without runs nothing is before the beginning', date([80, 90]), [100, 110]],
];
for (const [title, dated, expected] of cases) {
	t.test(title, async t => {
		t.same(dated, expected);
	});
}

t.test('what has no time is of now, and nothing needs none', async t => {
	t.equal(dateObjects({events: [log('a')(0)], getWrittenAt: () => undefined, startedAt: 0, now: 5})[0]?.at, 5);
	t.same(dateObjects({events: [], getWrittenAt: () => 1, startedAt: 0, now: 5}), []);
});
