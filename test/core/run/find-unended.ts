import t from 'tap';
import {findUnended} from '../../../source/core/run/find-unended.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {type RunId} from '../../../source/core/run/run-id.js';
import {type TriggeredRun} from '../../../source/core/run/run-state.js';
import {done, finished, guess, raised, run, tell} from '../../support/core/story.js';
import {chain, diamond} from '../../support/core/run-stories.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';

const at = 9000;
const alive = (id: number, action: string, isGuess = false): PlatformRun => ({id: gh(id), action, status: 'in_progress', ...(isGuess && {isGuess})});
const ended = (id: number, action: string): PlatformRun => ({id: gh(id), action, ...endRun('success'), isGuess: true});
const find = (state: ReturnType<typeof tell>, ...listed: readonly PlatformRun[]): RunId | undefined => findUnended(state as TriggeredRun, listed, at)?.id;

const failed = tell(createTinyWorkflow(chain), [finished('a', 'None', {b: 1}), guess(1, 'a', 'completed', 'success'), guess(2, 'b', 'in_progress')], [raised('b'), done('b')], []);
const skipped = tell(createTinyWorkflow(diamond), [finished('a', 'None', {b: 1, c: 1})], [raised('b'), run(3, 'b', 'completed', 'failure'), finished('c', 'None', {d: 1}), done('c')], []);

t.test('a named run that has not ended is waited for, an ended one is not', async t => {
	t.equal(find(failed, alive(2, 'b')), gh(2));
	t.equal(find(failed, ended(2, 'b')), undefined);
	t.equal(find(failed), undefined);
});

t.test('so is one that only its file and time tell apart, as long as there are no more of its action than were dispatched', async t => {
	t.equal(find(failed, ended(1, 'a'), alive(2, 'b', true)), gh(2));
	t.equal(find(failed, ended(1, 'a'), ended(2, 'b'), alive(3, 'b', true)), undefined, 'the other may be another invocation\'s');
	t.equal(find(failed, ended(1, 'a'), alive(9, 'a', true)), undefined);
});

t.test('one that the watcher has never seen, and whose node was skipped, is waited for as well: what runs again may let it in', async t => {
	t.equal(find(skipped, alive(4, 'd', true)), gh(4));
});
