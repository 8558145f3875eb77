import {createRunId, type RunId} from '../../core/run/run-id.js';
import {type RecordedNode, type RecordedPlatformRun, type TimedEvent} from './recorded-event.js';

/** Before 2.0 a run was GitHub's, and its id the number that GitHub gave it. */
const toRunId = (id: RunId | number): RunId => typeof id === 'number' ? createRunId('gh', id) : id;

const convertNode = <Node extends RecordedNode>(node: Node): Node => ({...node, runIds: node.runIds.map(id => toRunId(id))});

const convertRun = (run: RecordedPlatformRun): RecordedPlatformRun => ({...run, id: toRunId(run.id)});

/** An event with the ids of its platform runs as they are written today. */
export const withRunIds = (event: TimedEvent): TimedEvent => {
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
