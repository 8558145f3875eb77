import {chooseTargets, listInstances, listPredecessors, type Shape} from './document.js';
import {type Arrival} from './play-invocation.js';
import {type Scenario, type Weather} from './scenario.js';

/**
What is true of every node when all containers have ended, told from what the containers did and from nothing that was seen.

The words are those of docs and design: COMPLETED did its work and invoked all that its result leads to; FAILED began and did not;
NOT_INVOKED lies where no answer led; SKIPPED can no longer run because of what came before it; CANCELLED was ended by hand.

Where S3 and the platform's list say the same of two different lives, both are allowed. These are all such cases:

1. A container that ends red after its marker and before its last flush has told neither its result nor its dispatches
(FaaSr flushes those lines last, faasr.md 2c). That it did all its work can be seen only where each of its successors has it alone
before it, all of them are there, and titles tell whose they are. Where it did all and that cannot be seen, its red end is as good an answer as COMPLETED;
where it did not do all, it never is COMPLETED.
2. A join that can no longer run, of which a run died as well, has two true reasons: the run that failed, and what it waits for.
3. Where titles do not tell whose a run is and another invocation runs beside this one, nobody can see whose successor has appeared,
nor whose run ended how. What S3 tells is still certain; of what only a run's end tells, and of what comes after it, it may be
said that nothing new was observed, with a marker that it did its work, and of what another invocation ran that it did nothing, failed, or was cancelled.
So a join of which only another invocation's runs are seen may seem to have been invoked, and to wait for a branch not taken.
Nor, beside no other invocation, whether what ended without a sign is what an answer led to that its container took with it.
4. A join that waits for a marker from a branch not taken, and behind something that failed as well, has two true reasons.
5. A listing that is late (S3's is not, others' are) can hide what a container wrote last until its end is known: a red end without
last words is then what could be seen, with all that may be said of such a one, and that nothing can come behind it.
6. A container that dies right after it said something that looks like an ERROR of FaaSr's cannot be told from one that died of it, as
long as nothing that it wrote later is seen.
7. Of the runs that came to a join nobody can see which one was at work, where it left no last word: the end of any of them may be told,
and while one of them never ends, that nothing new was observed.
8. A list of runs that lacks new ones for a while, though it shows others as they are, hides what a container dispatched that then died:
what nobody could see was alive may be said to be skipped, or to have failed by the runs that were seen.
9. What somebody runs again by hand after it was settled is not settled anew: its first end stands.
*/
export type NodeTruth = {
	/** `STATUS reason`, the truest first. */
	readonly allowed: readonly string[];
};

export type TruthOptions = {
	/** How late lists and listings were, and whether titles told whose a run is. */
	readonly scenario: Pick<Scenario, 'shape' | 'registration' | 'weather'>;
	readonly arrivals: readonly Arrival[];
	/** Rule 3 holds. */
	readonly isContested: boolean;
	/** What was said of a node, to choose where two things are allowed. */
	readonly getSaid: (node: string) => string;
	/** Whether what was said of a node stands whatever came later (rule 9). @default of no node */
	readonly stands?: (node: string) => boolean;
};

const completed = 'COMPLETED completed';
const skipped = 'SKIPPED upstream-failed';
const timedOut = 'TIMEOUT no-change';
const deadJoin = 'SKIPPED dead-join';

const endings = {success: 'FAILED run-did-nothing', failure: 'FAILED run-failed', cancelled: 'CANCELLED cancelled-on-platform'} as const;

/** What a life should have dispatched, given that it returned. */
const countTargets = (shape: Shape, {action, fate}: Arrival): number | undefined => {
	const chosen = (shape.next[action] ?? []).map(entry => chooseTargets(entry, fate.result));
	return chosen.includes(undefined) ? undefined : chosen.flat().reduce((sum, target) => sum + target!.ranks, 0);
};

/** Whether everybody can see that a life dispatched all it should have: each of its successors has it alone before it. */
const showsItsDispatches = (shape: Shape, {action, deeds}: Arrival): boolean => deeds.dispatches.length > 0
	&& (shape.next[action] ?? []).every(entry => typeof entry === 'string')
	&& deeds.dispatches.every(({action: target}) => listPredecessors(shape, target).length === 1);

const hasLastWord = ({deeds}: Arrival): boolean => deeds.finishedAt !== undefined || deeds.errorAt !== undefined;

/** The truth on an arrival that went to work and ended without a last word. */
const judgeSilent = (worker: Arrival, {conclusion}: NonNullable<Arrival['end']>, {shape, registration, weather: {objectLagMs, newRunLagMs}}: TruthOptions['scenario']): readonly string[] => {
	const {deeds, fate} = worker;
	const hasText = fate.noise === 'looks-like-error' || fate.noise === 'looks-like-refusal';
	const isTextSeen = deeds.isLastWordText === true ? deeds.doneAt === undefined || objectLagMs > 0 : hasText && objectLagMs > 0;
	const read = isTextSeen ? [fate.noise === 'looks-like-error' ? 'FAILED function-error' : 'FAILED dispatch-failed'] : [];
	const didAll = deeds.hasReturned === true && deeds.doneAt !== undefined && deeds.dispatches.length === countTargets(shape, worker);
	if (!didAll) {
		return [endings[conclusion], ...read];
	}

	return registration === 'named' && showsItsDispatches(shape, worker) && newRunLagMs + objectLagMs === 0 ? [completed] : [completed, endings[conclusion], ...read];
};

/** What the last words of a life say, where it had any. */
const readLastWords = ({deeds}: Arrival): string | undefined => {
	if (deeds.errorAt !== undefined) {
		return deeds.isDispatchError === true ? 'FAILED dispatch-failed' : 'FAILED function-error';
	}

	return deeds.finishedAt === undefined ? undefined : completed;
};

/** The truth on an arrival that went to work. */
const judgeWorker = (worker: Arrival, {isContested, scenario}: TruthOptions): readonly string[] => {
	const {deeds, end} = worker;
	const told = readLastWords(worker);
	const isHidden = scenario.weather.objectLagMs > 0 && end !== undefined && end.conclusion !== 'success';
	if (told !== undefined && !isHidden) {
		return [told];
	}

	if (end === undefined) {
		return [timedOut];
	}

	// Rule 5: where the last words are hidden, whoever looks sees a container that ended without any.
	const seen = [...told === undefined ? [] : [told], ...judgeSilent(worker, end, scenario)];
	return isContested ? [...seen, ...deeds.doneAt === undefined ? [] : [completed], timedOut, ...Object.values(endings)] : seen;
};

/** Whether the answer of a life is on S3 and does not lead to an action. */
const isExcluded = (shape: Shape, {action, deeds, fate}: Arrival, target: string): boolean =>
	(deeds.finishedAt !== undefined || deeds.isDispatchError === true)
	&& !(shape.next[action] ?? []).some(entry => chooseTargets(entry, fate.result)?.some(chosen => chosen.action === target) === true);

type Before = {readonly node: string; readonly said: string; readonly hasDone: boolean; readonly isExcluded: boolean; readonly hasLostAnswer: boolean};

const isTrouble = ({said}: Before): boolean => /^(?:FAILED|SKIPPED|CANCELLED|TIMEOUT)/u.test(said);

/** Why a node that nobody went to work for can no longer run, every true reason; none where it still could. */
const listObstacles = (before: readonly Before[], hasArrivals: boolean): readonly string[] => {
	const lost = before.filter(({said, hasDone}) => !hasDone && !said.startsWith('TIMEOUT') && !said.startsWith('COMPLETED'));
	const dead = hasArrivals && lost.some(({said}) => said.startsWith('NOT_INVOKED')) ? [deadJoin] : [];
	if (before.length > 1 && lost.some(predecessor => isTrouble(predecessor))) {
		return [skipped, ...dead];
	}

	if (dead.length > 0) {
		return dead;
	}

	if (before.some(({said}) => said === timedOut)) {
		return [timedOut];
	}

	const trouble = before.some(predecessor => isTrouble(predecessor) && !predecessor.isExcluded);
	return trouble ? [skipped] : (hasArrivals ? [] : ['NOT_INVOKED branch-not-taken']);
};

/** The truth on a node for which nobody went to work. */
const judgeIdle = (arrivals: readonly Arrival[], before: readonly Before[]): readonly string[] => {
	const obstacles = listObstacles(before, arrivals.length > 0);
	if (arrivals.some(({end}) => end === undefined)) {
		return [timedOut, ...obstacles];
	}

	const red = arrivals.filter(({end}) => end?.conclusion !== 'success');
	if (red.length > 0) {
		const failed = red.some(({end}) => end?.conclusion === 'failure') ? endings.failure : endings.cancelled;
		// Of a run that was run again the list shows the last attempt only.
		const isReplaced = red.every(({run, attempt}) => arrivals.some(other => other.run === run && other.attempt > attempt));
		return [failed, ...obstacles, ...isReplaced ? [endings.success] : []];
	}

	return obstacles.length === 0 ? [endings.success] : obstacles;
};

/** What else may be told of a node at which somebody was at work: how its other arrivals ended, where they cannot be told apart from the one that worked. */
const listOtherEnds = (worker: Arrival, own: readonly Arrival[], {isJoin, isLate}: {readonly isJoin: boolean; readonly isLate: boolean}): readonly string[] => {
	const untold = isJoin && (isLate || !hasLastWord(worker)) ? own.filter(({end}) => end?.conclusion !== 'success') : [];
	// Of a run that was run again the list shows the last attempt only.
	const again = own.filter(({attempt}) => attempt > 1);
	const isHidden = (isJoin && isLate) || again.length > 0;
	return [...[...untold, ...again].map(({end}) => end === undefined ? timedOut : endings[end.conclusion]), ...isHidden ? [endings.success] : []];
};

/** Who went to work at a node. Of two, as when a predecessor is run again while its first successor is still at work, the one that ended last says what became of it. */
const findWorker = (own: readonly Arrival[]): Arrival | undefined =>
	own.filter(({deeds}) => deeds.workedAt !== undefined).toSorted((a, b) => (a.end?.at ?? Number.MAX_VALUE) - (b.end?.at ?? Number.MAX_VALUE)).at(-1);

/** Tells the truth on every node, in graph order. */
export const tellTruth = (options: TruthOptions): ReadonlyMap<string, NodeTruth> => {
	const {scenario: {shape, weather, registration}, arrivals, getSaid, stands = () => false} = options;
	const truths = new Map<string, NodeTruth>();
	const settle = (node: string): string => {
		const {allowed} = truths.get(node)!;
		return allowed.includes(getSaid(node)) ? getSaid(node) : allowed[0]!;
	};

	for (const action of Object.keys(shape.next)) {
		const predecessors = [...new Set(listPredecessors(shape, action))];
		for (const node of listInstances(shape, action)) {
			const own = arrivals.filter(arrival => arrival.node === node);
			const worker = findWorker(own);
			const before = predecessors.map((predecessor): Before => {
				const others = arrivals.filter(arrival => arrival.node === predecessor);
				return {
					node: predecessor,
					said: settle(predecessor),
					hasDone: others.some(({deeds}) => deeds.doneAt !== undefined),
					hasLostAnswer: others.some(({deeds}) => deeds.hasReturned === true && deeds.doneAt !== undefined && deeds.finishedAt === undefined && deeds.errorAt === undefined),
					isExcluded: others.some(other => isExcluded(shape, other, action)),
				};
			});
			const allowed = [...worker === undefined ? judgeIdle(own, before) : [...judgeWorker(worker, options), ...listOtherEnds(worker, own, {isJoin: listPredecessors(shape, action).length > 1, isLate: weather.objectLagMs > 0})]];
			const untold = worker === undefined && options.isContested ? [...listObstacles(before, true), timedOut, ...Object.values(endings)] : (worker === undefined && before.some(({hasLostAnswer}) => hasLostAnswer) && registration === 'plain' ? [timedOut] : []);
			truths.set(node, {allowed: [...allowed, ...untold, ...stands(node) ? [getSaid(node)] : []]});
		}
	}

	return truths;
};

/** Rules 5 and 8: the nodes behind a container that ended red, when listings are late, or lists of runs lack new ones. */
export const listBlurred = (shape: Shape, arrivals: readonly Arrival[], {objectLagMs, newRunLagMs}: Weather): ReadonlySet<string> => {
	// Of a join whose last run ended before a late listing shows its work nobody knows that it did any.
	const isBehindTime = ({action, end}: Arrival): boolean => end?.conclusion !== 'success' || (objectLagMs > 0 && listPredecessors(shape, action).length > 1);
	const dead = new Set(objectLagMs + newRunLagMs === 0 ? [] : arrivals.filter(arrival => arrival.deeds.workedAt !== undefined && isBehindTime(arrival)).map(({node}) => node));
	const blurred = new Set<string>();
	for (const action of Object.keys(shape.next)) {
		if (listPredecessors(shape, action).some(predecessor => dead.has(predecessor) || blurred.has(predecessor))) {
			for (const node of listInstances(shape, action)) {
				blurred.add(node);
			}
		}
	}

	return blurred;
};

const outcomes = [['FAILED', 'FAILED'], ['TIMEOUT', 'TIMEOUT'], ['CANCELLED', 'CANCELLED'], ['SKIPPED', 'FAILED']] as const;

/** How a run ended whose nodes ended so: the worst of them decides. */
export const tellOutcome = (statuses: readonly string[]): string =>
	outcomes.find(([status]) => statuses.includes(status))?.[1] ?? 'COMPLETED';
