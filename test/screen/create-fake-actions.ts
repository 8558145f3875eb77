import {planResume} from '../../source/core/run/plan-resume.js';
import {type RunStore} from '../../source/run/runner/run-store.js';
import {type RunActions, type RunControl} from '../../source/screen/run/keys.js';

/** A run that does nothing: what is asked of it is told by a name. */
export const createFakeActions = (store: Pick<RunStore, 'getSnapshot'>, act: (intent: string) => () => void, runner: Partial<RunControl> = {}): Pick<RunActions, 'runner' | 'startTask'> => ({
	runner: {
		async triggerWorkflow() {
			act('trigger')();
		},
		async cancel({force = false} = {}) {
			act(force ? 'forceCancel' : 'cancel')();
			return {aliveRunIds: []};
		},
		planResume: selection => planResume(store.getSnapshot(), selection),
		async resume({kind, ...rest}) {
			act(`resume ${'node' in rest ? rest.node : kind}`)();
		},
		result: async () => undefined,
		...runner,
	},
	startTask(task) {
		void task();
	},
});
