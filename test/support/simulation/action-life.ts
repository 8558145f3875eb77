import {type Invocation} from '../../../source/core/log/invocation.js';
import {chooseTargets, listPredecessors, type Shape} from './document.js';
import {type Fate, type Step} from './fates.js';
import {getFolder, type World} from './world.js';

/** What a container knows and does; who lets it live gives it the rest. */
export type Life = {
	readonly world: World;
	readonly shape: Shape;
	readonly invocation: Invocation;
	readonly action: string;
	readonly rank?: number;
	readonly fate: Fate;
	/** Told by itself as it goes on: what the truth is made of. */
	readonly deeds: Deeds;
	/** Asks the platform for an action; false when it is refused. */
	readonly dispatch: (action: string, rank: number | undefined) => boolean;
};

/** What a life has done, each with the time. */
export type Deeds = {
	/** It went past its join, if it is one, and does the work. */
	workedAt?: number;
	doneAt?: number;
	/** It returned what FaaSr accepts, before any report of it. */
	hasReturned?: boolean;
	/** The first ERROR that means failure reached S3. */
	errorAt?: number;
	/** The ERROR is the scheduler's: a successor was refused. */
	isDispatchError?: boolean;
	/** The last that it wrote is its own text and looks like an ERROR. */
	isLastWordText?: boolean;
	/** The last flush, with the finish line, reached S3. */
	finishedAt?: number;
	/** Every successor that the result leads to was dispatched. */
	hasTriggeredAll?: boolean;
	/** When a dispatch was accepted, and of whom. */
	readonly dispatches: Array<{readonly at: number; readonly action: string; readonly rank?: number | undefined}>;
};

const lockPatienceMs = 175_000;

/** Log lines as FaaSr_py writes them (faasr.md 2b); text without a source is the user's. */
const createLog = ({world, shape, invocation, action, rank}: Life) => {
	const store = shape.hasTwoStores ? 'Logs' : 'S3';
	const key = `${getFolder(invocation)}/${action}${rank === undefined ? '' : `(${rank})`}.txt`;
	const startedAt = world.timeline.now();
	let buffer = '';
	return {
		line(level: string, source: string, message: string): void {
			buffer += `[${Math.round(world.timeline.now() - startedAt) / 1000}] [${level}] [${source}] ${message}\n`;
		},
		text(text: string): void {
			buffer += `${text}\n`;
		},
		/** A re-run appends to what an earlier attempt wrote (faasr.md 2i). */
		flush(): void {
			world.put(store, key, (world.read(store, key).get(key)?.text ?? '') + buffer);
			buffer = '';
		},
	};
};

/** The marker's key: `X.done`, or `X.rank.done`. */
const getDoneKey = (folder: string, node: string): string => `${folder}/function_completions/${node.replace(/\((\d+)\)$/u, '.$1')}.done`;

/** Enters a join (faasr.md 2h): every marker must be there, in the store of the logs, and of all arrivals only the first candidate goes on. */
function * enterJoin({world, shape, invocation, action}: Life, predecessors: readonly string[]): Generator<Step, 'enters' | 'leaves' | 'fails'> {
	const {timeline} = world;
	const folder = getFolder(invocation);
	const store = shape.hasTwoStores ? 'Logs' : 'S3';
	yield 'join-check';
	const keys = world.read(store, folder);
	if (predecessors.some(node => !keys.has(getDoneKey(folder, node)))) {
		return 'leaves';
	}

	const flag = `${folder}/${action}/flag/${world.runs.length}${timeline.now()}`;
	const lock = `${folder}/${action}/lock`;
	const spinsSince = timeline.now();
	yield 'flag';
	world.put(store, flag, '');
	yield 'lock';
	while (world.read(store, `${folder}/${action}/flag/`).size > 1 || world.read(store, lock).size > 0) {
		world.remove(store, flag);
		if (timeline.now() - spinsSince > lockPatienceMs) {
			return 'fails';
		}

		yield 'flag';
		world.put(store, flag, '');
		yield 'lock';
	}

	world.put(store, lock, flag);
	world.remove(store, flag);
	yield 'candidate';
	const candidate = `${folder}/${action}.candidate`;
	const before = world.read(store, candidate).get(candidate)?.text ?? '';
	world.put(store, candidate, `${before}${flag}\n`);
	yield 'unlock';
	world.remove(store, lock);
	return before === '' ? 'enters' : 'leaves';
}

type Log = ReturnType<typeof createLog>;

/** The function at work: FaaSr flushes the log with each call of its API, and with each ERROR. */
function * work({fate, deeds, world}: Life, log: Log): Generator<Step, void> {
	log.line('DEBUG', 'executor.py', 'Starting dependency install');
	log.line('INFO', 'executor.py', 'Starting server on localhost port 8000');
	yield 'start';
	deeds.workedAt = world.timeline.now();
	log.flush();
	yield 'work';
	log.text('some text of the user');
	log.line('INFO', 'faasr_server.py', 'Processing request: faasr_log');
	log.flush();
	if (fate.noise !== undefined) {
		yield 'work';
		if (fate.noise === 'caught-error') {
			log.line('ERROR', 'get_file.py', 'S3 object not found: s3://bucket/no-such.txt');
		} else {
			log.text(`[1.0] [ERROR] [${fate.noise === 'looks-like-error' ? 'executor' : 'scheduler'}.py] this is only text of the user`);
			deeds.isLastWordText = true;
		}

		log.flush();
	}

	if (fate.isQuietLate) {
		return;
	}

	yield 'work';
	log.line('INFO', 'faasr_server.py', 'Processing request: faasr_put_file');
	delete deeds.isLastWordText;
	log.flush();
}

/** FaaSr logs its ERRORs with a call stack. */
const blame = (log: Log, message: string, ...traceback: readonly string[]): void => {
	log.line('ERROR', 'executor.py', message);
	log.text([...traceback, 'Stack (most recent call last):', '  File "/action/faasr_entry.py", line 353, in <module>'].join('\n'));
	log.flush();
};

/** The ERRORs of a function that ended badly, each flushed at once; those of an exception come after the marker. */
function * fail({fate, deeds, world}: Life, log: Log): Generator<Step, void> {
	const isDead = fate.ending === 'exits' || fate.ending === 'returns-rubbish';
	const message = fate.ending === 'raises-in-r' ? 'Unkown error while getting user function return' : 'boom';
	yield 'report';
	deeds.errorAt = world.timeline.now();
	if (isDead) {
		blame(log, 'name \'func_stdout\' is not defined', 'Traceback (most recent call last):', 'NameError: name \'func_stdout\' is not defined');
		return;
	}

	blame(log, message);
	yield 'report';
	blame(log, 'Traceback: Traceback (most recent call last):', `ValueError: ${message}`);
	yield 'report';
	blame(log, message, 'Traceback (most recent call last):', `RuntimeError: ${message}`);
}

/** Puts the marker. That it is there reaches the log with the next flush of the executor only, after one of the server. */
function * markDone({world, invocation, action, rank, deeds}: Life, log: Log): Generator<Step, void> {
	const node = rank === undefined ? action : `${action}(${rank})`;
	yield 'done';
	deeds.doneAt = world.timeline.now();
	world.put('S3', getDoneKey(getFolder(invocation), node), 'True');
	yield 'report';
	log.line('DEBUG', 'log.py', 'Log succesfully uploaded');
	log.flush();
	log.line('DEBUG', 'executor.py', `Put function_completions/${action}.done file in S3`);
}

const blameScheduler = ({deeds, world}: Life, log: Log, message: string): void => {
	deeds.errorAt = world.timeline.now();
	log.line('ERROR', 'scheduler.py', message);
	log.flush();
};

/** Dispatches the successors one after the other, in the document's order (faasr.md 1c, 2e). Its lines reach S3 with the last flush only. */
function * trigger(life: Life, log: Log): Generator<Step, 'ok' | 'fails'> {
	const {shape, action, fate, deeds} = life;
	const entries = shape.next[action] ?? [];
	if (fate.result === 'None' && entries.some(entry => typeof entry !== 'string')) {
		yield 'trigger';
		blameScheduler(life, log, 'InvokeNext contains conditionals but function did not return a value');
		return 'fails';
	}

	if (entries.length === 0) {
		log.line('DEBUG', 'scheduler.py', `no triggers for ${action}`);
	}

	for (const entry of entries) {
		const targets = chooseTargets(entry, fate.result);
		if (targets === undefined) {
			// FaaSr stumbles over the missing side; stderr alone has the TypeError (faasr.md 2d).
			return 'fails';
		}

		for (const target of targets) {
			for (let rank = 1; rank <= target.ranks; rank++) {
				yield 'trigger';
				if (!life.dispatch(target.action, target.ranks === 1 ? undefined : rank)) {
					deeds.isDispatchError = true;
					blameScheduler(life, log, 'GitHub Action: No response from GitHub');
					return 'fails';
				}

				log.line('INFO', 'scheduler.py', `GitHub Action: Successfully invoked: ${target.action}`);
			}
		}
	}

	deeds.hasTriggeredAll = true;
	return 'ok';
}

/**
The life of one container from its dispatch to its exit code, step by step (faasr.md 2c and 2d). It pauses before each step: time
goes by there, and it may not come back.
*/
export function * live(life: Life): Generator<Step, number> {
	const {world, shape, invocation, action, fate, deeds} = life;
	const predecessors = listPredecessors(shape, action);
	yield 'queue';
	yield 'pull';
	yield 'prelude';
	const isSecondEntry = predecessors.length === 0 && world.read(shape.hasTwoStores ? 'Logs' : 'S3', `${getFolder(invocation)}/`).size > 0;
	if (fate.isRefused || isSecondEntry) {
		return 1;
	}

	if (predecessors.length > 1) {
		const entered = yield * enterJoin(life, predecessors);
		if (entered !== 'enters') {
			return entered === 'leaves' ? 0 : 1;
		}
	}

	const log = createLog(life);
	yield * work(life, log);
	if (fate.ending !== 'returns') {
		if (fate.ending.startsWith('raises')) {
			yield * markDone(life, log);
		}

		yield * fail(life, log);
		return 1;
	}

	deeds.hasReturned = true;
	yield * markDone(life, log);
	log.line('DEBUG', 'faasr_entry.py', `Finished execution of ${action} with result ${fate.result}`);
	const triggered = yield * trigger(life, log);
	if (triggered !== 'ok') {
		return 1;
	}

	yield 'finish';
	deeds.finishedAt = world.timeline.now();
	delete deeds.isLastWordText;
	log.flush();
	return 0;
}
