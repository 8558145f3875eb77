import {type RunId} from '../../core/run/run-id.js';
import {getGithubMeaning} from '../../clouds/github/github-meaning.js';
import {createGithubRunId} from '../../clouds/github/github-run-id.js';
import {type RecordedNode, type RecordedPlatformRun, type TimedEvent} from './recorded-event.js';

/** Before 2.0 a run was GitHub's, and its id the number that GitHub gave it. */
const toRunId = (id: RunId | number): RunId => typeof id === 'number' ? createGithubRunId(id) : id;

const convertNode = <Node extends RecordedNode>(node: Node): Node => ({...node, runIds: node.runIds.map(id => toRunId(id))});

const convertRun = (run: RecordedPlatformRun): RecordedPlatformRun => ({
	...run, id: toRunId(run.id), ...(run.status === 'completed' && run.meaning === undefined && {meaning: getGithubMeaning(run.conclusion)}),
});

/** An event with its platform runs as they are written today. */
export const updateRuns = (event: TimedEvent): TimedEvent => {
	switch (event.type) {
		case 'snapshot': {
			return {...event, nodes: event.nodes.map(node => convertNode(node)), platformRuns: event.platformRuns.map(run => convertRun(run))};
		}

		case 'node.changed': {
			return {...event, node: convertNode(event.node)};
		}

		case 'platform-run.changed': {
			return {...event, platformRun: convertRun(event.platformRun)};
		}

		case 'run.changed':
		case 'log.grew':
		case 'note':
		case 'warning':
		case 'result':
		case 'error': {
			return event;
		}
	}
};
