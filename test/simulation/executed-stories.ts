import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {systemClock} from '../../source/ports/clock/system-clock.js';
import {parseWorkflow} from '../../source/core/workflow/parse-workflow.js';
import {startLocalCloud} from '../../source/clouds/local/start-local-cloud.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';
import {makeFolder} from '../support/make-folder.js';
import {chooseTargets, listInstances, writeDocument, type Shape} from '../support/simulation/document.js';
import {type Fate} from '../support/simulation/fates.js';
import {say} from '../support/simulation/observe.js';
import {playInvocation} from '../support/simulation/play-invocation.js';
import {createRandom} from '../support/simulation/random.js';
import {clearWeather, drawScenario} from '../support/simulation/scenario.js';
import {createTimeline} from '../support/simulation/timeline.js';
import {tellTruth} from '../support/simulation/truth.js';
import {createWorld} from '../support/simulation/world.js';

// Real Python processes.
t.setTimeout(180_000);

type Fates = Readonly<Record<string, Partial<Fate>>>;

/** What a function in Python can do: no container is killed here. */
const drawFates = (seed: string, shape: Shape): Fates => Object.fromEntries(Object.keys(shape.next).flatMap(action => listInstances(shape, action)).map(node => {
	const random = createRandom(`${seed} ${node} executed`);
	const ending = random.chance(0.75) ? 'returns' : random.pick(['raises', 'exits', 'returns-rubbish'] as const);
	const noise = random.chance(0.2) ? random.pick(['looks-like-error', 'caught-error'] as const) : undefined;
	return [node, {result: random.pick(['True', 'False', 'None'] as const), ending, ...(noise && {noise})}];
}));

/** The end of every node, whatever the times: nothing where they decide. */
const tellEnds = async (seed: string, shape: Shape, fates: Fates): Promise<Readonly<Record<string, string>> | undefined> => {
	const ends = new Set<string>();
	for (let draw = 0; draw < 12; draw++) {
		const timeline = createTimeline(0);
		const scenario = {...drawScenario(`${seed} ${draw}`), shape, registration: 'named' as const, weather: clearWeather, quiet: new Set(['*'])};
		// A join's arrivals are all alike.
		const all = {...fates, ...Object.fromEntries(Object.entries(fates).flatMap(([node, fate]) => [2, 3, 4, 5, 6].map(count => [`${node}#${count}`, fate])))};
		const {arrivals, dispatch} = playInvocation({world: createWorld(timeline), scenario: {...scenario, fates: all}, invocation: {workflowName: 'Tiny', timestamp: 't', id: 'i'}, name: 'own'});
		dispatch('a');
		await timeline.runUntil(() => false, Number.POSITIVE_INFINITY);
		const truths = tellTruth({scenario, arrivals, isContested: false, getSaid: () => ''});
		ends.add(JSON.stringify(Object.fromEntries([...truths].map(([node, {allowed}]) => [node, allowed[0]]))));
	}

	return ends.size === 1 ? JSON.parse([...ends][0]!) as Readonly<Record<string, string>> : undefined;
};

/** One function that does for each node what its fate says. */
const writeFunction = (fates: Fates): string => `
import json, sys
FATES = json.loads(${JSON.stringify(JSON.stringify(fates))})

def f(name):
    rank = faasr_rank()
    fate = FATES[name if rank["max_rank"] == 1 else f"{name}({rank['rank']})"]
    if fate.get("noise") == "looks-like-error":
        faasr_log("[1.0] [ERROR] [executor.py] this is only text of the user")
    if fate.get("noise") == "caught-error":
        try:
            faasr_get_file("there.txt", "no-such.txt")
        except BaseException:
            pass
    faasr_log("some text of the user")
    if fate["ending"] == "raises":
        raise ValueError("boom")
    if fate["ending"] == "exits":
        sys.exit(1)
    if fate["ending"] == "returns-rubbish":
        return "rubbish"
    return {"True": True, "False": False, "None": None}[fate["result"]]
`;

const execute = async (t: Test, shape: Shape, fates: Fates): Promise<Readonly<Record<string, string>>> => {
	const folder = makeFolder(t);
	const file = path.join(folder, 'story.json');
	const document = writeDocument(shape);
	const text = JSON.stringify({...document, ActionList: Object.fromEntries(Object.entries(document.ActionList).map(([name, action]) => [name, {...action, Arguments: {name}}]))});
	fs.writeFileSync(file, text);
	fs.mkdirSync(path.join(folder, 'functions'));
	fs.writeFileSync(path.join(folder, 'functions/f.py'), writeFunction(fates));
	const cloud = await startLocalCloud({workflow: parseWorkflow(text).workflow!, documentDir: folder, clock: systemClock, tmpDir: folder});
	const runner = new WorkflowRunner({workflowFile: file, cloud, checkInterval: 0.2});
	try {
		await runner.triggerWorkflow();
		const {nodes} = await runner.result();
		return Object.fromEntries(nodes.map(node => [node.id, say(node)]));
	} finally {
		await runner.cleanup();
		await cloud.close();
	}
};

/** Stories small enough to be executed, whose end the times do not decide, in which something happens. */
const listStories = async (count: number): Promise<ReadonlyArray<{readonly seed: string; readonly shape: Shape; readonly fates: Fates; readonly ends: Readonly<Record<string, string>>}>> => {
	const stories = [];
	for (let number = 0; stories.length < count; number++) {
		const seed = `executed ${number}`;
		const {shape} = drawScenario(seed);
		const fates = drawFates(seed, shape);
		const size = Object.keys(fates).length;
		const ends = size >= 3 && size <= 6 && !shape.hasTwoStores ? await tellEnds(seed, shape, fates) : undefined;
		const isEventful = ends !== undefined && new Set(Object.values(ends)).size >= 2 && Object.values(ends).filter(end => end.startsWith('COMPLETED')).length >= 2;
		if (isEventful) {
			stories.push({seed, shape, fates, ends});
		}
	}

	return stories;
};

t.test('stories of the model end on the local cloud\'s executor as the model says', async t => {
	const stories = await listStories(8);
	t.ok(stories.some(({shape}) => Object.values(shape.next).flat().some(entry => chooseTargets(entry, 'True') !== undefined && typeof entry !== 'string')), 'a conditional is among them');
	for (const {seed, shape, fates, ends} of stories) {
		t.same(await execute(t, shape, fates), ends, `${seed}: ${JSON.stringify(shape.next)} ${JSON.stringify(fates)}`);
	}
});
